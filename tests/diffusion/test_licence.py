"""On what terms the city gives its data: each format says it in its own place, read here by tools that did not write it."""

import json
import re

import feedparser
import pytest
from django.urls import reverse
from lxml import etree

from comptes.actions import poser_les_roles
from socle.enums import TEXTES_DES_LICENCES, LicenceDesDonnees
from socle.models import ReglagesDonnees
from tests import fabrique
from tests.bureau.outils import client_de
from tests.comptes.test_roles import personne
from tests.diffusion.lecture import SCHEMA, donnees_liees, en_clair
from tests.lectures import lu_par_gdal

pytestmark = pytest.mark.django_db

ETALAB = "https://www.etalab.gouv.fr/licence-ouverte-open-licence/"
EN_CLAIR = f"Nantes, Licence Ouverte 2.0 (Etalab), {ETALAB}"
RESERVES = "© Nantes, tous droits réservés"
GPX = "{http://www.topografix.com/GPX/1/1}"


@pytest.fixture(autouse=True)
def _publie(grande_ville):
    """The route was published as an editor does, which dates it."""
    grande_ville.parcours.save_revision().publish()
    grande_ville.parcours.refresh_from_db()


@pytest.fixture
def ouverte(grande_ville):
    """The city gives its data under the Licence Ouverte."""
    ReglagesDonnees(site=grande_ville.site, licence=LicenceDesDonnees.LICENCE_OUVERTE).save()
    return grande_ville


def geojson(ville) -> list[str]:
    return [
        *(f"/api/{quoi}.geojson" for quoi in ("oeuvres", "lieux", "quartiers")),
        f"/api/parcours/{ville.parcours.code}.geojson",
    ]


def droits_du_geojson(client, adresse):
    lu = client.get(adresse).json()
    return lu["license"], lu["attribution"]


def test_chaque_geojson_dit_sa_licence_et_a_qui_l_attribuer(ouverte, client):
    licence = {"id": "etalab-2.0", "name": "Licence Ouverte 2.0 (Etalab)", "url": ETALAB}
    assert [droits_du_geojson(client, adresse) for adresse in geojson(ouverte)] == [(licence, "Nantes")] * 4


def test_sans_licence_choisie_tous_les_droits_sont_reserves(grande_ville, client, lire):
    parcours = grande_ville.parcours
    assert [droits_du_geojson(client, adresse) for adresse in geojson(grande_ville)] == [(None, "Nantes")] * 4
    assert feedparser.parse(lire("/fr/flux.rss")).feed.rights == RESERVES
    assert droits_du_gpx(client, parcours) == ("Nantes", [f"{GPX}year"], None)
    assert f"Données\u00a0: {RESERVES}." in lire(parcours.url)
    assert "license" not in donnees_liees(lire(parcours.url))["TouristTrip"]["subjectOf"]


def test_gdal_lit_le_parcours_avec_sa_licence(ouverte, client, tmp_path):
    fichier = tmp_path / "parcours.geojson"
    fichier.write_text(json.dumps(client.get(geojson(ouverte)[3]).json()), encoding="utf-8")
    assert "Feature Count: 4" in lu_par_gdal(fichier)


def droits_du_gpx(client, parcours):
    """Return whom a GPX names, what follows inside, and the licence."""
    racine = etree.fromstring(client.get(f"/api/parcours/{parcours.code}.gpx").content)
    [droits] = racine.findall(f"{GPX}metadata/{GPX}copyright")
    return droits.get("author"), [enfant.tag for enfant in droits], droits.findtext(f"{GPX}license")


def test_un_gpx_dit_ses_droits_a_la_place_que_le_schema_leur_donne(ouverte, client):
    assert droits_du_gpx(client, ouverte.parcours) == ("Nantes", [f"{GPX}year", f"{GPX}license"], ETALAB)
    racine = etree.fromstring(client.get(f"/api/parcours/{ouverte.parcours.code}.gpx").content)
    # metadataType and gpxType of https://www.topografix.com/GPX/1/1/gpx.xsd: elements must appear in this order.
    ordre = ["name", "desc", "author", "copyright", "link", "time", "keywords", "bounds", "extensions"]
    dits = [etree.QName(enfant).localname for enfant in racine.find(f"{GPX}metadata")]
    assert dits == [nom for nom in ordre if nom in dits]
    assert [etree.QName(enfant).localname for enfant in racine] == ["metadata", *["wpt"] * 3, "trk"]
    annee = racine.findtext(f"{GPX}metadata/{GPX}copyright/{GPX}year")
    assert annee == str(ouverte.parcours.last_published_at.year)


