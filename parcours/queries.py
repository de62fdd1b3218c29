"""QuerySets of routes that read as phrases."""

from django.db.models import F, Q
from wagtail.models import Page

from socle.lectures import est_lu, retenir, une_fois
from socle.queries import PageSocleManager, PageSocleQuerySet, visibles
from socle.rules import Point


class ParcoursQuerySet(PageSocleQuerySet):
    def qui_s_arretent_a(self, cle):
        """Those that stop at this story, by its translation key, in any language; each with `cle_de_l_etape`."""
        return self.filter(etapes__histoire__translation_key=cle).annotate(cle_de_l_etape=F("etapes__translation_key"))


ParcoursManager = PageSocleManager.from_queryset(ParcoursQuerySet)


def arrets_qui_se_voient(depuis: str = "") -> Q:
    """Narrow stops to those that visitors read: a story that they may see in some language, or a free point.

    A stop whose story was deleted, and that says nothing of itself, is neither. `depuis` leads to the stops: `etapes__`.
    """
    racontees = visibles(Page.objects.all()).values("translation_key")
    return Q((f"{depuis}histoire__translation_key__in", racontees)) | Q(
        (f"{depuis}histoire__isnull", True),
        (f"{depuis}titre__gt", ""),
        (f"{depuis}latitude__isnull", False),
        (f"{depuis}longitude__isnull", False),
    )


def points_des_etapes(etapes) -> list[Point | None]:
    """Return where stops are: their story's place, else their own; None where neither is known."""
    places = _places([etape.histoire_id for etape in etapes if etape.histoire_id])
    return [places.get(etape.histoire_id) or etape.point for etape in etapes]


def _places(pks) -> dict[int, Point | None]:
    """Return the places of stories by their id; read once a request, one query a page type."""
    inconnues = [pk for pk in set(pks) if not est_lu(_cle(pk))]
    lues = {h.pk: getattr(h, "point", None) for h in Page.objects.filter(pk__in=inconnues).specific()}
    for pk, point in lues.items():
        retenir(_cle(pk), point)
    return {pk: lues[pk] if pk in lues else une_fois(_cle(pk), lambda: None) for pk in set(pks)}


def lire_les_places(parcours):
    """Read where the stops of all these routes are, for who asks one by one afterwards."""
    _places([etape.histoire_id for page in parcours for etape in page.etapes.all() if etape.histoire_id])


def _cle(pk: int) -> tuple:
    return ("place d’une histoire", pk)
