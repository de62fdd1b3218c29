"""What is being written shows before it is saved for the first time, whatever its type."""

import pytest
from django.urls import reverse
from wagtail.fields import StreamField
from wagtail.models import Page, get_page_models
from wagtail.test.utils.form_data import querydict_from_html

from socle.models import PageSocle
from tests.villes import grande_ville

pytestmark = pytest.mark.django_db

TYPES = [modele for modele in get_page_models() if issubclass(modele, PageSocle)]


@pytest.mark.parametrize("modele", TYPES, ids=[modele.__name__ for modele in TYPES])
def test_une_page_de_chaque_type_se_montre_avant_d_etre_enregistree(ville, admin_client, modele):
    grande_ville(ville)
    ou = modele.allowed_parent_page_models()[0]
    parent = Page.objects.type(ou).order_by("path").first() if ou is not Page else Page.get_first_root_node()
    quoi = (modele._meta.app_label, modele._meta.model_name, parent.pk)
    formulaire = admin_client.get(reverse("wagtailadmin_pages:add", args=quoi))
    if formulaire.status_code != 200:  # one for a city, and it is there
        assert (formulaire.status_code, modele.max_count_per_parent) == (302, 1)
        Page.objects.type(modele).child_of(parent).get().delete()
        formulaire = admin_client.get(reverse("wagtailadmin_pages:add", args=quoi))
    champs = querydict_from_html(formulaire.content.decode(), form_id="page-edit-form")
    champs |= {f"{champ.name}-count": "0" for champ in modele._meta.get_fields() if isinstance(champ, StreamField)}
    champs["title"], champs["slug"] = "Ce que l’on écrit", "ce-que-l-on-ecrit"
    apercu = reverse("wagtailadmin_pages:preview_on_add", args=quoi)
    assert admin_client.post(apercu, champs).json() == {"is_valid": True, "is_available": True}
    html = admin_client.get(apercu).content.decode()
    assert "Ce que l’on écrit" in html
