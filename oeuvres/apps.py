"""Registers oeuvres."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OeuvresConfig(AppConfig):
    name = "oeuvres"
    verbose_name = _("Œuvres")
