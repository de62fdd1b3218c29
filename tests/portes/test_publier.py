"""Publishing and unpublishing, whoever does it: what was coherent stays so, what comes back comes back whole."""

from datetime import timedelta

import pytest
from django.core import management
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupApprovalTask, Page, Workflow, WorkflowPage, WorkflowTask

from comptes.models import Compte
from oeuvres.models import OeuvrePage
from quartiers.models import QuartierPage
from recit.models import RecitPage
from socle.models import PublicationRefusee
from tests.portes.conftest import fautes

pytestmark = pytest.mark.django_db


def _en_lot(admin, action, *pages, **donnees):
    adresse = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
    choix = "&".join(f"id={page.pk}" for page in pages)
    return admin.post(f"{adresse}?{choix}&next=/admin/pages/", donnees, follow=True)


def test_un_recit_depublie_puis_republie_rend_les_memes_adresses(client, admin, ville_traduite):
    pages = [ville_traduite.recit, ville_traduite.promesse, ville_traduite.quartier, ville_traduite.oeuvre]
    adresses = [page.url for page in pages + [ville_traduite.en[n] for n in ("recit", "quartier", "oeuvre")]]
    avant = [client.get(adresse).status_code for adresse in adresses]
    assert admin.post(reverse("wagtailadmin_pages:unpublish", args=[ville_traduite.recit.pk])).status_code == 302
    pendant = [client.get(adresse).status_code for adresse in adresses]
    assert fautes() == []
    RecitPage.objects.get(pk=ville_traduite.recit.pk).save_revision().publish()
    apres = [client.get(adresse).status_code for adresse in adresses]
    assert (avant, pendant, apres) == ([200] * 7, [404] * 4 + [200] * 3, [200] * 7)
    assert fautes() == []


def test_depublier_en_lot_avec_ce_qui_suit_puis_republier_en_lot(admin, ville):
    assert _en_lot(admin, "unpublish", ville.recit, include_descendants="on").status_code == 200
    assert fautes() == []
    pages = [ville.recit, ville.promesse, ville.quartier, ville.oeuvre]
    assert _en_lot(admin, "publish", *pages).status_code == 200
    assert [Page.objects.get(pk=page.pk).live for page in pages] == [True] * 4
    assert fautes() == []


def test_publier_en_lot_deux_recits_n_en_met_qu_un_en_ligne(admin, ville, suivant):
    assert _en_lot(admin, "publish", suivant[0], suivant[1], include_descendants="on").status_code == 200
    assert list(RecitPage.objects.filter(live=True)) == [ville.recit]
    assert fautes() == []


def test_publier_par_le_code_un_second_recit_est_refuse(ville, suivant):
    for publier in (
        lambda: suivant[0].save_revision().publish(),
        lambda: _vivre(suivant[0]),
    ):
        with pytest.raises(PublicationRefusee, match="Changer de récit"):
            publier()
    assert fautes() == []


def _vivre(page):
    page.live = True
    page.save()


def test_l_heure_venue_ne_publie_pas_un_second_recit(ville, suivant):
    recit = suivant[0]
    recit.go_live_at = timezone.now() + timedelta(hours=1)
    revision = recit.save_revision()
    revision.publish()
    revision.refresh_from_db()
    revision.approved_go_live_at = timezone.now() - timedelta(minutes=1)
    revision.content["go_live_at"] = revision.approved_go_live_at.isoformat()
    revision.save()
    management.call_command("publish_scheduled")
    assert list(RecitPage.objects.filter(live=True)) == [ville.recit]
    assert fautes() == []


def test_l_heure_passee_depublie_sans_rien_defaire(ville):
    QuartierPage.objects.filter(pk=ville.quartier.pk).update(expire_at=timezone.now() - timedelta(minutes=1))
    management.call_command("publish_scheduled")
    assert QuartierPage.objects.get(pk=ville.quartier.pk).live is False
    assert OeuvrePage.objects.get(pk=ville.oeuvre.pk).live is True
    assert fautes() == []


def test_le_circuit_ne_publie_pas_un_second_recit(client, ville, suivant):
    circuit = Workflow.objects.create(name="Relecture")
    etape = GroupApprovalTask.objects.create(name="Garant")
    WorkflowTask.objects.create(workflow=circuit, task=etape, sort_order=0)
    WorkflowPage.objects.create(workflow=circuit, page=ville.accueil)
    garant = Compte.objects.create_superuser("garant@ville.example", "x")
    suivant[0].save_revision(user=garant)
    tache = circuit.start(suivant[0], garant).current_task_state
    client.force_login(garant)
    adresse = reverse("wagtailadmin_pages:workflow_action", args=[suivant[0].pk, "approve", tache.pk])
    assert client.post(adresse, {"comment": ""}, follow=True).status_code == 200
    assert list(RecitPage.objects.filter(live=True)) == [ville.recit]
    assert fautes() == []
