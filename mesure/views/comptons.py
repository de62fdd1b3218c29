"""« Ce que nous comptons » : what is counted, said to those who are, and the way to be left out."""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import Http404, HttpResponseBadRequest, HttpResponseForbidden, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods
from wagtail.models import Site

from mesure.rules.durees import MOIS_GARDES
from mesure.rules.paquets import TAILLE
from mesure.rules.visiteurs import NE_PAS_COMPTER

PARTIR, REVENIR = "partir", "revenir"

DUREE_DU_CHOIX = 13 * 30 * 24 * 3600
"""Seconds for which somebody's choice is remembered: thirteen months, as for a consent."""


@never_cache
@csrf_exempt  # a token would be a cookie for everyone: where the form comes from is asked instead
@require_http_methods(["GET", "HEAD", "POST"])
def ce_que_nous_comptons(request):
    """Say what is counted; POST `choix=partir` leaves somebody out, `choix=revenir` counts them again."""
    if Site.find_for_request(request) is None:
        raise Http404
    if request.method != "POST":
        entetes = request.headers
        contexte = {
            "parti": request.COOKIES.get(NE_PAS_COMPTER) == "1",
            "le_navigateur_le_dit": entetes.get("DNT") == "1" or entetes.get("Sec-GPC") == "1",
            "mois": MOIS_GARDES,
            "paquet": TAILLE,
        }
        return render(request, "mesure/comptons.html", contexte)
    if _vient_d_ailleurs(request):
        return HttpResponseForbidden(_("Ce choix se fait sur cette page."), content_type="text/plain; charset=utf-8")
    reponse = HttpResponseRedirect(request.path, status=303)
    choix = request.POST.get("choix")
    if choix == PARTIR:
        reponse.set_cookie(
            NE_PAS_COMPTER,
            "1",
            max_age=DUREE_DU_CHOIX,
            httponly=True,
            samesite="Lax",
            secure=settings.SESSION_COOKIE_SECURE,
        )
    elif choix == REVENIR:
        reponse.delete_cookie(NE_PAS_COMPTER, samesite="Lax")
    else:
        return HttpResponseBadRequest(
            _("« choix » vaut « partir » ou « revenir »."), content_type="text/plain; charset=utf-8"
        )
    return reponse


def _vient_d_ailleurs(request) -> bool:
    """Tell whether another site sent this form, as its browser says: nobody else chooses for a visitor."""
    if d_ou := request.headers.get("Sec-Fetch-Site"):
        return d_ou not in ("same-origin", "none")
    origine = request.headers.get("Origin")
    return origine is not None and urlsplit(origine).netloc != request.get_host()
