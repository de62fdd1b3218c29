"""Routes as visitors read them: the route, each stop on it, its list, what stories say of it, what one takes away."""

import json
import re
from dataclasses import replace
from datetime import timedelta

import gpxpy
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import PageViewRestriction

from parcours.enums import Portee
from parcours.models import Etape, ParcoursPage, Trace
from socle.exigences import manques
from socle.fiches import fiches_des
from socle.rules import DETOUR
from tests import fabrique
from tests.lectures import lu_par_gdal
from tests.medias.conftest import son, visuel
from tests.parcours.conftest import LIGNE
from tests.villes import traduire

pytestmark = pytest.mark.django_db


def lire(client, adresse, code=200):
    reponse = client.get(adresse)
    assert reponse.status_code == code, adresse
    return reponse.content.decode()


def texte(html):
    """What is read on a page: not what it gives its scripts."""
    lisible = re.sub(r"<script.*?</script>", " ", html, flags=re.S)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", lisible))


def titres_des_arrets(html):
    return [
        texte(t).strip()
        for t in re.findall(r'<ol class="arrets">.*?</ol>', html, re.S)
        for t in re.findall(r"<h3>.*?<a.*?>(.*?)</a>", t, re.S)
    ]


def test_un_parcours_se_lit_avec_ses_arrets_ses_passages_et_sa_longueur(client, ville, ligne):
    html = lire(client, ligne.url)
    dit = texte(html)
    assert titres_des_arrets(html) == ["Les Anneaux", "Le ponton", "La grue"]
    for phrase in (
        "Longez le quai.",
        "sans marche",
        "Pavés",
        "vérifié le 1er mars 2026",
        "Obstacle : Une chicane",
        "marches : non vérifié",
        "Tramway 1, arrêt Chantiers navals.",
        "le parcours revient à son départ",
        "On ne sait pas pour tout le chemin",
    ):
        assert phrase in dit, phrase
    assert "à vol d’oiseau" not in dit
    assert 'class="trace"' in html


def test_sans_trace_le_parcours_va_tout_droit_et_le_dit(client, ville, ligne):
    ligne.trace = None
    ligne.save_revision().publish()
    assert "à vol d’oiseau" in texte(lire(client, ligne.url))
    assert "à vol d’oiseau" in texte(lire(client, f"{ligne.url}{ligne.etapes.all()[1].code}/"))


def test_un_pas_tranquille_prend_plus_de_temps_et_se_garde_de_page_en_page(client, ville, ligne):
    habituel, tranquille = client.get(ligne.url), client.get(f"{ligne.url}?pas=tranquille")
    assert tranquille.context["mesure"].duree > habituel.context["mesure"].duree
    assert tranquille.context["mesure"].metres == habituel.context["mesure"].metres
    premier = tranquille.context["arrets"][0].adresse
    assert f'href="{premier}?pas=tranquille"' in tranquille.content.decode()
    assert "?pas=tranquille" in client.get(f"{premier}?pas=tranquille").context["suite"].adresse


def test_un_pas_tranquille_se_garde_par_tous_les_chemins(client, ville, ligne):
    for page in (ville.accueil, ligne.get_parent().specific, ligne):
        traduire(page, "de")
    autre = fabrique.parcours(ville.accueil, [ville.oeuvre, ville.lieu], titre="La boucle", slug="boucle")
    liste = ligne.get_parent().url
    arrets = [f"{ligne.url}{etape.code}/" for etape in ligne.etapes.all()]
    allemand = ligne.url.replace("/fr/", "/de/")
    attendus = {
        liste: {ligne.url, autre.url, liste.replace("/fr/", "/de/")},
        ligne.url: {liste, allemand, *arrets},
        arrets[0]: {
            ligne.url,
            arrets[1],
            f"{autre.url}{autre.etapes.all()[0].code}/",
            arrets[0].replace("/fr/", "/de/"),
        },
        arrets[2]: {ligne.url, arrets[1]},
    }
    for adresse, menent in attendus.items():
        html = lire(client, f"{adresse}?pas=tranquille")
        liens = set(re.findall(r'<a [^>]*?href="([^"#]*)', html))
        assert {f"{m}?pas=tranquille" for m in menent} <= liens, adresse
        assert not {m for m in liens if m.startswith((ligne.url, allemand)) and "pas=" not in m}, adresse
        # Machines are told one address, whatever the pace.
        assert "pas=" not in "".join(re.findall(r"<link [^>]*>", html)), adresse


