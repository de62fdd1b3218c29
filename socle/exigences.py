"""Editorial requirements as data on page types, and the one function that reads them."""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.db.models import prefetch_related_objects
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from socle import registres
from socle.enums import Niveau
from socle.lectures import au_moins_ici


@dataclass(frozen=True)
class Exigence:
    """One requirement: `remplie(page)` tells whether it is met, `champ` is where one mends it.

    `lit` names the relations that `remplie` follows, as `prefetch_related` does:
    many pages are then judged in as many queries as one. What is not a relation
    is read by `lire_en_lot(pages)`, into the request's memory (`socle.lectures`).
    Where `champ` is a list of children, `endroits(page)` yields what to mend in each:
    (child, its field, a sentence), which the form says beside that field.
    """

    champ: str
    message: str | Promise | Callable
    remplie: Callable
    niveau: Niveau = Niveau.PUBLICATION
    lit: tuple[str, ...] = ()
    lire_en_lot: Callable | None = None
    endroits: Callable | None = None

    def dire(self, page) -> str:
        """Say what lacks; a message that names what it found is a function of the page."""
        return str(self.message(page) if callable(self.message) else self.message)


@dataclass(frozen=True)
class Manque:
    """A requirement that is not met yet."""

    champ: str
    message: str
    niveau: Niveau
    endroits: tuple[tuple, ...] = field(default=(), compare=False)

    @property
    def refuse(self) -> bool:
        return self.niveau == Niveau.PUBLICATION


def _contenu(page, champ: str):
    modele = page._meta.get_field(champ)
    # Whether a key is set is asked of the key: the object it points to is not read.
    valeur = getattr(page, modele.attname if modele.many_to_one else champ)
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
    """The field, or the relation of children, holds at least `nombre` items."""
    return Exigence(champ, message, lambda page: len(_contenu(page, champ)) >= nombre, niveau, (champ,))


def exigences_de(type_de_page) -> tuple[Exigence, ...]:
    """Return all that is asked of a page type: its own requirements, then those of upper apps."""
    return (*getattr(type_de_page, "exigences", ()), *registres.exigences.pour(type_de_page))


def manques(page, niveau: Niveau = Niveau.RELECTURE) -> list[Manque]:
    """Return what `page` lacks at `niveau`, in the order its type states it.

    PUBLICATION: what refuses to publish. RELECTURE: that, and what a review warns of.
    BROUILLON: nothing, a draft may lack everything but its title.
    """
    if niveau == Niveau.BROUILLON:
        return []
    return [
        Manque(e.champ, e.dire(page), e.niveau, tuple(e.endroits(page)) if e.endroits else ())
        for e in exigences_de(type(page))
        if (niveau == Niveau.RELECTURE or e.niveau == Niveau.PUBLICATION) and not e.remplie(page)
    ]


def manques_en_lot(pages, niveau: Niveau = Niveau.RELECTURE) -> dict[int, list[Manque]]:
    """Return what each of these pages lacks, by its id: the same queries for twenty pages as for two hundred.

    Reads the stored pages, whole, one query a page type and one a relation that a
    requirement follows; `pages` may be generic.
    """
    par_type = {}
    for page in pages:
        if (type_de_page := page.specific_class) and exigences_de(type_de_page):
            par_type.setdefault(type_de_page, []).append(page.pk)
    trouves = {}
    for type_de_page, pks in par_type.items():
        precises = list(type_de_page._base_manager.filter(pk__in=pks))
        relations = {
            chemin for e in exigences_de(type_de_page) for chemin in e.lit if _est_une_relation(type_de_page, chemin)
        }
        prefetch_related_objects(precises, *sorted(relations))
        with au_moins_ici():
            for lire in {e.lire_en_lot for e in exigences_de(type_de_page) if e.lire_en_lot}:
                lire(precises)
            trouves |= {page.pk: manques(page, niveau) for page in precises}
    return trouves


def _est_une_relation(type_de_page, chemin: str) -> bool:
    return type_de_page._meta.get_field(chemin.split("__")[0]).is_relation
