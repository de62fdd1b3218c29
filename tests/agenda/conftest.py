"""An agenda."""

import pytest

from tests import fabrique


@pytest.fixture
def agenda(ville, il_est):
    il_est("2026-07-14 12:00")
    return fabrique.agenda(ville.accueil)
