"""A real browser: Debian's Chromium, driven by Playwright."""

import os
import shutil

import pytest
from django.urls import reverse
from playwright.sync_api import expect, sync_playwright

from tests.bureau.outils import SECRET, chef

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")

OPTIONS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

# Playwright's synchronous interface runs an event loop; the tests' own queries are safe beside it.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

expect.set_options(timeout=20_000)  # milliseconds: a machine that does two things at once is slow, not wrong


@pytest.fixture(scope="session")
def chromium():
    """One browser for all the tests; where there is none they are skipped, unless one is required."""
    if os.environ.get("RECIT_SANS_NAVIGATEUR") == "1":
        pytest.skip("RECIT_SANS_NAVIGATEUR=1: browser tests were not asked for")
    if CHROMIUM is None:
        if os.environ.get("RECIT_EXIGER_NAVIGATEUR") == "1":
            pytest.fail("RECIT_EXIGER_NAVIGATEUR=1, and there is no Chromium on this machine")
        pytest.skip("no Chromium on this machine")
    with sync_playwright() as playwright:
        navigateur = playwright.chromium.launch(executable_path=CHROMIUM, args=OPTIONS)
        yield navigateur
        navigateur.close()


@pytest.fixture
def onglet(chromium, live_server):
    """A tab at the live server, that remembers which hosts were asked for something."""
    contexte = chromium.new_context(base_url=live_server.url, locale="fr-FR")
    page = contexte.new_page()
    page.hotes, page.erreurs = set(), []
    page.on("request", lambda requete: page.hotes.add(requete.url.split("/")[2]) if "//" in requete.url else None)
    page.on("pageerror", lambda erreur: page.erreurs.append(str(erreur)))
    yield page
    contexte.close()


@pytest.fixture
def ouvrir(chromium, live_server):
    """Open a tab of a given kind; all are closed at the end."""
    contextes = []

    def un_onglet(**options):
        contextes.append(chromium.new_context(base_url=live_server.url, locale="fr-FR", **options))
        return contextes[-1].new_page()

    yield un_onglet
    for contexte in contextes:
        contexte.close()


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


def suivre(lien):
    """Press what leads to another page and wait until that page is whole: a click alone comes back before it is."""
    with lien.page.expect_navigation():
        lien.click()


def quand_le_formulaire_ecoute(onglet):
    """Wait until Wagtail has taken note of the form as it was: only then does it see what is typed."""
    onglet.wait_for_function("window.ecoute === true", timeout=20_000)
    onglet.wait_for_timeout(2_500)  # it takes note a second time once all the blocks are drawn
