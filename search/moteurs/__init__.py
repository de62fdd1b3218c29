"""What can answer: a cluster (`elastic`), or the site's own database (`sql`). `search.index` chooses."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from search.rules.demande import Demande, Reponse, Suggestion
from socle.fiches import FicheRecherche


class IndexIndisponible(Exception):
    """The engine did not answer, not in time, or refused to write: try again later, ask another meanwhile."""


class Index(Protocol):
    """What an engine does. Any of these may raise `IndexIndisponible`, and nothing else for reasons of its own."""

    nom: str

    def chercher(self, demande: Demande) -> Reponse:
        """Return what answers, with facets."""

    def situer(self, demande: Demande) -> tuple[int, ...]:
        """Return the ids of all that answers and has a position, in the order of results, `SITUES_AU_PLUS` at most."""

    def combien(self, demandes: Sequence[Demande]) -> tuple[int, ...]:
        """Return, for each question, how many stories have all its words as they were typed; all are asked at once."""

    def suggerer(self, demande: Demande) -> tuple[Suggestion, ...]:
        """Return names that begin as the last word typed does, the best first, `demande.nombre` at most."""

    def ecrire(self, fiches: Iterable[FicheRecherche]):
        """Keep these cards, in place of those of the same pages."""

    def retirer(self, pages: Iterable[int]):
        """Forget the cards of these pages, in every language; ids that are unknown are none."""

    def compter(self) -> dict[str, int]:
        """Return how many cards there are, by language."""
