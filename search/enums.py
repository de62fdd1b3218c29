"""Closed lists of the search."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Moteur(models.TextChoices):
    """What answers: a cluster, or the site's own database."""

    ELASTIC = "elasticsearch", _("Elasticsearch")
    SQL = "sql", _("base de données du site")
