"""In a browser: the admin's map writes in the fields, the public one opens on a click."""

import json

import pytest
from django.template import engines
from django.urls import reverse

from comptes.models import Compte
from quartiers.models import QuartierPage
from socle.carte import Lieu
from socle.models import ReglagesCarte
from socle.rules import Point
from tests.socle.test_carte import carre

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
]


def test_la_carte_a_explorer_s_ouvre_d_un_clic_et_ne_demande_rien_a_personne(transactional_db, onglet, live_server):
    _servir_une_carte(onglet, live_server, LIEUX)
    bouton = onglet.get_by_role("button", name="Carte à explorer")
    assert onglet.evaluate("typeof window.L") == "undefined"
    bouton.focus()
    onglet.keyboard.press("Enter")
    onglet.locator(".carte-exploree .leaflet-interactive").first.wait_for()
    assert onglet.locator(".carte-exploree .leaflet-interactive").count() == 3
    # Focus follows into the map; its places are reached and opened with the keyboard.
    assert onglet.evaluate("document.activeElement.className").startswith("carte-exploree")
    onglet.get_by_role("button", name="Air <b>").focus()
    onglet.keyboard.press("Enter")
    lien = onglet.locator(".leaflet-popup a[href='/fr/air/']")
    assert lien.inner_text() == "Air <b>"
    assert onglet.hotes == {live_server.url.split("/")[2]}
    assert onglet.erreurs == []


def test_sans_script_la_carte_et_sa_liste_sont_la_sans_bouton(transactional_db, chromium, live_server):
    contexte = chromium.new_context(base_url=live_server.url, java_script_enabled=False)
    page = contexte.new_page()
    _servir_une_carte(page, live_server, LIEUX)
    assert page.locator("svg .aire, svg .halte").count() == 3
    assert page.locator(".carte-liste a").all_inner_texts() == ["Île de Nantes", "Les Anneaux", "Air <b>"]
    assert page.get_by_role("button", name="Carte à explorer").count() == 0
    contexte.close()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_ne_trouve_rien_a_redire_a_la_carte(transactional_db, onglet, live_server, theme):
    from axe_playwright_python.sync_playwright import Axe

    onglet.emulate_media(color_scheme=theme)
    _servir_une_carte(onglet, live_server, LIEUX)
    onglet.evaluate("document.querySelector('main').insertAdjacentHTML('afterbegin', '<h1>Carte</h1>')")
    violations = Axe().run(onglet).response["violations"]
    assert [violation["id"] for violation in violations] == []
