"""The card of a page, to whoever follows the address that the page gives."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.models import Site

from diffusion.cartes import TropDeDessins, carte_de, lire_ou_dessiner
from diffusion.queries import page_de_la_ville

UN_JOUR = 24 * 60 * 60
CINQ_MINUTES = 5 * 60


@require_safe
def carte(request, numero: int, version: str):
    """`GET /cartes/<page>-<version>.png`: drawn on the first ask; an old address leads to the card of today."""
    site = Site.find_for_request(request)
    page = page_de_la_ville(site, numero) if site else None
    if page is None:
        raise Http404
    voulue = carte_de(page)
    if version != voulue.version:
        reponse = redirect("carte_de_partage", numero, voulue.version)
        patch_cache_control(reponse, public=True, max_age=CINQ_MINUTES)
        return reponse
    try:
        png = lire_ou_dessiner(voulue)
    except TropDeDessins:
        raison = _("Trop de cartes sont demandées à la fois : revenez dans un instant.")
        return HttpResponse(raison, status=503, headers={"Retry-After": "10"}, content_type="text/plain; charset=utf-8")
    reponse = HttpResponse(png, content_type="image/png", headers={"X-Content-Type-Options": "nosniff"})
    # No longer than a picture's rights are looked at again.
    patch_cache_control(reponse, public=True, max_age=CINQ_MINUTES if voulue.image_id else UN_JOUR)
    return reponse
