"""`{% carte lieux %}`: the one map of the site, drawn by the server, with its list.

    {% load carte %}
    {% carte lieux titre=titre cadre="quartier" %}

`lieux` is a list of `socle.carte.Lieu`. Options, all by name:

| option | what it does |
|---|---|
| `titre` | what the map is called, for those who hear it (« Les quartiers de Nantes ») |
| `cadre` | `"ville"`: all places (default); `"quartier"`: those marked `ici` and what surrounds them; `"arrets"`: those that are points |
| `liste` | `True`: the list is drawn below (default); `False`: nothing else lists these places, one walks the map itself; `"page"`: the page lists them all next to the map |
| `trace` | a list of `socle.rules.Point`: a line through the places |

A numbered place is one that the page lists under its number: one reaches it there, not on the sheet.

Without anything to place it draws nothing at all. The page loads `css/carte.css`
and, as a module, `js/carte.js`; without them the map is still read and followed.
"""

from django import template
from django.template.loader import render_to_string
from django.utils.formats import number_format
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from socle.carte import VILLE, anneaux, dessiner
from socle.composants import dessine_une_fois, en_script
from socle.models import ReglagesCarte

register = template.Library()

DECIMALES = 5
"""A metre: enough for a map one walks with, and the script stays light."""


CARTES_GARDEES = 100
"""Maps kept drawn in a process: some tens of kilobytes each."""


@register.simple_tag(takes_context=True)
def carte(context, lieux, titre="", cadre=VILLE, liste=True, trace=()):
    """Draw the map and its list; nothing when nothing has a position."""
    lieux, trace = tuple(lieux or ()), tuple(trace or ())
    if not any(lieu.point or lieu.contour for lieu in lieux):
        return ""
    request = context.get("request")
    return _dessiner_la_carte(lieux, titre or _("Carte"), cadre, liste, trace, _identifiant(request), _tuiles(request))


@dessine_une_fois(CARTES_GARDEES)
def _dessiner_la_carte(lieux, titre, cadre, liste, trace, ident, tuiles) -> str:
    dessin = dessiner(lieux, cadre, trace)
    if dessin is None:
        return ""
    contexte = {
        "dessin": dessin,
        "listee": bool(liste),
        "liste": liste is True,
        "titre": titre,
        "ident": ident,
        "tuiles": tuiles,
        "donnees": en_script(_donnees(dessin, trace) | {"cadre": cadre, "mots": _mots()} | _fond(tuiles)),
    }
    return mark_safe(render_to_string("socle/composants/carte.html", contexte))


def _tuiles(request):
    """Return the tiles that the city has set, and allow this page to load them; None for none."""
    reglages = ReglagesCarte.de_la_ville(request) if request else None
    tuiles = reglages.tuiles_demandees if reglages else None
    if tuiles and hasattr(request, "origines_des_images"):
        request.origines_des_images.update(tuiles.origines)
    return tuiles


def _fond(tuiles) -> dict:
    if tuiles is None:
        return {}
    return {
        "fond": {
            "adresse": tuiles.adresse,
            "mention": tuiles.attribution,
            "lien": tuiles.lien,
            "zoom": tuiles.zoom_max,
        }
    }


def _mots() -> dict:
    """Return what the map to explore says, in the reader's language."""
    return {
        "plus": _("Agrandir"),
        "moins": _("Réduire"),
        "fermer": _("Fermer"),
        "plan": _("Plan : les flèches le déplacent, plus et moins l’agrandissent et le réduisent"),
        "retour": _("Revenir au dessin"),
        "autour": _("Autour de moi"),
        "discret": _("Votre position ne quitte pas votre appareil."),
        "attente": _("Votre appareil cherche où il est…"),
        "refus": _("Vous n’avez pas permis à cette page de connaître votre position : la carte n’a pas changé."),
        "introuvable": _("Votre appareil ne sait pas où il est : la carte n’a pas changé."),
        "delai": _("Votre appareil met trop longtemps à trouver où il est. Essayez encore."),
        "ici": _("Vous êtes ici, à {metres} près"),
        "proches": _("Les plus proches de vous, à vol d’oiseau :"),
        "dedans": _("vous y êtes"),
        "passe": _("n’est plus là"),
        "metres": _("{metres} m"),
        "kilometres": _("{kilometres} km"),
        "panne": _("La carte n’a pas pu s’ouvrir. Le dessin et la liste disent la même chose."),
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
        if lieu.passe:
            donnee["passe"] = True
        if lieu.langue:
            donnee["langue"] = lieu.langue
        if lieu.numero is not None:
            donnee["numero"] = lieu.numero
        if lieu.quartier and dessin.plusieurs_quartiers:
            donnee["quartier"] = lieu.quartier
        if etape.rang in aires:
            donnee["contour"] = [[position(lat, lon) for lon, lat in anneau] for anneau in anneaux(lieu.contour)]
        elif etape.rang in haltes:
            donnee["point"] = position(lieu.point.latitude, lieu.point.longitude)
        else:
            continue
        lieux.append(donnee)
    return {"lieux": lieux, "trace": [position(p.latitude, p.longitude) for p in trace]}
