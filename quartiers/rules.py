"""Where stories are told, and what is counted apart before it is shown: pure rules."""

from collections import Counter
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Territoire:
    """A neighbourhood where stories are told, and whether it is a priority one."""

    nom: str
    qpv: bool = False
    est_un_quartier: bool = True


HORS_QUARTIERS = Territoire("", est_un_quartier=False)
"""The city itself, for what is told in no neighbourhood: each language has its name for it."""


@dataclass(frozen=True)
class Cellule:
    """What is counted apart from the rest before it is shown."""

    territoire: Territoire
    langue: str
    genre: str


def sommer(paquets: Mapping[tuple[Cellule, date], int], par: Callable[[Cellule, date], Hashable]) -> dict:
    """Add up packets by what `par(cell, week)` returns, and kind."""
    sommes = {}
    for (cellule, semaine), nombre in paquets.items():
        sommes.setdefault(par(cellule, semaine), Counter())[cellule.genre] += nombre
    return sommes
