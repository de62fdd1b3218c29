"""Words as a search compares them: without case, accents, ligatures, hyphens or apostrophes."""

import re
from unicodedata import combining, normalize

from search.rules.mots_vides import MOTS_VIDES

_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "đ": "d", "ł": "l", "ı": "i"})
_MOT = re.compile(r"[^\W_]+")
_VOYELLES_ALLEMANDES = re.compile(r"(?<![aeiouq])(a|o|u)e+")
_FIN_DU_NOM = re.compile(r"\s*[,:;(\[–—]|\s-\s")


def plat(texte: str, langue: str = "") -> str:
    """Return the words of a text, folded, one space between them.

    In German « ü » and « ue » are one letter, as Lucene's german_normalization has them.
    """
    minuscule = normalize("NFKC", texte).casefold()
    # Ligatures last: « ǽ » is an « æ » with an accent.
    sans_accent = "".join(c for c in normalize("NFKD", minuscule) if not combining(c)).translate(_LIGATURES)
    if langue == "de":
        sans_accent = _VOYELLES_ALLEMANDES.sub(r"\1", sans_accent)
    return " ".join(_MOT.findall(sans_accent))


def mots_de(texte: str, langue: str = "") -> tuple[str, ...]:
    """Return the folded words of a text, in order."""
    return tuple(plat(texte, langue).split())


def sans_mots_vides(mots: tuple[str, ...], langue: str) -> tuple[str, ...]:
    """Return the words that say something; all of them where none does (« Là-haut », « Où »)."""
    pleins = tuple(mot for mot in mots if mot not in MOTS_VIDES.get(langue, ()))
    return pleins or mots


def cle_exacte(texte: str, langue: str) -> str:
    """Return what two ways of writing one name have in common: « L’Arbre à basket », « arbre a basket »."""
    return " ".join(sans_mots_vides(mots_de(texte, langue), langue))


def noms_exacts(titre: str, autres_noms: tuple[str, ...], langue: str) -> tuple[str, ...]:
    """Return the keys under which a story answers to its exact name.

    Its title, the title without its subtitle (« Monte-meubles, l’ultime déménagement »), its other names.
    """
    cles = [cle_exacte(nom, langue) for nom in (titre, _FIN_DU_NOM.split(titre, maxsplit=1)[0], *autres_noms)]
    return tuple(dict.fromkeys(cle for cle in cles if cle))


MOTS_COLLES = 4
"""Words of a name beyond which nobody types it as one."""


def noms_colles(titre: str, autres_noms: tuple[str, ...], langue: str) -> tuple[str, ...]:
    """Return the short names of a story as one word: « bitfall », « skateodrome »."""
    ecrits = [mots for nom in (titre, *autres_noms) for mots in (mots_de(nom, langue), cle_exacte(nom, langue).split())]
    return tuple(dict.fromkeys("".join(mots) for mots in ecrits if 1 < len(mots) <= MOTS_COLLES))
