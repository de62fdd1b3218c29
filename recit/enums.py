"""Closed lists of the narrative."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Qualite(models.TextChoices):
    """What a positioning may claim to be (step six of the method)."""

    FEDERATEUR = "federateur", _("fédérateur")
    TRANSVERSAL = "transversal", _("transversal")
    UNIQUE = "unique", _("unique")
    AUTRE = "autre", _("autre")


class Couleur(models.IntegerChoices):
    """The hue of a promise, from a fixed set checked in both themes."""

    BRIQUE = 1, _("brique")
    FLEUVE = 2, _("fleuve")
    PRUNE = 3, _("prune")
    OCRE = 4, _("ocre")
    CANARD = 5, _("canard")
