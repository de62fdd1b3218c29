"""What makes the site an application on a phone: its name, its colours, its icons."""

from django.http import Http404, JsonResponse
from django.templatetags.static import static
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.models import Site

from agenda.models import AgendaPage
from diffusion.icones import ICONES
from parcours.models import ParcoursIndexPage
from socle.queries import visibles_sous
from socle.teintes import claires
from socle.villes import accueils_visibles

UNE_HEURE = 60 * 60


@require_safe
def manifeste(request):
    """`GET /fr/manifest.webmanifest`: the city's, in the language of the address."""
    site = Site.find_for_request(request)
    accueil = accueils_visibles(site).get(get_language()) if site else None
    if accueil is None:
        raise Http404
    depart = accueil.get_url(request)
    donnees = {
        "id": depart,
        "name": accueil.title,
        "short_name": accueil.title[:12].strip(),
        "description": accueil.phrase,
        "lang": get_language(),
        "dir": "ltr",
        "start_url": depart,
        # All languages: one changes language without leaving the application.
        "scope": "/",
        "display": "standalone",
        "background_color": claires()["papier"],
        "theme_color": claires()["papier"],
        "categories": ["travel", "education"],
        "icons": [_icone(icone) for icone in ICONES],
        "shortcuts": [
            {"name": _("Les œuvres"), "url": reverse("oeuvres")},
            {"name": _("Les quartiers"), "url": reverse("quartiers")},
            *_listes(accueil, request),
            {"name": _("Rechercher"), "url": reverse("recherche")},
        ],
    }
    reponse = JsonResponse(donnees, json_dumps_params={"ensure_ascii": False}, content_type="application/manifest+json")
    patch_cache_control(reponse, public=True, max_age=UNE_HEURE)
    return reponse


def _listes(accueil, request) -> list[dict]:
    """Return the ways to the routes and to the agenda, where the city has some to see in this language."""
    noms = {ParcoursIndexPage: _("Les parcours"), AgendaPage: _("L’agenda")}
    dessous = visibles_sous(accueil)
    return [
        {"name": nom, "url": page.get_url(request)}
        for modele, nom in noms.items()
        for page in dessous
        if page.specific_class is modele
    ]


def _icone(icone) -> dict:
    return {
        "src": static(icone.fichier),
        "sizes": f"{icone.cote}x{icone.cote}",
        "type": "image/png",
        "purpose": "maskable" if icone.masquable else "any",
    }
