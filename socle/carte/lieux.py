"""What a map is given, and what it is made of once drawn: frozen facts, for a template to draw and to list."""

from dataclasses import dataclass, field
from datetime import timedelta

from socle.rules import Point

VILLE, QUARTIER, ARRETS = "ville", "quartier", "arrets"
"""What a sheet is framed on: all places; what is `ici`; the places that are points, and not the outlines around them."""

MARCHE_AU_PLUS = timedelta(minutes=90)


@dataclass(frozen=True)
class Lieu:
    """A place to draw and to list. `adresse` is its page; `contour` is a GeoJSON geometry; `genre` a word for CSS.

    `langue` is set when `nom` is in another language than the page. `quartier` is where it is told;
    `passe` says that there is nothing left to see there.
    """

    nom: str
    adresse: str = ""
    point: Point | None = None
    contour: dict | None = field(default=None, hash=False)
    genre: str = "lieu"
    numero: int | None = None
    ici: bool = False
    precision_approchee: bool = False
    langue: str | None = None
    quartier: str = ""
    passe: bool = False


@dataclass(frozen=True)
class Aire:
    """An outline on the sheet: `d` is the path's data."""

    lieu: Lieu
    d: str
    rang: int


@dataclass(frozen=True)
class Halte:
    """A point on the sheet."""

    lieu: Lieu
    x: str
    y: str
    rang: int


@dataclass(frozen=True)
class Nom:
    """A name set on the sheet, line by line; `etroit` tells whether it also fits on a phone."""

    lieu: Lieu
    x: str
    y: str
    lignes: tuple[str, ...]
    ancre: str
    etroit: bool

    @property
    def premiere_ligne(self) -> str:
        """How far below `y` the first line's baseline is, in ems, for the block to be centred on `y`."""
        return f"{0.35 - (len(self.lignes) - 1) * 0.55:.2f}em"


@dataclass(frozen=True)
class Etape:
    """A line of the list: how far it is from the one before, on foot and in metres (None: not said)."""

    lieu: Lieu
    rang: int
    metres: int | None
    a_pied: timedelta | None

    @property
    def minutes(self) -> int | None:
        return None if self.a_pied is None else self.a_pied // timedelta(minutes=1)

    @property
    def se_marche(self) -> bool:
        """Tell whether one would walk there: further, minutes on foot say nothing."""
        return self.a_pied is not None and self.a_pied <= MARCHE_AU_PLUS


@dataclass(frozen=True)
class Dessin:
    """A whole map, ready to be drawn."""

    largeur: int
    hauteur: int
    aires: tuple[Aire, ...]
    haltes: tuple[Halte, ...]
    noms: tuple[Nom, ...]
    trace: str
    etapes: tuple[Etape, ...]

    @property
    def plusieurs_quartiers(self) -> bool:
        """Tell whether naming the quartier of each place tells them apart."""
        return len({etape.lieu.quartier for etape in self.etapes if etape.lieu.quartier}) > 1

    @property
    def des_passes(self) -> bool:
        return any(etape.lieu.passe for etape in self.etapes)


def arrondir(metres: float) -> int:
    """Return metres as people say them: by ten below a kilometre, by hundred above."""
    pas = 10 if metres < 1_000 else 100
    return max(pas, round(metres / pas) * pas)
