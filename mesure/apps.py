"""Registers mesure."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MesureConfig(AppConfig):
    name = "mesure"
    verbose_name = _("Mesure")
