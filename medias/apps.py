"""Registers medias."""

from django.apps import AppConfig
from django.db.models.signals import post_save
from django.utils.translation import gettext_lazy as _


class MediasConfig(AppConfig):
    name = "medias"
    verbose_name = _("Médias")

    def ready(self):
        from medias.actions import prevoir_les_rendus

        post_save.connect(prevoir_les_rendus, sender="medias.Visuel", dispatch_uid="rendus")
