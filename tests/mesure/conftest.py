"""What the tests of counting share: a visitor on a phone, and a memory that is empty at first."""

from datetime import date

import pytest
from django.test import Client

from mesure.actions.compter import compteur, enregistrer
from mesure.models import Passage

TELEPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
    "Version/18.1 Mobile/15E148 Safari/604.1"
)
JOUR = date(2026, 6, 1)


@pytest.fixture(autouse=True)
def _memoire_vide():
    """Pages that other tests opened were counted in memory too: forget them."""
    compteur._naitre()


@pytest.fixture
def visiteur():
    return Client(headers={"user-agent": TELEPHONE, "accept-language": "fr"})


@pytest.fixture
def comptes():
    """Write what waits in memory; return what the database holds, but for the day."""

    def lire():
        compteur.vider()
        lignes = Passage.objects.order_by("genre", "langue", "cle")
        return list(lignes.values_list("genre", "langue", "cle", "nombre"))

    return lire


@pytest.fixture
def poser():
    """Write counts as a process would."""

    def ecrire(comptes_poses):
        enregistrer(comptes_poses)

    return ecrire
