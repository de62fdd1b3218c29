"""Where the line leads when a route ends or crosses another: towards the quartier that the city wants visited. Pure rules."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from statistics import median

from socle.rules import Point

A_PIED_AU_PLUS = 4_000
"""Metres beyond which one would not go on walking."""

PEU = 0.5
"""A quartier is little seen when fewer than half as many pass there as in the one in the middle: our choice."""


class Raison(StrEnum):
    """Why a quartier comes first, in the order of the strategy."""

    PRIORITAIRE = "prioritaire"
    PEU_VU = "peu vu"
    PROMESSE = "promesse"
    PROCHE = "proche"


@dataclass(frozen=True)
class Candidat:
    """A quartier where one might go on: what the city's strategy knows of it."""

    cle: object
    point: Point | None
    prioritaire: bool = False
    passages: int = 0
    tient_la_promesse: bool = False


def choisir_la_suite(
    candidats: Iterable[Candidat], ici: Point | None, passages: Iterable[int]
) -> tuple[Candidat, Raison] | None:
    """Return the quartier to propose, and the reason to say; None where none can be walked to.

    A priority quartier comes before the others, then one where few pass, then one that keeps the route's promise,
    then the nearest. `passages` are those of each quartier of the city: they say what few is.
    """
    a_portee = [
        (ici.metres_jusqu_a(c.point), c)
        for c in candidats
        if ici is not None and c.point is not None and ici.metres_jusqu_a(c.point) <= A_PIED_AU_PLUS
    ]
    if not a_portee:
        return None
    peu = median(list(passages) or [0]) * PEU
    _distance, choisi = min(
        a_portee,
        key=lambda paire: (
            not paire[1].prioritaire,
            paire[1].passages >= peu,
            not paire[1].tient_la_promesse,
            paire[0],
        ),
    )
    return choisi, _raison(choisi, peu)


def _raison(choisi: Candidat, peu: float) -> Raison:
    if choisi.prioritaire:
        return Raison.PRIORITAIRE
    if choisi.passages < peu:
        return Raison.PEU_VU
    return Raison.PROMESSE if choisi.tient_la_promesse else Raison.PROCHE
