"""What a phone without network needs of the server beforehand: the worker that answers, and one plain page."""

import json
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.cache import cache
from django.http import Http404, HttpResponse, HttpResponseNotModified
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_safe
from wagtail.models import Page, Site

from parcours.rules.bagage import empreinte_de
from parcours.views.bagage import GARDE, lire_des_pages
from socle.queries import visibles

OUVRIER = "js/ouvrier.js"


@require_safe
def ouvrier(request):
    """Answer the service worker of this city: its text is a static file, what it must know stands before it.

    Browsers ask for it again at least once a day: another version is another text.
    """
    site = Site.find_for_request(request)
    if site is None:
        raise Http404
    secours = {langue: _adresse(langue) for langue in _langues(site)}
    # Browsers that keep a route ask for this at each page: the pages are read once an hour.
    cle = f"secours-{empreinte_de([request.get_host(), getattr(staticfiles_storage, 'manifest_hash', ''), *secours])}"
    pages = cache.get_or_set(cle, lambda: lire_des_pages(list(secours.values()), request), GARDE)
    texte = Path(finders.find(OUVRIER) or settings.STATIC_ROOT / OUVRIER).read_text()
    reglages = {
        "version": empreinte_de([texte, pages]),
        "secours": secours,
        "fichiers": [url for url, _octets in pages.fichiers],
        "statiques": settings.STATIC_URL,
        "medias": settings.MEDIA_URL,
        "fermes": [reverse("wagtailadmin_home"), "/api/", reverse("ouvrier")],
    }
    marque = f'"{reglages["version"]}"'
    if request.headers.get("If-None-Match") == marque:
        return HttpResponseNotModified(headers={"ETag": marque})
    return HttpResponse(
        f"const REGLAGES = {json.dumps(reglages)};\n{texte}",
        content_type="text/javascript; charset=utf-8",
        headers={"Cache-Control": "no-cache", "ETag": marque},
    )


def _langues(site) -> list[str]:
    accueils = visibles(Page.objects.filter(translation_key=site.root_page.translation_key))
    parlees = set(accueils.values_list("locale__language_code", flat=True))
    return [code for code, _nom in settings.LANGUAGES if code in parlees]


def _adresse(langue: str) -> str:
    with translation.override(langue):
        return reverse("hors_ligne")


@require_safe
def hors_ligne(request):
    """Answer the page of who has no network: the routes that this phone keeps, which only the phone knows."""
    return render(request, "parcours/hors_ligne.html")
