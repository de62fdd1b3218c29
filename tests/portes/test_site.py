"""A site's root is a city."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.models import Site

from tests.portes.conftest import fautes

pytestmark = pytest.mark.django_db


def test_le_formulaire_des_sites_le_dit_a_cote_du_champ(admin, ville):
    reponse = admin.post(
        reverse("wagtailsites:edit", args=[ville.site.pk]),
        {"hostname": "localhost", "port": 80, "site_name": "Nantes", "root_page": ville.quartier.pk},
    )
    assert reponse.status_code == 200
    assert reponse.context["form"].errors == {
        "root_page": ["La racine d’un site est une page de ville, tout en haut de l’arbre."]
    }
    assert Site.objects.get(pk=ville.site.pk).root_page_id == ville.accueil.pk


def test_le_code_est_refuse_aussi(ville):
    for page in (ville.recit, ville.quartier, ville.accueil.get_parent()):
        ville.site.root_page = page
        with pytest.raises(ValidationError):
            ville.site.save()
    assert fautes() == []


def test_ce_que_le_code_ne_voit_pas_l_audit_le_trouve(ville):
    Site.objects.update(root_page=ville.quartier)
    assert fautes() == [("racine", ville.quartier.pk)]
