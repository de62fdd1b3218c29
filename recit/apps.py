"""Registers recit."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RecitConfig(AppConfig):
    name = "recit"
    verbose_name = _("Récit")
