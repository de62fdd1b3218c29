"""`{% carte lieux %}`: the one map of the site, drawn by the server, with its list.

    {% load carte %}
    {% carte lieux titre=titre cadre="quartier" %}

`lieux` is a list of `socle.carte.Lieu`. Options, all by name:

| option | what it does |
|---|---|
| `titre` | what the map is called, for those who hear it (« Les quartiers de Nantes ») |
| `cadre` | `"ville"`: all places (default); `"quartier"`: those marked `ici` and what surrounds them |
| `liste` | `False` when the page lists the same places itself, next to the map |
| `trace` | a list of `socle.rules.Point`: a line through the places |

Without anything to place it draws nothing at all. The page loads `css/carte.css`
and, as a module, `js/carte.js`; without them the map is still read and followed.
"""

from django import template
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from wagtail.models import Site

from socle.carte import VILLE, anneaux, dessiner
from socle.models import ReglagesCarte

register = template.Library()

DECIMALES = 5
"""A metre: enough for a map one walks with, and the script stays light."""


@register.inclusion_tag("socle/composants/carte.html", takes_context=True)
def carte(context, lieux, titre="", cadre=VILLE, liste=True, trace=()):
    """Return what the map's template needs; `dessin` is None when nothing has a position."""
    request = context.get("request")
    lieux = list(lieux or ())
    dessin = dessiner(lieux, cadre, trace or ())
    reglages = ReglagesCarte.for_request(request) if request and Site.find_for_request(request) else None
    ident = _identifiant(request)
    return {
        "dessin": dessin,
        "liste": liste,
        "titre": titre or _("Carte"),
        "ident": ident,
        "id_donnees": f"{ident}-donnees",
        "tuiles": reglages.tuiles if reglages else "",
        "hote": _hote(reglages.tuiles) if reglages else "",
        "attribution": reglages.attribution if reglages else "",
        "donnees": _donnees(dessin, trace or ()) if dessin else None,
    }


@register.filter
def distance(metres) -> str:
    """Return metres as people read them: « 350 m », « 1,2 km »."""
    if metres < 1_000:
        return _("%(metres)s m") % {"metres": round(metres)}
    return _("%(kilometres)s km") % {"kilometres": number_format(round(metres / 1_000, 1))}


def _identifiant(request) -> str:
    """Return an id that no other map of this page has."""
    rang = getattr(request, "cartes_dessinees", 0) + 1
    if request is not None:
        request.cartes_dessinees = rang
    return f"carte-{rang}"


def _hote(adresse: str) -> str:
    """Return the host that an address of tiles names: `https://{s}.tile.example/…` → `tile.example`."""
    return adresse.split("//", 1)[-1].split("/", 1)[0].removeprefix("{s}.")


def _donnees(dessin, trace) -> dict:
    """Return the same places as the drawing's, for the map to explore."""

    def position(latitude, longitude):
        return [round(latitude, DECIMALES), round(longitude, DECIMALES)]

    aires = {aire.rang for aire in dessin.aires}
    haltes = {halte.rang for halte in dessin.haltes}
    lieux = []
    for etape in dessin.etapes:
        lieu, donnee = etape.lieu, {"nom": etape.lieu.nom}
        if lieu.adresse:
            donnee["adresse"] = lieu.adresse
        if lieu.ici:
            donnee["ici"] = True
        if lieu.precision_approchee:
            donnee["approchee"] = True
        if etape.rang in aires:
            donnee["contour"] = [[position(lat, lon) for lon, lat in anneau] for anneau in anneaux(lieu.contour)]
        elif etape.rang in haltes:
            donnee["point"] = position(lieu.point.latitude, lieu.point.longitude)
        else:
            continue
        lieux.append(donnee)
    return {"lieux": lieux, "trace": [position(p.latitude, p.longitude) for p in trace]}
