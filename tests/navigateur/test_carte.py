"""In a browser: the admin's map writes in the fields, the public one opens on a click."""

import json
from base64 import b64decode

import pytest
from django.template import engines
from django.urls import reverse
from playwright.sync_api import expect

from comptes.models import Compte
from home.models import ContentPage
from quartiers.models import QuartierPage
from search.actions.changements import envoyer
from search.enums import Moteur
from socle.carte import Lieu
from socle.models import ReglagesCarte
from socle.rules import Point
from tests import fabrique
from tests.socle.test_carte import carre
from tests.villes import grande_ville

PIXEL = b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")

pytestmark = [pytest.mark.navigateur, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def _connecte(onglet, client, live_server, settings):
    client.force_login(Compte.objects.create_superuser("admin@ville.example", "mot de passe"))
    cle = client.cookies[settings.SESSION_COOKIE_NAME].value
    onglet.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cle, "url": live_server.url}])


def _dans_la_feuille(onglet, x, y):
    feuille = onglet.locator(".carte-admin__feuille")
    boite = feuille.bounding_box()
    feuille.click(position={"x": boite["width"] * x, "y": boite["height"] * y})


@pytest.mark.usefixtures("_connecte")
def test_on_place_un_quartier_et_on_trace_son_contour(transactional_db, ville, onglet, live_server, settings):
    settings.WAGTAIL_AUTOSAVE_INTERVAL = 0  # one writer at a time on the live server's SQLite
    ReglagesCarte.objects.create(site=ville.site, latitude=47.2146, longitude=-1.5506, zoom=13)
    onglet.goto(reverse("wagtailadmin_pages:edit", args=[ville.quartier.pk]))
    feuille = onglet.locator(".carte-admin__feuille")
    feuille.scroll_into_view_if_needed()
    _dans_la_feuille(onglet, 0.5, 0.5)
    latitude, longitude = onglet.locator("#id_latitude"), onglet.locator("#id_longitude")
    assert float(latitude.input_value()) == pytest.approx(47.2146, abs=0.002)
    assert float(longitude.input_value()) == pytest.approx(-1.5506, abs=0.002)

    onglet.get_by_role("button", name="Tracer le contour").click()
    for x, y in ((0.3, 0.3), (0.7, 0.3), (0.7, 0.7), (0.3, 0.7)):
        _dans_la_feuille(onglet, x, y)
    onglet.get_by_role("button", name="Fermer le contour").click()
    trace = json.loads(onglet.locator("#id_contour").input_value())
    assert (trace["type"], len(trace["coordinates"][0])) == ("Polygon", 5)

    # What is typed is drawn, and centred.
    latitude.fill("47,2020")
    longitude.fill("−1,5728")
    onglet.locator(".carte-admin__position").wait_for()
    with onglet.expect_navigation():
        onglet.get_by_role("button", name="Enregistrer le brouillon").click()
    page = QuartierPage.objects.get(pk=ville.quartier.pk).get_latest_revision_as_object()
    assert (page.latitude, page.longitude, page.contour) == (47.202, -1.5728, trace)
    assert onglet.hotes == {live_server.url.split("/")[2]}
    assert onglet.erreurs == []


def _servir_une_carte(onglet, live_server, lieux, javascript=True):
    """Put the component alone on a page of the live server's own host."""
    corps = engines["django"].from_string(
        '{% load static carte %}<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>Carte</title>'
        '<link rel="stylesheet" href="{% static \'css/carte.css\' %}">'
        '<script type="module" src="{% static \'js/carte.js\' %}"></script></head>'
        '<body><main>{% carte lieux titre="Les quartiers" %}</main></body></html>'
    )
    html = corps.render({"lieux": lieux})
    onglet.route("**/essai-de-carte", lambda route: route.fulfill(body=html, content_type="text/html; charset=utf-8"))
    onglet.goto("/essai-de-carte")


LIEUX = [
    Lieu("Île de Nantes", "/fr/ile/", contour=carre(), ici=True),
    Lieu("Les Anneaux", "/fr/anneaux/", Point(47.205, -1.572)),
    Lieu("Air <b>", "/fr/air/", Point(47.21, -1.57), precision_approchee=True),
    Lieu("Ancre", "/fr/ancre/", Point(47.209, -1.569), passe=True),
]
ICI = {"latitude": 47.2098, "longitude": -1.57, "accuracy": 25}


def _ouvrir_la_carte(onglet):
    """Open the map with the keyboard."""
    onglet.get_by_role("button", name="Carte à explorer").focus()
    onglet.keyboard.press("Enter")
    onglet.locator(".carte-plan .carte-repere").first.wait_for()


