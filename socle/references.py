"""References between pages: *a story, whatever its language*, resolved in bulk for a reader."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.db import models
from wagtail.models import Locale, Page

from socle.lectures import une_fois
from socle.queries import visibles


class Reference(models.ForeignKey):
    """A reference to a story of the same city, whatever its language.

    It may hold any language version of its target: wagtail-localize copies the
    source's. Never follow it to show a page: `resoudre()` gives the reader's version.
    """

    def __init__(self, to, on_delete=models.CASCADE, **options):
        options.setdefault("related_name", "+")
        super().__init__(to, on_delete, **options)


@dataclass(frozen=True)
class Renvoi:
    """A story as a reader gets it: `page` is in the nearest language where it can be seen."""

    page: Page
    autre_langue: bool

    @property
    def langue(self) -> str:
        return self.page.locale.language_code


LES_LANGUES = "langues"
"""Under what the locales are remembered: a request may have read those of its city only."""


def langues_lues() -> list[Locale]:
    """Return the locales that this request has read: those of the city, or all."""
    return une_fois(LES_LANGUES, lambda: list(Locale.objects.all()))


def langue_de(page) -> str:
    """Return the code of a page's language, from the locales this request has read: no query, no join."""
    return next((l.language_code for l in langues_lues() if l.pk == page.locale_id), None) or page.locale.language_code


def langues_par_proximite(locale: Locale) -> list[int]:
    """Return the ids of the locales: the reader's first, then in the order of the settings."""
    ordre = [code for code, _nom in settings.WAGTAIL_CONTENT_LANGUAGES]
    locales = sorted(
        langues_lues(),
        key=lambda l: (l.pk != locale.pk, ordre.index(l.language_code) if l.language_code in ordre else len(ordre)),
    )
    return [l.pk for l in locales]


def au_plus_proche(pages, locale: Locale) -> list:
    """Keep one version of each story, in the nearest language to the reader's, in the order given."""
    proches = langues_par_proximite(locale)
    # A language in which the city has no home page comes last.
    rang = defaultdict(lambda: len(proches), {pk: i for i, pk in enumerate(proches)})
    retenues = {}
    for page in pages:
        autre = retenues.get(page.translation_key)
        if autre is None or rang[page.locale_id] < rang[autre.locale_id]:
            retenues[page.translation_key] = page
    return list(retenues.values())


COLONNES = frozenset(
    ("id", "page_ptr_id", "path", "depth", "title", "slug", "url_path", "translation_key", "locale_id")
)
"""What every list reads of a page."""


def lire_au_plus_proche(pages, locale: Locale, *champs: str) -> list:
    """Return, of a QuerySet of one page type, the version of each story that this reader gets.

    Only COLONNES and `champs` are read, and only what is kept becomes a page: making pages
    is what a list costs most. Anything else would be asked for page by page: name all that is drawn.
    """
    voulues = COLONNES.union(champs)
    noms = [f.attname for f in pages.model._meta.concrete_fields if f.attname in voulues]
    lignes = au_plus_proche(pages.values_list(*noms, named=True), locale)
    return [pages.model.from_db(pages.db, noms, ligne) for ligne in lignes]


def resoudre(cles: Iterable, locale: Locale, pages=None) -> dict:
    """Return, for each translation key that can be seen in some language, its `Renvoi`.

    One query for all, whatever their number, plus one for each page type found.
    `pages` narrows where to look (a QuerySet of one page type saves a query). `cles` may be a QuerySet of keys:
    it is then asked in the same query.
    """
    if not isinstance(cles, models.QuerySet):
        cles = list(cles)
        if not cles:
            return {}
    candidates = visibles((Page.objects.all() if pages is None else pages).filter(translation_key__in=cles))
    retenues = {page.translation_key: page for page in au_plus_proche(candidates.select_related("locale"), locale)}
    if pages is None:
        precises = Page.objects.filter(pk__in=[p.pk for p in retenues.values()]).select_related("locale").specific()
        retenues = {page.translation_key: page for page in precises}
    return {cle: Renvoi(page, page.locale_id != locale.pk) for cle, page in retenues.items()}
