"""Pure rules of all stories: the public code, texts and days as people type them, distances, the order of a walk."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from math import asin, cos, radians, sin, sqrt
from statistics import median
from uuid import UUID

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
"""Crockford's base 32: no letter that is mistaken for a figure when read aloud."""

LONGUEUR_DU_CODE = 8
RAYON_TERRESTRE = 6_371_008.8
"""Mean radius of the Earth in metres (IUGG)."""

METRES_PAR_MINUTE = 4_000 / 60
"""A stroll: 4 km/h, the pace of French footpath signs (charte officielle du balisage, FFRandonnée)."""

DETOUR = 1.3
"""Streets are not straight: the way walked over the distance as the crow flies, in a dense city."""


def code_public(cle: UUID) -> str:
    """Return the public code of a story: eight letters and figures drawn from its translation key.

    The key is shared by all translations and survives renames and moves; so does the code.
    """
    reste = cle.int
    lettres = []
    for _rang in range(LONGUEUR_DU_CODE):
        reste, rang = divmod(reste, 32)
        lettres.append(ALPHABET[rang])
    return "".join(lettres)


_SAUTS = re.compile(r"[\x0b\x0c]")
_CONTROLES = re.compile(r"[\x00-\x08\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def sans_controle(valeur):
    """Return a text, or what lists and dictionaries hold of texts, without the characters that XML 1.0 has no place for.

    Tabs and ends of line stay; the vertical tab that word processors break lines with becomes a space.
    """
    if isinstance(valeur, str):
        return _CONTROLES.sub("", _SAUTS.sub(" ", valeur))
    if isinstance(valeur, dict):
        return {cle: sans_controle(contenu) for cle, contenu in valeur.items()}
    if isinstance(valeur, list | tuple):
        return type(valeur)(sans_controle(contenu) for contenu in valeur)
    return valeur


_JOUR_ECRIT = re.compile(
    r"(?P<j>\d{1,2})[/.](?P<m>\d{1,2})[/.](?P<a>\d{4})|(?P<a2>\d{4})-(?P<m2>\d{1,2})-(?P<j2>\d{1,2})", re.ASCII
)


def lire_un_jour(texte: str) -> date | None:
    """Return the day written « 14/07/2026 », « 14.7.2026 » or « 2026-07-14 »; None if it is none of these."""
    lu = _JOUR_ECRIT.fullmatch(texte.strip())
    try:
        return date(int(lu["a"] or lu["a2"]), int(lu["m"] or lu["m2"]), int(lu["j"] or lu["j2"])) if lu else None
    except ValueError:
        return None


def chemins_au_dessus(chemin: str, pas: int = 4) -> list[str]:
    """Return the tree paths of all ancestors, the nearest first; `pas` characters a step (treebeard)."""
    return [chemin[:fin] for fin in range(len(chemin) - pas, 0, -pas)]


@dataclass(frozen=True)
class Point:
    """A place on Earth, WGS 84, in degrees; its altitude in metres where that was measured."""

    latitude: float
    longitude: float
    altitude: float | None = None

    @property
    def sans_altitude(self) -> "Point":
        return self if self.altitude is None else Point(self.latitude, self.longitude)

    def metres_jusqu_a(self, autre: "Point") -> float:
        """Great-circle distance in metres (haversine on the mean sphere, 0.5 % off at worst)."""
        d_lat = radians(autre.latitude - self.latitude)
        d_lon = radians(autre.longitude - self.longitude)
        a = sin(d_lat / 2) ** 2 + cos(radians(self.latitude)) * cos(radians(autre.latitude)) * sin(d_lon / 2) ** 2
        return 2 * RAYON_TERRESTRE * asin(sqrt(a))


def temps_a_pied(metres: float) -> timedelta:
    """Return how long one walks between two places `metres` apart as the crow flies; a minute at least."""
    return timedelta(minutes=max(1, round(metres * DETOUR / METRES_PAR_MINUTE)))


ECART_DU_GROUPE = 3
"""A place this many times as far from the middle as half of the others is apart from the group."""


def ordre_de_marche(points: Iterable[Point | None]) -> list[int]:
    """Return the ranks of `points` in the order one would walk them.

    One starts at one end of the group, then always goes to the nearest that is left: what lies far
    from all others comes last, and those without a position after that, in their own order.
    Distances are compared on a plane: over a city it changes no order that a walker would notice.
    """
    return list(_ordre_de_marche(tuple(points)))


@lru_cache(maxsize=200)
def _ordre_de_marche(points: tuple[Point | None, ...]) -> list[int]:
    # Kept: a city that is walked through at each visit costs the square of its stops.
    situes = [rang for rang, point in enumerate(points) if point is not None]
    sans_position = [rang for rang, point in enumerate(points) if point is None]
    if not situes:
        return sans_position
    echelle = cos(radians(points[situes[0]].latitude))
    plan = {rang: (points[rang].longitude * echelle, points[rang].latitude) for rang in situes}
    milieu = (median(x for x, _y in plan.values()), median(y for _x, y in plan.values()))

    def ecart(rang, lieu):
        x, y = plan[rang]
        return (x - lieu[0]) * (x - lieu[0]) + (y - lieu[1]) * (y - lieu[1])

    ecarts = {rang: ecart(rang, milieu) for rang in situes}
    portee = median(ecarts.values()) * ECART_DU_GROUPE**2
    suivant = max((r for r in situes if ecarts[r] <= portee), key=lambda rang: (ecarts[rang], -rang))
    restants = dict.fromkeys(situes)
    marche = []
    while True:
        marche.append(suivant)
        del restants[suivant]
        if not restants:
            return marche + sans_position
        ici = plan[suivant]
        suivant = min(restants, key=lambda rang: (ecart(rang, ici), rang))


def d_une_traite(points: Sequence[Point], metres: float) -> list[Point]:
    """Return the longest part of a walk in which no two stops are more than `metres` apart."""
    parts = [[]]
    for point in points:
        if parts[-1] and parts[-1][-1].metres_jusqu_a(point) > metres:
            parts.append([])
        parts[-1].append(point)
    return max(parts, key=len)


def sans_redite(textes: Iterable[str], deja: Iterable[str] = ()) -> tuple[str, ...]:
    """Return what these texts add to what was said: « Place Graslin, Nantes », never « Couëron, Couëron »."""
    dits = {_nu(texte) for texte in deja}
    restent = []
    for texte in textes:
        if texte and _nu(texte) not in dits:
            dits.add(_nu(texte))
            restent.append(texte)
    return tuple(restent)


def _nu(texte: str) -> str:
    return " ".join(texte.split()).casefold()