def _qui_a_le_focus(onglet) -> str:
    return onglet.evaluate("""() => {
        const ici = document.activeElement;
        return ici.getAttribute("aria-label") ?? ici.textContent.trim();
    }""")


def test_la_carte_a_explorer_s_ouvre_d_un_clic_et_ne_demande_rien_a_personne(transactional_db, onglet, live_server):
    _servir_une_carte(onglet, live_server, LIEUX)
    assert onglet.evaluate("typeof window.L") == "undefined"
    _ouvrir_la_carte(onglet)
    assert onglet.locator(".carte-plan [role=button][tabindex='0']").evaluate_all(
        "formes => formes.map(forme => forme.getAttribute('aria-label'))"
    ) == ["Île de Nantes", "Les Anneaux", "Air <b>", "Ancre (n’est plus là)"]
    assert onglet.hotes == {live_server.url.split("/")[2]}
    assert onglet.erreurs == []


def test_le_focus_n_est_jamais_perdu(transactional_db, onglet, live_server):
    _servir_une_carte(onglet, live_server, LIEUX)
    _ouvrir_la_carte(onglet)
    etapes = [_qui_a_le_focus(onglet)]
    onglet.keyboard.press("Tab")
    etapes.append(_qui_a_le_focus(onglet))
    # A place opens its label, which takes the focus; Escape gives it back.
    onglet.get_by_role("button", name="Air <b>").focus()
    for touche, etiquettes in (("Enter", 1), ("Escape", 0), (" ", 1)):
        onglet.keyboard.press(touche)
        expect(onglet.locator(".leaflet-popup-content")).to_have_count(etiquettes)
        etapes.append((_qui_a_le_focus(onglet), etiquettes))
    onglet.get_by_role("button", name="Fermer").click()
    etapes.append(_qui_a_le_focus(onglet))
    onglet.get_by_role("button", name="Agrandir").focus()
    onglet.keyboard.press("Enter")
    etapes.append(_qui_a_le_focus(onglet))
    onglet.get_by_role("button", name="Revenir au dessin").focus()
    onglet.keyboard.press("Enter")
    etapes.append(_qui_a_le_focus(onglet))
    assert etapes == [
        "Les quartiers",
        "Revenir au dessin",
        ("Air <b>", 1),
        ("Air <b>", 0),
        ("Air <b>", 1),
        "Air <b>",
        "Agrandir",
        "Carte à explorer",
    ]
    expect(onglet.locator("svg.carte-dessin")).to_be_visible()
    expect(onglet.locator(".carte-exploree")).to_have_count(0)
    _ouvrir_la_carte(onglet)
    assert (onglet.locator(".carte-plan").count(), onglet.erreurs) == (1, [])


def test_autour_de_moi_dit_le_plus_proche_et_la_position_ne_part_pas(transactional_db, ouvrir, live_server):
    onglet = ouvrir(geolocation=ICI, permissions=["geolocation"])
    _servir_une_carte(onglet, live_server, LIEUX)
    _ouvrir_la_carte(onglet)
    demandees = []
    onglet.on("request", lambda requete: demandees.append(requete.url))
    onglet.get_by_role("button", name="Autour de moi").click()
    onglet.locator(".carte-dit li").first.wait_for()
    dit = onglet.locator(".carte-dit")
    assert dit.get_attribute("role") == "status"
    assert dit.locator(
        "p"
    ).inner_text() == "Vous êtes ici, à 30 m près. Les plus proches de vous, à vol d’oiseau :".replace(
        " :", "\u00a0:"
    ).replace("30 m", "30\u00a0m")
    assert dit.locator("li").all_inner_texts() == [
        "Île de Nantes vous y êtes",
        "Air <b> 20\u00a0m",
        "Les Anneaux 550\u00a0m",
    ]
    assert dit.locator("a").evaluate_all("liens => liens.map(lien => lien.getAttribute('href'))") == [
        "/fr/ile/",
        "/fr/air/",
        "/fr/anneaux/",
    ]
    assert (onglet.locator(".carte-precision").count(), demandees) == (1, [])


def test_autour_de_moi_ne_pousse_pas_hors_de_l_ecran_le_bouton_que_l_on_vient_de_presser(
    transactional_db, ouvrir, live_server
):
    onglet = ouvrir(geolocation=ICI, permissions=["geolocation"], viewport={"width": 390, "height": 500})
    _servir_une_carte(onglet, live_server, LIEUX)
    _ouvrir_la_carte(onglet)
    bouton = onglet.get_by_role("button", name="Autour de moi")
    onglet.evaluate("scrollBy(0, document.querySelector('.carte-outils').getBoundingClientRect().top)")
    avant = bouton.bounding_box()["y"]
    bouton.press("Enter")
    onglet.locator(".carte-dit li").first.wait_for()
    onglet.wait_for_timeout(200)
    assert bouton.bounding_box()["y"] == avant


