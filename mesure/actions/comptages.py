"""Takes in the figures of a city's own counters: the same file twice changes nothing the second time."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from mesure.models import Comptage
from mesure.rules.comptages import Comptee


@dataclass(frozen=True)
class Bilan:
    """What a file brings, by number of rows."""

    nouveaux: int
    changes: int
    identiques: int

    @property
    def ecrits(self) -> int:
        return self.nouveaux + self.changes


def comparer(site, comptees: Sequence[Comptee]) -> Bilan:
    """Return what these rows would change in this city, without changing it."""
    deja = _deja_la(site, comptees)
    nouveaux = sum((c.lieu, c.jour) not in deja for c in comptees)
    identiques = sum(deja.get((c.lieu, c.jour)) == c.nombre for c in comptees)
    return Bilan(nouveaux, len(comptees) - nouveaux - identiques, identiques)


def _deja_la(site, comptees) -> dict:
    if not comptees:
        return {}
    jours = [c.jour for c in comptees]
    lignes = Comptage.objects.filter(site=site, jour__range=(min(jours), max(jours)))
    return {(lieu, jour): nombre for lieu, jour, nombre in lignes.values_list("lieu", "jour", "nombre")}


@transaction.atomic
def importer(site, comptees: Sequence[Comptee]) -> Bilan:
    """Write these rows: a place has one count a day, the last that was given."""
    bilan = comparer(site, comptees)
    Comptage.objects.bulk_create(
        [Comptage(site=site, jour=c.jour, lieu=c.lieu, nombre=c.nombre) for c in comptees],
        update_conflicts=True,
        unique_fields=["site", "lieu", "jour"],
        update_fields=["nombre"],
        batch_size=500,
    )
    return bilan
