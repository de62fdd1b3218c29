"""What visitors read of the agenda: its pages, what other pages show of it, its calendars."""

from agenda.views.agenda import montrer_l_agenda
from agenda.views.dessous import agenda_de_la_ville, agenda_ici
from agenda.views.evenement import montrer_un_evenement

__all__ = ["agenda_de_la_ville", "agenda_ici", "montrer_l_agenda", "montrer_un_evenement"]
