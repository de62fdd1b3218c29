"""In a browser: what eyes must be able to read, on a screen, in the dark, on paper."""

import pytest

from tests.socle.test_carte import carre
from tests.villes import grande_ville

pytestmark = [pytest.mark.navigateur, pytest.mark.django_db(transaction=True)]

CONTRASTE = """([texte, fond]) => {
    const rvb = (css) => css.match(/[\\d.]+/g).slice(0, 3).map((v) => {
        const part = v / 255;
        return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    const clarte = (css) => { const [r, v, b] = rvb(css); return 0.2126 * r + 0.7152 * v + 0.0722 * b; };
    const remplit = (choix) => getComputedStyle(document.querySelector(choix)).fill;
    const [sombre, clair] = [clarte(remplit(texte)), clarte(remplit(fond))].sort((un, autre) => un - autre);
    return (clair + 0.05) / (sombre + 0.05);
}"""


@pytest.fixture
def complete(transactional_db, ville):
    ville.quartier.contour = carre()
    ville.quartier.save_revision().publish()
    return grande_ville(ville)


def _arret(complete, rang=0) -> str:
    return f"{complete.parcours.url}{complete.parcours.etapes.all()[rang].code}/"


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_le_numero_de_l_arret_ou_l_on_est_se_lit_sur_la_carte(complete, ouvrir, theme):
    page = ouvrir(color_scheme=theme)
    page.goto(_arret(complete))
    assert page.evaluate(CONTRASTE, [".halte.ici + .numero", ".halte.ici"]) >= 4.5
    page.evaluate("document.querySelector('.halte:not(.ici)').classList.add('montree')")
    assert page.evaluate(CONTRASTE, [".halte.montree + .numero", ".halte.montree"]) >= 4.5


def test_un_parcours_s_imprime_des_la_premiere_feuille_avec_ses_adresses_et_son_code(complete, onglet, live_server):
    demandes = []
    onglet.on("request", lambda requete: demandes.append(requete.url))
    onglet.goto(complete.parcours.url)
    onglet.wait_for_load_state("networkidle")
    assert [adresse for adresse in demandes if "/o/" in adresse] == []
    assert not onglet.locator(".imprime").is_visible()
    onglet.emulate_media(media="print")
    vu = onglet.evaluate("""() => {
        const rendu = (choix) => getComputedStyle(document.querySelector(choix));
        const cachees = ".menu, .chercher, .entrees, .mentions nav, .emporter h2";
        return {
            ouverture: rendu(".ouverture").display,
            caches: [...document.querySelectorAll(cachees)].filter((e) => e.checkVisibility()).map((e) => e.className),
            suite: getComputedStyle(document.querySelector(".suite a"), "::after").content.replaceAll('" "', ""),
            contour: rendu(".carte-dessin .aire").stroke,
            dernier: document.querySelector(".arret.emporter").getBoundingClientRect().height >= 96,
        };
    }""")
    racine = complete.site.root_url
    suite = onglet.locator(".suite a").get_attribute("href")
    assert vu == {
        "ouverture": "block",
        "caches": [],
        "suite": f'" ({racine}{suite})"',
        "contour": "rgb(153, 153, 153)",
        "dernier": True,
    }
    assert onglet.locator(".imprime b").inner_text() == f"{racine}/o/{complete.parcours.code}"
    assert onglet.locator(".imprime img").get_attribute("src") == f"/o/{complete.parcours.code}.svg"


MENU_ALLEMAND = [
    "Die Erzählung",
    "Die Viertel",
    "Die Werke",
    "Die Rundgänge",
    "Die Veranstaltungen",
    "Die Künstlerinnen und Künstler",
]


def test_un_menu_long_tient_sur_une_ligne_avec_la_recherche_et_les_langues(complete, onglet):
    onglet.goto(complete.adresses["page simple"])
    onglet.evaluate(
        """(noms) => {
            document.querySelectorAll(".menu a").forEach((lien, rang) => { lien.textContent = noms[rang] ?? lien.textContent; });
            document.querySelector(".enseigne > *").textContent = "Nantes";
            const langues = ["Français", "English", "Deutsch"].map((nom) => `<li><a href="#">${nom}</a></li>`).join("");
            document.querySelector(".outils").insertAdjacentHTML("beforeend", `<nav class="langues"><ul>${langues}</ul></nav>`);
        }""",
        MENU_ALLEMAND,
    )
    hauteurs = {}
    for largeur in (1280, 1360, 1600):
        onglet.set_viewport_size({"width": largeur, "height": 900})
        hauteurs[largeur] = onglet.locator(".tete").bounding_box()["height"] < 90
    assert hauteurs == {1280: True, 1360: True, 1600: True}


@pytest.mark.parametrize(
    ("page", "titre"), [("page simple", "Veranstaltungen"), ("promesse", "Ohne Gebrauchsanweisung.")]
)
def test_un_long_mot_allemand_n_est_pas_coupe_n_importe_ou_sur_un_petit_telephone(complete, onglet, page, titre):
    onglet.set_viewport_size({"width": 320, "height": 640})
    onglet.goto(complete.adresses[page])
    lignes = onglet.evaluate(
        """(titre) => {
            const h1 = document.querySelector("h1");
            h1.textContent = titre;
            h1.lang = "de";
            return Math.round(h1.getBoundingClientRect().height / parseFloat(getComputedStyle(h1).lineHeight));
        }""",
        titre,
    )
    assert lignes == len(titre.split())


def test_les_parcours_qui_passent_se_touchent_du_doigt_sur_la_page_d_une_oeuvre(complete, onglet):
    onglet.goto(complete.oeuvre.url)
    assert onglet.locator(".passent a").first.bounding_box()["height"] >= 44
    assert onglet.evaluate("getComputedStyle(document.querySelector('.passent')).listStyleType") == "none"


def test_la_ligne_arretee_ne_traverse_pas_le_pied_sur_un_telephone(complete, onglet):
    onglet.set_viewport_size({"width": 390, "height": 500})
    onglet.goto("/fr/nulle-part/")
    bas = onglet.evaluate("""() => {
        const retour = document.querySelector(".retour");
        const bout = getComputedStyle(retour, "::before");
        return retour.getBoundingClientRect().top + parseFloat(bout.top) + parseFloat(bout.height);
    }""")
    assert bas < onglet.locator(".mentions").bounding_box()["y"]


@pytest.mark.parametrize("largeur", [390, 1360])
def test_la_ligne_tombe_sur_des_pixels_entiers(complete, onglet, largeur):
    """Half a pixel shows as a notch where a straight piece meets a turn."""
    onglet.set_viewport_size({"width": largeur, "height": 900})
    onglet.goto(complete.oeuvre.url)
    bords = onglet.evaluate(
        """() => [...document.querySelectorAll(".depart, .rail i")].map((e) => e.getBoundingClientRect().left)"""
    )
    assert [bord for bord in bords if bord != int(bord)] == []