def test_la_carte_a_explorer_garde_les_noms_des_quartiers_et_la_couleur_du_parcours(adresses, onglet):
    onglet.goto(adresses["parcours"])
    onglet.evaluate("document.querySelector('.parcours').style.setProperty('--teinte', 'rgb(1, 2, 3)')")
    _ouvrir_la_carte(onglet)
    expect(onglet.locator(".carte-nom")).to_have_text(["Île de Nantes"])
    assert onglet.locator(".carte-plan path.leaflet-interactive").first.get_attribute("aria-describedby") is None
    assert onglet.locator("path[stroke='rgb(1, 2, 3)']").count() == 1


@pytest.mark.parametrize(
    ("code", "dit"),
    [
        (1, "Vous n’avez pas permis à cette page de connaître votre position\u00a0: la carte n’a pas changé."),
        (2, "Votre appareil ne sait pas où il est\u00a0: la carte n’a pas changé."),
        (3, "Votre appareil met trop longtemps à trouver où il est. Essayez encore."),
    ],
)
def test_une_position_qui_ne_vient_pas_se_dit_en_une_phrase(transactional_db, ouvrir, live_server, code, dit):
    onglet = ouvrir()
    onglet.add_init_script(f"navigator.geolocation.getCurrentPosition = (oui, non) => non({{ code: {code} }});")
    _servir_une_carte(onglet, live_server, LIEUX)
    _ouvrir_la_carte(onglet)
    onglet.get_by_role("button", name="Autour de moi").click()
    onglet.locator(".carte-dit", has_text="otre").wait_for()
    assert onglet.locator(".carte-dit").inner_text() == dit


def test_sans_geolocalisation_il_n_y_a_pas_de_bouton(transactional_db, ouvrir, live_server):
    onglet = ouvrir()
    onglet.add_init_script("delete Navigator.prototype.geolocation;")
    _servir_une_carte(onglet, live_server, LIEUX)
    _ouvrir_la_carte(onglet)
    assert onglet.locator(".carte-outils button").all_inner_texts() == ["Revenir au dessin"]


def test_si_la_carte_ne_s_ouvre_pas_le_dessin_reste_et_la_raison_se_dit(transactional_db, onglet, live_server):
    onglet.route("**/leaflet.js", lambda route: route.abort())
    _servir_une_carte(onglet, live_server, LIEUX)
    onglet.get_by_role("button", name="Carte à explorer").focus()
    onglet.keyboard.press("Enter")
    onglet.get_by_text("La carte n’a pas pu s’ouvrir.").wait_for()
    expect(onglet.get_by_role("button", name="Carte à explorer")).to_be_focused()
    expect(onglet.locator("svg.carte-dessin")).to_be_visible()


def test_un_lien_de_la_page_montre_sa_place_sur_le_dessin(transactional_db, onglet, live_server):
    _servir_une_carte(onglet, live_server, LIEUX)
    onglet.locator(".carte-liste a", has_text="Les Anneaux").focus()
    montrees = onglet.locator(".carte-dessin .montree title")
    expect(montrees).to_have_text(["Les Anneaux"])
    onglet.keyboard.press("Tab")
    expect(montrees).to_have_text(["Air <b>"])


def test_a_quatre_cents_pour_cent_la_carte_ouverte_tient_dans_la_page(transactional_db, ouvrir, live_server):
    onglet = ouvrir(viewport={"width": 320, "height": 256}, geolocation=ICI, permissions=["geolocation"])
    _servir_une_carte(onglet, live_server, LIEUX)
    _ouvrir_la_carte(onglet)
    onglet.get_by_role("button", name="Autour de moi").click()
    onglet.locator(".carte-dit li").first.wait_for()
    assert onglet.evaluate("document.documentElement.scrollWidth") == 320


