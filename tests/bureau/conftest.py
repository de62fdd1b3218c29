"""The cities of the desk's tests: two, each with its own roles."""

import pytest

from comptes.actions import poser_les_roles
from tests import fabrique


@pytest.fixture
def nantes(ville):
    poser_les_roles(ville.site)
    return ville


@pytest.fixture
def saint_nazaire(ville):
    autre = fabrique.ville("Saint-Nazaire", "saint-nazaire.example", par_defaut=False)
    poser_les_roles(autre.site)
    return autre
