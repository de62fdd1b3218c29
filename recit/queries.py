"""What ensures that a story references its narrative: `recit_above`, the only rule."""

from wagtail.models import Page

from socle.citations import champs_qui_citent, pages_citees
from socle.queries import PageSocleManager, PageSocleQuerySet
from socle.rules import chemins_au_dessus
from socle.villes import sont_d_une_meme_ville


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


def recits_par_chemin() -> dict[tuple[str, int], int]:
    """Return the id of every narrative by its path and language: what `recit_attendu` reads, in one query."""
    return {
        (chemin, langue): pk
        for pk, chemin, langue in Page.objects.filter(recitpage__isnull=False).values_list("pk", "path", "locale_id")
    }


def recit_attendu(path: str, locale_id: int, recits: dict[tuple[str, int], int]) -> int | None:
    """Say the same as `recit_above`, in bulk: no query for each story."""
    return next(
        (
            recits[chemin, locale_id]
            for chemin in chemins_au_dessus(path, Page.steplen)
            if (chemin, locale_id) in recits
        ),
        None,
    )


def cite_sa_ville(page) -> bool:
    """Tell whether all that this page points to is of its own city."""
    citees = pages_citees(*(getattr(page, champ) for champ in champs_qui_citent(type(page))))
    if not citees or not page.path:
        return True
    return sont_d_une_meme_ville(page.path, *Page.objects.filter(pk__in=citees).values_list("path", flat=True))


class RecitQuerySet(PageSocleQuerySet):
    def courant(self, accueil):
        """The one current narrative of this home page's city and language, as a visitor may see it."""
        return self.visibles().child_of(accueil).first()


class SousRecitQuerySet(PageSocleQuerySet):
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
