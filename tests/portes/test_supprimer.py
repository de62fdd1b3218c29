"""Deletions: a narrative that carries stories stays, at every door, and says why."""

import pytest
from django.db.models import ProtectedError, RestrictedError
from django.urls import reverse
from wagtail.models import Page

from recit.models import PromessePage, RecitPage
from tests import fabrique
from tests.portes.conftest import dits, fautes

pytestmark = pytest.mark.django_db


def _supprimer(admin, page):
    return admin.post(reverse("wagtailadmin_pages:delete", args=[page.pk]), {"confirm_site_name": "Récit"}, follow=True)


def _supprimer_en_lot(admin, *pages):
    adresse = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    choix = "&".join(f"id={page.pk}" for page in pages)
    return admin.post(f"{adresse}?{choix}&next=/admin/pages/", {"confirm_site_name": "Récit"}, follow=True)


def test_un_recit_avec_des_histoires_ne_se_supprime_pas(admin, ville):
    for page in (ville.recit, ville.accueil):
        assert "il ne se supprime pas" in dits(_supprimer(admin, page))
        assert "il ne se supprime pas" in dits(_supprimer_en_lot(admin, page))
    with pytest.raises(ProtectedError):
        ville.recit.delete()
    with pytest.raises(ProtectedError):
        Page.objects.get(pk=ville.accueil.pk).delete()
    assert RecitPage.objects.filter(pk=ville.recit.pk).exists()
    assert fautes() == []


def test_un_recit_vide_se_supprime(admin, suivant):
    recit, promesse = suivant
    promesse.delete()
    assert _supprimer(admin, recit).status_code == 200
    assert not RecitPage.objects.filter(pk=recit.pk).exists()
    assert fautes() == []


def test_une_promesse_tenue_dit_qui_la_tient(admin, ville):
    for reponse in (_supprimer(admin, ville.promesse), _supprimer_en_lot(admin, ville.promesse)):
        assert "« Île de Nantes », « Les Anneaux »" in dits(reponse)
    with pytest.raises(RestrictedError):
        ville.promesse.delete()
    assert fautes() == []


def test_un_quartier_part_avec_ses_promesses_et_ce_qui_les_tient(admin, ville):
    promesse = ville.quartier.add_child(
        instance=PromessePage(title="Ici", slug="ici", enonce="Ici aussi.", reprend=ville.promesse)
    )
    fabrique.oeuvre(ville.quartier, promesse, titre="Preuve", slug="preuve", live=False)
    assert _supprimer(admin, ville.quartier).status_code == 200
    assert list(Page.objects.filter(path__startswith=ville.quartier.path)) == []
    assert fautes() == []


def test_un_lot_supprime_ce_qui_peut_l_etre_et_dit_le_reste(admin, ville, autre_quartier):
    reponse = _supprimer_en_lot(admin, ville.recit, autre_quartier)
    assert "« Le récit »" in dits(reponse)
    assert [Page.objects.filter(pk=page.pk).exists() for page in (ville.recit, autre_quartier)] == [True, False]
    assert fautes() == []


def test_une_page_et_ce_qu_elle_porte_choisis_ensemble_disparaissent_ensemble(admin, ville, autre_quartier):
    secteur = fabrique.quartier(autre_quartier, ville.promesse, titre="Secteur", slug="secteur")
    assert _supprimer_en_lot(admin, autre_quartier, secteur).status_code == 200
    assert not Page.objects.filter(pk__in=[autre_quartier.pk, secteur.pk]).exists()
    assert fautes() == []


def test_l_api_de_l_admin_repond_400_avec_la_raison(admin, ville):
    adresse = reverse("wagtailadmin_api:pages:action", args=[ville.recit.pk, "delete"])
    reponse = admin.post(adresse)
    assert (reponse.status_code, "il ne se supprime pas" in reponse.content.decode()) == (400, True)
    assert fautes() == []
