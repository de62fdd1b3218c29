"""In a browser: names proposed as one types, the nearest first without saying where one is, and all of it without a script."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from search.actions.changements import envoyer
from search.enums import Moteur
from tests import fabrique
from tests.navigateur.conftest import suivre

pytestmark = [pytest.mark.navigateur, pytest.mark.django_db(transaction=True)]

REGLES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ICI = {"latitude": 47.2060, "longitude": -1.5640}


@pytest.fixture
def nantes(transactional_db, ville):
    """Twenty-five benches along a line to the north, the farthest first in the list; and an artist."""
    buren = fabrique.artiste(ville.site, "Daniel Buren")
    for rang in range(25):
        fabrique.oeuvre(
            ville.quartier,
            ville.promesse,
            titre=f"Banc {25 - rang:02}",
            artistes=[buren] if rang == 0 else [],
            latitude=f"{47.2060 + (24 - rang) * 0.001:.6f}",
            longitude="-1.564000",
        )
    envoyer(Moteur.SQL)
    return ville


@pytest.fixture
def champ(nantes, onglet):
    onglet.goto("/fr/recherche/")
    return onglet.get_by_role("combobox")


def _propositions(onglet) -> dict[str, list[str]]:
    """What is proposed, by group."""
    onglet.locator(".propositions [role=option]").first.wait_for()
    return {
        onglet.locator(f"#{groupe.get_attribute('aria-labelledby')}").inner_text(): groupe.get_by_role(
            "option"
        ).all_inner_texts()
        for groupe in onglet.locator(".propositions [role=group]").all()
    }


def test_des_la_deuxieme_lettre_des_noms_se_proposent_par_genre_et_leur_nombre_est_dit(champ, onglet):
    demandees = []
    onglet.on("request", lambda requete: demandees.append(requete.url) if "suggestions" in requete.url else None)
    champ.press_sequentially("b")
    onglet.wait_for_timeout(400)
    assert (demandees, champ.get_attribute("aria-expanded")) == ([], "false")
    champ.press_sequentially("u")
    assert _propositions(onglet) == {"Artistes": ["Daniel Buren"]}
    expect(champ).to_have_attribute("aria-expanded", "true")
    expect(onglet.locator(".saisie [role=status]")).to_have_text("1 proposition")
    champ.fill("ba")
    onglet.get_by_text("9 propositions").wait_for(state="attached")
    assert {genre: len(noms) for genre, noms in _propositions(onglet).items()} == {"Œuvres": 9}


def test_au_clavier_on_parcourt_on_revient_on_ferme_et_l_on_part(champ, onglet):
    champ.press_sequentially("ban")
    noms = _propositions(onglet)["Œuvres"]
    ici = lambda: onglet.evaluate(  # noqa: E731
        "document.getElementById(document.querySelector('#q').getAttribute('aria-activedescendant'))?.textContent ?? ''"
    )
    champ.press("ArrowDown")
    assert (ici(), onglet.locator("[aria-selected=true]").all_inner_texts()) == (noms[0], [noms[0]])
    champ.press("ArrowDown")
    assert ici() == noms[1]
    champ.press("ArrowUp")
    champ.press("ArrowUp")
    assert (ici(), champ.input_value()) == ("", "ban")
    champ.press("Escape")
    expect(champ).to_have_attribute("aria-expanded", "false")
    expect(champ).to_have_value("ban")
    expect(onglet.locator(".propositions")).to_be_hidden()
    champ.press_sequentially("c")
    _propositions(onglet)
    champ.press("ArrowUp")
    dernier = ici()
    champ.press("Enter")
    onglet.wait_for_url("**/fr/recit/**")
    assert onglet.locator("h1").inner_text() == dernier


def test_sans_choisir_entree_lance_la_recherche(champ, onglet):
    champ.press_sequentially("banc 07")
    champ.press("Enter")
    onglet.wait_for_url("**/fr/recherche/?q=banc+07")
    assert onglet.locator(".reponse b").first.inner_text() == "Banc 07"


def test_une_reponse_en_retard_est_abandonnee(champ, onglet):
    retenues, abandonnees = [], []
    onglet.route("**/api/suggestions/?q=ba&*", lambda route: retenues.append(route))  # never answered
    onglet.on("requestfailed", lambda requete: abandonnees.append(requete.url.split("q=")[1].split("&")[0]))
    champ.press_sequentially("ba")
    while not retenues:
        onglet.wait_for_timeout(20)
    with onglet.expect_event("requestfailed"):
        champ.fill("buren")
    assert _propositions(onglet) == {"Artistes": ["Daniel Buren"]}
    assert abandonnees == ["ba"]


def test_le_plus_pres_d_abord_sur_tous_les_resultats_sans_dire_ou_l_on_est(nantes, chromium, live_server):
    contexte = chromium.new_context(
        base_url=live_server.url, locale="fr-FR", geolocation=ICI, permissions=["geolocation"]
    )
    page, envoyees = contexte.new_page(), []
    page.on("request", lambda requete: envoyees.append(f"{requete.url} {requete.post_data or ''} {requete.headers}"))
    page.goto("/fr/recherche/?q=banc")
    avant = page.locator(".reponse b").all_inner_texts()
    page.get_by_role("button", name="Trier du plus près au plus loin").click()
    page.get_by_text("Triés du plus près au plus loin : 25").wait_for()
    expect(page.locator(".reponses > li")).to_have_count(20)
    proches = page.locator(".reponses > li").all_inner_texts()
    assert [proche.split("\n")[0] for proche in proches] == [f"Banc {rang:02}" for rang in range(1, 21)]
    assert [proche.split("\n")[-1] for proche in proches[:3]] == ["0\u00a0m", "110\u00a0m", "220\u00a0m"]
    assert proches[-1].split("\n")[-1] == "2,1\u00a0km"
    page.get_by_role("button", name="En voir plus").click()
    expect(page.locator(".reponses > li")).to_have_count(25)
    page.wait_for_function("document.activeElement.textContent.trim().startsWith('Banc 21')")
    page.get_by_role("button", name="Revenir à l’ordre de la recherche").click()
    expect(page.locator(".reponse b")).to_have_text(avant)
    assert [dite for dite in envoyees if "47.20" in dite or "47,20" in dite or "1.564" in dite] == []
    contexte.close()


def test_qui_refuse_sa_position_garde_l_ordre_et_le_lit(nantes, onglet):
    onglet.goto("/fr/recherche/?q=banc")
    avant = onglet.locator(".reponse b").all_inner_texts()
    onglet.get_by_role("button", name="Trier du plus près au plus loin").click()
    onglet.get_by_text("Votre appareil n’a pas donné sa position : l’ordre n’a pas changé.").wait_for()
    assert onglet.locator(".reponse b").all_inner_texts() == avant


def test_sans_script_on_cherche_on_affine_et_l_on_tourne_les_pages(nantes, ouvrir):
    page = ouvrir(java_script_enabled=False)
    page.goto("/fr/recherche/")
    page.get_by_label("Une œuvre, un artiste, un quartier, une rue…").fill("banc")
    suivre(page.get_by_role("button", name="Chercher"))
    assert page.locator("#resultats").inner_text() == "25 pages répondent à « banc » page 1 sur 2"
    suivre(page.get_by_role("link", name="Page suivante"))
    assert page.locator(".reponses > li").count() == 5
    page.locator(".affiner summary", has_text="Artiste").click()
    suivre(page.get_by_role("link", name="Daniel Buren", exact=True))
    assert page.locator(".reponse b").all_inner_texts() == ["Banc 25"]
    suivre(page.get_by_role("link", name="Enlever tous les choix"))
    assert page.locator("#resultats").inner_text() == "25 pages répondent à « banc » page 1 sur 2"
    assert page.get_by_role("button", name="Trier du plus près au plus loin").count() == 0


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_ne_trouve_rien_a_redire(nantes, ouvrir, theme):
    page = ouvrir(color_scheme=theme, reduced_motion="reduce", viewport={"width": 390, "height": 800})
    defauts = {}
    for parametres in (
        "",
        "?q=banc",
        "?q=banc&genre=oeuvre&artiste=daniel-buren",
        "?q=xyzxyz",
        "?q=bamc",
        "?q=" + "a" * 300,
    ):
        page.goto(f"/fr/recherche/{parametres}")
        if parametres == "?q=banc":
            page.get_by_role("combobox").press("End")
            page.get_by_role("combobox").press_sequentially(" ")
            page.locator(".propositions [role=option]").first.wait_for()
            page.get_by_role("combobox").press("ArrowDown")
        trouves = Axe().run(page, options={"runOnly": REGLES}).response["violations"]
        if trouves:
            defauts[parametres] = [(t["id"], [n["target"] for n in t["nodes"]][:3]) for t in trouves]
    assert defauts == {}


def test_rien_ne_deborde_sur_un_ecran_de_trois_cent_vingt_pixels(nantes, ouvrir):
    page = ouvrir(viewport={"width": 320, "height": 640})
    largeurs = {}
    for parametres in ("", "?q=banc&page=2", "?q=" + "W" * 190):
        page.goto(f"/fr/recherche/{parametres}")
        largeurs[parametres] = page.evaluate("document.documentElement.scrollWidth")
    assert largeurs == dict.fromkeys(largeurs, 320)
