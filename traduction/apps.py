"""Registers traduction: its walls, and what it asks of a page before publication."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TraductionConfig(AppConfig):
    name = "traduction"
    verbose_name = _("Traduction")

    def ready(self):
        from socle import registres
        from socle.models import PageSocle
        from traduction import receivers
        from traduction.exigences import TRADUCTION_COMPLETE

        receivers.ecouter()
        registres.exigences.ajouter(PageSocle, TRADUCTION_COMPLETE)
