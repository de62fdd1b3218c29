"""The closed lists of translation."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Etat(models.TextChoices):
    """What has been said of a text that somebody proposed."""

    PROPOSEE = "proposee", _("proposée")
    RENVOYEE = "renvoyee", _("renvoyée")
    APPROUVEE = "approuvee", _("approuvée")