def test_la_page_d_un_arret_garde_sur_la_ligne(client, ville, ligne):
    premier, ponton, grue = ligne.etapes.all()
    reponse = client.get(f"{ligne.url}{ponton.code}/")
    html = reponse.content.decode()
    assert "Arrêt 2 sur 3" in texte(html)
    assert re.findall(r'rel="(prev|next)" href="(.*?)"', html) == [
        ("prev", f"{ligne.url}{premier.code}/"),
        ("next", f"{ligne.url}{grue.code}/"),
    ]
    assert f'<link rel="canonical" href="{ligne.full_url}{ponton.code}/">' in html
    assert reponse.context["suite"].titre == "La grue"


def test_l_adresse_d_un_arret_survit_a_un_autre_ordre(client, ville, ligne):
    ponton = ligne.etapes.all()[1]
    ligne.etapes.set(sorted(ligne.etapes.all(), key=lambda e: e.pk != ponton.pk))
    for rang, etape in enumerate(ligne.etapes.all()):
        etape.sort_order = 0 if etape.pk == ponton.pk else rang + 1
    ligne.save_revision().publish()
    assert "Arrêt 1 sur 3" in texte(lire(client, f"{ligne.url}{ponton.code}/"))


def test_un_arret_inconnu_n_existe_pas(client, ligne):
    for reste in ("zzzzzzzz/", "zzzzzzzz/encore/", "1/"):
        lire(client, f"{ligne.url}{reste}", code=404)


def test_une_histoire_dit_quels_parcours_s_y_arretent_et_mene_a_l_arret(client, ville, ligne):
    autre = fabrique.parcours(ville.accueil, [ville.oeuvre, ville.lieu], titre="La boucle", slug="boucle")
    html = lire(client, ville.oeuvre.url)
    section = html[html.index('id="passent"') :]
    assert re.findall(r'<li class="f0"><a href="(.*?)">(.*?)</a>', section) == [
        (f"{ligne.url}{ligne.etapes.all()[0].code}/", "La ligne"),
        (f"{autre.url}{autre.etapes.all()[0].code}/", "La boucle"),
    ]
    assert 'id="passent"' in lire(client, ville.lieu.url)
    arret = lire(client, f"{ligne.url}{ligne.etapes.all()[0].code}/")
    assert "La boucle" in arret[arret.index("D’autres parcours") :]


def test_un_arret_que_personne_ne_peut_voir_est_saute(client, ville, ligne):
    assert titres_des_arrets(lire(client, ligne.url)) == ["Les Anneaux", "Le ponton", "La grue"]
    ville.oeuvre.unpublish()
    html = lire(client, ligne.url)
    assert titres_des_arrets(html) == ["Le ponton", "La grue"]
    assert "Les Anneaux" not in html


def test_un_arret_prive_est_saute(client, ville, ligne):
    PageViewRestriction.objects.create(page=ville.lieu, restriction_type=PageViewRestriction.LOGIN)
    assert titres_des_arrets(lire(client, ligne.url)) == ["Les Anneaux", "Le ponton"]


def test_un_arret_dont_l_oeuvre_est_partie_reste_a_son_rang_et_en_creux(client, ville, ligne):
    ville.oeuvre.statut = "disparue"
    ville.oeuvre.save_revision().publish()
    html = lire(client, ligne.url)
    assert titres_des_arrets(html) == ["Les Anneaux", "Le ponton", "La grue"]
    assert re.findall(r"<circle class=\"([^\"]*)\".*?<title>(.*?)</title>", html) == [
        ("halte passee numerotee", "Les Anneaux (n’est plus là)"),
        ("halte numerotee", "Le ponton"),
        ("halte numerotee", "La grue"),
    ]


