"""Registers medias."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MediasConfig(AppConfig):
    name = "medias"
    verbose_name = _("Médias")
