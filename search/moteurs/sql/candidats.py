"""What the database says of a story that answers."""

from dataclasses import dataclass

from socle.rules import Point


@dataclass(frozen=True)
class Candidat:
    """What the database says of a story that answers; `pertinence` only compares stories of one answer.

    `suivis`: how much more it matters for having the words as they were typed, one after the other. Where stories do
    not all have the same words: how many this one has, and how many of these are said outside of its text.
    """

    page_id: int
    chemin: str
    facettes: str
    exacts: str
    titre: str
    passee: bool
    poids: float
    latitude: float | None
    longitude: float | None
    pertinence: float = 0.0
    suivis: float = 1.0
    mots_trouves: int = 0
    mots_dits: int = 0

    @property
    def point(self) -> Point | None:
        return None if self.latitude is None else Point(self.latitude, self.longitude)

    def repond_au_nom(self, cle: str) -> bool:
        return bool(cle) and f"|{cle}|" in self.exacts
