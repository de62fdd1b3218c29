"""Closed lists of the agenda."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Statut(models.TextChoices):
    """Whether an event takes place as announced."""

    CONFIRME = "confirme", _("Confirmé")
    ANNULE = "annule", _("Annulé")
    REPORTE = "reporte", _("Reporté")
    DEPLACE = "deplace", _("Déplacé")


ABANDONNES = (Statut.ANNULE, Statut.REPORTE)
"""Events whose announced dates do not hold: they are struck wherever they are told."""


class Frequence(models.TextChoices):
    """How often dates come back, as editors say it."""

    JOURS = "jours", _("Tous les jours")
    SEMAINES = "semaines", _("Toutes les semaines")
    MOIS_AU_MEME_JOUR = "mois", _("Tous les mois, à la même date")
    MOIS_A_LA_MEME_SEMAINE = "mois_semaine", _("Tous les mois, le même jour de la semaine (le deuxième samedi)")
    ANNEES = "annees", _("Tous les ans")


class Jour(models.TextChoices):
    """The days of a week, by their names in iCalendar."""

    LUNDI = "MO", _("Lundi")
    MARDI = "TU", _("Mardi")
    MERCREDI = "WE", _("Mercredi")
    JEUDI = "TH", _("Jeudi")
    VENDREDI = "FR", _("Vendredi")
    SAMEDI = "SA", _("Samedi")
    DIMANCHE = "SU", _("Dimanche")


class Echeance(models.TextChoices):
    """How soon an event takes place, counted in days of the calendar."""

    AUJOURD_HUI = "aujourd-hui", _("Aujourd’hui")
    CETTE_SEMAINE = "cette-semaine", _("Cette semaine")
    CE_MOIS = "ce-mois", _("Ce mois-ci")
