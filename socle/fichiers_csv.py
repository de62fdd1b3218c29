"""Files of rows that come from outside (CSV): read and bounded here, before anything is made of them.

What is wrong with the file is a ValidationError, with a sentence for the person who chose it; what is wrong with one row
leaves that row aside (`LigneRefusee`), and the others are read.
"""

import csv
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Sequence
from dataclasses import dataclass
from io import StringIO
from itertools import islice
from unicodedata import combining, normalize

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import FileExtensionValidator
from django.utils.translation import gettext_lazy as _

OCTETS_AU_PLUS = 2 * 1024 * 1024
LIGNES_AU_PLUS = 5_000
SEPARATEURS = ";\t,"
EXTENSIONS = ("csv", "tsv", "txt")
LIGNES_POUR_LE_SEPARATEUR = 20


@dataclass(frozen=True)
class Colonne:
    """A column that is looked for, and what a first row of titles may call it."""

    nom: str
    autres_noms: tuple[str, ...] = ()

    def se_nomme(self, titre: str) -> bool:
        return _simple(titre) in {_simple(nom) for nom in (self.nom, *self.autres_noms)}


@dataclass(frozen=True)
class Ligne:
    """A row: its number in the file, and its cells in the order of the columns that were looked for."""

    numero: int
    cases: tuple[str, ...]

    def refusee(self, raison: str) -> "LigneRefusee":
        return LigneRefusee(self.numero, " ; ".join(filter(None, self.cases)), raison)


@dataclass(frozen=True)
class LigneRefusee:
    """A row left aside, and why, in a sentence."""

    numero: int
    contenu: str
    raison: str


class FichierCSVField(forms.FileField):
    """A file of rows: its value is its text."""

    def __init__(self, *, octets_au_plus=OCTETS_AU_PLUS, **options):
        accept = ",".join(f".{extension}" for extension in EXTENSIONS)
        options = {"label": _("Fichier CSV"), "widget": forms.FileInput(attrs={"accept": accept}), **options}
        super().__init__(**options)
        self.octets_au_plus = octets_au_plus

    def to_python(self, donnee):
        fichier = super().to_python(donnee)
        if fichier is None:
            return None
        FileExtensionValidator(EXTENSIONS)(fichier)
        if fichier.size > self.octets_au_plus:
            raise ValidationError(
                _("Ce fichier dépasse %(mo)s Mo : coupez-le en plusieurs.")
                % {"mo": self.octets_au_plus // 1024 // 1024}
            )
        return decoder(fichier.read())


def decoder(octets: bytes) -> str:
    """Return the text of a file: UTF-8, or the UTF-16 that spreadsheets call « texte Unicode »."""
    codage = "utf-16" if octets.startswith((BOM_UTF16_LE, BOM_UTF16_BE)) else "utf-8-sig"
    try:
        return octets.decode(codage)
    except UnicodeDecodeError as erreur:
        raise ValidationError(_("Ce fichier n’est pas en UTF-8 : enregistrez-le dans cet encodage.")) from erreur


def lire(texte: str, colonnes: Sequence[Colonne]) -> tuple[list[Ligne], list[LigneRefusee]]:
    """Return the rows of a text that have these columns, and those that lack one.

    Whatever their separator; blank ones are none. A first row of titles says where each column is; without titles
    they come in the order given.
    """
    lues = _lignes(texte, _separateur(texte, len(colonnes) - 1))
    rangs = _rangs(lues[0].cases, colonnes)
    if rangs:
        del lues[0]
    else:
        rangs = range(len(colonnes))
    entieres, refusees = [], []
    for ligne in lues:
        if len(ligne.cases) > max(rangs):
            entieres.append(Ligne(ligne.numero, tuple(ligne.cases[rang] for rang in rangs)))
        else:
            noms = ", ".join(colonne.nom for colonne in colonnes)
            refusees.append(ligne.refusee(_("Il faut ces colonnes : %(noms)s.") % {"noms": noms}))
    return entieres, refusees


def _separateur(texte: str, combien: int) -> str:
    """Return what cuts most of the first rows into enough cells; a comma inside a name is no separator."""
    debuts = [ligne for ligne in islice(StringIO(texte), LIGNES_POUR_LE_SEPARATEUR) if ligne.strip()]
    return max(SEPARATEURS, key=lambda signe: sum(ligne.count(signe) >= combien for ligne in debuts))


def _lignes(texte: str, separateur: str) -> list[Ligne]:
    lecteur = csv.reader(StringIO(texte, newline=""), delimiter=separateur)
    lues, numero = [], 1
    try:
        for cases in lecteur:
            nettes = tuple(case.strip() for case in cases)
            if any(nettes):
                lues.append(Ligne(numero, nettes))
            # A cell may hold ends of lines: a row begins after those that the last one took.
            numero = lecteur.line_num + 1
            if len(lues) > LIGNES_AU_PLUS:
                raise ValidationError(
                    _("Ce fichier a plus de %(n)s lignes : coupez-le en plusieurs.") % {"n": LIGNES_AU_PLUS}
                )
    except csv.Error as erreur:
        raise ValidationError(_("Ce fichier ne se lit pas : %(erreur)s.") % {"erreur": erreur}) from erreur
    if not lues:
        raise ValidationError(_("Ce fichier est vide."))
    return lues


def _rangs(titres: Sequence[str], colonnes: Sequence[Colonne]) -> list[int]:
    """Return where each column is, as a row of titles says; nothing where the row is none."""
    ou = [next((rang for rang, titre in enumerate(titres) if c.se_nomme(titre)), None) for c in colonnes]
    manquent = [colonne.nom for colonne, rang in zip(colonnes, ou, strict=True) if rang is None]
    if len(manquent) == len(colonnes):
        return []
    if manquent:
        raise ValidationError(_("Il manque une colonne : %(noms)s.") % {"noms": ", ".join(manquent)})
    return ou


def _simple(titre: str) -> str:
    """Return a title without its accents nor its capitals."""
    decompose = normalize("NFKD", titre.strip().casefold())
    return "".join(signe for signe in decompose if not combining(signe))
