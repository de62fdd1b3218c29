"""Pure rules of what is given to the web: how a title is set on a card, and which drawing of it is current."""

import hashlib
import json
import re
from collections.abc import Callable

LONGUEUR_DE_LA_VERSION = 12
SUITE = "…"
_COUPURE = re.compile(r"[ \t\r\n]+")


def version(**dit) -> str:
    """Return what tells one drawing from another: the same words give the same version, on any machine."""
    ecrit = json.dumps(dit, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(ecrit.encode()).hexdigest()[:LONGUEUR_DE_LA_VERSION]


def en_lignes(texte: str, largeur: float, lignes: int, mesurer: Callable[[str], float]) -> list[str] | None:
    """Return `texte` set in at most `lignes` lines of `largeur`, None where it does not hold.

    `mesurer` gives the width of a string. A word wider than a line does not hold; no line begins at a no-break space.
    """
    posees = [""]
    for mot in _COUPURE.split(texte.strip()):
        essai = f"{posees[-1]} {mot}".strip()
        if mesurer(essai) <= largeur:
            posees[-1] = essai
        elif posees[-1] and mesurer(mot) <= largeur:
            posees.append(mot)
        else:
            return None
    return posees if len(posees) <= lignes else None


def equilibrer(texte: str, lignes: list[str], mesurer: Callable[[str], float]) -> list[str]:
    """Return the same number of lines, none much shorter than the others: the narrowest column that holds them."""
    while True:
        plus_etroites = en_lignes(texte, max(map(mesurer, lignes)) * 0.98, len(lignes), mesurer)
        if plus_etroites is None:
            return lignes
        lignes = plus_etroites


def abreger(texte: str, largeur: float, lignes: int, mesurer: Callable[[str], float]) -> list[str]:
    """Return as much of `texte` as `lignes` lines hold, with an ellipsis where something is left out."""
    for fin in range(len(texte), 0, -1):
        essai = texte if fin == len(texte) else texte[:fin].rstrip() + SUITE
        if posees := en_lignes(essai, largeur, lignes, mesurer):
            return posees
    return [SUITE]
