"""Who takes pages away: the administration does; a garant changes and publishes; a translator translates."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.models import Page

from comptes.actions import poser_les_roles
from tests.bureau.outils import client_de

pytestmark = pytest.mark.django_db

REFUS = "Supprimer, déplacer ou dépublier une page revient à l’administration de la ville."


@pytest.fixture
def de_la_part_de(ville):
    """Return what logs someone in: `de_la_part_de("Relecture")`."""
    poser_les_roles(ville.site)

    def entrer(role):
        compte = get_user_model().objects.create_user(f"{len(role)}@ville.example", "une-longue-phrase-secrete")
        compte.groups.add(Group.objects.get(name=f"Nantes · {role}"))
        return client_de(compte)

    return entrer


def portes(page, destination):
    """Yield each door by which a page is taken away: its name, its address, what is sent."""
    for geste in ("delete", "unpublish"):
        yield geste, reverse(f"wagtailadmin_pages:{geste}", args=[page.pk]), {}
    yield "move", reverse("wagtailadmin_pages:move_confirm", args=[page.pk, destination.pk]), {}
    for geste, envoi in (("delete", {}), ("unpublish", {}), ("move", {"chooser": destination.pk})):
        adresse = reverse("wagtail_bulk_action", args=["wagtailcore", "page", geste])
        yield f"{geste} en lot", f"{adresse}?id={page.pk}&next=/admin/pages/", envoi
    for geste, envoi in (
        ("delete", {}),
        ("unpublish", {}),
        ("move", {"destination_page_id": destination.pk, "position": "last-child"}),
    ):
        yield f"{geste} API", reverse("wagtailadmin_api:pages:action", args=[page.pk, geste]), envoi


def etat(page):
    relue = Page.objects.filter(pk=page.pk).first()
    return relue and (relue.live, relue.path)


def test_un_garant_ne_retire_rien_a_aucune_porte_et_lit_pourquoi(ville, autre_quartier, de_la_part_de):
    garant = de_la_part_de("Relecture")
    avant = etat(ville.oeuvre)
    lus = {}
    for nom, adresse, envoi in portes(ville.oeuvre, autre_quartier):
        reponse = garant.post(adresse, envoi)
        lus[nom] = (reponse.status_code, nom.endswith("API") or REFUS in reponse.content.decode(), etat(ville.oeuvre))
    assert lus == {nom: (403, True, avant) for nom, _adresse, _envoi in portes(ville.oeuvre, autre_quartier)}


@pytest.mark.parametrize("rang", range(9))
def test_l_administration_retire_par_chaque_porte(ville, autre_quartier, de_la_part_de, rang):
    admin = de_la_part_de("Administration")
    _nom, adresse, envoi = list(portes(ville.oeuvre, autre_quartier))[rang]
    avant = etat(ville.oeuvre)
    assert admin.post(adresse, envoi).status_code in (200, 204, 302)
    assert etat(ville.oeuvre) != avant


@pytest.mark.parametrize(("role", "offerts"), [("Relecture", []), ("Administration", ["delete", "move", "unpublish"])])
def test_ce_que_l_on_ne_peut_pas_retirer_ne_se_propose_pas(ville, de_la_part_de, role, offerts):
    html = de_la_part_de(role).get(reverse("wagtailadmin_pages:edit", args=[ville.oeuvre.pk])).content.decode()
    trouves = [g for g in ("delete", "move", "unpublish") if f"/admin/pages/{ville.oeuvre.pk}/{g}/" in html]
    assert trouves == offerts


def test_qui_ecrit_efface_encore_ses_brouillons(ville, de_la_part_de):
    ville.oeuvre.unpublish()
    de_la_part_de("Communication").post(reverse("wagtailadmin_pages:delete", args=[ville.oeuvre.pk]))
    assert etat(ville.oeuvre) is None
