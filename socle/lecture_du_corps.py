"""Reads in bulk every story that a text refers to, before its blocks are drawn one by one.

Blocks and rich-text links hold the number of a page of some language. A reader gets the version in
their language, else in the nearest: `renvoi(numero)` answers from what `preparer(corps)` has read.
"""

from django.contrib.contenttypes.models import ContentType
from django.db.models import OuterRef, Subquery
from django.db.models.functions import Length, Substr
from django.utils import translation
from wagtail.coreutils import resolve_model_string
from wagtail.models import Locale, Page

from socle import registres
from socle.citations import pages_citees
from socle.lectures import cle_de_la_source, est_lu, retenir, une_fois
from socle.queries import visibles
from socle.references import Renvoi, au_plus_proche, langues_lues


def preparer(corps):
    """Read at once all that the blocks of `corps` refer to."""
    lire_les_renvois({n for n in pages_citees(corps) if not est_lu(cle_du_renvoi(n))})


def cle_du_renvoi(numero) -> tuple:
    """The key under which a request remembers a story as its reader gets it."""
    return ("renvoi", numero, translation.get_language())


def lire_les_renvois(voulus: set[int]) -> dict[int, Renvoi | None]:
    """Return what a reader gets for each of these pages, None where there is nothing to see."""
    if not voulus:
        return {}
    # Joins, so that a text which names five types of pages costs no more than one which names one.
    types, jointures = _types_et_jointures()
    sources = Page.objects.in_bulk(voulus)
    cles = {numero: page.translation_key for numero, page in sources.items()}
    pages = visibles(Page.objects.filter(translation_key__in=set(cles.values()))).select_related(*jointures)
    pages = pages.annotate(raconte_dans=_titre_du_quartier())
    locale = locale_du_lecteur()
    trouves = {p.translation_key: p for p in au_plus_proche(pages, locale)} if locale else {}
    renvois = {}
    for numero in voulus:
        page = trouves.get(cles.get(numero))
        if page is None:
            renvois[numero] = None
        else:
            precise = next((getattr(page, t) for t in types if getattr(page, t, None) is not None), page)
            precise._state.fields_cache["locale"] = page.locale
            precise.raconte_dans = page.raconte_dans or ""
            renvois[numero] = Renvoi(precise, page.locale_id != locale.pk)
        retenir(cle_du_renvoi(numero), renvois[numero])
        retenir(cle_de_la_source(numero), sources.get(numero))
    return renvois


def _titre_du_quartier() -> Subquery:
    """Return the title of the page above, where it is a place itself: the quartier that a work is told in."""
    lieux = [m for m in map(resolve_model_string, registres.references.types()) if hasattr(m, "point")]
    types = [type_.pk for type_ in ContentType.objects.get_for_models(*lieux).values()]
    chemin = Substr(OuterRef("path"), 1, Length(OuterRef("path")) - Page.steplen)
    return Subquery(Page.objects.filter(path=chemin, content_type__in=types).values("title")[:1])


def _types_et_jointures() -> tuple[list[str], list[str]]:
    modeles = [resolve_model_string(nom) for nom in registres.references.types()]
    types = [modele._meta.model_name for modele in modeles]
    images = [f"{m._meta.model_name}__image" for m in modeles if any(f.name == "image" for f in m._meta.fields)]
    return types, ["locale", *types, *images]


def locale_du_lecteur() -> Locale | None:
    """Return the locale of the language in which the page is being answered."""
    locales = langues_lues()
    code = translation.get_language()
    return next((l for l in locales if l.language_code == code), locales[0] if locales else None)


def renvoi(numero: int) -> Renvoi | None:
    """Return the story as the reader gets it, None where it can't be seen."""
    return une_fois(cle_du_renvoi(numero), lambda: lire_les_renvois({numero}).get(numero))
