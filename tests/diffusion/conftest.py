"""What these tests share: a city with one page of each type."""

import pytest

from tests.villes import grande_ville as batir_la_grande_ville


@pytest.fixture
def grande_ville(ville):
    return batir_la_grande_ville(ville)


@pytest.fixture
def lire(client):
    """Return what reads a page: `lire(adresse)`, its text; 200 unless told."""

    def lecture(adresse, code=200, **entetes):
        reponse = client.get(adresse, **entetes)
        assert reponse.status_code == code, (adresse, reponse.status_code)
        return reponse.content.decode()

    return lecture
