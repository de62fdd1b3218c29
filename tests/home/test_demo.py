"""The demo city: whole in three languages, coherent, loaded once, taken away whole."""

from collections import Counter
from io import StringIO

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management import call_command
from wagtail.models import Page, Site

from home.demo.lecture import correspondances, faits, paragraphes, textes
from medias.models import Visuel
from oeuvres.models import Artiste, OeuvrePage
from quartiers.models import QuartierPage
from socle.enums import Niveau
from socle.exigences import manques
from socle.queries import visibles
from socle.registres import audits


def charger() -> str:
    sortie = StringIO()
    call_command("demo", stdout=sortie)
    return sortie.getvalue()


def pages_visibles() -> dict:
    """Count the visible pages by language and type."""
    return {
        langue: dict(
            Counter(
                page.specific_class.__name__
                for page in visibles(Page.objects.filter(locale__language_code=langue, depth__gt=1))
            )
        )
        for langue in ("fr", "en", "de")
    }


@pytest.mark.django_db
def test_la_ville_de_demonstration_est_entiere_dans_trois_langues_et_coherente():
    annonce = charger()
    comptees = pages_visibles()
    apres_la_premiere = Page.objects.count(), get_user_model().objects.count()
    assert comptees == {
        "fr": {
            "HomePage": 1,
            "RecitPage": 1,
            "ArtistesPage": 1,
            "PositionnementPage": 4,
            "PromessePage": 14,
            "ContentPage": 5,
            "QuartierPage": 18,
            "OeuvrePage": 80,
        },
        "en": {
            "HomePage": 1,
            "RecitPage": 1,
            "ArtistesPage": 1,
            "PositionnementPage": 4,
            "PromessePage": 14,
            "ContentPage": 5,
            "QuartierPage": 18,
            "OeuvrePage": 20,
        },
        "de": {
            "HomePage": 1,
            "RecitPage": 1,
            "ArtistesPage": 1,
            "PositionnementPage": 4,
            "PromessePage": 7,
            "ContentPage": 1,
            "QuartierPage": 5,
        },
    }
    assert set(OeuvrePage.objects.filter(locale__language_code="fr").values_list("slug", flat=True)) == {
        fait["id"] for fait in faits("oeuvres") if fait.get("lat")
    }
    assert set(QuartierPage.objects.filter(locale__language_code="fr").values_list("slug", flat=True)) == set(
        textes("quartiers")
    )
    assert audits.fautes() == []
    assert [
        (p.slug, m) for p in Page.objects.live().filter(depth__gt=1).specific() for m in manques(p, Niveau.PUBLICATION)
    ] == []
    assert annonce.count("@nantes.example") == 6
    assert "déjà là" in charger()
    assert (Page.objects.count(), get_user_model().objects.count()) == apres_la_premiere


@pytest.mark.django_db
def test_vider_ne_laisse_rien_de_la_ville_de_demonstration():
    charger()
    from home.demo.comptes import fermer_les_comptes
    from home.demo.vidage import vider

    vider(Site.objects.get())
    fermer_les_comptes()
    assert [
        Page.objects.filter(depth__gt=1).count(),
        Artiste.objects.count(),
        Visuel.objects.count(),
        Group.objects.filter(name__startswith="Nantes").count(),
        get_user_model().objects.count(),
        Site.objects.count(),
    ] == [0, 0, 0, 0, 0, 0]


def test_chaque_histoire_d_oeuvre_tient_entre_40_et_90_mots():
    longueurs = {cle: len(texte["recit"].split()) for cle, texte in textes("oeuvres").items()}
    assert {cle: mots for cle, mots in longueurs.items() if not 40 <= mots <= 90} == {}
    assert set(longueurs) == {fait["id"] for fait in faits("oeuvres") if fait.get("lat")}


@pytest.mark.parametrize("langue", ["en", "de"])
@pytest.mark.parametrize("nom", ["recit", "quartiers", "pages", "oeuvres"])
def test_chaque_paragraphe_a_sa_traduction(nom, langue):
    traduits = textes(nom, langue)
    communs = {cle: valeur for cle, valeur in textes(nom).items() if cle in traduits}
    paires = correspondances(communs, traduits)
    assert [francais for francais, traduit in paires.items() if francais and not traduit] == []
    assert set(traduits) <= set(textes(nom))


def test_les_paragraphes_sont_separes_par_une_ligne_vide_et_sans_balise():
    assert paragraphes("Un & deux.\n\n<b>Trois</b>\nquatre.\n") == [
        "Un &amp; deux.",
        "&lt;b&gt;Trois&lt;/b&gt; quatre.",
    ]