@pytest.fixture
def adresses(transactional_db, ville):
    """One address a page type, with tiles set by the city, and a work that is over where others stand."""
    complete = grande_ville(ville)
    for page in (ville.quartier, ville.oeuvre):
        page.refresh_from_db()
    ville.quartier.contour = carre()
    ville.quartier.save_revision().publish()
    ancre = fabrique.oeuvre(
        ville.quartier,
        ville.promesse,
        titre="Ancre",
        statut="disparue",
        latitude="47.2055",
        longitude="-1.5666",
        artistes=[ville.artiste],
    )
    blocs = ville.accueil.add_child(
        instance=ContentPage(
            title="Une carte", slug="carte", corps=[("carte", {"titre": "", "lieux": [ville.oeuvre, ancre]})]
        )
    )
    lieu = fabrique.lieu(ville.quartier, ville.promesse, titre="Un banc", latitude="47.2056", longitude="-1.5664")
    ReglagesCarte.objects.create(
        site=ville.site,
        fond="autre",
        tuiles="https://tuiles.example/{z}/{x}/{y}.png",
        attribution="© les gens",
        attribution_lien="https://tuiles.example/droits",
    )
    envoyer(Moteur.SQL)
    recherche = {"recherche": "/fr/recherche/?q=ancre", "tout": "/fr/recherche/"}
    return complete.adresses | {"bloc": blocs.url, "lieu": lieu.url} | recherche


def test_aucune_page_ne_demande_rien_a_personne_avant_le_clic(adresses, onglet, live_server):
    chez_nous = live_server.url.split("/")[2]
    onglet.route("https://tuiles.example/**", lambda route: route.fulfill(body=PIXEL, content_type="image/png"))
    avec_une_carte = set()
    for nom, adresse in adresses.items():
        onglet.goto(adresse, wait_until="networkidle")
        assert onglet.hotes == {chez_nous}, nom
        if onglet.locator("figure.carte").count():
            avec_une_carte.add(nom)
    assert avec_une_carte == {
        "ville",
        "promesse",
        "quartier",
        "œuvre",
        "lieu",
        "parcours",
        "artiste",
        "quartiers",
        "bloc",
        "recherche",
        "tout",
    }
    onglet.goto(adresses["œuvre"])
    expect(onglet.get_by_text("Ce bouton demande le fond de carte à tuiles.example")).to_be_visible()
    _ouvrir_la_carte(onglet)
    onglet.locator(".leaflet-tile-loaded").first.wait_for()
    assert onglet.hotes == {chez_nous, "tuiles.example"}
    assert onglet.get_by_role("link", name="© les gens").get_attribute("href") == "https://tuiles.example/droits"
    assert onglet.erreurs == []


def test_ce_qui_est_parti_n_est_sur_aucune_carte_sauf_dans_les_reponses_ou_c_est_dit(adresses, onglet):
    avec = {}
    for nom, adresse in adresses.items():
        onglet.goto(adresse)
        titres = onglet.locator("svg.carte-dessin title").all_text_contents()
        if partis := [titre for titre in titres if titre.startswith("Ancre")]:
            avec[nom] = partis
    assert avec == {"recherche": ["Ancre (n’est plus là)"], "tout": ["Ancre (n’est plus là)"]}


def test_la_carte_et_la_liste_des_reponses_ont_les_memes_numeros(adresses, onglet):
    onglet.goto(adresses["tout"])
    liste = {
        lien.get_attribute("href"): lien.locator(".rang").inner_text() for lien in onglet.locator("a.reponse").all()
    }
    carte = {
        lien.get_attribute("href"): lien.locator(".numero").text_content()
        for lien in onglet.locator("svg.carte-dessin a").all()
    }
    assert (len(carte), carte.items() <= liste.items()) == (4, True)


def test_sans_script_la_carte_et_sa_liste_sont_la_sans_bouton(transactional_db, chromium, live_server):
    contexte = chromium.new_context(base_url=live_server.url, java_script_enabled=False)
    page = contexte.new_page()
    _servir_une_carte(page, live_server, LIEUX)
    assert page.locator("svg .aire, svg .halte").count() == 4
    assert page.locator(".carte-liste a").all_inner_texts() == ["Île de Nantes", "Les Anneaux", "Air <b>", "Ancre"]
    assert page.get_by_role("button", name="Carte à explorer").count() == 0
    contexte.close()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_ne_trouve_rien_a_redire_a_la_carte(transactional_db, onglet, live_server, theme):
    from axe_playwright_python.sync_playwright import Axe

    onglet.emulate_media(color_scheme=theme)
    _servir_une_carte(onglet, live_server, LIEUX)
    onglet.evaluate("document.querySelector('main').insertAdjacentHTML('afterbegin', '<h1>Carte</h1>')")
    fermee = Axe().run(onglet).response["violations"]
    _ouvrir_la_carte(onglet)
    onglet.get_by_role("button", name="Air <b>").focus()
    onglet.keyboard.press("Enter")
    onglet.wait_for_timeout(400)  # the label fades in
    ouverte = Axe().run(onglet).response["violations"]
    assert [(violation["id"], violation["nodes"][0]["html"]) for violation in fermee + ouverte] == []
