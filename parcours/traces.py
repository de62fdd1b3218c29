"""Traces that come from outside, read and checked before anything is stored: GPX 1.1 and GeoJSON.

Each refusal is a sentence for the person who chose the file.
"""

import json
from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator
from itertools import pairwise
from math import isfinite
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring
from django.core.exceptions import ValidationError
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from parcours.rules.mesures import metres
from socle.rules import Point

OCTETS_AU_PLUS = 10 * 1024 * 1024
POINTS_AU_PLUS = 20_000
"""A point every two metres over forty kilometres."""

ECART_AU_PLUS = 50
"""Metres between two parts of one trace: a receiver that lost the sky for a moment. Further, they are two traces."""

ELEMENTS_PAR_POINT_AU_PLUS = 16
"""The point, its altitude, its time, what receivers add to them. What has more is no trace, and is costly to build."""

EN_METRES_AU_PLUS = 1e8
"""Coordinates on a plane, in metres, stay below the size of the Earth; what is beyond is no coordinate."""

ALTITUDES = (-500, 9_000)
"""Metres above the sea, from the Dead Sea to the Himalayas: what is beyond was not measured."""

LONGUEUR_AU_MOINS = 10
"""Metres: shorter, all points are the same place."""

GPX = "{http://www.topografix.com/GPX/1/1}"


