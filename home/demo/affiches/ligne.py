"""The green line: one stroke that enters and leaves each poster at the same height, and wanders in between.

A stroke is kept as points, not as text, so that a composition can be turned left to right and still be walked
from left to right.
"""

from dataclasses import dataclass
from itertools import pairwise
from math import atan2, cos, degrees, hypot, radians, sin, tan

from .palette import LIGNE
from .tracer import Point, nombre, trait

HAUTEUR = 310
GAUCHE = -5
DROITE = 405
EPAISSEUR = 14

Noeud = tuple[float, float, float]  # a point, and the direction of the walk there: 0 right, 90 down, 180 left, -90 up


@dataclass(frozen=True)
class Trace:
    """A stroke: where it starts, then its segments, each of one point (straight) or three (a Bézier curve)."""

    depart: Point
    segments: tuple[tuple[Point, ...], ...]

    @property
    def arrivee(self) -> Point:
        """Where it ends."""
        return self.segments[-1][-1]

    @property
    def d(self) -> str:
        """The stroke as an SVG path."""
        morceaux = ["M" + _ecrit((self.depart,))]
        morceaux += [("L" if len(points) == 1 else "C") + _ecrit(points) for points in self.segments]
        return "".join(morceaux)

    def miroir(self) -> "Trace":
        """The same stroke seen in a mirror, walked from left to right again."""
        departs = (self.depart, *(points[-1] for points in self.segments))
        retours = []
        for depart, points in zip(reversed(departs[:-1]), reversed(self.segments), strict=True):
            retours.append(tuple(_reflet(p) for p in (*reversed(points[:-1]), depart)))
        return Trace(_reflet(self.arrivee), tuple(retours))


def courbe(*noeuds: Noeud) -> Trace:
    """A supple stroke through nodes. Nodes set on a circle, at any step up to a half turn, give that circle."""
    segments = []
    for (x, y, angle), (x2, y2, angle2) in pairwise(noeuds):
        force = hypot(x2 - x, y2 - y) * _tension(angle2 - angle)
        a, b = radians(angle), radians(angle2)
        segments.append(
            ((x + force * cos(a), y + force * sin(a)), (x2 - force * cos(b), y2 - force * sin(b)), (x2, y2)),
        )
    return Trace(noeuds[0][:2], tuple(segments))


def brisee(*points: Point, rayon: float = 30) -> Trace:
    """A stroke of straight lines whose corners are round, as painted on a pavement."""
    segments: list[tuple[Point, ...]] = []
    for i in range(1, len(points) - 1):
        avant, coin, apres = points[i - 1 : i + 2]
        # A corner may take half of the shorter side, so that two corners never overlap.
        r = min(rayon, _distance(avant, coin) / 2, _distance(coin, apres) / 2)
        entree, sortie = _vers(coin, avant, r), _vers(coin, apres, r)
        segments.append((entree,))
        segments.append((_vers(entree, coin, r * 0.55), _vers(sortie, coin, r * 0.55), sortie))
    segments.append((points[-1],))
    return Trace(points[0], tuple(segments))


def suite(*traces: Trace) -> Trace:
    """Strokes set end to end; where two ends differ, a straight line joins them."""
    segments: list[tuple[Point, ...]] = []
    for trace in traces:
        if segments and segments[-1][-1] != trace.depart:
            segments.append((trace.depart,))
        segments.extend(trace.segments)
    return Trace(traces[0].depart, tuple(segments))


def arc(x: float, y: float, rayon: float, de: float, a: float) -> tuple[Noeud, ...]:
    """Nodes along an arc of circle, from one angle to another, in the order of the walk."""
    pas = max(1, round(abs(a - de) / 80))
    cote = 90 if a > de else -90
    angles = [de + (a - de) * i / pas for i in range(pas + 1)]
    return tuple((x + rayon * cos(radians(t)), y + rayon * sin(radians(t)), t + cote) for t in angles)


def traverse(*noeuds: Noeud) -> Trace:
    """A supple stroke from one edge of the poster to the other."""
    return courbe((GAUCHE, HAUTEUR, 0), *noeuds, (DROITE, HAUTEUR, 0))


def marche(*points: Point, rayon: float = 30) -> Trace:
    """A stroke with round corners from one edge of the poster to the other."""
    return brisee((GAUCHE, HAUTEUR), *points, (DROITE, HAUTEUR), rayon=rayon)


def le_long(trace: Trace, pas: int) -> list[Noeud]:
    """Points along a stroke with the direction of the walk, `pas` for each of its curves."""
    noeuds, depart = [], trace.depart
    for points in trace.segments:
        if len(points) == 3:
            noeuds += [_sur_la_courbe((depart, *points), i / pas) for i in range(pas)]
        depart = points[-1]
    return noeuds


def dessous(trace: Trace) -> str:
    """All that lies under a stroke which crosses the poster, as a piece of path: the water, the ground."""
    return f"{trace.d}V501H{GAUCHE}Z"


def peinte(trace: Trace) -> str:
    """The stroke, painted."""
    return trait(trace.d, LIGNE, EPAISSEUR, rond=True)


def _tension(virage: float) -> float:
    """Length of a Bézier handle, as a part of the distance: that of a circle where the walk turns."""
    virage = abs(virage) % 360
    virage = min(virage, 360 - virage)
    if virage < 20:
        return 0.46
    demi = radians(virage) / 2
    return (2 / 3) * tan(demi / 2) / sin(demi)


def _sur_la_courbe(points: tuple[Point, ...], t: float) -> Noeud:
    poids = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
    pentes = (-((1 - t) ** 2), (1 - t) ** 2 - 2 * t * (1 - t), 2 * t * (1 - t) - t * t, t * t)
    x, y = (sum(k * p[axe] for k, p in zip(poids, points, strict=True)) for axe in (0, 1))
    u, v = (sum(k * p[axe] for k, p in zip(pentes, points, strict=True)) for axe in (0, 1))
    return x, y, degrees(atan2(v, u))


def _ecrit(points: tuple[Point, ...]) -> str:
    return " ".join(f"{nombre(x)} {nombre(y)}" for x, y in points)


def _reflet(point: Point) -> Point:
    return 400 - point[0], point[1]


def _distance(a: Point, b: Point) -> float:
    return hypot(b[0] - a[0], b[1] - a[1])


def _vers(de: Point, a: Point, longueur: float) -> Point:
    distance = _distance(de, a) or 1
    return de[0] + (a[0] - de[0]) * longueur / distance, de[1] + (a[1] - de[1]) * longueur / distance
