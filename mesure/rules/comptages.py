"""What one row of a pedestrian counter's file says: a date, a place, a count."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from socle.rules import lire_un_jour

LONGUEUR_D_UN_LIEU = 120
NOMBRE_MAXIMAL = 10_000_000
"""More people than any street counts in a day."""


class Refus(Enum):
    """Why a row is left aside."""

    DATE = "date"
    AVENIR = "avenir"
    LIEU = "lieu"
    NOMBRE = "nombre"
    DEUX_FOIS = "deux_fois"


@dataclass(frozen=True)
class Comptee:
    """A row that was understood."""

    jour: date
    lieu: str
    nombre: int


def lire_un_nombre(texte: str) -> int | None:
    """Return a count, spaces between thousands allowed; None if it is none."""
    chiffres = re.sub(r"[\s\u00a0\u202f']", "", texte)
    if not (chiffres.isascii() and chiffres.isdecimal() and len(chiffres) <= 9):
        return None
    nombre = int(chiffres)
    return nombre if nombre <= NOMBRE_MAXIMAL else None


def lire_une_ligne(cases: Sequence[str], aujourd_hui: date) -> Comptee | Refus:
    """Return what a row says, a date, a place, a count, or why it says nothing."""
    jour, lieu, nombre = lire_un_jour(cases[0]), " ".join(cases[1].split()), lire_un_nombre(cases[2])
    if jour is None or jour.year < 1990:
        return Refus.DATE
    if jour > aujourd_hui:
        return Refus.AVENIR
    if not lieu or len(lieu) > LONGUEUR_D_UN_LIEU or not lieu.isprintable():
        return Refus.LIEU
    if nombre is None:
        return Refus.NOMBRE
    return Comptee(jour, lieu, nombre)


def lire_les_lignes(
    lignes: Sequence[tuple[int, Sequence[str]]], aujourd_hui: date
) -> tuple[list[Comptee], list[tuple[int, Refus]]]:
    """Return what numbered rows say, and (number, why) of those left aside."""
    comptees, refusees = {}, []
    for numero, cases in lignes:
        lue = lire_une_ligne(cases, aujourd_hui)
        if isinstance(lue, Refus):
            refusees.append((numero, lue))
        elif (lue.jour, lue.lieu) in comptees:
            refusees.append((numero, Refus.DEUX_FOIS))
        else:
            comptees[lue.jour, lue.lieu] = lue
    return list(comptees.values()), refusees
