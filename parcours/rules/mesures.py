"""Lengths on the ellipsoid, the place of stops along a line, and how long one walks: pure rules."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from itertools import accumulate, pairwise
from math import cos, radians

from geographiclib.geodesic import Geodesic
from shapely import LineString
from shapely import Point as PointPlan
from shapely.ops import substring

from socle.rules import DETOUR, Point

PAS_HABITUEL, PAS_TRANQUILLE = 4_000 / 60, 2_500 / 60
"""Metres a minute. 4 km/h is the pace of French footpath signs (charte officielle du balisage, FFRandonnée). 2.5 km/h,
0.7 m/s, is our choice for who takes their time: less than the 1 m/s that traffic lights leave to pedestrians in France
(instruction interministérielle sur la signalisation routière, 6e partie)."""

TOLERANCE = 2.0
"""Metres that a line drawn on a screen may stray from the one that was given: less than the width of a path."""

METRES_PAR_DEGRE = 111_320.0


@lru_cache(maxsize=20_000)
def metres(ici: Point, la: Point) -> float:
    """Return the length in metres of the geodesic between two places, on the ellipsoid WGS 84 (Karney, 2013)."""
    return Geodesic.WGS84.Inverse(ici.latitude, ici.longitude, la.latitude, la.longitude, Geodesic.DISTANCE)["s12"]


@dataclass(frozen=True)
class Ligne:
    """A line as a screen draws it: its points, and how far each is from the start along the whole line, in metres."""

    points: tuple[Point, ...]
    cumul: tuple[float, ...]

    @property
    def longueur(self) -> float:
        return self.cumul[-1]


def mesurer(points: Sequence[Point]) -> Ligne:
    """Return a whole line as a lighter one that strays from it by no more than TOLERANCE; lengths are the whole one's."""
    cumul = [0.0, *accumulate(metres(a, b) for a, b in pairwise(points))]
    plan = _plan(points)
    # Each vertex keeps its rank as a third coordinate, which simplifying leaves as it is.
    allegee = LineString([(*plan(p), rang) for rang, p in enumerate(points)]).simplify(
        TOLERANCE, preserve_topology=False
    )
    rangs = [int(rang) for _x, _y, rang in allegee.coords]
    return Ligne(tuple(points[r] for r in rangs), tuple(cumul[r] for r in rangs))


def places_sur_la_ligne(arrets: Sequence[Point], ligne: Ligne) -> list[float]:
    """Return how far along the line each stop is, in metres: never before the one that precedes it.

    A stop beside the line has the place of the nearest point of what is left of the line: a loop, or a street that is
    walked twice, is followed in order.
    """
    plan = _plan(ligne.points)
    trait = LineString([plan(p) for p in ligne.points])
    etapes = [0.0, *accumulate(PointPlan(plan(a)).distance(PointPlan(plan(b))) for a, b in pairwise(ligne.points))]
    places, faits = [], 0.0
    for arret in arrets:
        reste = substring(trait, faits, trait.length)
        if reste.geom_type == "LineString":
            faits += reste.project(PointPlan(plan(arret)))
        places.append(_le_long(faits, etapes, ligne.cumul))
    return places


def _le_long(fait: float, etapes: list[float], cumul: Sequence[float]) -> float:
    """Return how far along the whole line, on the ellipsoid, is a point known by its length on the plane."""
    rang = next((r for r in range(1, len(etapes)) if etapes[r] >= fait), len(etapes) - 1)
    pas = etapes[rang] - etapes[rang - 1]
    part = min(1.0, (fait - etapes[rang - 1]) / pas) if pas else 0.0
    return cumul[rang - 1] + part * (cumul[rang] - cumul[rang - 1])


def _plan(points: Sequence[Point]):
    """Return the projection onto a plane in metres, near these points: it compares distances, it does not measure them."""
    resserrement = cos(radians(points[0].latitude))
    return lambda p: (p.longitude * resserrement * METRES_PAR_DEGRE, p.latitude * METRES_PAR_DEGRE)


