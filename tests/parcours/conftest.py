"""A route of three stops, for all tests of routes."""

from datetime import date

import pytest
from django.core.cache import cache

from parcours.enums import Pente, Sol
from parcours.models import ParcoursPage
from socle.enums import Connu
from socle.rules import Point
from tests import fabrique

LIGNE = [Point(47.2053, -1.5668), Point(47.206, -1.564), Point(47.2075, -1.561), Point(47.2085, -1.557)]


def tracer_la_ligne(ville) -> ParcoursPage:
    """A route of three stops: a work, a free waypoint, a place; its line is drawn."""
    ville.oeuvre.latitude, ville.oeuvre.longitude = 47.2053, -1.5668
    ville.oeuvre.save_revision().publish()
    ville.lieu = fabrique.lieu(
        ville.quartier, ville.promesse, titre="La grue", slug="grue", latitude=47.2085, longitude=-1.557
    )
    parcours = fabrique.parcours(
        ville.accueil,
        [
            {"histoire": ville.oeuvre, "pourquoi": "Parce que le fleuve commence ici."},
            {
                "titre": "Le ponton",
                "latitude": 47.2065,
                "longitude": -1.5625,
                "pourquoi": "On s’assied.",
                "chemin": "Longez le quai.",
                "sans_marche": Connu.OUI,
                "sol": Sol.PAVE,
                "pente": Pente.PLATE,
                "verifie_le": date(2026, 3, 1),
            },
            {"histoire": ville.lieu, "chemin": "Montez la rampe.", "obstacle": "Une chicane"},
        ],
        slug="ligne",
        boucle=True,
        depart="Tramway 1, arrêt Chantiers navals.",
    )
    parcours.tracer(LIGNE, "ligne.gpx")
    parcours.save_revision().publish()
    return ParcoursPage.objects.get(pk=parcours.pk)


@pytest.fixture
def ligne(ville):
    return tracer_la_ligne(ville)


@pytest.fixture(autouse=True)
def _dossier(settings, tmp_path):
    """Each test has a folder of media of its own."""
    settings.MEDIA_ROOT = tmp_path
    cache.clear()
