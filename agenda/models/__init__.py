"""An event, its dates, the editions it may be of, and what is computed from them."""

from agenda.models.editions import Edition
from agenda.models.evenements import AgendaPage, EvenementPage
from agenda.models.horaires import Horaire
from agenda.models.occurrences import Occurrence, Suivi
from agenda.models.provenances import Provenance

__all__ = ["AgendaPage", "Edition", "EvenementPage", "Horaire", "Occurrence", "Provenance", "Suivi"]
