"""Every block is drawn, with its credit and its alternatives, and only what may go out."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from home.models import ContentPage
from medias.enums import Consentement
from socle.blocks import CorpsBlock
from tests.socle.corps_complet import corps_complet, dessin, photo

pytestmark = pytest.mark.django_db


def page_avec(ville, corps, slug="blocs"):
    return ville.accueil.add_child(instance=ContentPage(title="Les blocs", slug=slug, corps=corps))


def lire(client, page):
    reponse = client.get(page.url)
    assert reponse.status_code == 200
    return reponse.content.decode()


def test_chaque_bloc_est_dessine(ville, client):
    ville.oeuvre.latitude, ville.oeuvre.longitude = 47.2053, -1.5668
    ville.oeuvre.save()
    corps = corps_complet(ville)
    assert {nom for nom, _valeur in corps} == set(CorpsBlock.base_blocks)
    html = lire(client, page_avec(ville, corps))
    attendus = {
        "chapitre": '<h2 id="un-chapitre">Un chapitre</h2>',
        "texte": '<a href="/fr/recit/">lien</a>',
        "citation": "<blockquote><p>On marchait.</p></blockquote>",
        "image": 'alt="Un quai bleu."',
        "galerie": '<ul class="frise">',
        "avant_apres": '<div class="avant-apres">',
        "chiffre": "<cite>Récit, 2026</cite>",
        "chronologie": '<ol class="chronologie">',
        "son": '<audio controls preload="none"',
        "video": "https://www.youtube-nocookie.com/embed/abcdefghijk",
        "histoire": "Les Anneaux</b>",
        "carte": "Deux lieux",
        "appel": '<a href="https://ville.example/" rel="external">Écrire à la ville</a>',
    }
    assert [nom for nom, morceau in attendus.items() if morceau not in html] == []


def test_une_photographie_est_servie_dans_deux_formats_avec_ses_dimensions(ville, client):
    html = lire(client, page_avec(ville, [("image", {"image": photo(largeur=640), "legende": ""})]))
    types = re.findall(r'<source type="(image/\w+)"', html)
    image = re.search(r"<picture>.*?<img [^>]*>", html, re.S).group(0)
    assert (types, 'width="480" height="240"' in image, 'loading="lazy"' in image) == (
        ["image/avif", "image/webp"],
        True,
        True,
    )


@pytest.mark.parametrize(
    "droits",
    [{"droits_fin": date(2020, 1, 1)}, {"usage_site": False}, {"consentement": Consentement.MANQUANT}],
    ids=["finis", "pas pour le site", "sans accord"],
)
def test_une_image_qui_ne_peut_pas_sortir_n_est_dessinee_nulle_part(ville, client, droits):
    image = dessin(**droits)
    corps = [
        ("image", {"image": image, "legende": "Partie."}),
        ("galerie", {"images": [{"image": image, "legende": ""}, {"image": image, "legende": ""}]}),
        ("avant_apres", {"avant": image, "avant_legende": "a", "apres": image, "apres_legende": "b"}),
    ]
    page = page_avec(ville, corps)
    page.image = image
    page.save()
    ville.oeuvre.image = image
    ville.oeuvre.save()
    fichier = image.file.name.rsplit("/", 1)[-1]
    ou = [p.url for p in (page, ville.oeuvre, ville.quartier, ville.promesse) if fichier in lire(client, p)]
    assert ou == []


def test_une_image_decorative_se_tait(ville, client):
    html = lire(client, page_avec(ville, [("image", {"image": dessin(description="", decoratif=True), "legende": ""})]))
    assert 'alt=""' in re.search(r'<figure class="image">.*?</figure>', html, re.S).group(0)


def test_un_bloc_ne_montre_pas_ce_qui_n_est_pas_en_ligne(ville, client):
    page = page_avec(ville, corps_complet(ville))
    ville.oeuvre.unpublish()
    assert "Les Anneaux" not in lire(client, page)


def test_deux_chapitres_du_meme_titre_ont_deux_ancres(ville, client):
    chapitres = [("chapitre", titre) for titre in ("Le quai", "Le quai", "…", "Le quai")]
    html = lire(client, page_avec(ville, chapitres))
    assert re.findall(r'<h2 id="([^"]*)">', html) == ["le-quai", "le-quai-2", "chapitre-3", "le-quai-4"]


def test_un_lien_vers_un_numero_demesure_n_est_que_du_texte(ville, client):
    ville.quartier.corps = [("texte", f'<p><a linktype="page" id="{"9" * 23}">Le quai</a></p>')]
    ville.quartier.save()

    assert "<a>Le quai</a>" in client.get(ville.quartier.url).content.decode()


def test_une_carte_de_lieux_sans_position_reste_une_liste(ville, client):
    html = lire(client, page_avec(ville, [("carte", {"titre": "", "lieux": [ville.quartier]})]))
    assert '<ul class="lieux"><li><a href="/fr/recit/ile-de-nantes/">Île de Nantes</a></li></ul>' in html


def test_dix_renvois_coutent_autant_qu_un(ville, client):
    un = page_avec(ville, [("histoire", {"histoire": ville.oeuvre, "pourquoi": ""})], "un")
    dix = page_avec(
        ville,
        [("histoire", {"histoire": page, "pourquoi": ""}) for page in (ville.oeuvre, ville.quartier, ville.recit)] * 3
        + [("carte", {"titre": "", "lieux": [ville.oeuvre, ville.quartier, ville.promesse]})],
        "dix",
    )
    nombres = []
    for page in (un, dix):
        lire(client, page)
        with CaptureQueriesContext(connection) as requetes:
            lire(client, page)
            nombres.append(len(requetes))
    assert nombres[1] == nombres[0] <= 15
