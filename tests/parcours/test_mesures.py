"""What is walked: lengths on the ellipsoid, the place of stops on the line, how long it takes, where it leads next."""

from datetime import timedelta
from itertools import pairwise

import pytest
from geographiclib.geodesic import Geodesic
from hypothesis import given, settings
from hypothesis import strategies as st

from parcours.rules.mesures import (
    PAS_HABITUEL,
    PAS_TRANQUILLE,
    duree,
    longueurs_des_troncons,
    mesurer,
    montee_des,
    places_sur_la_ligne,
)
from parcours.rules.suite import Candidat, Raison, choisir_la_suite
from socle.rules import Point


def chemin(nombre, pas=0.0004):
    """A walk that turns at each point, some thirty metres a leg."""
    return [Point(47.2 + pas * (rang % 2), -1.56 + pas * rang) for rang in range(nombre)]


def longueur_de_reference(points):
    return sum(
        Geodesic.WGS84.Inverse(a.latitude, a.longitude, b.latitude, b.longitude)["s12"] for a, b in pairwise(points)
    )


def test_la_longueur_est_celle_de_l_ellipsoide_meme_une_fois_le_trait_allege():
    points = [Point(47.2 + 0.00001 * rang, -1.56 + 0.00001 * rang * (rang % 3)) for rang in range(2_000)]
    ligne = mesurer(points)
    assert len(ligne.points) < len(points)
    assert ligne.longueur == pytest.approx(longueur_de_reference(points), rel=0.005)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(st.floats(47.19, 47.25), st.floats(-1.6, -1.5)).map(lambda c: Point(round(c[0], 6), round(c[1], 6))),
        min_size=2,
        max_size=60,
        unique=True,
    )
)
def test_alleger_ne_change_ni_la_longueur_ni_les_bouts(points):
    ligne = mesurer(points)
    assert (ligne.points[0], ligne.points[-1]) == (points[0], points[-1])
    assert ligne.longueur == pytest.approx(longueur_de_reference(points), rel=1e-9)


def test_un_degre_de_latitude_a_nantes_fait_cent_onze_kilometres():
    # Geodesic tables for WGS 84: 111,170 m from 47 to 48 degrees north.
    assert mesurer([Point(47, -1.5), Point(48, -1.5)]).longueur == pytest.approx(111_179, rel=0.0005)


def test_les_arrets_se_placent_dans_l_ordre_le_long_de_la_ligne_meme_si_elle_repasse_au_meme_endroit():
    a, b, c = Point(47.2, -1.56), Point(47.2, -1.55), Point(47.21, -1.55)
    aller_retour = mesurer([a, b, c, b, a])
    places = places_sur_la_ligne([b, c, b, a], aller_retour)
    ab, bc = longueur_de_reference([a, b]), longueur_de_reference([b, c])
    assert places == pytest.approx([ab, ab + bc, ab + 2 * bc, 2 * ab + 2 * bc], rel=0.001)


def test_sans_ligne_on_va_droit_d_un_arret_a_l_autre_et_un_arret_sans_position_coupe_le_compte():
    a, b, c = Point(47.2, -1.56), Point(47.2, -1.55), Point(47.21, -1.55)
    droit = longueur_de_reference([a, b])
    assert longueurs_des_troncons([a, b, None, c], None) == [None, pytest.approx(droit), None, None]


def test_la_duree_compte_la_marche_et_les_pauses_au_pas_que_l_on_veut():
    assert duree(4_000, PAS_HABITUEL, True, 6, 5) == timedelta(minutes=90)
    assert duree(4_000, PAS_TRANQUILLE, True, 6, 5) == timedelta(minutes=125)
    # Straight legs are longer in the streets.
    assert duree(4_000, PAS_HABITUEL, False, 6, 5) == timedelta(minutes=110)
    assert duree(10, PAS_HABITUEL, True, 0, 0) == timedelta(minutes=5)


ICI = Point(47.21, -1.55)


@pytest.mark.parametrize(
    ("candidats", "choisi", "raison"),
    [
        (
            [Candidat("près", Point(47.211, -1.55)), Candidat("prioritaire", Point(47.22, -1.55), prioritaire=True)],
            "prioritaire",
            Raison.PRIORITAIRE,
        ),
        (
            [Candidat("vu", Point(47.211, -1.55), False, 90), Candidat("peu vu", Point(47.22, -1.55), False, 20)],
            "peu vu",
            Raison.PEU_VU,
        ),
        (
            [Candidat("près", Point(47.211, -1.55), False, 9), Candidat("tient", Point(47.22, -1.55), False, 8, True)],
            "tient",
            Raison.PROMESSE,
        ),
        (
            [Candidat("loin", Point(47.22, -1.55)), Candidat("près", Point(47.211, -1.55))],
            "près",
            Raison.PROCHE,
        ),
    ],
)
def test_la_ligne_va_vers_le_quartier_que_la_ville_veut_faire_voir(candidats, choisi, raison):
    candidat, dite = choisir_la_suite(candidats, ICI, [c.passages for c in candidats])
    assert (candidat.cle, dite) == (choisi, raison)


def test_la_ligne_ne_mene_pas_ou_l_on_ne_marche_pas():
    assert choisir_la_suite([Candidat("loin", Point(47.4, -1.55), True)], ICI, []) is None
    assert choisir_la_suite([Candidat("sans place", None, True)], ICI, []) is None
    assert choisir_la_suite([Candidat("là", ICI)], None, []) is None


def profil(*altitudes):
    return [Point(47.2, -1.56 + 0.0004 * rang, altitude) for rang, altitude in enumerate(altitudes)]


@pytest.mark.parametrize(
    ("altitudes", "metres"),
    [
        ([5, 5, 5], 0),
        ([5, 14.9], 0),
        ([5, 15], 10),
        ([5, 10, 15, 20, 34], 29),
        ([34, 5], 0),
        ([5, 34, 5, 34], 58),
        ([5, 20, 14, 30], 25),  # six metres down are a bump on the way up
        ([5, 20, 8, 30], 15 + 22),
        ([10, 4, 12, 3, 15], 12),  # the lowest point is where one starts to climb
        ([5, 9, 2, 8, 1, 7, 3, 9] * 50, 0),  # what a receiver strays by, on the level
        ([5, None, 34], None),
    ],
)
def test_la_montee_compte_chaque_cote_et_aucune_bosse(altitudes, metres):
    assert montee_des(profil(*altitudes)) == metres


@given(st.lists(st.floats(-400, 4000), min_size=2, max_size=60))
def test_on_monte_au_moins_ce_qui_separe_l_arrivee_du_depart(altitudes):
    gagne = altitudes[-1] - altitudes[0]
    somme = sum(max(0, b - a) for a, b in pairwise(altitudes))
    montee = montee_des(profil(*altitudes))
    assert montee == 0 or montee >= 9.999
    assert gagne - 10 <= montee + 0.001
    assert montee <= somme + 0.001
