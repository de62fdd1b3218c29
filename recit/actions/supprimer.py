"""Deletions: what refuses one, in words."""

from django.apps import apps
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Page

from recit.models import PromessePage, PromesseTenue, RecitPage, types_d_histoires


def refus_de_supprimer(page) -> str | None:
    """Return why `page` may not be deleted, in a sentence; None where it may.

    The database says the same through `on_delete`, without words.
    """
    recits = set(RecitPage.objects.filter(path__startswith=page.path).values_list("pk", flat=True))
    if recits and (histoires := _combien_sous(recits)):
        return ngettext(
            "Une histoire se range sous ce récit : il ne se supprime pas. Dépubliez-le, ou passez par « Changer de récit ».",
            "%(nombre)d histoires se rangent sous ce récit : il ne se supprime pas. "
            "Dépubliez-le, ou passez par « Changer de récit ».",
            histoires,
        ) % {"nombre": histoires}
    promesses = set(PromessePage.objects.filter(path__startswith=page.path).values_list("pk", flat=True))
    if promesses and (tenants := _qui_tiennent_ailleurs(promesses, page.path)):
        return _("Des histoires tiennent cette promesse : %(titres)s. Retirez-la d’abord de ces histoires.") % {
            "titres": ", ".join(_("« %(titre)s »") % {"titre": titre} for titre in tenants)
        }
    return None


def _combien_sous(recits: set[int]) -> int:
    return sum(modele.objects.filter(recit__in=recits).count() for modele in types_d_histoires())


def _qui_tiennent_ailleurs(promesses: set[int], chemin: str) -> list[str]:
    """Return the titles of the stories outside `chemin` that keep one of these promises, five at most."""
    pages = set()
    for modele in apps.get_models():
        if issubclass(modele, PromesseTenue):
            pages.update(
                modele.objects.filter(promesse__in=promesses)
                .exclude(page__path__startswith=chemin)
                .values_list("page_id", flat=True)
            )
    return list(Page.objects.filter(pk__in=pages).order_by("path").values_list("title", flat=True)[:5])
