"""In the street, with a phone: a route is taken along, read without network, taken up where it was cut, put away."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.http import HttpResponse
from playwright.sync_api import expect

from parcours.models import ParcoursPage
from tests.medias.conftest import octets, son, visuel
from tests.navigateur.conftest import suivre
from tests.navigateur.test_pages import REGLES
from tests.parcours.conftest import tracer_la_ligne
from tests.villes import traduire

pytestmark = [pytest.mark.navigateur, pytest.mark.django_db(transaction=True)]

TELEPHONE = {
    "viewport": {"width": 390, "height": 844},
    "device_scale_factor": 3,
    "is_mobile": True,
    "has_touch": True,
}
EMPORTER, OUI, RETIRER = "Emporter pour lire sans réseau", "Emporter", "Retirer de ce téléphone"
PRIS = re.compile("ce parcours se lit sans réseau")


@pytest.fixture
def ligne(transactional_db, ville, settings, tmp_path):
    """A route whose first stop has a picture in several sizes, and a sound."""
    settings.MEDIA_ROOT = tmp_path
    image = visuel("Les anneaux", octets("JPEG", taille=(1800, 1200), gps=False), usage_hors_ligne=True)
    ville.oeuvre.image = image
    ville.oeuvre.corps = [("texte", "<p>Ici.</p>"), ("son", {"son": son(usage_hors_ligne=True), "titre": "La grue"})]
    ville.oeuvre.save_revision().publish()
    return tracer_la_ligne(ville)


def bouton(page, nom):
    return page.get_by_role("button", name=nom, exact=True)


def emporter(page, parcours):
    page.goto(parcours.url)
    bouton(page, EMPORTER).click()
    page.get_by_text(re.compile(r"^Environ \d")).wait_for()
    bouton(page, OUI).click()
    page.get_by_text(PRIS).wait_for()


def images_cassees(page):
    # A page's own code is for paper: what is taken along is for a phone.
    return page.evaluate(
        "() => [...document.images].filter((i) => !i.closest('.imprime')).map((i) => { i.loading = 'eager'; return i.decode().then(() => '', () => i.src) })"
        ".reduce(async (tous, un) => [...(await tous), await un].filter(Boolean), [])"
    )


def gardes(page):
    return page.evaluate("() => caches.keys()")


def test_on_trouve_une_oeuvre_on_emporte_le_parcours_et_on_marche_sans_reseau(ouvrir, live_server, ville, ligne):
    page = ouvrir(**TELEPHONE)
    hotes, erreurs = set(), []
    page.on("request", lambda requete: hotes.add(requete.url.split("/")[2]) if "//" in requete.url else None)
    page.on("pageerror", lambda erreur: erreurs.append(str(erreur)))
    page.goto(ville.accueil.url)
    suivre(page.get_by_role("link", name="Les œuvres", exact=True))
    suivre(page.get_by_role("link", name="Les Anneaux"))
    suivre(page.get_by_role("link", name="La ligne", exact=True))
    suivre(page.get_by_role("link", name="Tout le parcours"))
    bouton(page, EMPORTER).click()
    page.get_by_text(re.compile(r"^Environ 0,\d Mo\xa0: 4 pages, 2 images et sons")).wait_for()
    bouton(page, OUI).click()
    page.get_by_text(PRIS).wait_for()

    page.context.set_offline(True)
    page.reload()
    expect(page.get_by_text("Vous lisez hors ligne ce que vous avez emporté le")).to_have_count(1)
    suivre(page.get_by_role("link", name="Partir"))
    assert page.locator("h1").inner_text() == "Les Anneaux"
    assert images_cassees(page) == []
    assert page.evaluate("() => document.querySelector('figure picture img').naturalWidth") > 0
    page.get_by_text("Ce qui s’entend, par écrit").click()
    expect(page.get_by_text("Une grue tourne.")).to_be_visible()
    assert page.evaluate("() => fetch(document.querySelector('audio').src).then((r) => r.status)") == 200
    for titre in ("Le ponton", "La grue"):
        suivre(page.get_by_role("link", name=f"Arrêt suivant\xa0: {titre}"))
        assert page.locator("h1").inner_text() == titre
        assert page.evaluate("() => getComputedStyle(document.body).backgroundColor") != "rgba(0, 0, 0, 0)"
    # What was not taken says so, and leads back to what was.
    page.goto(ville.recit.url)
    assert page.locator("h1").inner_text() == "Pas de réseau"
    suivre(page.get_by_role("link", name="La ligne"))
    assert page.locator("h1").inner_text() == "La ligne"
    assert hotes == {live_server.url.split("/")[2]}
    assert erreurs == []


def test_sans_reseau_le_pas_choisi_se_garde(ouvrir, ville, ligne):
    page = ouvrir(**TELEPHONE)
    emporter(page, ligne)
    dites = {}
    for pas in ("", "?pas=tranquille", "?depuis=en"):
        page.goto(f"{ligne.url}{pas}")
        dites[pas] = page.locator(".cartel dd").first.inner_text()
    assert dites[""] == dites["?depuis=en"] != dites["?pas=tranquille"]
    page.context.set_offline(True)
    for pas, dite in dites.items():
        page.goto(f"{ligne.url}{pas}")
        expect(page.get_by_text("Vous lisez hors ligne")).to_have_count(1)
        assert page.locator(".cartel dd").first.inner_text() == dite, pas
    page.goto(f"{ligne.url}?pas=tranquille")
    suivre(page.get_by_role("link", name="Partir"))
    assert page.url.endswith("/?pas=tranquille")
    expect(page.get_by_text("Vous lisez hors ligne")).to_have_count(1)


def test_sans_reseau_la_carte_s_explore_et_dit_ce_qui_est_autour(ouvrir, ville, ligne):
    ville.quartier.contour = {
        "type": "Polygon",
        "coordinates": [[[-1.57, 47.2], [-1.55, 47.2], [-1.55, 47.21], [-1.57, 47.21], [-1.57, 47.2]]],
    }
    ville.quartier.save_revision().publish()
    page = ouvrir(geolocation={"latitude": 47.2066, "longitude": -1.5626}, permissions=["geolocation"], **TELEPHONE)
    erreurs = []
    page.on("pageerror", lambda erreur: erreurs.append(str(erreur)))
    emporter(page, ligne)
    page.context.set_offline(True)
    page.reload()
    bouton(page, "Carte à explorer").click()
    expect(page.locator(".carte-repere")).to_have_count(3)
    formes = page.evaluate(
        "() => ({traits: document.querySelectorAll('.leaflet-overlay-pane path:not([role])').length,"
        " contours: document.querySelectorAll('.leaflet-overlay-pane path[role=button]').length,"
        " arrets: document.querySelectorAll('.carte-repere').length, fonds: document.querySelectorAll('.leaflet-tile').length})"
    )
    assert formes == {"traits": 1, "contours": 1, "arrets": 3, "fonds": 0}
    bouton(page, "Autour de moi").click()
    proches = page.locator(".carte-dit ol li")
    proches.first.wait_for()
    assert "Le ponton" in " ".join(proches.all_inner_texts())
    assert erreurs == []


def test_au_clavier_seul_on_emporte_le_parcours(ouvrir, ville, ligne):
    page = ouvrir()
    page.goto(ville.accueil.url)

    def aller_jusqu_a(nom):
        for _rang in range(80):
            page.keyboard.press("Tab")
            if page.evaluate("() => document.activeElement.textContent.trim()").startswith(nom):
                return page.keyboard.press("Enter")
        pytest.fail(f"no way to « {nom} » with the keyboard")

    aller_jusqu_a("Les œuvres")
    page.wait_for_url("**/oeuvres/")
    aller_jusqu_a("Les Anneaux")
    page.wait_for_url(f"**{ville.oeuvre.url}")
    aller_jusqu_a("La ligne")
    page.locator("h1", has_text="Les Anneaux").wait_for()
    page.wait_for_url("**/parcours/ligne/*/")
    aller_jusqu_a("Tout le parcours")
    page.wait_for_url("**/parcours/ligne/*")
    aller_jusqu_a(EMPORTER)
    expect(bouton(page, OUI)).to_be_focused()
    page.keyboard.press("Enter")
    page.get_by_text(PRIS).wait_for()
    expect(bouton(page, RETIRER)).to_be_focused()
    assert page.locator(".a-emporter [role=status]").count() == 1


def test_ce_qui_est_coupe_reprend_ou_il_en_etait(ouvrir, ville, ligne):
    page = ouvrir(**TELEPHONE)
    demandees = []
    page.on("request", lambda requete: demandees.append(requete.url))
    coupe = [f"{ligne.url}{ligne.etapes.all()[1].code}/", ".webp"]
    couper = lambda route: route.abort()  # noqa: E731
    for motif in coupe:
        page.context.route(f"**{motif}" if motif.startswith("/") else f"**/*{motif}", couper)
    page.goto(ligne.url)
    bouton(page, EMPORTER).click()
    bouton(page, OUI).click()
    page.get_by_text(re.compile(r"^Le réseau a lâché")).wait_for()
    dit = page.locator(".a-emporter [role=status]").inner_text()
    assert re.match(r"Le réseau a lâché\xa0: \d[\d,]* Mo sur \d[\d,]* Mo sont déjà là", dit), dit
    assert page.evaluate("() => JSON.parse(localStorage[Object.keys(localStorage)[0]]).fait") > 0
    page.context.unroute_all()
    demandees.clear()
    page.reload()  # it was asked for: nobody has to ask again
    page.get_by_text(PRIS).wait_for()
    premier = f"{ligne.url}{ligne.etapes.all()[0].code}/"
    assert not [url for url in demandees if url.endswith(premier)], "what was kept is not asked for again"
    page.context.set_offline(True)
    page.goto(f"{ligne.url}{ligne.etapes.all()[1].code}/")
    assert page.locator("h1").inner_text() == "Le ponton"


def test_ce_que_le_telephone_a_efface_se_dit(ouvrir, ville, ligne):
    page = ouvrir(**TELEPHONE)
    emporter(page, ligne)
    page.evaluate("async () => { for (const nom of await caches.keys()) await caches.delete(nom) }")
    page.reload()
    page.get_by_text(re.compile("le téléphone l’a effacé")).wait_for()
    bouton(page, "L’emporter à nouveau").click()
    page.get_by_text(PRIS).wait_for()


def test_ce_qui_est_retire_ne_laisse_rien_et_ne_prend_rien_aux_autres(ouvrir, ville, ligne):
    for originale in (ville.accueil, ville.recit, ville.promesse, ligne.get_parent().specific):
        traduire(originale, "de")
    allemand = traduire(ligne, "de")
    page = ouvrir(**TELEPHONE)
    emporter(page, ligne)
    page.goto(allemand.url)
    boutons = page.locator(".a-emporter .gestes button")
    boutons.first.click()
    page.locator(".a-emporter .gestes button").nth(1).wait_for()
    boutons.first.click()
    page.wait_for_function(
        "() => JSON.parse(Object.entries(localStorage).find(([c]) => c.endsWith('|de'))?.[1] ?? '{}').etat === 'pris'"
    )
    assert sorted(nom.split("|")[2] for nom in gardes(page) if nom.startswith("bagage")) == ["de", "fr"]
    page.goto(ligne.url)
    bouton(page, RETIRER).click()
    bouton(page, EMPORTER).wait_for()
    assert [nom.split("|")[2] for nom in gardes(page) if nom.startswith("bagage")] == ["de"]
    page.context.set_offline(True)
    page.goto(f"{allemand.url}{allemand.etapes.all()[0].code}/")
    assert page.locator("h1").inner_text() == "Les Anneaux"
    assert images_cassees(page) == []
    page.context.set_offline(False)
    page.goto(allemand.url)
    boutons.first.wait_for()
    boutons.last.click()
    page.wait_for_function("async () => (await caches.keys()).length === 0 && localStorage.length === 0")
    assert page.evaluate("() => document.cookie") == ""
    page.wait_for_function("() => navigator.serviceWorker.getRegistrations().then((r) => r.length === 0)")


def test_ce_qui_a_change_se_propose_et_l_ancien_se_lit_en_attendant(ouvrir, ville, ligne):
    page = ouvrir(**TELEPHONE)
    emporter(page, ligne)
    ville.oeuvre.refresh_from_db()
    ville.oeuvre.accroche = "On tourne autour, de nuit."
    ville.oeuvre.save_revision().publish()
    page.reload()
    page.get_by_text(re.compile("Le parcours a changé depuis")).wait_for()
    bouton(page, "Mettre à jour").click()
    page.get_by_text(PRIS).wait_for()
    assert len([nom for nom in gardes(page) if nom.startswith("bagage")]) == 1
    page.context.set_offline(True)
    page.goto(f"{ligne.url}{ligne.etapes.all()[0].code}/")
    expect(page.get_by_text("On tourne autour, de nuit.")).to_be_visible()


def test_un_serveur_en_panne_ne_cache_pas_ce_qui_est_emporte(ouvrir, ville, ligne, monkeypatch):
    page = ouvrir(**TELEPHONE)
    emporter(page, ligne)
    monkeypatch.setattr(ParcoursPage, "serve", lambda *args, **options: HttpResponse("Bad Gateway", status=502))
    page.goto(ligne.url)
    expect(page.get_by_text("Vous lisez hors ligne")).to_have_count(1)
    assert page.locator("h1").inner_text() == "La ligne"


def test_ce_qui_est_arrete_en_chemin_ne_se_dit_pas_emporte(ouvrir, ville, ligne):
    page = ouvrir(**TELEPHONE)
    # The line is whole, another was stopped on the way, what was written of a third can't be read.
    emporter(page, ligne)
    page.evaluate(
        """async () => {
          const [cle] = Object.keys(localStorage), bagage = JSON.parse(localStorage[cle]);
          localStorage['bagage|autre|fr'] = JSON.stringify({ ...bagage, code: 'autre', nom: 'Un autre', etat: 'arrete', garde: null });
          localStorage['bagage|rompu|fr'] = '{';
          await (await caches.open('bagage|autre|fr|1')).put('/rien', new Response(''));
        }"""
    )
    page.goto("/fr/hors-ligne/")
    jour = page.evaluate("new Date().toLocaleDateString('fr', { dateStyle: 'long' })")
    expect(page.locator(".emportes li")).to_have_count(2)
    assert sorted(page.locator(".emportes li").all_inner_texts()) == [
        f"La ligne emporté le {jour}",
        "Un autre emporté en partie seulement",
    ]


def test_sans_place_on_refuse_en_disant_combien_il_en_faut(ouvrir, ville, ligne):
    page = ouvrir(**TELEPHONE)
    page.add_init_script("navigator.storage.estimate = async () => ({ quota: 10_000, usage: 9_000 })")
    page.goto(ligne.url)
    bouton(page, EMPORTER).click()
    page.get_by_text(re.compile("et ce téléphone ne laisse plus que 0,1")).wait_for()
    assert [nom for nom in gardes(page) if nom.startswith("bagage")] == []


def test_rien_n_est_garde_de_qui_n_a_rien_demande_ni_de_l_administration(ouvrir, ville, ligne):
    page = ouvrir(**TELEPHONE)
    page.goto(ligne.url)
    bouton(page, EMPORTER).wait_for()
    assert page.evaluate("() => navigator.serviceWorker.getRegistrations().then((r) => r.length)") == 0
    emporter(page, ligne)
    for adresse in ("/admin/login/", ville.recit.url, "/api/recherche/?q=ligne"):
        page.goto(adresse)
    adresses = page.evaluate(
        "async () => (await Promise.all((await caches.keys()).map(async (nom) => (await (await caches.open(nom)).keys())"
        ".map((requete) => new URL(requete.url).pathname)))).flat()"
    )
    assert [a for a in adresses if a.startswith(("/admin", "/api")) or a == ville.recit.url] == []


def test_sans_javascript_on_trouve_le_parcours_ses_directions_et_son_gpx(ouvrir, ville, ligne):
    page = ouvrir(java_script_enabled=False, **TELEPHONE)
    page.goto(ville.accueil.url)
    suivre(page.get_by_role("link", name="Les parcours"))
    suivre(page.get_by_role("link", name="La ligne").first)
    expect(page.get_by_text("Longez le quai.")).to_be_visible()
    expect(page.locator(".a-emporter")).to_be_hidden()
    with page.expect_download() as telecharge:
        page.get_by_role("link", name="GPX").click()
    assert telecharge.value.suggested_filename == "la-ligne.gpx"


def test_une_visiteuse_allemande_marche_toute_la_ligne_et_sait_ce_qui_n_est_pas_en_allemand(
    ouvrir, live_server, ville, ligne
):
    for originale in (ville.accueil, ville.recit, ville.promesse, ligne.get_parent().specific):
        traduire(originale, "de")
    allemand = traduire(ligne, "de")
    page = ouvrir(**TELEPHONE)
    hotes = set()
    page.on("request", lambda requete: hotes.add(requete.url.split("/")[2]))
    page.goto(allemand.url)
    assert page.locator("html").get_attribute("lang") == "de"
    suivre(page.locator(".entrees a"))
    lus = []
    while True:
        lus.append((page.locator("h1").inner_text(), page.locator("h1").get_attribute("lang")))
        suivant = page.locator("a[rel=next]")
        if not suivant.count():
            break
        suivre(suivant)
    assert lus == [("Les Anneaux", "fr"), ("Le ponton", None), ("La grue", "fr")]
    assert hotes == {live_server.url.split("/")[2]}


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_ne_trouve_rien_a_redire_a_ce_qui_s_emporte(ouvrir, ville, ligne, theme):
    page = ouvrir(color_scheme=theme, **TELEPHONE)
    trouves = {}

    def regarder(quoi):
        trouves[quoi] = [v["id"] for v in Axe().run(page, options={"runOnly": REGLES}).response["violations"]]

    page.goto(ligne.url)
    bouton(page, EMPORTER).click()
    bouton(page, OUI).wait_for()
    regarder("pesé")
    bouton(page, OUI).click()
    page.get_by_text(PRIS).wait_for()
    regarder("pris")
    page.context.set_offline(True)
    page.reload()
    page.get_by_text("Vous lisez hors ligne").wait_for()
    regarder("lu hors ligne")
    page.goto(ville.recit.url)
    page.get_by_role("link", name="La ligne").wait_for()
    regarder("sans réseau")
    assert trouves == {"pesé": [], "pris": [], "lu hors ligne": [], "sans réseau": []}


def test_une_mise_a_jour_qui_ne_tient_pas_laisse_ce_qui_etait_la(ouvrir, ville, ligne):
    page = ouvrir(**TELEPHONE)
    emporter(page, ligne)
    ville.oeuvre.refresh_from_db()
    ville.oeuvre.accroche = "On tourne autour, de nuit."
    ville.oeuvre.save_revision().publish()
    page.add_init_script(
        "Cache.prototype.put = async () => { throw new DOMException('plus de place', 'QuotaExceededError') }"
    )
    page.reload()
    bouton(page, "Mettre à jour").click()
    page.get_by_text(re.compile("reste lisible")).wait_for()
    assert len([nom for nom in gardes(page) if nom.startswith("bagage")]) == 1
    page.context.set_offline(True)
    page.goto(f"{ligne.url}{ligne.etapes.all()[0].code}/")
    expect(page.get_by_text("On tourne autour.", exact=True)).to_be_visible()


def test_on_revoit_ce_que_l_on_a_emporte_sans_attendre_une_panne(ouvrir, ville, ligne):
    page = ouvrir(**TELEPHONE)
    emporter(page, ligne)
    suivre(page.get_by_role("link", name="Tout ce que vous avez emporté"))
    expect(page.locator("h1")).to_have_text("Ce que vous avez emporté")
    expect(page.get_by_text("Cette page n’est pas sur ce téléphone.")).to_be_hidden()
    expect(page.locator(".emportes a")).to_have_text(["La ligne"])
    page.context.set_offline(True)
    page.goto(ville.recit.url)
    expect(page.locator("h1")).to_have_text("Pas de réseau")
