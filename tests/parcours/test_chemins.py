"""The way from stop to stop, whatever is hidden: its steps, its length, and the way back of a loop."""

from datetime import date

import pytest

from parcours.enums import Pente, Portee, Sol
from parcours.models import Etape, ParcoursPage
from parcours.rules.mesures import metres
from socle.fiches import fiches_des
from socle.rules import Point
from tests import fabrique
from tests.parcours.test_pages import lire

pytestmark = pytest.mark.django_db

MOTS = {"oui": True, "non": False, "inconnu": None}


def dire_du_troncon(ligne, rang, **faits):
    Etape.objects.filter(pk=ligne.etapes.all()[rang].pk).update(**faits)


def des_marches(client, ligne) -> tuple:
    """What the page and the card of a route say of its steps."""
    [fiche] = fiches_des([ligne.pk])
    return MOTS[client.get(ligne.url).context["sans_marche"]], fiche.sans_marche


@pytest.mark.parametrize(
    ("troncons", "dite"),
    [
        ([("oui", "plate"), ("oui", "douce")], True),
        ([("oui", "plate"), ("inconnu", "plate")], None),
        ([("oui", "plate"), ("non", "plate")], False),
        ([("oui", "plate"), ("oui", "marches")], False),
        ([("inconnu", ""), ("inconnu", "marches")], False),
    ],
)
def test_la_fiche_et_la_page_disent_la_meme_chose_des_marches(client, ligne, troncons, dite):
    ParcoursPage.objects.update(boucle=False)
    for rang, (sans_marche, pente) in enumerate(troncons, 1):
        dire_du_troncon(ligne, rang, sans_marche=sans_marche, pente=pente)
    assert des_marches(client, ligne) == (dite, dite)


def test_le_chemin_d_un_arret_cache_se_marche_et_se_dit_quand_meme(client, ville, ligne):
    ParcoursPage.objects.update(boucle=False)
    cachee = fabrique.oeuvre(ville.quartier, ville.promesse, titre="Cachée", latitude=47.2070, longitude=-1.5600)
    marches = {"sans_marche": "non", "chemin": "Montez l’escalier.", "obstacle": "Un escalier de 30 marches"}
    avis = {"avis": "Travaux sur la rampe", "avis_porte_sur": Portee.TRONCON}
    grue = ligne.etapes.all()[2]
    Etape.objects.filter(pk=grue.pk).update(
        sort_order=50, sans_marche="oui", sol=Sol.LISSE, pente=Pente.PLATE, verifie_le=date(2026, 5, 1)
    )
    Etape.objects.create(
        page=ligne,
        histoire=cachee,
        sort_order=40,
        sol=Sol.PAVE,
        pente=Pente.DOUCE,
        verifie_le=date(2026, 4, 1),
        **marches,
        **avis,
    )
    assert des_marches(client, ligne) == (False, False)

    cachee.unpublish()
    arrets = client.get(ligne.url).context["arrets"]
    troncon = arrets[2].troncon
    assert [arret.titre for arret in arrets] == ["Les Anneaux", "Le ponton", "La grue"]
    assert (troncon.sans_marche, troncon.chemin, troncon.obstacle, troncon.verifie_le) == (
        "non",
        "Montez l’escalier.\nMontez la rampe.",
        "Un escalier de 30 marches, Une chicane",
        date(2026, 4, 1),
    )
    assert (troncon.sol, troncon.pente, [a.texte for a in troncon.avis]) == (
        "De plusieurs sortes",
        "pente douce, moins de 5\xa0%",
        ["Travaux sur la rampe"],
    )
    assert des_marches(client, ligne) == (False, False)
    html = lire(client, ligne.url)
    assert [dit in html for dit in ("Travaux sur la rampe", "Montez l’escalier.", "Cachée")] == [True, True, False]


def test_ce_qui_precede_le_premier_arret_montre_ne_se_marche_pas(client, ville, ligne):
    ParcoursPage.objects.update(boucle=False)
    for rang in (1, 2):
        dire_du_troncon(ligne, rang, sans_marche="oui", pente=Pente.PLATE)
    dire_du_troncon(ligne, 1, sans_marche="non")
    ville.oeuvre.unpublish()
    assert des_marches(client, ligne) == (True, True)


def test_une_boucle_dont_le_retour_n_est_pas_decrit_ne_se_dit_pas_sans_marche(client, ville, ligne):
    for rang in (1, 2):
        dire_du_troncon(ligne, rang, sans_marche="oui", pente=Pente.PLATE)
    assert (ligne.boucle, des_marches(client, ligne)) == (True, (None, None))

    Etape.objects.create(page=ligne, histoire=ville.oeuvre, sort_order=90, sans_marche="oui", pente=Pente.PLATE)
    assert des_marches(client, ligne) == (True, True)


def test_sans_trace_une_boucle_compte_le_retour_partout_pareil(client, ville, ligne):
    ParcoursPage.objects.update(trace=None)
    places = [Point(47.2053, -1.5668), Point(47.2065, -1.5625), Point(47.2085, -1.557)]
    tour = sum(metres(a, b) for a, b in zip(places, [*places[1:], places[0]], strict=True))

    page = client.get(ligne.url).context
    [resume] = client.get(ligne.get_parent().url).context["parcours"]
    [trait, *_points] = client.get(f"/api/parcours/{ligne.code}.geojson").json()["features"]
    assert (page["mesure"].metres, resume.mesure.metres) == (pytest.approx(tour), pytest.approx(tour))
    assert page["trace"] == [*places, places[0]]
    assert trait["geometry"]["coordinates"] == [[p.longitude, p.latitude] for p in [*places, places[0]]]


def test_un_arret_sans_position_ne_raccourcit_pas_le_parcours(client, ville, ligne):
    ParcoursPage.objects.update(trace=None, boucle=False)
    nulle_part = fabrique.oeuvre(ville.quartier, ville.promesse, titre="Nulle part")
    Etape.objects.filter(pk=ligne.etapes.all()[1].pk).update(histoire=nulle_part, latitude=None, longitude=None)
    droit = metres(Point(47.2053, -1.5668), Point(47.2085, -1.557))

    page = client.get(ligne.url).context
    [resume] = client.get(ligne.get_parent().url).context["parcours"]
    assert (page["mesure"].metres, resume.mesure.metres) == (pytest.approx(droit), pytest.approx(droit))
    assert [arret.troncon and arret.troncon.metres for arret in page["arrets"]] == [None, None, None]


def test_le_cadre_du_geojson_tient_les_arrets_loin_de_la_ligne(client, ligne):
    dire_du_troncon(ligne, 1, latitude=47.3, longitude=-1.7)
    lu = client.get(f"/api/parcours/{ligne.code}.geojson").json()
    assert lu["bbox"] == [-1.7, 47.2053, -1.557, 47.3]


def test_sans_aucune_position_il_n_y_a_pas_de_cadre(client, ville, ligne):
    ParcoursPage.objects.update(trace=None)
    Etape.objects.filter(page=ligne).exclude(histoire=None).delete()
    Etape.objects.filter(page=ligne).update(histoire=ville.recit, latitude=None, longitude=None)
    lu = client.get(f"/api/parcours/{ligne.code}.geojson").json()
    assert (lu["features"], "bbox" in lu) == ([], False)
