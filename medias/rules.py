"""When a medium may go out: pure rules on its rights."""

from dataclasses import dataclass
from datetime import date, timedelta

PREAVIS = timedelta(days=30)
"""How long before the end of its rights the desk speaks of a medium."""


@dataclass(frozen=True)
class Droits:
    """The rights of one medium. `fin` is the first day it may no longer go out, None: no end."""

    usages: frozenset[str]
    fin: date | None
    consentement_manquant: bool

    def permettent(self, usage: str, jour: date) -> bool:
        """Tell whether the medium may go out for `usage` on `jour`."""
        return usage in self.usages and not self.consentement_manquant and not self.finis(jour)

    def finis(self, jour: date) -> bool:
        return self.fin is not None and self.fin <= jour

    def finissent_bientot(self, jour: date) -> bool:
        return self.fin is not None and jour < self.fin <= jour + PREAVIS
