"""The feeds of stories, read by feedparser."""

from uuid import uuid5

import feedparser
import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from home.models import HomePage
from medias.models import Visuel
from oeuvres.models import OeuvrePage
from tests import fabrique
from tests.villes import traduire

pytestmark = pytest.mark.django_db

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="8" height="10"/>'


@pytest.fixture
def publier(ville):
    """Return what publishes a page as an editor does, which dates it."""

    def faire(page):
        page.save_revision().publish()
        page.refresh_from_db()
        return page

    return faire


@pytest.mark.parametrize("fin", ["flux.rss", "flux.atom"])
def test_un_flux_dit_les_dernieres_histoires_la_plus_recente_d_abord(ville, lire, publier, fin):
    for page in (ville.recit, ville.quartier, ville.oeuvre):
        publier(page)
    lu = feedparser.parse(lire(f"/fr/{fin}"))
    assert (lu.bozo, lu.feed.title, lu.feed.language if fin == "flux.rss" else "fr", lu.feed.link) == (
        False,
        "Nantes\u00a0: les histoires",
        "fr",
        "http://localhost/fr/",
    )
    assert [(e.title, e.link, e.summary, e.id) for e in lu.entries] == [
        (
            "Les Anneaux",
            "http://localhost/fr/recit/ile-de-nantes/les-anneaux/",
            "On tourne autour.",
            uuid5(ville.oeuvre.translation_key, "fr").urn,
        ),
        (
            "Île de Nantes",
            "http://localhost/fr/recit/ile-de-nantes/",
            "Un bord de fleuve.",
            uuid5(ville.quartier.translation_key, "fr").urn,
        ),
        ("Le récit", "http://localhost/fr/recit/", "Une ligne.", uuid5(ville.recit.translation_key, "fr").urn),
    ]
    assert [t.term for t in lu.entries[0].tags] == ["œuvre", "Île de Nantes"]


def test_une_ville_qui_change_de_machine_garde_ses_identifiants(ville, lire, publier):
    publier(ville.oeuvre)
    avant = feedparser.parse(lire("/fr/flux.atom"))
    ville.site.hostname = "testserver"
    ville.site.save()
    apres = feedparser.parse(lire("/fr/flux.atom"))
    assert (avant.feed.id, avant.entries[0].id) == (apres.feed.id, apres.entries[0].id)
    assert avant.entries[0].link != apres.entries[0].link


def test_une_histoire_qui_change_d_adresse_garde_son_identifiant(ville, lire, publier):
    publier(ville.oeuvre)
    [avant] = feedparser.parse(lire("/fr/flux.atom")).entries
    ville.oeuvre.slug = "anneaux"
    publier(ville.oeuvre)
    [apres] = feedparser.parse(lire("/fr/flux.atom")).entries
    assert (avant.id, avant.link) != (apres.id, apres.link)
    assert avant.id == apres.id


@pytest.mark.parametrize(
    ("droits", "jointes"),
    [({"usage_donnees": True}, 1), ({}, 0), ({"usage_donnees": True, "usage_site": False}, 0)],
)
def test_une_image_n_est_jointe_que_si_ses_droits_permettent_de_la_copier(ville, lire, publier, droits, jointes):
    ville.oeuvre.image = Visuel.objects.create(
        file=ContentFile(SVG, name="a.svg"), title="A", description="Un anneau.", credit="A", licence="cc0", **droits
    )
    publier(ville.oeuvre)
    [histoire] = feedparser.parse(lire("/fr/flux.rss")).entries
    assert [(e.type, e.length, e.href.startswith("http://localhost/media/")) for e in histoire.enclosures] == [
        ("image/svg+xml", str(len(SVG)), True)
    ] * jointes


def test_chaque_langue_a_son_flux(ville, lire, publier):
    publier(ville.oeuvre)
    for page in (ville.accueil, ville.recit):
        traduire(page, "en")
    anglais = feedparser.parse(lire("/en/flux.rss"))
    assert (anglais.feed.language, [e.link for e in anglais.entries]) == ("en", ["http://localhost/en/recit/"])


def test_un_mot_qui_ressemble_a_une_balise_reste_un_mot(ville, lire, publier):
    ville.oeuvre.accroche = "Un <b>souffle</b> & de l’air"
    publier(ville.oeuvre)
    [histoire] = feedparser.parse(lire("/fr/flux.rss")).entries
    assert histoire.summary == "Un &lt;b&gt;souffle&lt;/b&gt; &amp; de l’air"


def test_un_flux_dit_trente_histoires_avec_les_memes_questions_que_pour_trois(
    ville, lire, client, django_assert_max_num_queries
):
    for rang in range(40):
        fabrique.oeuvre(ville.quartier, ville.promesse, titre=f"Œuvre {rang}", slug=f"o-{rang}")
    OeuvrePage.objects.update(first_published_at=timezone.now(), last_published_at=timezone.now())
    assert len(feedparser.parse(lire("/fr/flux.rss")).entries) == 30
    with django_assert_max_num_queries(14):
        client.get("/fr/flux.rss")


def test_chaque_page_dit_ou_sont_les_flux_de_sa_langue(ville, lire):
    assert [f'href="/fr/flux.{fin}"' in lire(ville.oeuvre.url) for fin in ("rss", "atom")] == [True, True]


@pytest.mark.parametrize("fin", ["flux.rss", "flux.atom"])
def test_un_caractere_de_controle_n_eteint_pas_les_flux(ville, lire, publier, fin):
    publier(ville.oeuvre)
    # Written under every door of ours.
    OeuvrePage.objects.update(title="Les\x0b Anneaux\x01", accroche="On\x0ctourne.\x1f")
    HomePage.objects.update(title="Nan\x02tes")
    lu = feedparser.parse(lire(f"/fr/{fin}"))
    assert (lu.bozo, lu.feed.title, [(e.title, e.summary) for e in lu.entries]) == (
        False,
        "Nantes\u00a0: les histoires",
        [("Les  Anneaux", "On tourne.")],
    )
