"""How counts are shown: never fewer than five people at a time.

Each count (a quartier's, in one language, of one kind) is told by packets of five, at the week in which the fifth
passes; what is left waits for the next week. So every figure that can be read, at any grain, is a sum of whole packets:
no subtraction, from one week, total or export to another or from one day to the next, tells of fewer than five.
Over a year a figure is at most four short.
"""

from collections.abc import Hashable, Mapping
from datetime import date, timedelta

TAILLE = 5


def par_paquets(comptes: Mapping[tuple[Hashable, date], int]) -> dict[tuple[Hashable, date], int]:
    """Return what may be shown of counts, by (cell, week): multiples of five, those of zero left out."""
    par_cellule = {}
    for (cellule, semaine), nombre in comptes.items():
        par_cellule.setdefault(cellule, []).append((semaine, nombre))
    montres = {}
    for cellule, semaines in par_cellule.items():
        total = 0
        for semaine, nombre in sorted(semaines):
            entiers = total // TAILLE
            total += nombre
            if paquets := total // TAILLE - entiers:
                montres[cellule, semaine] = paquets * TAILLE
    return montres


def annee_de(annee: int) -> tuple[date, date]:
    """Return the first day of an ISO year, and the first of the next: packets begin anew with each."""
    return date.fromisocalendar(annee, 1, 1), date.fromisocalendar(annee + 1, 1, 1)


def mois_de(semaine: date) -> date:
    """Return the first day of the month that a week (its Monday) is counted in: the one its Thursday is of (ISO 8601)."""
    return (semaine + timedelta(days=3)).replace(day=1)
