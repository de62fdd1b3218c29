"""Writes flat shapes as SVG. Numbers are rounded to one decimal: a poster is cut with scissors, not with a laser."""

import re
from collections.abc import Iterable
from math import cos, radians, sin

Point = tuple[float, float]

_NOMBRE = re.compile(r"-?\d*\.\d+(?:e-?\d+)?")


def nombre(valeur: float) -> str:
    """A number as short as it goes, one decimal at most."""
    texte = f"{valeur:.1f}".rstrip("0").rstrip(".")
    return "0" if texte == "-0" else texte


def arrondi(texte: str) -> str:
    """Rounds every number found in a path."""
    return _NOMBRE.sub(lambda trouve: nombre(float(trouve.group())), texte)


def rect(x: float, y: float, large: float, haut: float, couleur: str, rayon: float = 0) -> str:
    """A rectangle, from its top left corner."""
    coin = f' rx="{nombre(rayon)}"' if rayon else ""
    place = f'x="{nombre(x)}" y="{nombre(y)}" width="{nombre(large)}" height="{nombre(haut)}"'
    return f'<rect {place}{coin} fill="{couleur}"/>'


def disque(x: float, y: float, rayon: float, couleur: str) -> str:
    """A full disc."""
    return f'<circle cx="{nombre(x)}" cy="{nombre(y)}" r="{nombre(rayon)}" fill="{couleur}"/>'


def anneau(x: float, y: float, rayon: float, couleur: str, epaisseur: float) -> str:
    """A ring; the radius is that of the middle of its stroke."""
    place = f'cx="{nombre(x)}" cy="{nombre(y)}" r="{nombre(rayon)}"'
    return f'<circle {place} fill="none" stroke="{couleur}" stroke-width="{nombre(epaisseur)}"/>'


def poly(points: Iterable[Point], couleur: str) -> str:
    """A polygon."""
    return chemin(contour(points), couleur)


def chemin(d: str, couleur: str, ajour: bool = False) -> str:
    """A filled path; with `ajour`, what overlaps twice is cut out."""
    regle = ' fill-rule="evenodd"' if ajour else ""
    return f'<path d="{arrondi(d)}" fill="{couleur}"{regle}/>'


def trait(d: str, couleur: str, epaisseur: float, rond: bool = False, tirets: str = "") -> str:
    """A stroke. `rond` rounds ends and joins; `tirets` is a dash pattern."""
    fin = ' stroke-linecap="round" stroke-linejoin="round"' if rond else ""
    motif = f' stroke-dasharray="{arrondi(tirets)}"' if tirets else ""
    style = f'fill="none" stroke="{couleur}" stroke-width="{nombre(epaisseur)}"'
    return f'<path d="{arrondi(d)}" {style}{fin}{motif}/>'


def groupe(transformation: str, *formes: str) -> str:
    """Shapes moved or turned together."""
    return f'<g transform="{arrondi(transformation)}">{"".join(formes)}</g>'


def tourne(angle: float, x: float, y: float, *formes: str) -> str:
    """Shapes turned by degrees around a point."""
    return groupe(f"rotate({float(angle)} {float(x)} {float(y)})", *formes)


# Pieces of path, to be put together in one `chemin` or `trait`.


def contour(points: Iterable[Point], ferme: bool = True) -> str:
    """A broken line through points."""
    return "M" + "L".join(f"{nombre(x)} {nombre(y)}" for x, y in points) + ("Z" if ferme else "")


def rond(x: float, y: float, rayon: float) -> str:
    """A circle as a piece of path."""
    r = f"{float(rayon)} {float(rayon)} 0 1 1"
    return f"M{float(x - rayon)} {float(y)}a{r} {float(2 * rayon)} 0a{r} {float(-2 * rayon)} 0Z"


def dome(x: float, y: float, rayon: float) -> str:
    """Half a disc standing on its diameter."""
    r = float(rayon)
    return f"M{float(x - r)} {float(y)}a{r} {r} 0 0 1 {2 * r} 0Z"


def boite(x: float, y: float, large: float, haut: float) -> str:
    """A rectangle as a piece of path."""
    return f"M{float(x)} {float(y)}h{float(large)}v{float(haut)}h{float(-large)}Z"


def feuille(x: float, y: float, longueur: float, largeur: float, angle: float) -> str:
    """A leaf with two points, from its foot, growing towards an angle in degrees."""
    u, v = cos(radians(angle)), sin(radians(angle))
    bout = (x + longueur * u, y + longueur * v)
    milieu = (x + longueur * u / 2, y + longueur * v / 2)
    gauche = (milieu[0] + largeur * v, milieu[1] - largeur * u)
    droite = (milieu[0] - largeur * v, milieu[1] + largeur * u)
    points = [(float(a), float(b)) for a, b in ((x, y), gauche, bout, droite)]
    (x0, y0), (x1, y1), (x2, y2), (x3, y3) = points
    return f"M{x0} {y0}Q{x1} {y1} {x2} {y2}Q{x3} {y3} {x0} {y0}Z"


def polaire(x: float, y: float, rayon: float, angle: float) -> Point:
    """The point at a distance and an angle (degrees, clockwise from the right) from another."""
    return x + rayon * cos(radians(angle)), y + rayon * sin(radians(angle))