def test_un_avis_se_montre_tant_qu_il_vaut(client, ville, ligne):
    aujourdhui = timezone.localdate()
    ponton = ligne.etapes.all()[1]
    attendus = [
        (aujourdhui - timedelta(days=3), aujourdhui, True),
        (aujourdhui - timedelta(days=3), aujourdhui - timedelta(days=1), False),
        (aujourdhui + timedelta(days=3), None, True),
    ]
    for debut, fin, montre in attendus:
        Etape.objects.filter(pk=ponton.pk).update(
            avis="Travaux sur le quai", avis_porte_sur=Portee.TRONCON, avis_debut=debut, avis_fin=fin
        )
        assert ("Travaux sur le quai" in lire(client, ligne.url)) is montre, (debut, fin)


def test_un_arret_sans_traduction_se_lit_dans_la_langue_la_plus_proche_et_le_dit(client, ville, ligne):
    for page in (ville.accueil, ville.recit, ville.promesse, ligne.get_parent().specific):
        traduire(page, "de")
    allemand = traduire(ligne, "de")
    html = lire(client, allemand.url)
    assert 'lang="fr">Les Anneaux</a>' in html
    premier = allemand.etapes.all()[0]
    assert premier.code == ligne.etapes.all()[0].code
    page = lire(client, f"{allemand.url}{premier.code}/")
    assert '<h1 lang="fr">Les Anneaux</h1>' in page
    assert 'class="histoire-de-l-arret" lang="fr"' in page


@pytest.fixture
def bellevue(ville):
    """A priority quartier within a walk of the route, with a work in it."""
    quartier = fabrique.quartier(
        ville.recit,
        ville.promesse,
        titre="Bellevue",
        slug="bellevue",
        latitude=47.215,
        longitude=-1.56,
        qpv="oui",
        qpv_code="QN04401M",
        qpv_source="Décret no 2014-1750",
    )
    quartier.fresque = fabrique.oeuvre(quartier, ville.promesse, titre="La fresque", slug="fresque")
    return quartier


def test_au_bout_la_ligne_mene_au_quartier_que_la_ville_veut_faire_voir_et_dit_pourquoi(client, ville, ligne, bellevue):
    fabrique.quartier(ville.recit, ville.promesse, titre="Tout près", slug="pres", latitude=47.2086, longitude=-1.5571)
    dernier = ligne.etapes.all()[2]
    suite = client.get(f"{ligne.url}{dernier.code}/").context["suite"]
    assert (suite.titre, suite.raison) == ("Bellevue", "Un quartier prioritaire, où la ligne vous attend.")


def croisee_de(client, parcours, rang):
    return client.get(f"{parcours.url}{parcours.etapes.all()[rang].code}/").context["croisee"]


def test_a_une_croisee_on_lit_quelle_ligne_mene_au_quartier_que_la_ville_veut_faire_voir(
    client, ville, ligne, bellevue
):
    autre = fabrique.parcours(ville.accueil, [ville.oeuvre, bellevue.fresque], titre="Vers l’ouest", slug="ouest")
    [arret, _fresque] = autre.etapes.all()
    croisee = croisee_de(client, ligne, 0)
    assert (croisee.passe.adresse, croisee.quartier, croisee.raison) == (
        f"{autre.url}{arret.code}/",
        "Bellevue",
        "Un quartier prioritaire, où la ligne vous attend.",
    )
    page = texte(lire(client, f"{ligne.url}{ligne.etapes.all()[0].code}/"))
    assert "À cette croisée, Vers l’ouest mène à Bellevue . Un quartier prioritaire, où la ligne vous attend." in page


