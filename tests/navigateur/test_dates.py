"""Date fields in a real browser: what is typed stays, the server reads it or says beside the field what is wrong."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from agenda.models import EvenementPage
from tests import fabrique
from tests.navigateur.conftest import quand_le_formulaire_ecoute, suivre

pytestmark = [pytest.mark.navigateur, pytest.mark.django_db(transaction=True)]

JOUR, HEURE = "input[name=horaires-0-jour]", "input[name=horaires-0-heure]"


@pytest.fixture
def formulaire(connecte):
    """The form of an event's draft, and the page."""
    ville = fabrique.ville()
    page = fabrique.evenement(fabrique.agenda(ville.accueil), "Le bal", live=False)
    page.save_revision()
    connecte.goto(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    quand_le_formulaire_ecoute(connecte)
    return connecte, page


def taper(onglet, champ, texte):
    """Type as someone would, and leave the field with the keyboard."""
    lui = onglet.locator(champ)
    lui.click()
    lui.press("Control+a")
    lui.press_sequentially(texte)
    lui.press("Tab")
    onglet.wait_for_function(  # that of the next field may be there
        "[...document.querySelectorAll('.xdsoft_datetimepicker')].filter((il) => il.checkVisibility()).length <= 1"
    )
    return lui.input_value()


def test_une_date_tapee_a_la_francaise_est_celle_qui_est_enregistree(formulaire):
    onglet, page = formulaire
    assert (onglet.input_value(JOUR), onglet.input_value(HEURE)) == ("14/07/2199", "18:00")
    assert (taper(onglet, JOUR, "14/07/2027"), taper(onglet, HEURE, "20h30")) == ("14/07/2027", "20h30")
    onglet.wait_for_timeout(3_000)
    suivre(onglet.get_by_role("button", name="Enregistrer").first)

    [horaire] = EvenementPage.objects.get(pk=page.pk).get_latest_revision_as_object().horaires.all()
    assert (horaire.jour, horaire.heure) == (date(2027, 7, 14), time(20, 30))
    assert onglet.erreurs == []


def test_ce_qui_n_est_pas_une_date_reste_et_le_serveur_le_dit(formulaire):
    onglet, page = formulaire
    assert taper(onglet, JOUR, "bientôt") == "bientôt"
    onglet.wait_for_timeout(3_000)
    onglet.get_by_role("button", name="Enregistrer").first.click()
    onglet.wait_for_selector("text=Saisissez une date valide")

    assert onglet.input_value(JOUR) == "bientôt"
    [horaire] = EvenementPage.objects.get(pk=page.pk).get_latest_revision_as_object().horaires.all()
    assert horaire.jour == date(2199, 7, 14)


def ouvrir_la_programmation(onglet):
    bouton = onglet.locator("[data-a11y-dialog-show=schedule-publishing-dialog]").first
    if not bouton.is_visible():
        onglet.locator("[data-side-panel=status], [data-side-panel-toggle=status]").first.click()
    bouton.click()


def test_un_champ_quitte_a_l_instant_n_ouvre_pas_son_calendrier_sur_ce_qui_suit(formulaire):
    onglet, _ = formulaire
    ouvrir_la_programmation(onglet)
    onglet.evaluate(  # quicker than any finger: the field is reached and left within the tenth of a second
        """() => {
            document.querySelector("input[name=go_live_at]").focus();
            document.querySelector("#schedule-publishing-dialog button[type=submit]").focus();
        }"""
    )
    onglet.wait_for_timeout(500)
    assert onglet.locator(".xdsoft_datetimepicker:visible").count() == 0

    onglet.locator("input[name=go_live_at]").focus()
    expect(onglet.locator(".xdsoft_datetimepicker:visible")).to_have_count(1)


def test_une_publication_se_planifie_a_la_francaise(formulaire):
    onglet, page = formulaire
    ouvrir_la_programmation(onglet)
    assert taper(onglet, "input[name=go_live_at]", "14/07/2027 20h30") == "14/07/2027 20h30"
    suivre(onglet.locator("#schedule-publishing-dialog button[type=submit]"))

    planifiee = EvenementPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    assert planifiee.go_live_at == datetime(2027, 7, 14, 20, 30, tzinfo=ZoneInfo("Europe/Paris"))
