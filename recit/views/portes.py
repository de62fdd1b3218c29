"""The doors of the admin: each asks before Wagtail acts, and answers in words.

Each app keeps those of its own page types, with `tenir_les_portes` in its `wagtail_hooks.py`.
"""

from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.views.pages.bulk_actions import DeleteBulkAction
from wagtail.models import Page

from recit.actions.deplacer import refus_de_deplacer
from recit.actions.supprimer import refus_de_supprimer
from recit.models import RecitPage, SousRecit
from recit.queries import recit_above

EN_SILENCE = ""
"""A page that leaves the lot and needs no word: what happens to the page above happens to it."""


def tenir_les_portes(en_est_une):
    """Have each door of the admin ask before a page is made, moved or deleted, alone or with others.

    `en_est_une(page type)` tells the pages that the calling app answers for.
    """

    def creer(request, parent, type_de_page):
        return avant_de_creer(request, parent, type_de_page) if en_est_une(type_de_page) else None

    def deplacer(request, page, destination):
        return avant_de_deplacer(request, page, destination) if en_est_une(type(page)) else None

    def supprimer(request, page):
        return avant_de_supprimer(request, page) if en_est_une(type(page)) else None

    def agir_sur_plusieurs(request, action, pages, vue):
        return avant_d_agir_sur_plusieurs(request, action, pages, vue, en_est_une)

    hooks.register("before_create_page", creer)
    hooks.register("before_move_page", deplacer)
    hooks.register("before_delete_page", supprimer)
    hooks.register("before_bulk_action", agir_sur_plusieurs)


def avant_de_creer(request, parent, type_de_page):
    """Answer for `before_create_page`: a story is told under a narrative of its language."""
    if not issubclass(type_de_page, SousRecit) or isinstance(parent.specific, RecitPage):
        return None
    if recit_above(parent.path + "0000", parent.locale_id) is None:
        messages.error(request, _("Aucun récit de cette langue au-dessus : une histoire se range sous un récit."))
        return redirect("wagtailadmin_explore", parent.pk)
    return None


def avant_de_deplacer(request, page, destination):
    """Answer for `before_move_page`."""
    if raison := refus_de_deplacer(page, destination, request.user):
        messages.error(request, _("« %(titre)s » reste où elle est. %(raison)s") % _dire(page, raison))
        return redirect("wagtailadmin_pages:move", page.pk)
    return None


def avant_de_supprimer(request, page):
    """Answer for `before_delete_page`."""
    if raison := refus_de_supprimer(page):
        messages.error(request, _("« %(titre)s » n’est pas supprimée. %(raison)s") % _dire(page, raison))
        return redirect("wagtailadmin_explore", page.get_parent().pk)
    return None


def avant_d_agir_sur_plusieurs(request, action, pages, vue, les_siennes):
    """Answer for `before_bulk_action`: do what may be done, list the rest with reasons.

    `pages` is the very list that Wagtail acts upon: those that are refused leave it.
    `les_siennes(page type)` tells the pages that the calling app answers for.
    """
    refus = {"move": _refus_en_lot_de_deplacer, "delete": _refus_en_lot_de_supprimer}.get(action)
    if refus is None or vue.model is not Page or not pages:
        return None
    raisons = {page.pk: refus(request, page, pages, vue) for page in pages if les_siennes(page.specific_class)}
    refusees = [page for page in pages if raisons.get(page.pk)]
    pages[:] = [page for page in pages if raisons.get(page.pk) is None]
    for page in refusees:
        messages.warning(request, _("« %(titre)s » : %(raison)s") % _dire(page, raisons[page.pk]))
    if pages or not refusees:
        return None
    messages.error(
        request,
        ngettext("Rien n’a changé : cette page reste.", "Rien n’a changé : ces pages restent.", len(refusees)),
    )
    return redirect(vue.next_url)


class SupprimerEnLot(DeleteBulkAction):
    """Wagtail's, which lets us say why: its own refuses the whole lot, without words, for one protected page."""

    def annotate_items(self, items):
        items = super().annotate_items(items)
        self.is_protected = bool(items) and all(item._usage_references.is_protected for item in items)
        return items

    def prepare_action(self, objects, objects_without_access):
        return None  # `before_bulk_action` answers, page by page


def _suit_une_autre(request, page, pages, vue, refus) -> bool:
    """Tell whether a page above this one is in the lot too, and will be acted upon."""
    return any(page.is_descendant_of(autre) and not refus(request, autre, pages, vue) for autre in pages)


def _refus_en_lot_de_deplacer(request, page, pages, vue):
    if _suit_une_autre(request, page, pages, vue, _refus_en_lot_de_deplacer):
        return _("elle part avec la page au-dessus d’elle.")
    return refus_de_deplacer(page, vue.cleaned_form.cleaned_data["chooser"], request.user)


def _refus_en_lot_de_supprimer(request, page, pages, vue):
    if _suit_une_autre(request, page, pages, vue, _refus_en_lot_de_supprimer):
        return EN_SILENCE
    if raison := refus_de_supprimer(page):
        return raison
    if page._usage_references.is_protected:
        return _("d’autres contenus la gardent : voyez où elle est utilisée.")
    return None


def _dire(page, raison) -> dict:
    return {"titre": page.get_admin_display_title(), "raison": raison}
