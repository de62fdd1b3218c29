"""Registers agenda."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

ICI = "agenda"
"""The place, in the pages below, of coming events: `evenements`."""


class AgendaConfig(AppConfig):
    name = "agenda"
    verbose_name = _("Agenda")

    def ready(self):
        from agenda import fiches, receivers, views
        from agenda.audits import evenements_de_la_ville
        from agenda.donnees_liees import decrire_un_evenement
        from agenda.models import AgendaPage, EvenementPage
        from lieux.models import LieuPage
        from oeuvres.models import OeuvrePage
        from parcours.models import ParcoursPage
        from quartiers.models import QuartierPage
        from socle import registres
        from socle.registres import Complement

        receivers.ecouter()
        registres.audits.ajouter(evenements_de_la_ville)
        registres.references.ajouter("agenda.EvenementPage")
        registres.montrer(AgendaPage, views.montrer_l_agenda)
        registres.montrer(EvenementPage, views.montrer_un_evenement)
        for type_de_page in (ParcoursPage, QuartierPage, OeuvrePage, LieuPage):
            registres.complements.ajouter(type_de_page, Complement(ICI, views.agenda_ici, "agenda/_ici.html"))
        registres.donnees_liees.ajouter(EvenementPage, decrire_un_evenement)
        registres.fiches.ajouter(EvenementPage, fiches.fiches_des_evenements, "evenement", fiches.EVENEMENTS)
        registres.fiches.ajouter(AgendaPage, fiches.fiches_des_agendas, "agenda", fiches.AGENDA)