def lire_un_fichier(nom: str, octets: bytes) -> list[Point]:
    """Return the trace of a GPX or GeoJSON file; raise ValidationError with a sentence for a person."""
    if len(octets) > OCTETS_AU_PLUS:
        raise ValidationError(
            _("Ce fichier pèse plus de %(mo)s Mo : un tracé en pèse cent fois moins. Simplifiez-le d’abord.")
            % {"mo": OCTETS_AU_PLUS // 1024 // 1024}
        )
    if octets.removeprefix(BOM_UTF8).lstrip()[:1] in (b"{", b"["):
        try:
            texte = octets.decode("utf-8-sig")
        except UnicodeDecodeError as erreur:
            raise ValidationError(_("Ce fichier n’est pas écrit en UTF-8.")) from erreur
        return lire_du_geojson(texte)
    return _verifier(_parties_du_gpx(octets))


def lire_du_geojson(texte: str) -> list[Point]:
    """Return the trace that a text holds as GeoJSON, a LineString or a MultiLineString."""
    try:
        valeur = json.loads(texte)
    except (ValueError, RecursionError) as erreur:
        raise ValidationError(_("Ce texte n’est pas du GeoJSON.")) from erreur
    parties = list(_lignes(valeur))
    if not parties:
        raise ValidationError(_("Ce GeoJSON n’a pas de tracé : il y faut une LineString."))
    # Counted before a point is made of each.
    _refuser_trop_de_points(sum(map(len, parties)))
    return _verifier([[_point_de_la_position(position) for position in partie] for partie in parties])


def _point_de_la_position(position) -> Point:
    """Return the point of a GeoJSON position: longitude, latitude, and maybe more."""
    if not isinstance(position, list) or len(position) < 2 or not all(map(_est_un_nombre, position[:2])):
        raise ValidationError(_("Une coordonnée de ce tracé n’est pas un nombre."))
    return _point(position[1], position[0], *position[2:3])


def _est_un_nombre(valeur) -> bool:
    # JSON's true is a number for Python.
    return isinstance(valeur, int | float) and not isinstance(valeur, bool)


def _lignes(valeur, profondeur=0) -> Iterator[list]:
    """Yield the lines of a GeoJSON value, whatever holds them."""
    if not isinstance(valeur, dict) or profondeur > 4:
        return
    genre, coordonnees = valeur.get("type"), valeur.get("coordinates")
    if genre == "FeatureCollection":
        for element in _liste(valeur.get("features")):
            yield from _lignes(element, profondeur + 1)
    elif genre == "Feature":
        yield from _lignes(valeur.get("geometry"), profondeur + 1)
    elif genre == "GeometryCollection":
        for geometrie in _liste(valeur.get("geometries")):
            yield from _lignes(geometrie, profondeur + 1)
    elif genre == "LineString" and isinstance(coordonnees, list):
        yield coordonnees
    elif genre == "MultiLineString":
        yield from filter(_liste, _liste(coordonnees))


def _liste(valeur) -> list:
    return valeur if isinstance(valeur, list) else []


def _parties_du_gpx(octets: bytes) -> list[list[Point]]:
    # Counted before a tree is made of them: a few million of four bytes each would take seconds and the memory of all.
    if octets.count(b"<") - octets.count(b"</") > ELEMENTS_PAR_POINT_AU_PLUS * POINTS_AU_PLUS:
        raise ValidationError(_("Ce fichier a bien plus d’éléments qu’un tracé n’en demande. Simplifiez-le d’abord."))
    try:
        racine = fromstring(octets, forbid_dtd=True)
    except DefusedXmlException as erreur:
        raise ValidationError(
            _("Ce fichier contient une déclaration DOCTYPE, refusée par prudence : un GPX n’en a pas besoin.")
        ) from erreur
    except (ParseError, ValueError, LookupError) as erreur:
        raise ValidationError(
            _(
                "Ce fichier n’est ni du GeoJSON ni du GPX lisible : il est abîmé, ou son encodage n’est pas celui qu’il dit."
            )
        ) from erreur
    if racine.tag.rpartition("}")[2] != "gpx":
        raise ValidationError(_("Ce fichier XML n’est pas un GPX."))
    if racine.tag != f"{GPX}gpx" and racine.get("version") == "1.1":
        raise ValidationError(
            _("Ce fichier se dit en GPX 1.1 sans en avoir l’espace de noms (xmlns) : enregistrez-le à nouveau.")
        )
    if racine.tag != f"{GPX}gpx" or racine.get("version") != "1.1":
        raise ValidationError(
            _("Ce fichier est en GPX %(version)s : enregistrez-le en GPX 1.1.")
            % {"version": str(racine.get("version") or "?")[:10]}
        )
    parties = _parties(racine, "trkseg", "trkpt") or _parties(racine, "rte", "rtept")
    if not parties:
        raise ValidationError(_("Ce GPX n’a pas de tracé : on n’y trouve que des points isolés, ou rien."))
    _refuser_trop_de_points(sum(map(len, parties)))
    return [[_point(e.get("lat"), e.get("lon"), e.findtext(f"{GPX}ele")) for e in partie] for partie in parties]


def _parties(racine, partie: str, point: str) -> list[list]:
    lues = (element.findall(f"{GPX}{point}") for element in racine.iter(f"{GPX}{partie}"))
    return [points for points in lues if points]


def _verifier(parties: Iterable[list[Point]]) -> list[Point]:
    parties = [partie for partie in parties if partie]
    for numero, (avant, apres) in enumerate(pairwise(parties), 1):
        ecart = metres(avant[-1], apres[0])
        if ecart > ECART_AU_PLUS:
            raise ValidationError(
                _(
                    "Ce tracé est en %(nombre)s morceaux : %(ecart)s m séparent le morceau %(numero)s du suivant. "
                    "Joignez-les d’abord."
                )
                % {"nombre": len(parties), "ecart": _entier(round(ecart)), "numero": numero}
            )
    points = _altitudes_entieres([point for partie in parties for point in partie])
    if len(points) < 2:
        raise ValidationError(_("Ce tracé n’a qu’un point : il en faut au moins deux."))
    differents = [points[0], *(b for a, b in pairwise(points) if a.sans_altitude != b.sans_altitude)]
    if len(differents) < 2 or sum(metres(a, b) for a, b in pairwise(differents)) < LONGUEUR_AU_MOINS:
        raise ValidationError(_("Tous les points de ce tracé sont au même endroit."))
    return differents


def _entier(nombre: int) -> str:
    return number_format(nombre, force_grouping=True)


def _degres(valeur: float) -> str:
    """Return a number that is no degree as people write it: 91,5 or 6 689 123."""
    entier = 1_000 <= abs(valeur) < EN_METRES_AU_PLUS
    return _entier(round(valeur)) if entier else number_format(f"{valeur:g}")


def _conseil(*valeurs: float) -> str:
    """Return what to do with coordinates that look like metres on a map and not like degrees."""
    if max(map(abs, valeurs)) < 1_000 or max(map(abs, valeurs)) >= EN_METRES_AU_PLUS:
        return ""
    return " " + _("Ce fichier est peut-être en Lambert 93 : exportez-le en WGS 84.")


def _refuser_trop_de_points(nombre: int):
    if nombre > POINTS_AU_PLUS:
        raise ValidationError(
            _("Ce tracé a %(points)s points ; %(limite)s suffisent pour quarante kilomètres. Simplifiez-le d’abord.")
            % {"points": _entier(nombre), "limite": _entier(POINTS_AU_PLUS)}
        )


def _altitudes_entieres(points: list[Point]) -> list[Point]:
    """Return these points with their altitudes where every one has its own, without any where one lacks it."""
    return points if all(point.altitude is not None for point in points) else [p.sans_altitude for p in points]


def _altitude(valeur) -> float | None:
    """Return metres above the sea, None where nothing on Earth is that high."""
    try:
        metres_d_altitude = float(valeur)
    except (TypeError, ValueError, OverflowError):
        return None
    return metres_d_altitude if ALTITUDES[0] <= metres_d_altitude <= ALTITUDES[1] else None


def _point(latitude, longitude, altitude=None) -> Point:
    """Return the point at these degrees, given as numbers or as a file writes them, if it is on the globe."""
    try:
        latitude, longitude = float(latitude), float(longitude)
    except (TypeError, ValueError, OverflowError) as erreur:  # an integer may have more figures than a float holds
        raise ValidationError(_("Une coordonnée de ce tracé n’est pas un nombre.")) from erreur
    if not (isfinite(latitude) and isfinite(longitude)):
        raise ValidationError(_("Une coordonnée de ce tracé n’est pas un nombre."))
    if not -90 <= latitude <= 90:
        raise ValidationError(
            _("Une latitude va de −90 à 90 : ce tracé en a une de %(latitude)s.") % {"latitude": _degres(latitude)}
            + _conseil(latitude, longitude)
        )
    if not -180 <= longitude <= 180:
        raise ValidationError(
            _("Une longitude va de −180 à 180 : ce tracé en a une de %(longitude)s.")
            % {"longitude": _degres(longitude)}
            + _conseil(longitude)
        )
    return Point(latitude, longitude, _altitude(altitude))
