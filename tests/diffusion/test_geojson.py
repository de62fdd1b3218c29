"""Open data, read by a stranger: GDAL's ogrinfo where there is one, and by its own standard."""

import json
import re

import pytest
from shapely.geometry import shape

from socle.enums import Precision
from tests import fabrique
from tests.lectures import lu_par_gdal
from tests.villes import traduire

pytestmark = pytest.mark.django_db

CARRE = [[-1.56, 47.2], [-1.56, 47.21], [-1.55, 47.21], [-1.55, 47.2], [-1.56, 47.2]]
"""Clockwise: the standard wants the other way."""

SORTIES = ("oeuvres", "lieux", "quartiers")


@pytest.fixture
def situee(grande_ville):
    """The city with a place, an outline, and a work nobody has put on the map."""
    grande_ville.lieu.unpublish()  # one place, which says all
    fabrique.lieu(
        grande_ville.quartier,
        grande_ville.promesse,
        titre="La grue",
        slug="grue",
        latitude="47.205300",
        longitude="-1.568800",
        precision=Precision.APPROCHEE,
        precision_metres=50,
    )
    grande_ville.quartier.contour = {"type": "Polygon", "coordinates": [CARRE]}
    grande_ville.quartier.save_revision().publish()
    fabrique.oeuvre(grande_ville.quartier, grande_ville.promesse, titre="Nulle part", slug="nulle-part")
    return grande_ville


def demander(client, quoi, code=200, **parametres):
    reponse = client.get(f"/api/{quoi}.geojson", parametres)
    assert reponse.status_code == code
    return reponse.json()


def test_une_oeuvre_se_dit_avec_son_code_son_adresse_et_la_precision_de_sa_position(situee, client):
    page = situee.oeuvre
    traits = demander(client, "oeuvres")["features"]
    assert traits[0] == {
        "type": "Feature",
        "id": page.code,
        "geometry": {"type": "Point", "coordinates": [-1.5668, 47.2053]},
        "properties": {
            "nom": "Les Anneaux",
            "adresse": "http://localhost/fr/recit/ile-de-nantes/les-anneaux/",
            "langue": "fr",
            "accroche": "On tourne autour.",
            "precision": "relevee",
            "precision_metres": None,
            "artistes": ["Daniel Buren"],
            "annee": 2007,
            "annee_approchee": False,
            "genre": "autre",
            "statut": "permanente",
            "passee": False,
            "lieu": "",
            "commune": "",
            "quartier": {"code": situee.quartier.code, "nom": "Île de Nantes"},
            "sans_marche": "inconnu",
            "wikidata": None,
        },
    }
    assert (traits[1]["geometry"], traits[1]["properties"]["precision"]) == (None, None)


def test_un_lieu_et_un_quartier_se_disent_aussi(situee, client):
    [lieu] = demander(client, "lieux")["features"]
    assert (lieu["properties"]["nom"], lieu["properties"]["precision"], lieu["properties"]["precision_metres"]) == (
        "La grue",
        "approchee",
        50,
    )
    [quartier] = demander(client, "quartiers")["features"]
    contour = shape(quartier["geometry"])
    assert (contour.exterior.is_ccw, contour.is_valid, contour.bounds) == (True, True, (-1.56, 47.2, -1.55, 47.21))


def test_chaque_histoire_vient_une_fois_dans_la_langue_demandee_ou_la_plus_proche(situee, client):
    for page in (situee.accueil, situee.recit, situee.promesse, situee.quartier):
        traduire(page, "en")
    for langue, attendue in (("fr", "fr"), ("en", "en")):
        [quartier] = demander(client, "quartiers", langue=langue)["features"]
        assert quartier["properties"]["langue"] == attendue
        assert [o["properties"]["langue"] for o in demander(client, "oeuvres", langue=langue)["features"]] == ["fr"] * 2


def test_une_langue_inconnue_est_refusee_avec_celles_d_ici(ville, client):
    raison = {"erreurs": {"langue": ["Langues d’ici\u00a0: fr."]}}
    assert [demander(client, quoi, 400, langue="xx") for quoi in SORTIES] == [raison] * 3


def test_ce_qui_est_ouvert_l_est_a_toutes_les_cartes_et_dit_ce_que_c_est(ville, client):
    reponse = client.get("/api/oeuvres.geojson")
    assert (reponse["Content-Type"], reponse["Access-Control-Allow-Origin"], "Set-Cookie" in reponse) == (
        "application/geo+json",
        "*",
        False,
    )


def test_rien_d_une_autre_ville(ville, client):
    fabrique.ville(nom="Brest", hote="brest.example", par_defaut=False)
    for quoi in SORTIES:
        traits = client.get(f"/api/{quoi}.geojson", headers={"host": "brest.example"}).json()["features"]
        assert all(t["properties"]["adresse"].startswith("http://brest.example/") for t in traits)
        assert len(traits) == (0 if quoi == "lieux" else 1)


def test_les_listes_menent_a_leurs_donnees_dans_leur_langue_et_disent_la_licence(situee, client):
    for originale in (situee.accueil, situee.recit, situee.quartier, situee.oeuvre):
        traduire(originale, "en")
    menent = {}
    for liste in ("/fr/oeuvres/", "/fr/quartiers/", "/en/works/", "/en/neighbourhoods/"):
        html = client.get(liste).content.decode()
        menent[liste] = re.findall(r'href="(/api/[^"]*)"', html)
        assert 'class="petit des-donnees"' in html, liste
    assert menent == {
        "/fr/oeuvres/": ["/api/oeuvres.geojson?langue=fr"],
        "/fr/quartiers/": ["/api/quartiers.geojson?langue=fr", "/api/lieux.geojson?langue=fr"],
        "/en/works/": ["/api/oeuvres.geojson?langue=en"],
        "/en/neighbourhoods/": ["/api/quartiers.geojson?langue=en", "/api/lieux.geojson?langue=en"],
    }
    for adresse in {adresse for adresses in menent.values() for adresse in adresses}:
        assert client.get(adresse).status_code == 200, adresse


def test_le_nombre_de_questions_ne_grandit_pas(situee, client, django_assert_max_num_queries):
    for rang in range(20):
        fabrique.oeuvre(situee.quartier, situee.promesse, titre=f"Œuvre {rang}", slug=f"o-{rang}")
    client.get("/api/oeuvres.geojson")
    with django_assert_max_num_queries(8):
        client.get("/api/oeuvres.geojson")


@pytest.mark.parametrize(
    ("quoi", "combien", "geometrie"), [("oeuvres", 2, "Point"), ("lieux", 1, "Point"), ("quartiers", 1, "Polygon")]
)
def test_gdal_lit_ces_donnees_comme_un_etranger(situee, client, tmp_path, quoi, combien, geometrie):
    fichier = tmp_path / f"{quoi}.geojson"
    fichier.write_text(json.dumps(demander(client, quoi)), encoding="utf-8")
    dit = lu_par_gdal(fichier)
    assert (f"Geometry: {geometrie}" in dit, f"Feature Count: {combien}" in dit, "WGS 84" in dit) == (True, True, True)
