"""The site's icons: the turn of the line and its stop, as `static/favicon.svg` has them, for phones that want PNG."""

from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageDraw

from socle.teintes import claires

FINESSE = 4
GRILLE = 32
"""The side of the drawing, in its own units."""

COURBES = (
    ((27, 6), (16, 6), (16, 6), (16, 6)),
    ((16, 6), (10, 6), (7, 9), (7, 14)),
    ((7, 14), (7, 19), (10, 20), (16, 20)),
    ((16, 20), (17, 20), (17, 20), (17, 20)),
    ((17, 20), (22, 20), (25, 22), (25, 28)),
    ((25, 28), (25, 28), (25, 34), (25, 34)),
)
EPAISSEUR = 4.5
ARRET, RAYON, TRAIT_DE_L_ARRET = (7.5, 14), 4, 3.5
ZONE_SURE = 0.72
"""A mask may cut all but a disc of 80 % (https://w3c.github.io/manifest/#icon-masks): the drawing stays inside."""

PAS = 48


@dataclass(frozen=True)
class Icone:
    """One icon; a phone may cut one that is `masquable` into its own shape."""

    fichier: str
    cote: int
    masquable: bool = False


ICONES = (
    Icone("icones/icone-192.png", 192),
    Icone("icones/icone-512.png", 512),
    Icone("icones/masquable-192.png", 192, masquable=True),
    Icone("icones/masquable-512.png", 512, masquable=True),
)
POUR_APPLE = Icone("icones/apple-180.png", 180, masquable=True)
TOUTES = (*ICONES, POUR_APPLE)


def dessiner(icone: Icone) -> bytes:
    """Return an icon as PNG, opaque: what is behind it is not ours."""
    teintes = claires()
    cote = icone.cote * FINESSE
    part = ZONE_SURE if icone.masquable else 1
    echelle, bord = cote * part / GRILLE, cote * (1 - part) / 2
    image = Image.new("RGB", (cote, cote), teintes["papier"])
    trait = ImageDraw.Draw(image)
    points = [p for courbe in COURBES for p in _points(courbe)]
    for x, y in points:
        # A cut drawing stops where the sheet does; in a mask it goes on to the edge.
        _rond(trait, bord + x * echelle, bord + y * echelle, EPAISSEUR / 2 * echelle, teintes["ligne"])
    if icone.masquable:
        bas, largeur = bord + 28 * echelle, EPAISSEUR / 2 * echelle
        x = bord + 25 * echelle
        trait.rectangle([x - largeur, bas, x + largeur, cote], fill=teintes["ligne"])
    x, y = (bord + c * echelle for c in ARRET)
    _rond(trait, x, y, (RAYON + TRAIT_DE_L_ARRET / 2) * echelle, teintes["ligne"])
    _rond(trait, x, y, (RAYON - TRAIT_DE_L_ARRET / 2) * echelle, teintes["papier"])
    sortie = BytesIO()
    reduite = image.resize((icone.cote, icone.cote), Image.Resampling.LANCZOS)
    reduite.quantize(64, dither=Image.Dither.NONE).save(sortie, "PNG", optimize=True)
    return sortie.getvalue()


def _points(courbe):
    """Return the points of a cubic curve, close enough to make a stroke of discs."""
    (x0, y0), (x1, y1), (x2, y2), (x3, y3) = courbe
    for rang in range(PAS + 1):
        t = rang / PAS
        u = 1 - t
        a, b, c, d = u**3, 3 * u * u * t, 3 * u * t * t, t**3
        yield a * x0 + b * x1 + c * x2 + d * x3, a * y0 + b * y1 + c * y2 + d * y3


def _rond(trait, x, y, rayon, couleur):
    trait.ellipse([x - rayon, y - rayon, x + rayon, y + rayon], fill=couleur)
