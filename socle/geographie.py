"""Outlines and positions that come from outside, checked before anything is stored."""

import json
import re
from math import isfinite

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from geojson_pydantic import MultiPolygon, Polygon
from pydantic import TypeAdapter
from pydantic import ValidationError as SchemaError
from shapely.geometry import shape
from shapely.validation import explain_validity

from socle.rules import Point

POINTS_AU_PLUS = 5_000
"""A neighbourhood's outline at 1 m needs a few hundred points; more is a whole city's cadastre."""

SIGNES_AU_PLUS = 500_000
"""A hundred characters a point: what is longer is not an outline of `POINTS_AU_PLUS`."""

_schema = TypeAdapter(Polygon | MultiPolygon)

RAISONS = {
    "Self-intersection": _("Ce contour se recoupe près de %(latitude)s ; %(longitude)s."),
    "Ring Self-intersection": _("Ce contour se touche lui-même près de %(latitude)s ; %(longitude)s."),
    "Hole lies outside shell": _("Un trou est hors du contour près de %(latitude)s ; %(longitude)s."),
    "Holes are nested": _("Deux trous s’emboîtent près de %(latitude)s ; %(longitude)s."),
    "Interior is disconnected": _("Un trou coupe le contour en deux près de %(latitude)s ; %(longitude)s."),
    "Nested shells": _("Une partie du contour est dans une autre près de %(latitude)s ; %(longitude)s."),
    "Duplicate Rings": _("Un même tracé vient deux fois près de %(latitude)s ; %(longitude)s."),
    "Too few points in geometry component": _("Un tracé n’a pas assez de points près de %(latitude)s ; %(longitude)s."),
}
"""What GEOS says of an invalid outline, in words."""


def geometrie(valeur):
    """Return the geometry of a Feature or of a collection of one Feature, else the value itself."""
    if isinstance(valeur, dict) and valeur.get("type") == "FeatureCollection":
        elements = valeur.get("features") or []
        valeur = elements[0] if isinstance(elements, list) and len(elements) == 1 else valeur
    if isinstance(valeur, dict) and valeur.get("type") == "Feature":
        valeur = valeur.get("geometry")
    return valeur


def verifier_contour(valeur) -> dict:
    """Return the outline as a bare GeoJSON geometry; raise ValidationError with a sentence for a person."""
    nue = geometrie(valeur)
    try:
        modele = _schema.validate_python(nue)
    except (SchemaError, TypeError, ValueError, RecursionError) as erreur:
        raise ValidationError(
            _("Ce n’est pas un contour GeoJSON : il faut un Polygon ou un MultiPolygon fermé, en degrés.")
        ) from erreur
    if not all(isfinite(nombre) for nombre in _nombres(modele.coordinates)):
        raise ValidationError(_("Une coordonnée de ce contour n’est pas un nombre."))
    forme = shape(modele.model_dump(mode="python", exclude_none=True))
    points = sum(
        len(anneau.coords)
        for partie in getattr(forme, "geoms", [forme])
        for anneau in (partie.exterior, *partie.interiors)
    )
    if points > POINTS_AU_PLUS:
        raise ValidationError(
            _("Ce contour a %(points)s points ; %(limite)s suffisent. Simplifiez-le d’abord.")
            % {"points": points, "limite": POINTS_AU_PLUS}
        )
    ouest, sud, est, nord = forme.bounds
    if not (-180 <= ouest <= est <= 180 and -90 <= sud <= nord <= 90):
        raise ValidationError(
            _(
                "Ces coordonnées sortent du globe : la longitude vient d’abord (−180 à 180), puis la latitude (−90 à 90)."
            )
        )
    if not forme.is_valid:
        raise ValidationError(_raison(explain_validity(forme)))
    return {"type": modele.type, "coordinates": _plates(modele.coordinates)}


def milieu(contour: dict) -> Point:
    """Return a place inside an outline, near its middle."""
    point = shape(contour).representative_point()
    return Point(point.y, point.x)


def lire_contour(texte: str) -> dict:
    """Return the outline that a text holds as GeoJSON; raise ValidationError with a sentence for a person."""
    if len(texte) > SIGNES_AU_PLUS:
        raise ValidationError(
            _("Ce texte est trop long pour un contour : %(signes)s signes, %(limite)s au plus. Simplifiez-le d’abord.")
            % {"signes": len(texte), "limite": SIGNES_AU_PLUS}
        )
    try:
        valeur = json.loads(texte, parse_constant=_refuser_la_constante)
    except json.JSONDecodeError as erreur:
        raise ValidationError(
            _("Ce texte n’est pas du JSON : voyez la ligne %(ligne)s, au signe %(signe)s.")
            % {"ligne": erreur.lineno, "signe": erreur.colno}
        ) from erreur
    except (RecursionError, ValueError) as erreur:
        raise ValidationError(_("Ce texte n’est pas un contour GeoJSON.")) from erreur
    return verifier_contour(valeur)


def _refuser_la_constante(nom):
    raise ValidationError(_("Une coordonnée de ce contour n’est pas un nombre."))


def _nombres(coordonnees):
    """Yield every number of a geometry, however deep."""
    for partie in coordonnees:
        if isinstance(partie, (int, float)):
            yield partie
        else:
            yield from _nombres(partie)


def _plates(coordonnees):
    """Return coordinates as lists, longitude and latitude alone: a map has no altitude."""
    if isinstance(coordonnees[0], (int, float)):
        return [coordonnees[0], coordonnees[1]]
    return [_plates(partie) for partie in coordonnees]


def _raison(explication: str):
    """Return what GEOS explains (« Self-intersection[-1.55 47.2] ») as a sentence."""
    trouve = re.fullmatch(r"(.*?)\s*\[(\S+) (\S+)\]", explication)
    phrase = RAISONS.get(trouve[1]) if trouve else None
    if phrase is None:
        return _("Ce contour ne délimite pas une surface : %(raison)s") % {"raison": explication}
    return phrase % {"latitude": trouve[3], "longitude": trouve[2]}