def test_une_croisee_ne_detourne_pas_d_une_ligne_qui_va_au_quartier_voulu(client, ville, ligne, bellevue):
    fabrique.parcours(ville.accueil, [ville.oeuvre, bellevue.fresque], titre="Vers l’ouest", slug="ouest")
    Etape.objects.create(page=ligne, histoire=bellevue.fresque, sort_order=9)
    assert croisee_de(client, ligne, 0) is None


def test_une_croisee_ne_mene_ni_en_arriere_ni_a_ce_qui_ne_se_voit_pas(client, ville, ligne, bellevue):
    autre = fabrique.parcours(ville.accueil, [bellevue.fresque, ville.oeuvre], titre="De l’ouest", slug="ouest")
    assert croisee_de(client, ligne, 0) is None, "the other route comes from there"
    Etape.objects.create(page=autre, histoire=bellevue.fresque, sort_order=9)
    assert croisee_de(client, ligne, 0).quartier == "Bellevue"
    PageViewRestriction.objects.create(page=bellevue.fresque, restriction_type="login")
    assert croisee_de(client, ligne, 0) is None


def test_la_liste_dit_combien_de_temps_et_d_arrets(client, ville, ligne):
    dit = texte(lire(client, ligne.get_parent().specific.url))
    assert "La ligne" in dit
    assert re.search(r"0,8 km|8\d0 m", dit), dit
    assert "3 arrêts" in dit


def test_le_menu_mene_aux_parcours(client, ville, ligne):
    assert ">Les parcours</a>" in lire(client, ville.accueil.url)


def test_un_gpx_se_relit_avec_tout_le_trace_et_ses_arrets(client, ville, ligne):
    reponse = client.get(f"/api/parcours/{ligne.code}.gpx")
    assert (reponse.status_code, reponse["Content-Type"]) == (200, "application/gpx+xml")
    lu = gpxpy.parse(reponse.content)
    assert lu.version == "1.1"
    assert [(p.latitude, p.longitude) for p in lu.tracks[0].segments[0].points] == [
        (p.latitude, p.longitude) for p in LIGNE
    ]
    assert [p.name for p in lu.waypoints] == ["1. Les Anneaux", "2. Le ponton", "3. La grue"]


def test_un_geojson_donne_la_ligne_et_les_arrets(client, ville, ligne):
    reponse = client.get(f"/api/parcours/{ligne.code}.geojson")
    lu = reponse.json()
    assert [f["geometry"]["type"] for f in lu["features"]] == ["LineString", "Point", "Point", "Point"]
    assert lu["features"][0]["geometry"]["coordinates"] == [[p.longitude, p.latitude] for p in LIGNE]
    assert lu["bbox"] == [-1.5668, 47.2053, -1.557, 47.2085]


def relever(ligne, *altitudes):
    """Give each point of the line its altitude."""
    ligne.tracer([replace(point, altitude=altitude) for point, altitude in zip(LIGNE, altitudes, strict=True)])
    ligne.save_revision().publish()


def test_un_geojson_dit_l_altitude_ou_le_trace_la_dit(client, ville, ligne, tmp_path):
    relever(ligne, 4.5, 12, 31.2, 8)
    lu = client.get(f"/api/parcours/{ligne.code}.geojson").json()
    assert lu["features"][0]["geometry"]["coordinates"] == [
        [p.longitude, p.latitude, altitude] for p, altitude in zip(LIGNE, (4.5, 12, 31.2, 8), strict=True)
    ]
    assert lu["bbox"] == [-1.5668, 47.2053, 4.5, -1.557, 47.2085, 31.2]
    fichier = tmp_path / "ligne.geojson"
    fichier.write_text(json.dumps({**lu, "features": lu["features"][:1]}), encoding="utf-8")
    assert "Geometry: 3D Line String" in lu_par_gdal(fichier)


