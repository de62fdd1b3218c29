"""Public codes as people type them, and which language a code leads to."""

from collections.abc import Sequence

from socle.rules import ALPHABET, LONGUEUR_DU_CODE

_CONFUSIONS = str.maketrans({"o": "0", "i": "1", "l": "1", "-": None, " ": None})
"""What Crockford's base 32 accepts for another (https://www.crockford.com/base32.html)."""


def lire_le_code(tape: str) -> str | None:
    """Return the public code that somebody typed, None if it cannot be one."""
    code = tape.strip().lower().translate(_CONFUSIONS)
    return code if len(code) == LONGUEUR_DU_CODE and set(code) <= set(ALPHABET) else None


def code_en_clair(code: str) -> str:
    """Return a code as it is printed: in two halves, which are easier to copy."""
    milieu = LONGUEUR_DU_CODE // 2
    return f"{code[:milieu]}-{code[milieu:]}"


def langue_la_plus_proche(langues: Sequence[str], voulues: Sequence[str], ordre: Sequence[str]) -> str:
    """Return, of `langues` (one at least), the first that the reader wants, else the first in the site's order."""
    rang = {langue: place for place, langue in enumerate(dict.fromkeys([*voulues, *ordre]))}
    return min(langues, key=lambda langue: (rang.get(langue, len(rang)), langue))
