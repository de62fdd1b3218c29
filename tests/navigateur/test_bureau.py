"""The editing form in a real browser: the checklist follows what is typed, and leads to its fields."""

import json

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from socle.models import ReglagesCarte
from socle.rules import Point
from tests import fabrique
from tests.navigateur.conftest import quand_le_formulaire_ecoute
from tests.navigateur.test_carte import PIXEL
from tests.parcours.test_traces import BON, gpx
from tests.socle.test_carte import carre

ACCROCHE = "Écrivez l’accroche"

pytestmark = [pytest.mark.navigateur, pytest.mark.django_db(transaction=True)]


def test_la_liste_de_ce_qui_manque_suit_l_enregistrement_automatique(connecte):
    ville = fabrique.ville()
    page = fabrique.quartier(ville.recit, ville.promesse, titre="Chantenay", live=False, accroche="")
    page.save_revision()

    connecte.goto(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    liste = connecte.locator("#ce-qui-manque")
    expect(liste).to_contain_text(ACCROCHE)
    liste.get_by_role("link", name=ACCROCHE).click()
    connecte.wait_for_url("**-accroche-section")

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


@pytest.fixture
def ligne(transactional_db):
    ville = fabrique.ville()
    lieu = fabrique.lieu(ville.quartier, ville.promesse, titre="La grue", slug="grue", latitude=47.2, longitude=-1.5)
    page = fabrique.parcours(ville.accueil, [ville.oeuvre, lieu], live=False)
    page.tracer([Point(47.2, -1.5), Point(47.201, -1.5)])
    page.save_revision()
    page.ville = ville
    return page


def cliquer(carte, *places):
    for x, y in places:
        carte.locator(".carte-admin__feuille").click(position={"x": x, "y": y})


def trace_de(page):
    return type(page).objects.get(pk=page.pk).get_latest_revision_as_object().trace.points


def test_un_dessin_abandonne_ne_touche_pas_au_trace_et_un_dessin_garde_le_remplace(connecte, ligne):
    d_avant = trace_de(ligne)
    connecte.goto(reverse("wagtailadmin_pages:edit", args=[ligne.pk]))
    carte, champ = connecte.locator("[data-trace-admin]"), connecte.locator("[name=trace_dessine]")
    quand_le_formulaire_ecoute(connecte)
    carte.scroll_into_view_if_needed()
    carte.get_by_role("button", name="Dessiner un tracé").click()
    cliquer(carte, (80, 160), (160, 190), (240, 160))
    # What is saved by itself while one draws is everything but the drawing.
    with connecte.expect_response(lambda reponse: reponse.request.method == "POST" and "/edit/" in reponse.url):
        connecte.fill("input[name=theme]", "Le fleuve")
    carte.get_by_role("button", name="Ne plus dessiner").click()
    assert (champ.input_value(), trace_de(ligne)) == ("", d_avant)
    expect(carte.get_by_role("status")).to_contain_text("le tracé du parcours reste ce qu’il était")

    carte.get_by_role("button", name="Dessiner un tracé").click()
    cliquer(carte, (80, 160), (160, 190), (240, 160))
    carte.get_by_role("button", name="Ôter le dernier point").click()
    with connecte.expect_response(lambda reponse: reponse.request.method == "POST" and "/edit/" in reponse.url):
        carte.get_by_role("button", name="Garder ce tracé").click()
    garde = json.loads(champ.input_value())["coordinates"]
    assert (len(garde), trace_de(ligne)) == (2, garde)
    assert connecte.erreurs == []


def test_la_carte_d_un_nouveau_parcours_montre_les_quartiers_puis_suit_ce_qui_s_enregistre(connecte, ligne):
    ville = ligne.ville
    ville.quartier.contour = carre()
    ville.quartier.save_revision().publish()
    ReglagesCarte.objects.create(site=ville.site, latitude=47.2, longitude=-1.55, zoom=12, fond="osm")
    connecte.route(
        "https://tile.openstreetmap.org/**", lambda route: route.fulfill(body=PIXEL, content_type="image/png")
    )

    connecte.goto(reverse("wagtailadmin_pages:add", args=["parcours", "parcourspage", ligne.get_parent().pk]))
    carte = connecte.locator("[data-trace-admin]")
    quand_le_formulaire_ecoute(connecte)
    expect(carte.locator(".carte-admin__nom")).to_have_text(["Île de Nantes"])
    tuile = carte.locator(".leaflet-tile").first
    assert (tuile.get_attribute("referrerpolicy"), carte.locator(".leaflet-control-attribution").inner_text()) == (
        "strict-origin",
        "© OpenStreetMap",
    )
    expect(carte).to_contain_text("Ce parcours n’a pas de tracé.")

    connecte.fill("[name=title]", "Le tour de l’île")
    connecte.click("#id_etapes-ADD")
    connecte.fill("[name=etapes-0-titre]", "Le ponton")
    connecte.fill("[name=etapes-0-latitude]", "47,2")
    connecte.fill("[name=etapes-0-longitude]", "-1,55")
    connecte.fill(
        "[name=trace_dessine]", json.dumps({"type": "LineString", "coordinates": [[-1.55, 47.2], [-1.549, 47.2]]})
    )
    expect(carte.locator(".carte-admin__numero")).to_have_text(["1. Le ponton"], timeout=20_000)
    expect(connecte.locator("#trace-enregistre")).to_contain_text("Le tracé actuel fait 76 m.", timeout=20_000)

    # A stop that moves away stays in sight.
    connecte.fill("[name=etapes-0-latitude]", "47,3")
    connecte.wait_for_function(
        """() => {
          const [nom, cadre] = [".carte-admin__numero", ".carte-admin__feuille"]
            .map(classe => document.querySelector(`[data-trace-admin] ${classe}`).getBoundingClientRect());
          const points = JSON.parse(document.querySelector('#trace-enregistre script').textContent).arrets;
          return points[0].point[0] === 47.3 && nom.top > cadre.top && nom.bottom < cadre.bottom;
        }""",
        timeout=20_000,
    )
    assert connecte.erreurs == []


def test_un_fichier_choisi_s_enregistre_de_lui_meme_et_le_dernier_geste_l_emporte(connecte, ligne):
    def quand_c_est_enregistre():
        return connecte.expect_response(lambda reponse: reponse.request.method == "POST" and "/edit/" in reponse.url)

    connecte.goto(reverse("wagtailadmin_pages:edit", args=[ligne.pk]))
    carte, champ = connecte.locator("[data-trace-admin]"), connecte.locator("[name=trace_dessine]")
    fichier = connecte.locator("[name=fichier_du_trace]")
    quand_le_formulaire_ecoute(connecte)
    with quand_c_est_enregistre():
        fichier.set_input_files({"name": "l.gpx", "mimeType": "application/gpx+xml", "buffer": gpx(BON)})
    assert trace_de(ligne) == [[lon, lat] for lat, lon in BON]

    carte.scroll_into_view_if_needed()
    carte.get_by_role("button", name="Dessiner un tracé").click()
    cliquer(carte, (80, 160), (160, 190))
    with quand_c_est_enregistre():
        carte.get_by_role("button", name="Garder ce tracé").click()
    assert (trace_de(ligne), fichier.input_value()) == (json.loads(champ.input_value())["coordinates"], "")

    with quand_c_est_enregistre():
        connecte.check("[name=sans_trace]")
    assert champ.input_value() == ""
    assert type(ligne).objects.get(pk=ligne.pk).get_latest_revision_as_object().trace is None
    assert connecte.erreurs == []


def test_une_etape_porte_le_nom_de_ce_ou_elle_mene_et_le_suit(connecte, settings):
    settings.WAGTAIL_AUTOSAVE_INTERVAL = 0  # what is saved is not the matter here
    ville = fabrique.ville()
    page = fabrique.parcours(
        ville.accueil, [ville.oeuvre, {"titre": "Le ponton", "latitude": 47.2, "longitude": -1.5}], live=False
    )
    page.save_revision()

    connecte.goto(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    titres = connecte.locator("#id_etapes-FORMS h2")

    expect(titres).to_have_text(["Étape 1 – Les Anneaux", "Étape 2 – Le ponton"])
    connecte.fill("[name=etapes-1-titre]", "Le quai")
    connecte.click("#id_etapes-ADD")
    connecte.fill("[name=etapes-2-titre]", "La cale")
    expect(titres).to_have_text(["Étape 1 – Les Anneaux", "Étape 2 – Le quai", "Étape 3 – La cale"])

    connecte.locator("#id_etapes-0-histoire-chooser").get_by_role("button", name="Actions").click()
    connecte.locator("[data-chooser-action-clear]:visible").click()
    expect(titres.first).to_have_text("Étape 1")
    connecte.locator("#id_etapes-0-histoire-chooser [data-chooser-action-choose]:visible").click()
    connecte.locator(".modal [name=q]").fill(ville.quartier.title)
    connecte.locator(".modal .page-results").get_by_role("link", name=ville.quartier.title).first.click()
    connecte.locator("#id_etapes-0-histoire-chooser .chosen").wait_for()
    expect(titres.first).to_have_text("Étape 1 – Île de Nantes")
    assert connecte.erreurs == []


@pytest.mark.parametrize("largeur", [1_024, 1_280])
def test_aucun_champ_d_une_etape_ne_sort_de_sa_rangee(connecte, largeur):
    ville = fabrique.ville()
    page = fabrique.parcours(ville.accueil, [ville.oeuvre, ville.quartier], live=False)
    connecte.set_viewport_size({"width": largeur, "height": 900})
    connecte.goto(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    debordent = connecte.eval_on_selector_all(
        "#inline_child_etapes-0 :is(select, input:not([type=hidden]), textarea)",
        """champs => champs.filter(champ => {
             const cadre = champ.closest(".w-panel__wrapper").getBoundingClientRect();
             return champ.getBoundingClientRect().right > cadre.right + 1;
           }).map(champ => champ.name)""",
    )
    assert debordent == []
