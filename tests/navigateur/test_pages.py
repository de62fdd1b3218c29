"""In a browser: every type of page, in both themes, on a phone, without a script."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from home.models import ContentPage
from tests.navigateur.conftest import suivre
from tests.socle.corps_complet import corps_complet
from tests.villes import grande_ville

pytestmark = [pytest.mark.navigateur, pytest.mark.django_db(transaction=True)]

REGLES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture
def adresses(transactional_db, ville):
    """One address a page type, one page that does not exist, and a page with every block."""
    complete = grande_ville(ville)
    blocs = ville.accueil.add_child(
        instance=ContentPage(title="Tous les blocs", slug="blocs", corps=corps_complet(ville))
    )
    arret = f"{complete.parcours.url}{complete.parcours.etapes.all()[1].code}/"
    autres = {"arrêt": arret, "hors ligne": "/fr/hors-ligne/", "recherche": "/fr/recherche/?q=anneaux"}
    autres |= {"code perdu": "/o/zzzzzzzz", "ce que nous comptons": "/fr/ce-que-nous-comptons/"}
    return complete.adresses | autres | {"blocs": blocs.url, "introuvable": "/fr/nulle-part/"}


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_aucune_page_n_a_de_defaut_d_accessibilite(adresses, ouvrir, theme):
    page = ouvrir(color_scheme=theme, reduced_motion="reduce")
    defauts = {}
    for nom, adresse in adresses.items():
        page.goto(adresse)
        trouves = Axe().run(page, options={"runOnly": REGLES}).response["violations"]
        if trouves:
            defauts[nom] = [(t["id"], [n["target"] for n in t["nodes"]][:3]) for t in trouves]
    assert defauts == {}


def test_rien_ne_deborde_sur_un_ecran_de_trois_cent_vingt_pixels(adresses, ouvrir):
    page = ouvrir(viewport={"width": 320, "height": 640})
    debords = {}
    for nom, adresse in adresses.items():
        page.goto(adresse)
        largeur = page.evaluate("document.documentElement.scrollWidth")
        if largeur > 320:
            debords[nom] = largeur
    assert debords == {}


def test_sans_script_les_pages_sont_entieres(adresses, ouvrir):
    page = ouvrir(java_script_enabled=False)
    for nom, adresse in adresses.items():
        page.goto(adresse)
        assert (page.locator("h1").count(), page.locator("nav.menu a").count()) == (1, 6), nom
    page.goto(adresses["œuvres"])
    page.get_by_label("À voir").select_option("passees")
    suivre(page.get_by_role("button", name="Choisir"))
    assert page.get_by_role("heading", level=2).first.inner_text() == "Aucune œuvre ne répond à ces choix"
    page.goto(adresses["blocs"])
    page.get_by_text("Ce qui se dit, par écrit").click()
    expect(page.get_by_text("On entend la Loire.").last).to_be_visible()


def test_une_video_ne_demande_rien_avant_le_clic(adresses, onglet, live_server):
    chez_nous = live_server.url.split("/")[2]
    onglet.route("https://www.youtube-nocookie.com/**", lambda route: route.fulfill(body="<p>film</p>"))
    onglet.goto(adresses["blocs"])
    avant = set(onglet.hotes)
    with onglet.expect_request("https://www.youtube-nocookie.com/**"):
        onglet.get_by_role("link", name="Voir la vidéo").click()
    onglet.locator(".ecran iframe").wait_for()
    assert (avant, "www.youtube-nocookie.com" in onglet.hotes, onglet.erreurs) == ({chez_nous}, True, [])


def test_la_ligne_est_d_un_seul_tenant(adresses, onglet):
    """Each piece of the line begins where the one before it ends, on a phone and on a desk."""
    mesure = """() => {
        const pieces = [...document.querySelectorAll(".depart, .arret > .rail, .retour, .sortie")];
        return pieces.map((p) => { const r = p.getBoundingClientRect(); return [Math.round(r.top), Math.round(r.bottom)]; });
    }"""
    for largeur in (390, 1360):
        onglet.set_viewport_size({"width": largeur, "height": 900})
        for nom in ("ville", "récit", "quartier", "œuvre", "promesse"):
            onglet.goto(adresses[nom])
            pieces = onglet.evaluate(mesure)
            trous = [(a, b) for a, b in zip(pieces, pieces[1:], strict=False) if abs(a[1] - b[0]) > 1]
            assert trous == [], (nom, largeur)
