"""What all doors of open data share: the language asked for, a refusal that a program can read, and how they answer."""

from functools import wraps

from django.http import Http404, HttpResponse, JsonResponse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.models import Page, Site

from socle.models import ReglagesDonnees
from socle.villes import accueils_visibles

UNE_HEURE = 60 * 60
GEOJSON = "application/geo+json"


class DemandeRefusee(Exception):
    """What was asked means nothing here: `erreurs` says why, by parameter."""

    def __init__(self, erreurs: dict[str, list[str]], statut: int = 400):
        self.erreurs, self.statut = erreurs, statut
        super().__init__(erreurs)


def accueil_demande(request, a_defaut: bool = False) -> Page:
    """Return the home page in the language asked for (`?langue=`), else in the city's first.

    404 where there is no city to read; DemandeRefusee for a language that it does not speak, unless the first will do
    (`a_defaut`): who subscribed to it once is not refused the day it is spoken no more.
    """
    site = Site.find_for_request(request)
    accueils = accueils_visibles(site) if site else {}
    if not accueils:
        raise Http404
    premiere = next((code for code, page in accueils.items() if page.pk == site.root_page_id), next(iter(accueils)))
    langue = request.GET.get("langue") or premiere
    if langue not in accueils and a_defaut:
        langue = premiere
    if langue not in accueils:
        langues = ", ".join(accueils)
        raise DemandeRefusee({"langue": [_("Langues d’ici : %(langues)s.") % {"langues": langues}]})
    return accueils[langue]


def en_json(donnees, statut: int = 200, genre: str = "application/json") -> JsonResponse:
    return JsonResponse(donnees, status=statut, json_dumps_params={"ensure_ascii": False}, content_type=genre)


def en_collection(request, traits: list, **membres) -> HttpResponse:
    """Answer features as GeoJSON (RFC 7946), with the licence of the city's data and whom to name.

    A `license` that is null leaves all rights to the city.
    """
    droits = ReglagesDonnees.de_la_ville(request)
    licence = None
    if droits.licence:
        licence = {
            "id": droits.licence,
            "name": droits.get_licence_display(),
            "url": droits.texte_de_la_licence,
        }
    collection = {"type": "FeatureCollection", "license": licence, "attribution": droits.attribution}
    return ouverte(en_json({**collection, **membres, "features": traits}, genre=GEOJSON))


def ouverte(reponse: HttpResponse) -> HttpResponse:
    """Let anyone's map draw what is public, and keep it an hour."""
    reponse["Access-Control-Allow-Origin"] = "*"
    patch_cache_control(reponse, public=True, max_age=UNE_HEURE)
    return reponse


def porte_de_donnees(vue):
    """Read only; a refusal is answered as data: who asks is a program."""

    @require_safe
    @wraps(vue)
    def repondre(request, *arguments, **noms):
        try:
            return vue(request, *arguments, **noms)
        except DemandeRefusee as refus:
            reponse = en_json({"erreurs": refus.erreurs}, refus.statut)
            reponse["Access-Control-Allow-Origin"] = "*"
            return reponse

    return repondre
