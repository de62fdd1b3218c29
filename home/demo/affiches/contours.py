"""A quartier's poster: its real outline, the water or the fields where it lies, the line and its stops."""

from collections.abc import Sequence
from math import cos, radians

from .dessin import Dessin
from .graine import Graine
from .ligne import HAUTEUR, traverse
from .palette import LIGNE, Tons
from .tracer import Point, anneau, chemin, disque, dome, poly, rect

LonLat = tuple[float, float]

#: The frame that an outline fills, in the poster's units: left, top, right, bottom.
CADRE = (14, 40, 386, 456)


def projette(lonlats: Sequence[LonLat]) -> list[Point]:
    """An outline in degrees, as points that fill the frame; north is up, a kilometre the same both ways."""
    if len(lonlats) < 3:
        raise ValueError("un contour a au moins trois points")
    echelle = cos(radians(sum(lat for _, lat in lonlats) / len(lonlats)))
    plan = [(lon * echelle, -lat) for lon, lat in lonlats]
    gauche, haut = min(x for x, _ in plan), min(y for _, y in plan)
    large, long = max(x for x, _ in plan) - gauche, max(y for _, y in plan) - haut
    k = min((CADRE[2] - CADRE[0]) / large, (CADRE[3] - CADRE[1]) / long) if large and long else 0
    if not k:
        raise ValueError("un contour a une surface")
    marge_x = (CADRE[0] + CADRE[2] - k * large) / 2
    marge_y = (CADRE[1] + CADRE[3] - k * long) / 2
    return [(marge_x + k * (x - gauche), marge_y + k * (y - haut)) for x, y in plan]


def traversee(points: Sequence[Point], y: float) -> tuple[float, float]:
    """The widest stretch inside an outline at a height, as two abscissas; the middle of the poster if none."""
    coupes = sorted(
        x1 + (y - y1) * (x2 - x1) / (y2 - y1)
        for (x1, y1), (x2, y2) in zip(points, [*points[1:], points[0]], strict=True)
        if (y1 > y) != (y2 > y)
    )
    dedans = [(b - a, a, b) for a, b in zip(coupes[::2], coupes[1::2], strict=True)]
    return max(dedans)[1:] if dedans else (160, 240)


def quartier(g: Graine, t: Tons, points: Sequence[Point], fond: str) -> Dessin:
    """The outline of a quartier, what lies around it, and the line that calls inside."""
    bas, haut = min(y for _, y in points), max(y for _, y in points)
    arrets = []
    for i, part in enumerate((0.3 + g.entre("haut", -0.06, 0.06), 0.7 + g.entre("bas", -0.06, 0.06))):
        y = bas + (haut - bas) * part
        a, b = traversee(points, y)
        arrets.append((a + (b - a) * g.entre(f"part{i}", 0.42, 0.58), y))
    arrets.sort()
    noeuds = [(x, y, 0.0) for x, y in arrets]
    if arrets[1][0] - arrets[0][0] < 90:
        # Two stops above each other: the line climbs to one and comes back under it to the other.
        noeuds = [(min(arrets)[0] - 8, arrets[0][1], 0.0), (max(arrets)[0] + 8, arrets[1][1], 0.0)]
    haltes = "".join(disque(x, y, 17, t.fond) + anneau(x, y, 17, LIGNE, 11) for x, y, _ in noeuds)
    return Dessin(_fond(fond, g, t) + poly(points, t.forme), traverse(*noeuds), haltes)


def _fond(nom: str, g: Graine, t: Tons) -> str:
    """One or two flat shapes behind the outline."""
    n = g.entre("fond", -14, 14)
    if nom == "soleil":
        return disque(200 + n, 236, 196, t.sol)
    if nom == "fleuve-sud":
        return chemin(f"M-1 {390 + n}Q130 {330 + n} 220 {400 + n}T401 {372 + n}V501H-1Z", t.sol)
    if nom == "fleuve-nord":
        return chemin(f"M-1 -1H401V{120 + n}Q300 {70 + n} 190 {130 + n}T-1 {104 + n}Z", t.sol)
    if nom == "deux-bras":
        return chemin(
            f"M-1 {96 + n}Q110 {150 + n} 220 {84 + n}T401 {60 + n}V{430 + n}Q290 {380 + n} 190 {430 + n}T-1 {410 + n}Z",
            t.sol,
        )
    if nom == "riviere-est":
        return chemin(f"M250 -1Q{330 + n} 120 270 240T330 501H401V-1Z", t.sol)
    if nom == "riviere-ouest":
        return chemin(f"M150 -1Q{70 + n} 140 150 250T70 501H-1V-1Z", t.sol)
    if nom == "colline":
        return chemin(f"M-1 501V{330 + n}Q140 200 401 {250 - n}V501Z", t.sol) + disque(320 + n, 84, 46, t.second)
    if nom == "champs":
        return "".join(poly([(-1, y), (401, y - 60), (401, y - 34), (-1, y + 26)], t.sol) for y in range(70, 570, 58))
    if nom == "parc":
        return chemin("".join(dome(x, 501, r) for x, r in ((70 + n, 150), (230, 190), (370, 130))), t.sol)
    return rect(0, HAUTEUR, 400, 190, t.sol)
