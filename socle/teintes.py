"""The colours of the site, read where the site's own pages take them: `static/css/tokens.css`."""

import re
from dataclasses import dataclass
from functools import cache

from django.conf import settings

FEUILLE = settings.RACINE / "static" / "css" / "tokens.css"
_TEINTE = re.compile(r"--([\w-]+):\s*(#[0-9a-fA-F]{6})\s*;")


@dataclass(frozen=True)
class Teintes:
    """The colours of one theme, by the name they have in the style sheet."""

    par_nom: dict[str, str]

    def __getitem__(self, nom: str) -> str:
        return self.par_nom[nom]


@cache
def claires() -> Teintes:
    return _lire(0)


@cache
def sombres() -> Teintes:
    return _lire(1)


def _lire(rang: int) -> Teintes:
    """Return the colours of the theme of this rank: the sheet has the light one, then the dark one."""
    themes = FEUILLE.read_text(encoding="utf-8").split("prefers-color-scheme: dark")
    return Teintes(dict(_TEINTE.findall(themes[rang])))
