"""The editing form in a real browser: the checklist follows what is typed, and leads to its fields."""

import pytest
from django.urls import reverse

from tests import fabrique
from tests.bureau.outils import chef

ACCROCHE = "Écrivez l’accroche"
SECRET = "une-longue-phrase-secrete"

pytestmark = [pytest.mark.navigateur, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def connecte(onglet, transactional_db):
    """A tab where someone who may do everything is logged in."""
    compte = chef()
    onglet.add_init_script("document.addEventListener('w-unsaved:watch-edits', () => { window.ecoute = true })")
    onglet.goto(reverse("wagtailadmin_login"))
    onglet.fill("input[name=username]", compte.email)
    onglet.fill("input[name=password]", SECRET)
    onglet.click("button[type=submit]")
    onglet.wait_for_url("**" + reverse("wagtailadmin_home"))
    yield onglet
    # Leaving the form tells the server so: let it hear before the database goes.
    onglet.goto("about:blank")
    onglet.wait_for_timeout(1_000)


def quand_le_formulaire_ecoute(onglet):
    """Wait until Wagtail has taken note of the form as it was: only then does it see what is typed."""
    onglet.wait_for_function("window.ecoute === true", timeout=20_000)
    onglet.wait_for_timeout(2_500)  # it takes note a second time once all the blocks are drawn


def test_la_liste_de_ce_qui_manque_suit_l_enregistrement_automatique(connecte):
    ville = fabrique.ville()
    page = fabrique.quartier(ville.recit, ville.promesse, titre="Chantenay", live=False, accroche="")
    page.save_revision()

    connecte.goto(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    liste = connecte.locator("#ce-qui-manque")
    assert ACCROCHE in liste.inner_text()
    liste.get_by_role("link", name=ACCROCHE).click()
    assert connecte.url.endswith("-accroche-section")

    quand_le_formulaire_ecoute(connecte)
    connecte.fill("input[name=accroche]", "Un coteau sur la Loire.")
    connecte.wait_for_function(
        "debut => !document.querySelector('#ce-qui-manque').innerText.includes(debut)", arg=ACCROCHE, timeout=20_000
    )

    assert type(page).objects.get(pk=page.pk).get_latest_revision_as_object().accroche == "Un coteau sur la Loire."
    assert connecte.erreurs == []


def test_a_la_creation_aussi_la_liste_suit_ce_qui_est_tape(connecte):
    ville = fabrique.ville()

    connecte.goto(reverse("wagtailadmin_pages:add", args=["quartiers", "quartierpage", ville.recit.pk]))
    quand_le_formulaire_ecoute(connecte)
    connecte.fill("[name=title]", "Chantenay")
    connecte.fill("input[name=accroche]", "Un coteau sur la Loire.")
    connecte.wait_for_function(
        "debut => !document.querySelector('#ce-qui-manque').innerText.includes(debut)", arg=ACCROCHE, timeout=20_000
    )

    assert "Écrivez l’ancrage" in connecte.locator("#ce-qui-manque").inner_text()
    assert connecte.erreurs == []
