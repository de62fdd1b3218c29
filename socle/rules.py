"""Pure rules of all stories: the public code, the levels of requirement, distances."""

from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt
from uuid import UUID

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
"""Crockford's base 32: no letter that is mistaken for a figure when read aloud."""

LONGUEUR_DU_CODE = 8
RAYON_TERRESTRE = 6_371_008.8
"""Mean radius of the Earth in metres (IUGG)."""


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


def chemins_au_dessus(chemin: str, pas: int = 4) -> list[str]:
    """Return the tree paths of all ancestors, the nearest first; `pas` characters a step (treebeard)."""
    return [chemin[:fin] for fin in range(len(chemin) - pas, 0, -pas)]


@dataclass(frozen=True)
class Point:
    """A place on Earth, WGS 84, in degrees."""

    latitude: float
    longitude: float

    def metres_jusqu_a(self, autre: "Point") -> float:
        """Great-circle distance in metres (haversine on the mean sphere, 0.5 % off at worst)."""
        d_lat = radians(autre.latitude - self.latitude)
        d_lon = radians(autre.longitude - self.longitude)
        a = sin(d_lat / 2) ** 2 + cos(radians(self.latitude)) * cos(radians(autre.latitude)) * sin(d_lon / 2) ** 2
        return 2 * RAYON_TERRESTRE * asin(sqrt(a))
