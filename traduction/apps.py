"""Registers traduction."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TraductionConfig(AppConfig):
    name = "traduction"
    verbose_name = _("Traduction")
