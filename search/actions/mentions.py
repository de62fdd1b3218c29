"""Which cards name other stories: what is hidden must leave them too, what changes its name must change there."""

from collections.abc import Iterable

from django.apps import apps
from wagtail.models import Page

from agenda.models import EvenementPage
from parcours.models import Etape, ParcoursPage
from recit.models import PromessePage, PromesseTenue
from socle.queries import dans_ces_branches


def qui_en_parlent(numeros: Iterable[int], branche: bool = False) -> list[int]:
    """Return the ids of the stories whose cards name these pages, or any below them, in whatever language.

    Routes name their stops and their promise, stories the promises they keep, events the quartiers of their place.
    """
    # Numbers are read, then given: joined to the tree in each query, they would be looked for in all of it, page by page.
    versions = _versions(Page.objects.filter(pk__in=list(numeros)))
    if not versions:
        return []
    dessous = Page.objects.filter(
        dans_ces_branches(Page.objects.filter(pk__in=versions).values_list("path", flat=True))
    )
    nommees = _versions(dessous) if branche else versions
    parlent = (
        Etape.objects.filter(histoire_id__in=nommees).values_list("page_id", flat=True),
        ParcoursPage.objects.filter(promesse_id__in=nommees).order_by().values_list("page_ptr_id", flat=True),
        PromessePage.objects.filter(reprend_id__in=nommees).order_by().values_list("page_ptr_id", flat=True),
        qui_ont_lieu_a(_numeros(dessous)),
        *(
            modele.objects.filter(promesse_id__in=nommees).values_list("page_id", flat=True)
            for modele in apps.get_models()
            if issubclass(modele, PromesseTenue)
        ),
    )
    return sorted({numero for numeros in parlent for numero in numeros})


def qui_ont_lieu_a(numeros: Iterable[int]) -> list[int]:
    """Return the ids of the events that take place at these pages, in all languages."""
    evenements = EvenementPage.objects.filter(ou_id__in=list(numeros)).order_by()
    ids = list(evenements.values_list("page_ptr_id", flat=True))
    return _versions(Page.objects.filter(pk__in=ids)) if ids else []


def _numeros(pages) -> list[int]:
    return list(pages.order_by().values_list("pk", flat=True))


def _versions(pages) -> list[int]:
    """Return the ids of these pages and of their versions in all languages."""
    cles = set(pages.order_by().values_list("translation_key", flat=True))
    return _numeros(Page.objects.filter(translation_key__in=cles))
