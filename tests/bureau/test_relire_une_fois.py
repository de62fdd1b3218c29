"""A review is given by the form, once: neither the form that saves itself nor a second click breaks."""

import pytest
from django.urls import reverse
from wagtail.models import Page

from tests import fabrique
from tests.bureau.outils import champs_de, client_de, paroles_en_attente
from tests.comptes.test_roles import personne


@pytest.fixture
def en_relecture(nantes):
    page = fabrique.quartier(nantes.recit, nantes.promesse, titre="Chantenay", live=False)
    redaction = personne("Communication")
    page.save_revision(user=redaction)
    page.get_workflow().start(page, redaction)
    return page


def test_une_page_s_approuve_une_fois_et_par_son_formulaire(en_relecture):
    garant = client_de(personne("Relecture"))
    adresse = reverse("wagtailadmin_pages:edit", args=[en_relecture.pk])
    approuver = champs_de(garant, adresse) | {"action-workflow-action": "true", "workflow-action-name": "approve"}

    def en_ligne():
        return Page.objects.get(pk=en_relecture.pk).live

    de_lui_meme = garant.post(adresse, approuver, headers={"accept": "application/json"})
    assert (de_lui_meme.status_code, de_lui_meme.json()["success"], en_ligne()) == (400, False, False)

    assert (garant.post(adresse, approuver).status_code, en_ligne()) == (302, True)

    encore = garant.post(adresse, approuver, headers={"accept": "application/json"})
    deux_fois = garant.post(adresse, approuver)
    assert (encore.status_code, deux_fois.status_code, deux_fois.url) == (400, 302, adresse)
    assert "La relecture de cette page est déjà faite." in paroles_en_attente(garant)
