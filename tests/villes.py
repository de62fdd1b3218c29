"""A city with one page of each type, and its translations, for tests of what people read."""

from wagtail.models import Locale

from agenda.models import AgendaPage
from home.models import ContentPage
from oeuvres.models import ArtisteDeLOeuvre
from recit.models import PositionnementPage
from tests import fabrique


def grande_ville(ville):
    """Complete the small city with one page of each type; `adresses` names them all."""
    ville.artiste = fabrique.artiste(ville.site)
    ville.oeuvre.artistes.add(ArtisteDeLOeuvre(artiste=ville.artiste))
    ville.oeuvre.latitude, ville.oeuvre.longitude = 47.2053, -1.5668
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
    ville.lieu = fabrique.lieu(
        ville.quartier, ville.promesse, titre="La grue", slug="la-grue", latitude=47.2057, longitude=-1.5701
    )
    ville.parcours = fabrique.parcours(
        ville.accueil,
        [
            {"histoire": ville.oeuvre, "pourquoi": "Le fleuve commence ici."},
            {"titre": "Le ponton", "latitude": 47.2055, "longitude": -1.5685, "chemin": "Longez le quai."},
            {"histoire": ville.lieu, "chemin": "Montez la rampe.", "obstacle": "Une chicane"},
        ],
        slug="la-ligne",
    )
    ville.agenda = ville.accueil.add_child(instance=AgendaPage(title="Agenda", slug="agenda"))
    ville.evenement = fabrique.evenement(ville.agenda, slug="un-bal")
    ville.adresses = {
        "ville": ville.accueil.url,
        "récit": ville.recit.url,
        "positionnement": ville.positionnement.url,
        "promesse": ville.promesse.url,
        "quartier": ville.quartier.url,
        "œuvre": ville.oeuvre.url,
        "lieu": ville.lieu.url,
        "parcours": ville.parcours.url,
        "les parcours": ville.parcours.get_parent().url,
        "agenda": ville.agenda.url,
        "événement": ville.evenement.url,
        "artistes": ville.artistes.url,
        "artiste": f"{ville.artistes.url}daniel-buren/",
        "page simple": ville.mentions.url,
        "quartiers": "/fr/quartiers/",
        "œuvres": "/fr/oeuvres/",
    }
    return ville


def traduire(page, langue):
    """Publish a version of a page in another language, under its parent's, with the same texts."""
    locale = Locale.objects.get(language_code=langue)
    page.refresh_from_db()
    version = page.get_translation_or_none(locale)
    if version is None:
        version = page.copy_for_translation(locale)
    else:
        version.phrase = page.phrase  # a city is founded with a draft of its home page in each language
    version.save_revision().publish()
    version.refresh_from_db()
    return version
