"""The plan for search engines, read by lxml: every address answers, in each language that it says."""

import pytest
from django.utils import timezone
from lxml import etree

from diffusion import plan
from tests import fabrique
from tests.villes import traduire

pytestmark = pytest.mark.django_db

NS = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


def adresses(texte: str) -> dict[str, dict[str, str]]:
    """Return the plan's addresses, each with where it is in other languages."""
    racine = etree.fromstring(texte.encode())
    return {
        url.findtext("s:loc", namespaces=NS): {
            lien.get("hreflang"): lien.get("href") for lien in url.findall("x:link", NS)
        }
        for url in racine.findall("s:url", NS)
    }


def test_le_plan_dit_toutes_les_adresses_et_toutes_repondent(grande_ville, client, lire):
    trouvees = [adresse.removeprefix("http://localhost") for adresse in adresses(lire("/sitemap.xml"))]
    assert sorted(trouvees) == sorted(grande_ville.adresses.values())
    assert {client.get(adresse).status_code for adresse in trouvees} == {200}


def test_le_plan_dit_la_meme_page_dans_chaque_langue_comme_la_page_elle_meme(grande_ville, lire):
    for page in (grande_ville.accueil, grande_ville.recit, grande_ville.artistes):
        traduire(page, "en")
    lu = adresses(lire("/sitemap.xml"))
    for fin in ("", "recit/", "artistes/daniel-buren/"):
        deux = {"fr": f"http://localhost/fr/{fin}", "en": f"http://localhost/en/{fin}"}
        attendu = deux | {"x-default": deux["fr"]}
        assert (lu[deux["fr"]], lu[deux["en"]]) == (attendu, attendu)
        page = etree.HTML(lire(f"/en/{fin}"))
        liens = page.findall(".//link[@hreflang]")
        assert {lien.get("hreflang"): lien.get("href") for lien in liens} == attendu
    assert lu["http://localhost/fr/recit/fleuve/"] == {}
    assert "http://localhost/en/works/" in lu or "http://localhost/en/oeuvres/" in lu


def test_le_plan_dit_quand_une_page_a_change(ville, lire):
    ville.oeuvre.save_revision().publish()
    racine = etree.fromstring(lire("/sitemap.xml").encode())
    [url] = [u for u in racine.findall("s:url", NS) if "anneaux" in u.findtext("s:loc", namespaces=NS)]
    ville.oeuvre.refresh_from_db()
    assert url.findtext("s:lastmod", namespaces=NS) == f"{timezone.localtime(ville.oeuvre.last_published_at):%Y-%m-%d}"


def test_un_plan_trop_long_est_partage_en_fichiers_qui_repondent(ville, lire, monkeypatch):
    monkeypatch.setattr(plan.Plan, "limit", 3)
    racine = etree.fromstring(lire("/sitemap.xml").encode())
    assert etree.QName(racine).localname == "sitemapindex"
    fichiers = [f.text.removeprefix("http://testserver") for f in racine.findall(".//s:loc", NS)]
    toutes = [adresse for fichier in fichiers for adresse in adresses(lire(fichier))]
    monkeypatch.setattr(plan.Plan, "limit", 50_000)
    assert toutes == list(adresses(lire("/sitemap.xml")))
    lire("/sitemap-pages.xml?p=99", 404)
    lire("/sitemap-pages.xml?p=a", 404)
    lire("/sitemap-autre.xml", 404)


def test_chaque_ville_a_son_plan_a_son_adresse(ville, lire):
    fabrique.ville(nom="Brest", hote="brest.example", par_defaut=False, port=443)
    ici, la_bas = (set(adresses(lire("/sitemap.xml", headers={"host": h}))) for h in ("localhost", "brest.example"))
    assert {a.split("/fr/")[0] for a in ici} == {"http://localhost"}
    assert {a.split("/fr/")[0] for a in la_bas} == {"https://brest.example"}


def test_le_plan_ne_demande_pas_plus_a_la_base_pour_plus_de_pages(ville, client, django_assert_max_num_queries):
    for rang in range(20):
        fabrique.oeuvre(ville.quartier, ville.promesse, titre=f"Œuvre {rang}", slug=f"o-{rang}")
    client.get("/sitemap.xml")
    with django_assert_max_num_queries(9):
        client.get("/sitemap.xml")