def test_la_page_dit_combien_l_on_monte_quand_le_trace_le_dit(client, ville, ligne):
    assert "Montée" not in texte(lire(client, ligne.url))
    relever(ligne, 4.5, 12, 31.2, 8)
    assert "Montée 30 m en tout" in texte(lire(client, ligne.url))
    relever(ligne, 4, 6, 5, 7)
    assert "Montée Presque à plat" in texte(lire(client, ligne.url))


def test_ce_qui_ne_se_voit_pas_ne_s_emporte_pas(client, ville, ligne):
    adresses = (ligne.url, f"/api/parcours/{ligne.code}.gpx", f"/api/parcours/{ligne.code}.geojson")
    assert [client.get(adresse).status_code for adresse in adresses] == [200] * 3
    assert 'id="passent"' in lire(client, ville.oeuvre.url)
    ligne.unpublish()
    for adresse in adresses:
        lire(client, adresse, code=404)
    assert 'id="passent"' not in lire(client, ville.oeuvre.url)


def test_le_parcours_d_une_autre_ville_ne_s_emporte_pas_d_ici(client, ville, ligne):
    rennes = fabrique.ville("Rennes", "rennes.example", par_defaut=False)
    ailleurs = fabrique.parcours(rennes.accueil, [rennes.oeuvre, rennes.quartier], slug="ligne")
    lire(client, f"/api/parcours/{ailleurs.code}.gpx", code=404)
    assert client.get(f"/api/parcours/{ailleurs.code}.gpx", headers={"host": "rennes.example"}).status_code == 200


def test_un_arret_d_une_autre_ville_est_refuse(ville):
    rennes = fabrique.ville("Rennes", "rennes.example", par_defaut=False)
    parcours = fabrique.parcours(ville.accueil, [ville.oeuvre, rennes.oeuvre], live=False)
    assert "Un arrêt est une histoire d’une autre ville : choisissez dans celle-ci." in [
        m.message for m in manques(parcours) if m.refuse
    ]


def test_ce_qui_manque_a_un_parcours_se_dit(ville):
    nu = fabrique.parcours(ville.accueil, [ville.oeuvre], live=False, accroche="", corps=[])
    assert [(m.champ, m.refuse) for m in manques(nu)] == [
        ("accroche", True),
        ("etapes", True),
        ("corps", False),
        ("depart", False),
        ("trace", False),
    ]


def test_le_nombre_de_requetes_ne_depend_pas_du_nombre_d_arrets(client, ville, ligne, bellevue):
    """On the route, at its free point, at its last stop, and where another route crosses and a sound is heard."""

    def une_lecture(adresse):
        with CaptureQueriesContext(connection) as requetes:
            lire(client, adresse)
        return len(requetes)

    def compter(adresse):
        client.get(adresse)
        # What is kept for a minute may end during one of them.
        return min(une_lecture(adresse), une_lecture(adresse))

    ville.oeuvre.image = visuel()
    ville.oeuvre.corps = [("son", {"son": son()})]
    ville.oeuvre.save_revision().publish()
    fabrique.parcours(ville.accueil, [ville.oeuvre, bellevue.fresque], titre="Vers l’ouest", slug="ouest")
    ligne.promesse = ville.promesse
    ligne.save_revision().publish()
    adresses = [ligne.url, *(f"{ligne.url}{etape.code}/" for etape in ligne.etapes.all())]
    peu = [compter(adresse) for adresse in adresses]
    for rang in range(97):
        histoire = None
        if rang % 2:
            histoire = fabrique.oeuvre(
                ville.quartier,
                ville.promesse,
                titre=f"Œuvre {rang}",
                slug=f"o{rang}",
                latitude=47.2 + rang / 1e4,
                longitude=-1.56,
            )
        Etape.objects.create(
            page=ligne,
            histoire=histoire,
            titre="" if histoire else f"Point {rang}",
            latitude=47.2 + rang / 1e4,
            longitude=-1.55,
            # The last stop stays the last.
            sort_order=rang + 2,
        )
    Etape.objects.filter(pk=ligne.etapes.all()[2].pk).update(sort_order=200)
    assert len(client.get(ligne.url).context["arrets"]) == 100
    assert [compter(adresse) for adresse in adresses] == peu
    assert max(peu) <= 15, peu


