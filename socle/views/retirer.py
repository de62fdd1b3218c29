"""Deletes, moves, takes off line: refused in words, page by page, to those who only change and publish."""

from django.shortcuts import render
from django.utils.translation import gettext as _
from wagtail.models import Page

SEUL = {"delete": "page_id", "unpublish": "page_id", "move": "page_to_move_id", "move_confirm": "page_to_move_id"}
"""The admin's addresses that take one page away, and what names the page in each."""

EN_LOT = ("delete", "unpublish", "move")


def refus_de_retirer(request):
    """Answer 403 where the person may change all the pages that are asked for, and take none away; else None.

    `DroitsSurUnePage` refuses anyhow, and hides the entries: this says whom to ask.
    """
    numeros = _pages_a_retirer(request)
    if not numeros:
        return None
    droits = [page.permissions_for_user(request.user) for page in Page.objects.filter(pk__in=numeros)]
    if not droits or not all(d.can_edit() and not getattr(d, "retire", True) for d in droits):
        return None
    raison = _("Supprimer, déplacer ou dépublier une page revient à l’administration de la ville.")
    return render(request, "socle/admin/refus.html", {"raison": raison}, status=403)


def _pages_a_retirer(request) -> list[int]:
    adresse = request.resolver_match
    if adresse.namespace == "wagtailadmin_pages" and adresse.url_name in SEUL:
        return [adresse.kwargs[SEUL[adresse.url_name]]]
    if adresse.view_name == "wagtail_bulk_action":
        voulu = (adresse.kwargs["app_label"], adresse.kwargs["model_name"], adresse.kwargs["action"])
        if voulu in [("wagtailcore", "page", action) for action in EN_LOT]:
            return [int(numero) for numero in request.GET.getlist("id") if numero.isdecimal() and len(numero) < 19]
    return []
