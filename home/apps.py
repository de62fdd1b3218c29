"""Registers home."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = _("Ville")

    def ready(self):
        from home import views
        from home.models import ContentPage, HomePage
        from socle import registres

        registres.references.ajouter("home.ContentPage")
        registres.montrer(HomePage, views.montrer_la_ville)
        registres.montrer(ContentPage, views.montrer_une_page)
