"""The sheet: an equirectangular projection, lines simplified for a screen, rings cut at its border."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import cos, hypot, isfinite, radians

from socle.rules import Point

LARGEUR = 640
"""Width of the sheet, in units of its viewBox."""

HAUTEUR_MIN, HAUTEUR_MAX = 320, 760
MARGE = 14
MARGE_DES_POINTS = 44
"""Around a sheet framed on points: a ring, its number and its name must not stand against the border."""

TOLERANCE = 0.7
"""How far a simplified outline may stray, in units of the sheet: less than the width of a pen."""

ETENDUE_MIN = 700.0
"""A single point is shown with this many metres around it, so that its map is a place and not a dot."""

METRES_PAR_DEGRE = 111_195.0
DEBORD = 8
"""Outlines are cut this far outside the sheet, so that the cut is not seen as a border."""


@dataclass(frozen=True)
class Feuille:
    """An equirectangular projection, true to scale at the middle of the sheet."""

    ouest: float
    nord: float
    echelle: float
    resserrement: float
    hauteur: int

    def projeter(self, longitude: float, latitude: float) -> tuple[float, float]:
        """Return x and y on the sheet, y downwards."""
        return (
            (longitude - self.ouest) * self.resserrement * self.echelle,
            (self.nord - latitude) * self.echelle,
        )

    def retrouver(self, x: float, y: float) -> Point:
        """Return the place drawn at x, y: the inverse of `projeter`."""
        return Point(self.nord - y / self.echelle, self.ouest + x / (self.resserrement * self.echelle))


def cadrer(positions: Iterable[tuple[float, float]], marge: int = MARGE) -> Feuille | None:
    """Return the sheet that holds all these (longitude, latitude); None without any."""
    positions = [(lon, lat) for lon, lat in positions if sur_terre(lon, lat)]
    if not positions:
        return None
    longitudes, latitudes = zip(*positions, strict=True)
    ouest, est, sud, nord = min(longitudes), max(longitudes), min(latitudes), max(latitudes)
    milieu_lon, milieu_lat = (ouest + est) / 2, (sud + nord) / 2
    resserrement = max(cos(radians(milieu_lat)), 0.01)
    etendue_min = ETENDUE_MIN / METRES_PAR_DEGRE
    # In degrees of latitude, both ways.
    large = max((est - ouest) * resserrement, etendue_min)
    haute = max(nord - sud, etendue_min * HAUTEUR_MIN / LARGEUR)
    utile = LARGEUR - 2 * marge
    echelle = min(utile / large, (HAUTEUR_MAX - 2 * marge) / haute)
    hauteur = round(min(max(haute * echelle + 2 * marge, HAUTEUR_MIN), HAUTEUR_MAX))
    return Feuille(
        ouest=milieu_lon - LARGEUR / 2 / echelle / resserrement,
        nord=milieu_lat + hauteur / 2 / echelle,
        echelle=echelle,
        resserrement=resserrement,
        hauteur=hauteur,
    )


def simplifier(ligne: Sequence[tuple[float, float]], tolerance: float = TOLERANCE) -> list[tuple[float, float]]:
    """Return a line with fewer points, none further than `tolerance` from it (Douglas and Peucker, 1973)."""
    if len(ligne) < 3:
        return list(ligne)
    gardes = {0, len(ligne) - 1}
    a_voir = [(0, len(ligne) - 1)]
    while a_voir:
        debut, fin = a_voir.pop()
        loin, ecart = 0, tolerance
        for rang in range(debut + 1, fin):
            distance = _au_segment(ligne[rang], ligne[debut], ligne[fin])
            if distance > ecart:
                loin, ecart = rang, distance
        if loin:
            gardes.add(loin)
            a_voir += [(debut, loin), (loin, fin)]
    return [ligne[rang] for rang in sorted(gardes)]


def anneaux(contour: dict | None) -> list[list[tuple[float, float]]]:
    """Return the rings of a GeoJSON geometry as (longitude, latitude); what is not an outline has none."""
    if not isinstance(contour, dict):
        return []
    coordonnees = contour.get("coordinates")
    try:
        polygones = {"Polygon": [coordonnees], "MultiPolygon": coordonnees}.get(contour.get("type")) or []
        trouves = [
            [(float(point[0]), float(point[1])) for point in anneau] for polygone in polygones for anneau in polygone
        ]
    except (TypeError, ValueError, IndexError, KeyError):
        return []
    return [a for a in trouves if len(a) >= 4 and all(sur_terre(*position) for position in a)]


def sur_terre(longitude: float, latitude: float) -> bool:
    return isfinite(longitude) and isfinite(latitude) and -180 <= longitude <= 180 and -90 <= latitude <= 90


def fini(point: Point) -> bool:
    return sur_terre(point.longitude, point.latitude)


def couper(anneau, hauteur) -> list[tuple[float, float]]:
    """Return what of a closed ring is on the sheet (Sutherland and Hodgman, 1974); the last point is not repeated."""
    points = list(anneau[:-1] if anneau and anneau[0] == anneau[-1] else anneau)
    for axe, borne, signe in (
        (0, -DEBORD, 1),
        (0, LARGEUR + DEBORD, -1),
        (1, -DEBORD, 1),
        (1, hauteur + DEBORD, -1),
    ):
        gardes = []
        for rang, point in enumerate(points):
            avant = points[rang - 1]
            dedans, avant_dedans = (signe * (p[axe] - borne) >= 0 for p in (point, avant))
            if dedans != avant_dedans:
                part = (borne - avant[axe]) / (point[axe] - avant[axe])
                gardes.append(tuple(a + part * (b - a) for a, b in zip(avant, point, strict=True)))
            if dedans:
                gardes.append(point)
        points = gardes
    return points


def _au_segment(point, debut, fin) -> float:
    dx, dy = fin[0] - debut[0], fin[1] - debut[1]
    longueur = dx * dx + dy * dy
    part = 0.0
    if longueur:
        part = min(1.0, max(0.0, ((point[0] - debut[0]) * dx + (point[1] - debut[1]) * dy) / longueur))
    return hypot(point[0] - debut[0] - part * dx, point[1] - debut[1] - part * dy)


def aire_de(anneau) -> float:
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(anneau, [*anneau[1:], anneau[0]], strict=True)) / 2
