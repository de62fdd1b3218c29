"""Registers socle."""

from django.apps import AppConfig
from django.db.models.signals import post_delete, post_save
from django.utils.translation import gettext_lazy as _


class SocleConfig(AppConfig):
    name = "socle"
    verbose_name = _("Socle")

    def ready(self):
        from socle import checks, registres  # noqa: F401 - to import the checks is to register them
        from socle.models import AvecPosition, PageSocle
        from socle.positions import POSITION_ENTIERE
        from socle.sons import SONS_TRANSCRITS
        from socle.villes import oublier_les_sites

        registres.exigences.ajouter(PageSocle, SONS_TRANSCRITS)
        registres.exigences.ajouter(AvecPosition, *POSITION_ENTIERE)
        for signal in (post_save, post_delete):
            signal.connect(oublier_les_sites, sender="wagtailcore.Site", dispatch_uid="socle.sites")
