"""Which of the texts that found nothing may be kept: none that could say who looked, or where they live."""

import re
from unicodedata import normalize

from search.rules.texte import plat

LONGUEUR = 80
"""Characters of a text that may be kept, at most."""

LETTRES_AU_MOINS = 2
CHIFFRES_AU_PLUS = 2
"""In all, wherever they stand: three could be a street number, a phone, a year of birth."""

FOIS_AVANT_DE_GARDER = 3
"""How many times a text is asked before it is written anywhere."""

JOURS_GARDES = 90
"""For how many days what was asked counts, and is kept."""

_ADRESSE_ELECTRONIQUE = re.compile(r"@|://|\bwww\b|\b(?:arobase|gmail|hotmail|outlook|yahoo)\b|\w{2}\.[a-z]{2,}\b")
_ENTRE_LES_MOTS = re.compile(r"[^\w'’-]+|_")
_VOIE = re.compile(
    r"""\b(
        rue|r|ruelle|avenues?|av|ave|boulevards?|bd|bld|boul|bvd|places?|pl|placette|quais?|allees?|all|chemins?|che|
        impasses?|imp|squares?|sq|cours|cour|passages?|routes?|rte|faubourg|fbg|venelle|villa|mail|esplanade|sentier|
        lotissement|residence|hameau|cite|lieu\ dit|rond\ point|batiment|bat|appartement|appt?|etage|escalier|bis|ter|
        street|str?|road|rd|lane|drive|flat|apartment|floor|
        \w*strasse|\w+str|\w*weg|\w*platz|\w*gasse|\w+allee|\w*ufer|\w*damm|hausnummer
    )\b""",
    re.VERBOSE,
)


def lisible(texte: str) -> str:
    """Return a text as it would be read in a list: its words in lower case, and what joins them."""
    minuscules = normalize("NFKC", texte).lower()
    return " ".join(mot for mot in _ENTRE_LES_MOTS.split(minuscules) if mot)


def peut_etre_garde(texte: str) -> bool:
    """Tell whether a text could be kept, once it was asked often enough.

    Not what looks like an address, electronic or postal, like a number, like nothing at all, or like a page pasted.
    """
    lu = normalize("NFKC", texte).lower()
    if len(lu) > LONGUEUR or sum(c.isalpha() for c in lu) < LETTRES_AU_MOINS or _ADRESSE_ELECTRONIQUE.search(lu):
        return False
    chiffres = sum(c.isnumeric() for c in lu)
    return chiffres == 0 or (chiffres <= CHIFFRES_AU_PLUS and not _VOIE.search(plat(lu)))
