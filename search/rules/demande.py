"""What one asks of an index, and what it answers: the words that pass its door."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from search.rules.requete import Requete
from socle.rules import Point

GENRE = "genre"
QUARTIER = "quartier"
PROMESSE = "promesse"
ARTISTE = "artiste"
DECENNIE = "decennie"
QUAND = "quand"
ACCES = "acces"

FACETTES = (GENRE, QUARTIER, PROMESSE, ARTISTE, DECENNIE, QUAND, ACCES)
"""What results are narrowed by. The values: a kind, public codes, an artist's slug, « 1990 »,
« aujourd-hui », « sans-marche »."""

SANS_MARCHE = "sans-marche"

PAR_PAGE = 20
AU_PLUS = 10_000
"""Results that one may walk through, page after page."""

PEU = 5
"""Answers below which those that have all the words but one are shown too."""

SITUES_AU_PLUS = 2_000
"""Results that a phone sorts by distance."""


@dataclass(frozen=True)
class Exclusions:
    """What an index still holds and a visitor may not see any more: ids of pages, paths of branches of the tree."""

    pages: frozenset[int] = frozenset()
    branches: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Demande:
    """A question to the index of one city in one language.

    `filtres` holds one value a facet. With `autour` (and `rayon`, in metres) only what lies there
    answers, the nearest first; otherwise: exact names, then what stands, then what is over, each by relevance. Where no story,
    or few, have all the words, those that have more of them come first, and this order holds among those that have as many.
    """

    requete: Requete
    ville: str
    jour: date
    filtres: Mapping[str, str] = field(default_factory=dict)
    autour: Point | None = None
    rayon: float | None = None
    debut: int = 0
    nombre: int = PAR_PAGE
    exclusions: Exclusions = Exclusions()

    @property
    def langue(self) -> str:
        return self.requete.langue


@dataclass(frozen=True)
class Trouvaille:
    """One result: the page, and how far it lies from `autour`, in metres, where one asked."""

    page_id: int
    metres: float | None = None


@dataclass(frozen=True)
class Reponse:
    """What an index found: where few have all the words, and none that name, those that have all but one follow.

    `elargie`: no story has all that was looked for; these have some of it. `corrections`: words that no
    story has, each with the nearest that one has. `facettes`: for each, how many results each value would
    leave with the other filters kept, the most frequent first.
    """

    moteur: str
    total: int = 0
    trouvailles: tuple[Trouvaille, ...] = ()
    facettes: Mapping[str, tuple[tuple[str, int], ...]] = field(default_factory=dict)
    corrections: tuple[tuple[str, str], ...] = ()
    elargie: bool = False


@dataclass(frozen=True)
class Suggestion:
    """A name that begins as one types: a story's (`page_id`) or an artist's (`slug`)."""

    genre: str
    nom: str
    page_id: int | None = None
    slug: str = ""


def cle_corrigee(demande: Demande, corrections: Iterable[tuple[str, str]]) -> str:
    """Return the name that was spelled, with its words corrected."""
    lus = dict(corrections)
    return " ".join(lus.get(mot, mot) for mot in demande.requete.cle.split())