def longueurs_des_troncons(arrets: Sequence[Point | None], ligne: Ligne | None) -> list[float | None]:
    """Return the length in metres of the way to each stop from the one before it; None where it is not known.

    Along the line where there is one. Else straight from stop to stop: as the crow flies, and said so.
    """
    places = {}
    if ligne is not None:
        situes = [rang for rang, arret in enumerate(arrets) if arret is not None]
        places = dict(zip(situes, places_sur_la_ligne([arrets[r] for r in situes], ligne), strict=True))
    longueurs = [None] * len(arrets)
    for rang in range(1, len(arrets)):
        avant, ici = arrets[rang - 1], arrets[rang]
        if avant is None or ici is None:
            continue
        longueurs[rang] = places[rang] - places[rang - 1] if places else metres(avant, ici)
    return longueurs


def longueur_a_vol_d_oiseau(arrets: Sequence[Point | None], boucle: bool) -> float:
    """Return the length in metres straight from each stop that has a place to the next, and back to the first on a loop."""
    situes = [arret for arret in arrets if arret is not None]
    return sum(metres(a, b) for a, b in pairwise([*situes, *(situes[:1] if boucle else [])]))


def temps_de_marche(longueur: float, pas: float, suit_la_ligne: bool) -> timedelta:
    """Return how long one walks: the length of a line is walked as it is, straight legs are longer in the streets."""
    return timedelta(minutes=longueur * (1 if suit_la_ligne else DETOUR) / pas)


def duree(longueur: float, pas: float, suit_la_ligne: bool, arrets: int, pause: int) -> timedelta:
    """Return how long a route takes, walking and `pause` minutes at each stop, rounded to five minutes."""
    minutes = (temps_de_marche(longueur, pas, suit_la_ligne) + timedelta(minutes=pause * arrets)) / timedelta(minutes=1)
    return timedelta(minutes=max(5, 5 * round(minutes / 5)))


SEUIL_DE_MONTEE = 10.0
"""Metres that a rise has at least to be counted. A receiver's altitude strays by some metres while one walks on the level, and
each would add up; the threshold is ours, what it does is what is usual: a climb is the difference between a low and the high
that follows, and counts beyond a threshold (https://support.strava.com/hc/en-us/articles/216917087-Elevation-Gain)."""


def montee_des(points: Sequence[Point]) -> float | None:
    """Return how many metres one climbs in all: each rise from a low to the high that follows, SEUIL_DE_MONTEE at least.

    None where a point has no altitude. A low is left by rising, a high by falling, as much as that threshold: what is less is a bump on the way.
    """
    altitudes = [point.altitude for point in points]
    if None in altitudes:
        return None
    total, bas, haut = 0.0, altitudes[0], altitudes[0]
    for altitude in altitudes:
        haut = max(haut, altitude)
        monte = haut - bas >= SEUIL_DE_MONTEE
        if monte and haut - altitude >= SEUIL_DE_MONTEE:
            total += haut - bas
            bas = haut = altitude
        elif not monte and altitude < bas:
            bas = haut = altitude
    return total + (haut - bas if haut - bas >= SEUIL_DE_MONTEE else 0.0)


LOIN_DES_ARRETS = 20_000
"""Metres from its nearest stop beyond which a line is not that of the route."""


def ecart_aux_arrets(ligne: Sequence[Point], arrets: Sequence[Point]) -> float | None:
    """Return how far a line passes from its nearest stop, in metres, where that is too far to be its route's; else None.

    A thousand vertices tell: a line is not drawn with one every twenty kilometres.
    """
    quelques_uns = ligne[:: max(1, len(ligne) // 1_000)]
    if not arrets or any(p.metres_jusqu_a(arret) <= LOIN_DES_ARRETS for p in quelques_uns for arret in arrets):
        return None
    return min((p.metres_jusqu_a(arret) for p in quelques_uns for arret in arrets), default=None)


def retourner(ligne: Sequence[Point]) -> list[Point]:
    """Return a line with latitudes and longitudes exchanged, where both may be."""
    return [Point(p.longitude, p.latitude) for p in ligne if abs(p.longitude) <= 90]
