"""Registers diffusion."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DiffusionConfig(AppConfig):
    name = "diffusion"
    verbose_name = _("Diffusion")

    def ready(self):
        from diffusion import receivers

        receivers.ecouter()
