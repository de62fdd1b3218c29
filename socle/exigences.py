"""Editorial requirements as data on page types, and the one function that reads them."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from socle import registres
from socle.enums import Niveau


@dataclass(frozen=True)
class Exigence:
    """One requirement: `remplie(page)` tells whether it is met, `champ` is where one mends it."""

    champ: str
    message: str | Promise
    remplie: Callable
    niveau: Niveau = Niveau.PUBLICATION


@dataclass(frozen=True)
class Manque:
    """A requirement that is not met yet."""

    champ: str
    message: str
    niveau: Niveau

    @property
    def refuse(self) -> bool:
        return self.niveau == Niveau.PUBLICATION


def _contenu(page, champ: str):
    valeur = getattr(page, champ)
    if hasattr(valeur, "get_object_list"):  # a relation held in memory by modelcluster
        return valeur.get_object_list()
    if hasattr(valeur, "all"):
        return valeur.all()
    return valeur


def _est_rempli(page, champ: str) -> bool:
    valeur = _contenu(page, champ)
    if isinstance(valeur, str):
        return bool(valeur.strip())
    if isinstance(valeur, (int, float)) and not isinstance(valeur, bool):
        return True
    return bool(valeur)


def rempli(champ: str, message=_("Ce champ est à remplir."), niveau=Niveau.PUBLICATION) -> Exigence:
    """The field holds something."""
    return Exigence(champ, message, lambda page: _est_rempli(page, champ), niveau)


def au_moins(champ: str, nombre: int, message, niveau=Niveau.PUBLICATION) -> Exigence:
    """The field holds at least `nombre` items."""
    return Exigence(champ, message, lambda page: len(_contenu(page, champ)) >= nombre, niveau)


def manques(page, niveau: Niveau = Niveau.RELECTURE) -> list[Manque]:
    """Return what `page` lacks at `niveau`, in the order its type states it.

    PUBLICATION: what refuses to publish. RELECTURE: that, and what a review warns of.
    BROUILLON: nothing, a draft may lack everything but its title.
    """
    if niveau == Niveau.BROUILLON:
        return []
    retenus = (
        exigence
        for exigence in (*type(page).exigences, *registres.exigences.pour(type(page)))
        if niveau == Niveau.RELECTURE or exigence.niveau == Niveau.PUBLICATION
    )
    return [Manque(e.champ, str(e.message), e.niveau) for e in retenus if not e.remplie(page)]
