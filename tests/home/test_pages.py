"""The pages people read: each answers, in each language, and lists only what can be seen."""

import pytest
from wagtail.models import Locale

from home.models import ContentPage
from oeuvres.models import ArtisteDeLOeuvre
from recit.models import PositionnementPage
from tests import fabrique

pytestmark = pytest.mark.django_db


@pytest.fixture
def grande_ville(ville):
    """The small city, with one page of each type."""
    artiste = fabrique.artiste(ville.site)
    ville.oeuvre.artistes.add(ArtisteDeLOeuvre(artiste=artiste))
    ville.oeuvre.save_revision().publish()
    ville.positionnement = ville.recit.add_child(
        instance=PositionnementPage(
            title="Positionnement",
            slug="positionnement",
            enonce="Une ville qui se marche.",
            vision="À pied.",
            qualites=[("qualite", {"qualite": "unique", "nom": "", "pourquoi": "Aucune autre."})],
        )
    )
    ville.mentions = ville.accueil.add_child(
        instance=ContentPage(title="Mentions légales", slug="mentions", corps=fabrique.TEXTE, au_pied=True)
    )
    ville.adresses = {
        "ville": ville.accueil.url,
        "récit": ville.recit.url,
        "positionnement": ville.positionnement.url,
        "promesse": ville.promesse.url,
        "quartier": ville.quartier.url,
        "œuvre": ville.oeuvre.url,
        "artistes": ville.artistes.url,
        "artiste": f"{ville.artistes.url}daniel-buren/",
        "page simple": ville.mentions.url,
        "quartiers": "/fr/quartiers/",
        "œuvres": "/fr/oeuvres/",
    }
    return ville


def traduire(page, langue):
    """Publish a translation of a page under its parent's, with the same texts."""
    version = page.copy_for_translation(Locale.objects.get(language_code=langue))
    version.save_revision().publish()
    version.refresh_from_db()
    return version


def test_chaque_type_de_page_repond(grande_ville, client):
    reponses = {nom: client.get(adresse).status_code for nom, adresse in grande_ville.adresses.items()}
    assert reponses == dict.fromkeys(grande_ville.adresses, 200)
