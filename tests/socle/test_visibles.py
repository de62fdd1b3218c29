"""A story is seen while it and every page above it are on line."""

import pytest
from wagtail.models import PageViewRestriction

from oeuvres.models import OeuvrePage

pytestmark = pytest.mark.django_db


def test_une_oeuvre_se_voit_tant_que_tout_au_dessus_d_elle_est_en_ligne(ville, client):
    adresse = ville.oeuvre.url
    vues = [list(OeuvrePage.objects.visibles())]
    reponses = [client.get(adresse).status_code]
    for page in (ville.quartier, ville.recit, ville.accueil):
        page.unpublish()
        vues.append(list(OeuvrePage.objects.visibles()))
        reponses.append(client.get(adresse).status_code)
        page.get_latest_revision_as_object().save_revision().publish()
        vues.append(list(OeuvrePage.objects.visibles()))
        reponses.append(client.get(adresse).status_code)
    assert vues == [[ville.oeuvre], [], [ville.oeuvre], [], [ville.oeuvre], [], [ville.oeuvre]]
    assert reponses == [200, 404, 200, 404, 200, 404, 200]


def test_une_branche_privee_ne_parait_dans_aucune_liste(ville):
    PageViewRestriction.objects.create(page=ville.quartier, restriction_type="login")
    assert list(OeuvrePage.objects.visibles()) == []
