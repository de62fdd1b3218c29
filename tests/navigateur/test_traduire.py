"""The editor of translations, as a translator meets it: a refused text says why, and stays as it was typed."""

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from playwright.sync_api import expect
from wagtail.models import Locale
from wagtail_localize.models import Translation

from comptes.actions import poser_les_roles
from tests import fabrique
from tests.traduction.conftest import compte
from traduction.actions import commander

pytestmark = [pytest.mark.navigateur, pytest.mark.django_db(transaction=True)]


def test_un_texte_refuse_dit_pourquoi_a_cote_de_lui(onglet, transactional_db, live_server):
    ville = fabrique.ville()
    poser_les_roles(ville.site)
    en = Locale.objects.get(language_code="en")
    commander(ville.recit, [en])
    traduction = Translation.objects.get(source__object_id=ville.recit.translation_key)
    client = Client()
    client.force_login(compte("traductrice", Group.objects.get(name="Nantes · Traduction · English")))
    onglet.context.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}]
    )
    onglet.goto(f"/admin/pages/{traduction.get_target_instance().pk}/edit/")
    ligne = onglet.locator("li", has_text="Une ligne.").last
    ligne.get_by_role("button").first.click()
    ligne.locator("textarea").fill("A <u>line</u>.")
    ligne.get_by_role("button").last.click()
    ligne.get_by_text("Ce balisage n’est pas permis").wait_for()
    assert "A <u>line</u>." in ligne.inner_text()
    expect(onglet.get_by_role("button", name="Demander la relecture")).to_be_visible()
    expect(onglet.locator('button[data-w-action-url-value$="/disable/"]:visible')).to_have_count(0)
    # What the editor writes without asking its catalogue is in the language of the admin too.
    entier = onglet.locator("body").inner_text()
    assert ("Traduction\u00a0: français → anglais" in entier, "translation" in entier.lower()) == (True, False)
    expect(onglet.get_by_text("Plus d’actions").first).to_be_attached()
    assert onglet.erreurs == []
