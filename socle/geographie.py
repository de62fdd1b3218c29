"""Outlines and positions that come from outside, checked before anything is stored."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from geojson_pydantic import MultiPolygon, Polygon
from pydantic import TypeAdapter
from pydantic import ValidationError as SchemaError
from shapely.geometry import shape
from shapely.validation import explain_validity

POINTS_AU_PLUS = 5_000
"""A neighbourhood's outline at 1 m needs a few hundred points; more is a whole city's cadastre."""

_schema = TypeAdapter(Polygon | MultiPolygon)


def _geometrie(valeur):
    """Return the geometry of a Feature or of a collection of one Feature, else the value itself."""
    if isinstance(valeur, dict) and valeur.get("type") == "FeatureCollection":
        elements = valeur.get("features") or []
        valeur = elements[0] if len(elements) == 1 else valeur
    if isinstance(valeur, dict) and valeur.get("type") == "Feature":
        valeur = valeur.get("geometry")
    return valeur


def verifier_contour(valeur) -> dict:
    """Return the outline as a bare GeoJSON geometry; raise ValidationError with a sentence for a person."""
    geometrie = _geometrie(valeur)
    try:
        modele = _schema.validate_python(geometrie)
    except (SchemaError, TypeError, ValueError) as erreur:
        raise ValidationError(
            _("Ce n’est pas un contour GeoJSON : il faut un Polygon ou un MultiPolygon fermé, en degrés.")
        ) from erreur
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
        raise ValidationError(_("Ce contour se recoupe : %(raison)s") % {"raison": explain_validity(forme)})
    return modele.model_dump(mode="json", exclude_none=True)
