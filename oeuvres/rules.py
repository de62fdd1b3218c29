"""When a work is there to be seen: pure rules."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Presence:
    """The days a temporary work stands: from `debut`, up to `fin` excluded."""

    debut: date | None
    fin: date | None

    def passee(self, jour: date) -> bool:
        return self.fin is not None and self.fin <= jour

    def a_venir(self, jour: date) -> bool:
        return self.debut is not None and jour < self.debut


def presence_temporaire(annee: int | None, debut: date | None, dernier_jour: date | None) -> Presence:
    """Return when a temporary work stands.

    `dernier_jour` is the last day one can see it. Without it the work is over at
    the end of its year, so that nobody is sent to a work that has gone.
    """
    if dernier_jour is not None:
        return Presence(debut, date.fromordinal(dernier_jour.toordinal() + 1))
    derniere_annee = debut.year if debut else annee
    return Presence(debut, date(derniere_annee + 1, 1, 1) if derniere_annee else None)
