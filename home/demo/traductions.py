"""Brings the demo's stories into English and German, through the same steps as a translator."""

from html import escape

from wagtail.models import Locale, Page

from agenda.models import AgendaPage, EvenementPage
from home.demo.agenda import traduire_les_editions
from home.demo.lecture import correspondances, faits, textes, titre_de
from home.demo.sons import donner_sa_voix
from home.models import ContentPage, HomePage
from lieux.models import LieuPage
from oeuvres.models import ArtistesPage, OeuvrePage
from parcours.models import ParcoursIndexPage, ParcoursPage
from quartiers.models import QuartierPage
from recit.models import PositionnementPage, PromessePage, RecitPage
from traduction.actions import traduire


def traduire_la_demonstration(accueil: HomePage, langue: str, dire) -> int:
    """Translate and publish all pages that have a text in `langue`, parents first; return how many."""
    locale = Locale.objects.get(language_code=langue)
    pages = sorted(_pages_a_traduire(accueil, langue), key=lambda page: (page.depth, page.path))
    paires = _paires(langue)
    traduire_les_editions(accueil.get_site(), locale, paires)
    for page in pages:
        donner_sa_voix(page, locale)
        traduire(page, locale, paires)
    dire(f"{len(pages)} pages en {locale.get_display_name()}")
    return len(pages)


def _pages_a_traduire(accueil, langue) -> list[Page]:
    quartiers = set(textes("quartiers", langue))
    pages = [accueil]
    for type_de_page in (RecitPage, ArtistesPage, ParcoursIndexPage, AgendaPage):
        pages += type_de_page.objects.child_of(accueil)
    pages += ContentPage.objects.child_of(accueil).filter(slug__in=textes("pages", langue))
    retenus = list(QuartierPage.objects.descendant_of(accueil).filter(slug__in=quartiers))
    pages += retenus
    for type_de_page in (PromessePage, PositionnementPage):
        pages += [
            page
            for page in type_de_page.objects.descendant_of(accueil)
            if page.depth == accueil.depth + 2 or any(page.path.startswith(q.path) for q in retenus)
        ]
    for type_de_page, nom in (
        (OeuvrePage, "oeuvres"),
        (LieuPage, "lieux"),
        (ParcoursPage, "parcours"),
        (EvenementPage, "agenda"),
    ):
        pages += type_de_page.objects.descendant_of(accueil).filter(slug__in=textes(nom, langue))
    return pages


def _paires(langue) -> dict[str, str]:
    """All French strings of the demo with their translation; proper names keep themselves."""
    propres = {escape(nom, quote=False) for fait in faits("oeuvres") for nom in (titre_de(fait), fait["collection"])}
    paires = {nom: nom for nom in propres}
    for nom in ("recit", "quartiers", "pages", "oeuvres", "lieux", "parcours", "agenda", "sons"):
        paires |= correspondances(textes(nom), textes(nom, langue))
    return paires