def test_la_meme_ligne_donnee_deux_fois_est_un_seul_trace(ligne):
    assert Trace.de(LIGNE) == ligne.trace
    assert Trace.objects.count() == 1


def test_la_fiche_d_un_parcours_dit_ou_il_passe(ligne):
    [fiche] = fiches_des([ligne.pk])
    assert (fiche.genre, fiche.titre, fiche.lieux, fiche.sans_marche) == (
        "parcours",
        "La ligne",
        ("Les Anneaux", "Le ponton", "La grue"),
        None,
    )


def test_la_ville_mene_a_ses_parcours_sans_une_requete_de_plus_par_parcours(client, ville, ligne):
    def compter():
        client.get(ville.accueil.url)
        with CaptureQueriesContext(connection) as requetes:
            html = lire(client, ville.accueil.url)
        return len(requetes), re.findall(r'class="etape" href="(.*?)"', html[html.index('id="parcours"') :])

    nombre, menent = compter()
    assert menent == [ligne.url]
    autres = [
        fabrique.parcours(ville.accueil, [ville.oeuvre, ville.lieu], titre=f"Boucle {rang}", slug=f"b{rang}")
        for rang in range(5)
    ]
    assert compter() == (nombre, [ligne.url, *(p.url for p in autres[:3])])


def test_la_liste_mesure_a_vol_d_oiseau_ce_qui_n_a_pas_de_trace(client, ville, ligne):
    ligne.trace, ligne.boucle = None, False
    ligne.save_revision().publish()
    assert "820 m à vol d’oiseau" in texte(lire(client, ligne.get_parent().specific.url))


def test_la_page_d_un_arret_dit_le_chemin_jusqu_au_suivant(client, ville, ligne):
    premier, _ponton, grue = ligne.etapes.all()
    html = lire(client, f"{ligne.url}{premier.code}/")
    chemin = texte(html[html.index('id="vers-la-suite"') :])
    assert "Longez le quai." in chemin
    assert "vérifié le 1er mars 2026" in chemin
    assert "vers-la-suite" not in lire(client, f"{ligne.url}{grue.code}/")


@pytest.mark.parametrize("sorte", ["gpx", "geojson"])
def test_gdal_lit_un_parcours_comme_un_etranger(client, ville, ligne, tmp_path, sorte):
    fichier = tmp_path / f"ligne.{sorte}"
    fichier.write_bytes(client.get(f"/api/parcours/{ligne.code}.{sorte}").content)
    dit = lu_par_gdal(fichier)
    if sorte == "gpx":
        couches = dict(re.findall(r"Layer name: (\w+)\n(?:.*\n)*?Feature Count: (\d+)", dit))
        assert (couches["waypoints"], couches["tracks"], couches["track_points"]) == ("3", "1", "4")
    else:
        assert "Feature Count: 4" in dit
    assert "Extent: (-1.566800, 47.205300) - (-1.557000, 47.208500)" in dit


A_EMPORTER = ("gpx", "geojson", "bagage.json", "pdf")


@pytest.mark.parametrize("sorte", A_EMPORTER)
def test_une_langue_que_la_ville_ne_parle_pas_est_refusee_avec_celles_d_ici(client, ville, ligne, sorte):
    reponse = client.get(f"/api/parcours/{ligne.code}.{sorte}?langue=xx")
    assert (reponse.status_code, reponse.json()) == (400, {"erreurs": {"langue": ["Langues d’ici\u00a0: fr."]}})


