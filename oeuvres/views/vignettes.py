"""Works as lists show them: who made them and when."""

from collections import defaultdict
from dataclasses import dataclass, replace
from unicodedata import combining, normalize

from django.utils.translation import gettext as _

from oeuvres.models import ArtisteDeLOeuvre
from socle.references import lire_au_plus_proche
from socle.vignettes import Vignette, prevoir_les_images, vignette

PAR_PAGE = 24
"""Works on one page of a list."""


CHAMPS = (
    "accroche",
    "image_id",
    "latitude",
    "longitude",
    "precision",
    "annee",
    "annee_approchee",
    "statut",
    "debut",
    "fin",
)
"""What lists and maps show of a work, beside its name and its place in the tree."""


def pour_une_liste(oeuvres, locale, au_plus=None) -> list:
    """Return the visible works of a QuerySet, each in the nearest language, with no more than a list shows.

    `au_plus` is how many are looked at, all languages together.
    """
    return lire_au_plus_proche(oeuvres.visibles()[:au_plus], locale, *CHAMPS)


@dataclass(frozen=True)
class Signature:
    """Who made a work, one of the names on its label; `collectif` for a group."""

    nom: str
    slug: str
    collectif: bool = False

    @classmethod
    def de(cls, artiste) -> "Signature":
        return cls(artiste.nom, artiste.slug, artiste.collectif)


def artistes_des(oeuvres) -> dict[int, list[Signature]]:
    """Return who made each of these works, in the order of the label, in one query."""
    noms = defaultdict(list)
    lignes = ArtisteDeLOeuvre.objects.filter(page__in=[o.pk for o in oeuvres]).order_by("page_id", "sort_order")
    lues = lignes.values_list("page_id", "artiste__nom", "artiste__slug", "artiste__collectif")
    for numero, *signature in lues:
        noms[numero].append(Signature(*signature))
    return noms


def mention(oeuvre, artistes) -> str:
    """Return what stands under a work's title: « Daniel Buren, Patrick Bouchain · 2007 ».

    The dot stays at the end of a line: none begins with it.
    """
    return "\u00a0· ".join(
        part for part in (", ".join(artiste.nom for artiste in artistes), annee_dite(oeuvre)) if part
    )


def annee_dite(oeuvre) -> str:
    """« 2007 », « vers 2007 », or nothing."""
    if not oeuvre.annee:
        return ""
    return _("vers %(annee)s") % {"annee": oeuvre.annee} if oeuvre.annee_approchee else str(oeuvre.annee)


def vignettes(oeuvres, request, locale) -> list[Vignette]:
    """Return works as a list shows them, with who made them and their pictures read at once."""
    prevoir_les_images(oeuvres)
    return en_vignettes(oeuvres, request, locale, artistes_des(oeuvres))


def en_vignettes(oeuvres, request, locale, artistes) -> list[Vignette]:
    """Return works as lists show them; their pictures, and who made them, have been read."""
    return [replace(vignette(o, request, locale), mention=mention(o, artistes[o.pk])) for o in oeuvres]


def classement(nom: str) -> str:
    """Return a name as an index files it: without accents, in lower case."""
    return "".join(c for c in normalize("NFKD", nom) if not combining(c)).casefold()
