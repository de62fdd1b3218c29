"""Closed lists of neighbourhoods."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Echelle(models.TextChoices):
    """The scale a neighbourhood story is told at."""

    QUARTIER = "quartier", _("Quartier")
    SECTEUR = "secteur", _("Secteur")
    RUE = "rue", _("Rue, quai")
    PLACE = "place", _("Place")
    TERRITOIRE = "territoire", _("Territoire")


class Qpv(models.TextChoices):
    """Whether this is a priority neighbourhood (quartier prioritaire de la politique de la ville)."""

    OUI = "oui", _("Oui")
    PARTIE = "partie", _("En partie")
    NON = "non", _("Non")