@pytest.mark.parametrize("sorte", A_EMPORTER)
def test_un_code_que_nul_parcours_n_a_se_dit_a_une_machine(client, ville, ligne, sorte):
    for code in ("zzz", "zzzzzzzz", ville.oeuvre.code):
        reponse = client.get(f"/api/parcours/{code}.{sorte}")
        assert (reponse.status_code, reponse["Content-Type"], reponse.json()) == (
            404,
            "application/json",
            {"erreurs": {"code": ["Aucun parcours n’a ce code ici."]}},
        )


@pytest.mark.parametrize("sorte", A_EMPORTER)
def test_ce_qui_s_emporte_ne_fait_que_se_lire(client, ligne, sorte):
    assert client.post(f"/api/parcours/{ligne.code}.{sorte}").status_code == 405


def test_un_parcours_sans_la_langue_demandee_part_dans_la_plus_proche(client, ville, ligne):
    for page in (ville.accueil, ligne.get_parent().specific):
        traduire(page, "de")
        traduire(page, "en")
    traduire(ligne, "en")

    def langue_obtenue(langue):
        return client.get(f"/api/parcours/{ligne.code}.geojson?langue={langue}").json()["features"][0]["properties"][
            "langue"
        ]

    assert [langue_obtenue(langue) for langue in ("", "fr", "en", "de")] == ["fr", "fr", "en", "fr"]


def test_un_gpx_sans_trace_dit_dans_sa_langue_qu_il_va_tout_droit(client, ville, ligne):
    ligne.trace = None
    ligne.save_revision().publish()
    for page in (ville.accueil, ligne.get_parent().specific, ParcoursPage.objects.get(pk=ligne.pk)):
        traduire(page, "en")
    commentaires = [
        gpxpy.parse(client.get(f"/api/parcours/{ligne.code}.gpx?langue={langue}").content).tracks[0].comment
        for langue in ("fr", "en")
    ]
    assert commentaires == ["à vol d’oiseau", "as the crow flies"]


@pytest.mark.parametrize("sorte", ["gpx", "geojson"])
def test_toute_carte_peut_dessiner_un_parcours(client, ligne, sorte):
    reponse = client.get(f"/api/parcours/{ligne.code}.{sorte}")
    assert (reponse["Access-Control-Allow-Origin"], reponse["Cache-Control"]) == ("*", "public, max-age=3600")


def test_un_passage_se_dit_sans_redite_et_en_heures(client, ville, ligne):
    ponton = ligne.etapes.all()[1]

    def passage(**champs):
        Etape.objects.filter(pk=ponton.pk).update(**champs)
        html = lire(client, ligne.url)
        return texte(re.search(r'<p class="pas">.*?</p>', html)[0]).strip()

    assert re.fullmatch(
        r"\d min à pied, \d+\xa0?\s?m sans marche Pavés · À plat · vérifié le 1er mars 2026", passage()
    ), passage()
    assert passage(pente="forte").endswith("sans marche Pavés · pente forte, plus de 5 % · vérifié le 1er mars 2026")
    assert passage(pente="marches", verifie_le=None).endswith("avec des marches Pavés")
    assert passage(sol="", pente="", sans_marche="inconnu").endswith("m · marches : non vérifié")
    ligne.trace = None
    ligne.save_revision().publish()
    loin = passage(latitude=47.25, longitude=-1.5668)
    assert re.match(r"1 h 3\d à pied, 5,0\s?km à vol d’oiseau", loin), loin
    assert "1 h 3" in texte(lire(client, f"{ligne.url}{ligne.etapes.all()[0].code}/"))


def test_tout_droit_on_lit_que_les_temps_comptent_les_detours(client, ville, ligne):
    phrase = f"Les temps de marche comptent {DETOUR - 1:.0%} de chemin en plus, pour ces détours.".replace("%", "\xa0%")
    adresses = [ligne.url, f"{ligne.url}{ligne.etapes.all()[0].code}/"]
    assert [phrase in lire(client, adresse) for adresse in adresses] == [False, False]
    ligne.trace = None
    ligne.save_revision().publish()
    assert [phrase in lire(client, adresse) for adresse in adresses] == [True, True]
