"""Pure rules of the narrative: what differs between two texts, and the fingerprint of what was read."""

import json
import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from hashlib import sha256

GARDE, OTE, AJOUTE = "garde", "ote", "ajoute"


@dataclass(frozen=True)
class Morceau:
    """Some words of a text: kept, taken away or added."""

    texte: str
    sort: str


def difference(avant: str, apres: str) -> list[Morceau]:
    """Return, in reading order, the words that were kept, taken away and added between two texts."""
    return list(_difference(avant, apres))


@lru_cache(maxsize=64)
def _difference(avant: str, apres: str) -> tuple[Morceau, ...]:
    # Half a second for a long text, and a list shows the same one beside each story that rests on it.
    mots_avant, mots_apres = (re.findall(r"\S+\s*", texte) for texte in (avant, apres))
    morceaux = []
    for operation, a, b, c, d in SequenceMatcher(None, mots_avant, mots_apres, autojunk=False).get_opcodes():
        if operation == "equal":
            morceaux.append(Morceau("".join(mots_apres[c:d]), GARDE))
            continue
        if ote := "".join(mots_avant[a:b]):
            morceaux.append(Morceau(ote, OTE))
        if ajoute := "".join(mots_apres[c:d]):
            morceaux.append(Morceau(ajoute, AJOUTE))
    return tuple(morceaux)


def empreinte(textes: dict) -> str:
    """Return the fingerprint of texts that were read: SHA-256 of their canonical JSON, in hexadecimal."""
    return sha256(json.dumps(textes, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
