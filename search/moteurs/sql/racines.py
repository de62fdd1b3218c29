"""Stems of French, English and German words, where the database has none."""

from functools import lru_cache

import snowballstemmer

from search.rules.mots_vides import MOTS_VIDES
from search.rules.texte import plat

_ALGORITHMES = {"fr": "french", "en": "english", "de": "german"}


@lru_cache(maxsize=len(_ALGORITHMES))
def _algorithme(langue: str):
    return snowballstemmer.stemmer(_ALGORITHMES[langue])


@lru_cache(maxsize=100_000)
def racine(mot: str, langue: str) -> str:
    """Return the stem of a folded word; the word itself in a language without an algorithm, or with a figure in it."""
    if langue not in _ALGORITHMES or not mot.isalpha():
        return mot
    return _algorithme(langue).stemWord(mot)


def racines(texte: str, langue: str) -> str:
    """Return the stems of a text's words, one space between them, without the words that say nothing."""
    vides = MOTS_VIDES.get(langue, frozenset())
    return " ".join(racine(mot, langue) for mot in plat(texte, langue).split() if mot not in vides)
