"""What was perhaps meant, written as it was typed but for the words that were mistaken."""

import re
from collections.abc import Iterable

from search.rules.texte import plat

_MOT = re.compile(r"[^\W_]+")


def corriger(texte: str, corrections: Iterable[tuple[str, str]], langue: str) -> str:
    """Return a text with each mistaken word, known as `plat` folds it, replaced by what is proposed; the rest stays."""
    remplacements = dict(corrections)
    return _MOT.sub(lambda mot: remplacements.get(plat(mot[0], langue), mot[0]), texte.lower())
