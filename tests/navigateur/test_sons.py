"""In a browser: sounds are played one at a time, their words follow, and nothing is loaded before somebody asks."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from home.models import ContentPage
from tests.socle.test_sons import son

pytestmark = [pytest.mark.navigateur, pytest.mark.django_db(transaction=True)]

REGLES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture
def adresse(transactional_db, ville):
    """A page with two sounds, the first with captions."""
    corps = [
        ("son", {"son": son("La traversée", usage_hors_ligne=True), "titre": ""}),
        ("son", {"son": son("L’eau", sous_titres=""), "titre": ""}),
    ]
    return ville.accueil.add_child(instance=ContentPage(title="À écouter", slug="a-ecouter", corps=corps)).url


def test_rien_n_est_charge_avant_l_ecoute_et_un_seul_son_joue(adresse, onglet):
    demandes = []
    onglet.on("request", lambda requete: demandes.append(requete.url.rsplit("/", 1)[-1]))
    onglet.goto(adresse, wait_until="networkidle")
    assert [nom for nom in demandes if nom.endswith((".wav", ".vtt"))] == []
    sons = onglet.locator(".son audio")
    for rang in (0, 1):
        sons.nth(rang).evaluate("son => son.play()")
    onglet.wait_for_function(
        "[...document.querySelectorAll('.son audio')].map((son) => son.paused).join() === 'true,false'"
    )
    onglet.wait_for_function("navigator.mediaSession.metadata?.title === 'L’eau'")
    assert onglet.erreurs == []


def test_les_paroles_suivent_l_ecoute_et_menent_a_leur_moment(adresse, onglet):
    onglet.goto(adresse)
    onglet.get_by_text("Suivre les paroles").focus()
    onglet.keyboard.press("Enter")
    repliques = onglet.locator(".repliques button")
    expect(repliques).to_have_text(["0:00 On traversait.", "0:01 À pied."])
    repliques.nth(1).focus()
    onglet.keyboard.press("Enter")
    onglet.locator(".repliques [aria-current]", has_text="À pied.").wait_for()
    assert onglet.locator(".son audio").first.evaluate("son => son.currentTime") >= 1.5
    expect(onglet.locator(".repliques [aria-current]")).to_have_count(1)
    assert onglet.erreurs == []


def test_des_paroles_illisibles_se_disent_et_la_transcription_reste(adresse, onglet):
    onglet.route("**/*.vtt", lambda route: route.abort())
    onglet.goto(adresse)
    onglet.get_by_text("Suivre les paroles").click()
    onglet.get_by_text("Les paroles n’ont pas pu être lues.").wait_for()
    onglet.get_by_text("Ce qui s’entend, par écrit").first.click()
    expect(onglet.get_by_text("On traversait.").first).to_be_visible()


def test_sans_script_le_lecteur_du_navigateur_et_la_transcription_suffisent(adresse, ouvrir):
    onglet = ouvrir(java_script_enabled=False)
    onglet.goto(adresse)
    expect(onglet.locator("audio[controls]")).to_have_count(2)
    expect(onglet.locator(".suivre").first).to_be_hidden()
    onglet.get_by_text("Ce qui s’entend, par écrit").first.click()
    expect(onglet.get_by_text("On traversait.").first).to_be_visible()
    assert onglet.get_by_role("link", name="Télécharger le son").count() == 1


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_ne_trouve_rien_a_redire(adresse, ouvrir, theme):
    onglet = ouvrir(color_scheme=theme)
    onglet.goto(adresse)
    onglet.get_by_text("Suivre les paroles").click()
    onglet.locator(".repliques button").first.click()
    onglet.locator(".repliques [aria-current]").wait_for()
    trouves = Axe().run(onglet, options={"runOnly": REGLES}).response["violations"]
    assert [(t["id"], t["nodes"][0]["html"]) for t in trouves] == []
