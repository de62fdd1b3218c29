"""Slips of the finger: which known word was meant."""

from collections.abc import Iterable
from os.path import commonprefix

from rapidfuzz import process
from rapidfuzz.distance import OSA

UNE_FAUTE = 4
"""Letters from which one slip is forgiven: a letter more, less, for another, or two swapped."""

DEUX_FAUTES = 6
"""Letters from which two are."""

FAUTES_AU_PLUS = 2


def proches(mot: str, connus: Iterable[str]) -> list[str]:
    """Return the words that `mot` may be a slip for, the likeliest first: the fewest slips, the same beginning.

    Two slips are forgiven behind the same first letter only: people know how a name begins.
    """
    if len(mot) < UNE_FAUTE:
        return []
    fautes = FAUTES_AU_PLUS if len(mot) >= DEUX_FAUTES else 1
    trouves = [
        (ecart, -len(commonprefix((mot, connu))), connu)
        for connu, ecart, _rang in process.extract(mot, connus, scorer=OSA.distance, score_cutoff=fautes, limit=None)
        if len(connu) >= UNE_FAUTE - 1 and (ecart < FAUTES_AU_PLUS or connu[0] == mot[0])
    ]
    return [connu for *_ordre, connu in sorted(trouves)]


def a_une_faute_pres(mot: str, connus: Iterable[str]) -> list[str]:
    """Return the names that `mot` may be a slip for although texts have it: a long word, one slip, the same beginning."""
    if len(mot) < DEUX_FAUTES:
        return []
    return [connu for connu in proches(mot, connus) if connu[0] == mot[0] and OSA.distance(mot, connu) == 1]


def commence(noms: Iterable[str], mots: Iterable[str]) -> bool:
    """Tell whether these words have all of `mots`, the last one at least as a beginning."""
    noms = list(noms)
    *entiers, dernier = mots
    return all(mot in noms for mot in entiers) and any(nom.startswith(dernier) for nom in noms)
