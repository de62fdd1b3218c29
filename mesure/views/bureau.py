"""The QR code of a page in the admin: to download, to print alone or with those of all that is told below."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.text import slugify
from wagtail.models import Page

from mesure import qr
from mesure.views.adresses import DESSINS
from socle.queries import PROFONDEUR_DE_LA_VILLE, site_de, visibles
from socle.rules import code_public
from socle.villes import pages_a_voir

ETIQUETTES_PAR_PLANCHE = 300


@dataclass(frozen=True)
class Etiquette:
    """What is printed for one story: its title, its code drawn, and the short address for those who type it."""

    titre: str
    dessin: str
    adresse: str

    @classmethod
    def de(cls, page, site) -> "Etiquette":
        code = code_public(page.translation_key)
        dessin = qr.en_svg(qr.adresse_courte(site, code), page.title).decode()
        return cls(page.title, dessin, qr.adresse_en_clair(site, code))


def _page_et_site(request, page_id: int):
    """Return the page, if the person may see it in the admin, and its city's site."""
    page = pages_a_voir(request.user).filter(depth__gte=PROFONDEUR_DE_LA_VILLE, pk=page_id).first()
    site = page and site_de(page)
    if site is None:
        raise PermissionDenied
    return page, site


def code_qr(request, page_id: int):
    """Show the code of a page, its downloads, the size it must have, its short address in clear."""
    page, site = _page_et_site(request, page_id)
    contexte = {
        "page": page,
        "etiquette": Etiquette.de(page, site),
        "complete": qr.adresse_courte(site, code_public(page.translation_key)),
        "hors_ligne": not visibles(Page.objects.filter(pk=page.pk)).exists(),
        "en_dessous": _en_dessous(page).count(),
    }
    return render(request, "mesure/admin/code_qr.html", contexte)


def telecharger(request, page_id: int, sorte: str):
    """Send the code of a page as a file."""
    page, site = _page_et_site(request, page_id)
    en_image, type_de_contenu = DESSINS[sorte]
    dessin = en_image(qr.adresse_courte(site, code_public(page.translation_key)))
    reponse = HttpResponse(dessin, content_type=type_de_contenu)
    reponse["Content-Disposition"] = f'attachment; filename="qr-{slugify(page.title)[:60] or "page"}.{sorte}"'
    return reponse


def _en_dessous(page):
    return visibles(Page.objects.descendant_of(page)).order_by("path")


def planche(request, page_id: int):
    """Return a sheet to print and cut: the labels of a page and of what visitors see below it, so many at a time."""
    page, site = _page_et_site(request, page_id)
    feuille = Paginator([page, *_en_dessous(page)], ETIQUETTES_PAR_PLANCHE).get_page(request.GET.get("planche"))
    etiquettes = [Etiquette.de(une, site) for une in feuille]
    return render(request, "mesure/admin/planche.html", {"page": page, "etiquettes": etiquettes, "feuille": feuille})
