"""What ensures that a story references its narrative: `recit_above`, the only rule."""

from wagtail.models import Page

from socle.queries import PageSocleManager, PageSocleQuerySet
from socle.rules import chemins_au_dessus


def recit_above(path: str, locale_id: int):
    """Return the nearest RecitPage above `path` in the same language, or None.

    The reference of a story to its narrative is derived from the tree by this and
    by nothing else; on PostgreSQL the function `recit_au_dessus` says the same.
    """
    page = (
        Page.objects.filter(
            path__in=chemins_au_dessus(path, Page.steplen), locale_id=locale_id, recitpage__isnull=False
        )
        .select_related("recitpage")
        .order_by("-depth")
        .first()
    )
    return page and page.recitpage


class RecitQuerySet(PageSocleQuerySet):
    def courant(self, accueil):
        """The one current narrative of this home page's city and language, as a visitor may see it."""
        return self.visibles().child_of(accueil).first()


class SousRecitQuerySet(PageSocleQuerySet):
    def du_recit(self, recit):
        return self.filter(recit=recit)

    def qui_tiennent(self, promesse):
        """Those that keep this promise, in whatever language it was chosen."""
        return self.filter(promesses_tenues__promesse__translation_key=promesse.translation_key).distinct()


class PromesseQuerySet(SousRecitQuerySet):
    def de_la_ville_entiere(self):
        """The promises made by the narrative itself, not by a neighbourhood."""
        return self.filter(depth=4)


RecitManager = PageSocleManager.from_queryset(RecitQuerySet)
SousRecitManager = PageSocleManager.from_queryset(SousRecitQuerySet)
PromesseManager = PageSocleManager.from_queryset(PromesseQuerySet)
