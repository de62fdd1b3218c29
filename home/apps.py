"""Registers home."""

from django.apps import AppConfig
from django.db.models.signals import post_delete, post_save
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = _("Ville")

    def ready(self):
        from home import views
        from home.models import ContentPage, HomePage, ReglagesVille, ReseauSocial
        from home.vitrine import oublier_les_reglages
        from socle import registres
        from socle.models import ReglagesCarte

        registres.references.ajouter("home.ContentPage")
        registres.montrer(HomePage, views.montrer_la_ville)
        registres.montrer(ContentPage, views.montrer_une_page)
        for modele in (ReglagesVille, ReseauSocial, ReglagesCarte):
            for signal in (post_save, post_delete):
                signal.connect(oublier_les_reglages, sender=modele, dispatch_uid=f"reglages-{modele.__name__}")
