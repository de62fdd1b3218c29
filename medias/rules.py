"""When a medium may go out: pure rules on its rights; and how a text goes out in a spreadsheet."""

from dataclasses import dataclass
from datetime import date, timedelta

PREAVIS = timedelta(days=30)
"""How long before the end of its rights the desk speaks of a medium."""

CREDIT, LICENCE, TERME, ALTERNATIVE = "credit", "licence", "terme", "alternative"
USAGE, CONSENTEMENT, FIN = "usage", "consentement", "fin"


@dataclass(frozen=True)
class Droits:
    """The rights of one medium. `fin` is the first day it may no longer go out, None: no end.

    `manquants` is what nobody has said yet of it: CREDIT, LICENCE, TERME (a contract without an
    end), ALTERNATIVE (no text in its place, and not declared decorative).
    """

    usages: frozenset[str]
    fin: date | None
    consentement_manquant: bool
    manquants: tuple[str, ...] = ()

    def obstacles(self, usage: str, jour: date) -> tuple[str, ...]:
        """Return what keeps the medium from going out for `usage` on `jour`; empty when nothing does."""
        autres = (
            (CONSENTEMENT, self.consentement_manquant),
            (USAGE, usage not in self.usages),
            (FIN, self.finis(jour)),
        )
        return (*self.manquants, *(nom for nom, vrai in autres if vrai))

    def permettent(self, usage: str, jour: date) -> bool:
        """Tell whether the medium may go out for `usage` on `jour`."""
        return not self.obstacles(usage, jour)

    def finis(self, jour: date) -> bool:
        return self.fin is not None and self.fin <= jour


def inerte(texte) -> str:
    """Return a text that no spreadsheet takes for a formula (OWASP, CSV injection)."""
    texte = str(texte)
    return f"'{texte}" if texte[:1] in tuple("=+-@\t\r") else texte


@dataclass(frozen=True)
class Paroles:
    """The transcription of a sound as a reader gets it, and the language it is in (empty: without words)."""

    texte: str
    langue: str


def paroles_pour(langue: str, du_son: Paroles, traductions: dict[str, str]) -> Paroles:
    """Return the transcription in the reader's language, else the one in the sound's own."""
    if langue != du_son.langue and (traduite := traductions.get(langue, "").strip()):
        return Paroles(traduite, langue)
    return du_son