def test_les_flux_disent_leurs_droits(ouverte, lire):
    rss, atom = (feedparser.parse(lire(f"/fr/flux.{fin}")) for fin in ("rss", "atom"))
    assert (rss.bozo, rss.feed.rights, atom.bozo, atom.feed.rights) == (False, EN_CLAIR, False, EN_CLAIR)
    assert [lien.href for lien in atom.feed.links if lien.rel == "license"] == [ETALAB]


def test_un_calendrier_dit_ses_droits(ouverte, client):
    octets = client.get(f"/api/agenda/{ouverte.agenda.code}.ics").content
    entete = re.sub(r"\r\n[ \t]", "", octets.decode()).partition("BEGIN:VEVENT")[0].splitlines()
    mots = EN_CLAIR.replace(",", "\\,")
    assert {ligne for ligne in entete if ligne.startswith(("DESCRIPTION", "X-WR-CALDESC", "LINK"))} == {
        f"DESCRIPTION:{mots}",
        f"X-WR-CALDESC:{mots}",
        f'LINK;LINKREL="license";VALUE=URI:{ETALAB}',
    }


def test_un_parcours_dit_aux_machines_quelles_donnees_il_offre_et_sous_quelle_licence(ouverte, lire):
    html, code = lire(ouverte.parcours.url), ouverte.parcours.code
    parcours = donnees_liees(html)["TouristTrip"]
    assert parcours["subjectOf"] == {
        "@type": "Dataset",
        "name": "La ligne",
        "license": ETALAB,
        "creditText": "Nantes",
        "creator": {"@type": "Organization", "name": "Nantes"},
        "distribution": [
            {
                "@type": "DataDownload",
                "encodingFormat": "application/gpx+xml",
                "contentUrl": f"http://localhost/api/parcours/{code}.gpx?langue=fr",
            },
            {
                "@type": "DataDownload",
                "encodingFormat": "application/geo+json",
                "contentUrl": f"http://localhost/api/parcours/{code}.geojson?langue=fr",
            },
        ],
    }
    # The licence is that of the data: a page, a work, a picture have rights of their own.
    [graphe] = [noeud for noeud in en_clair(html) if "@graph" in noeud] or [{"@graph": en_clair(html)}]
    assert [noeud["@type"] for noeud in graphe["@graph"] if f"{SCHEMA}license" in noeud] == []


def test_les_pages_qui_offrent_des_fichiers_le_disent_en_clair(ouverte, lire):
    dit = f'Données\u00a0: Nantes, <a href="{ETALAB}">Licence Ouverte 2.0 (Etalab)</a>.'
    assert [dit in lire(ouverte.adresses[nom]) for nom in ("parcours", "agenda", "événement")] == [True] * 3
    assert dit not in lire(ouverte.oeuvre.url)


def test_un_autre_nom_peut_etre_donne(ouverte, client, lire):
    ReglagesDonnees.objects.all().delete()
    ReglagesDonnees(site=ouverte.site, licence=LicenceDesDonnees.ODBL, mention="Le Voyage à Nantes").save()
    assert droits_du_geojson(client, "/api/oeuvres.geojson")[1] == "Le Voyage à Nantes"
    assert feedparser.parse(lire("/fr/flux.rss")).feed.rights == (
        "Le Voyage à Nantes, Open Database License 1.0 (ODbL), https://opendatacommons.org/licenses/odbl/1-0/"
    )


def test_chaque_licence_a_son_texte_et_une_autre_ville_choisit_la_sienne(ouverte, client):
    assert set(TEXTES_DES_LICENCES) == set(LicenceDesDonnees) - {LicenceDesDonnees.AUCUNE}
    fabrique.ville(nom="Brest", hote="brest.example", par_defaut=False)
    lu = client.get("/api/quartiers.geojson", headers={"host": "brest.example"}).json()
    assert (lu["license"], lu["attribution"]) == (None, "Brest")


@pytest.mark.parametrize(("role", "permis"), [("Administration", True), ("Communication", False), ("Relecture", False)])
def test_l_administration_choisit_la_licence_et_elle_seule(grande_ville, client, role, permis):
    poser_les_roles(grande_ville.site)
    droits_du_geojson(client, "/api/lieux.geojson")  # what was kept is forgotten at once
    adresse = reverse("wagtailsettings:edit", args=["socle", "reglagesdonnees", grande_ville.site.pk])
    client_de(personne(role)).post(adresse, {"licence": "CC0-1.0", "mention": ""})
    licence, _nom = droits_du_geojson(client, "/api/lieux.geojson")
    assert (licence and licence["id"]) == ("CC0-1.0" if permis else None)
