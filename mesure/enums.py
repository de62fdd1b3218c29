"""Closed lists of what is counted."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Genre(models.TextChoices):
    """How somebody came by: a code scanned or typed, a page read. A scan leads to a page: never add the two."""

    SCAN = "scan", _("Codes scannés")
    LECTURE = "lecture", _("Pages lues")
