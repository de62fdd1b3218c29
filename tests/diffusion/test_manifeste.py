"""The site as an application: its manifest, its icons."""

import json
from io import BytesIO

import pytest
from django.contrib.staticfiles import finders
from PIL import Image, ImageChops

from diffusion import icones
from socle.teintes import claires, sombres
from tests.villes import traduire

pytestmark = pytest.mark.django_db


def test_le_manifeste_dit_la_ville_dans_la_langue_de_l_adresse(ville, lire):
    anglais = traduire(ville.accueil, "en")
    anglais.title, anglais.phrase = "Nantes in English", "A city told on foot."
    anglais.save_revision().publish()
    lus = [json.loads(lire(f"/{langue}/manifest.webmanifest")) for langue in ("fr", "en")]
    assert [(m["id"], m["lang"], m["name"], m["short_name"], m["start_url"], m["scope"]) for m in lus] == [
        ("/fr/", "fr", "Nantes", "Nantes", "/fr/", "/"),
        ("/en/", "en", "Nantes in English", "Nantes in En", "/en/", "/"),
    ]
    assert 'rel="manifest" href="/fr/manifest.webmanifest"' in lire(ville.oeuvre.url)


def test_chaque_raccourci_du_manifeste_repond(ville, client, lire):
    raccourcis = json.loads(lire("/fr/manifest.webmanifest"))["shortcuts"]
    assert [client.get(r["url"]).status_code for r in raccourcis] == [200, 200, 200]


def test_les_raccourcis_menent_aussi_aux_parcours_et_a_l_agenda_s_il_y_en_a(grande_ville, client):
    raccourcis = client.get("/fr/manifest.webmanifest").json()["shortcuts"]
    assert [(r["name"], client.get(r["url"]).status_code) for r in raccourcis] == [
        ("Les œuvres", 200),
        ("Les quartiers", 200),
        ("Les parcours", 200),
        ("L’agenda", 200),
        ("Rechercher", 200),
    ]
    grande_ville.agenda.unpublish()
    noms = [r["name"] for r in client.get("/fr/manifest.webmanifest").json()["shortcuts"]]
    assert noms == ["Les œuvres", "Les quartiers", "Les parcours", "Rechercher"]


def test_les_icones_ont_la_taille_qu_elles_disent_dont_une_que_l_on_peut_tailler(ville, lire):
    declarees = json.loads(lire("/fr/manifest.webmanifest"))["icons"]
    tailles = {}
    for icone in declarees:
        with Image.open(finders.find(icone["src"].removeprefix("/static/"))) as image:
            tailles[icone["src"]] = f"{image.width}x{image.height}"
    assert tailles == {icone["src"]: icone["sizes"] for icone in declarees}
    assert {(icone["sizes"], icone["purpose"]) for icone in declarees} >= {
        ("192x192", "any"),
        ("512x512", "any"),
        ("512x512", "maskable"),
    }


@pytest.mark.parametrize("icone", icones.TOUTES, ids=lambda icone: icone.fichier)
def test_les_icones_rangees_sont_celles_que_la_commande_dessine(icone):
    with Image.open(finders.find(icone.fichier)) as rangee, Image.open(BytesIO(icones.dessiner(icone))) as dessinee:
        assert ImageChops.difference(rangee.convert("RGB"), dessinee.convert("RGB")).getbbox() is None


def test_ce_qui_peut_etre_taille_garde_le_dessin_dans_la_zone_sure():
    with Image.open(BytesIO(icones.dessiner(icones.ICONES[-1]))) as image:
        pixels, cote = image.convert("RGB"), image.width
    fond = tuple(int(claires()["papier"][i : i + 2], 16) for i in (1, 3, 5))
    coins = [(x, y) for x in (4, cote - 5) for y in (4, cote - 5)]
    assert [pixels.getpixel(coin) for coin in coins] == [fond] * 4


def test_les_couleurs_sont_celles_de_la_feuille_de_style_et_de_la_page(ville, lire):
    html = lire("/fr/")
    assert [f'content="{teintes["papier"]}"' in html for teintes in (claires(), sombres())] == [True, True]
