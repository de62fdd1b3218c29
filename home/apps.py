"""Registers home."""

from django.apps import AppConfig
from django.db.models.signals import post_delete, post_save
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = _("Ville")

    def ready(self):
        from agenda.apps import ICI
        from agenda.views import agenda_de_la_ville
        from home import fiches, views
        from home.donnees_liees import decrire_la_ville
        from home.models import ContentPage, HomePage
        from home.vitrine import oublier_le_pied
        from socle import registres
        from socle.registres import Complement

        registres.references.ajouter("home.ContentPage")
        registres.montrer(HomePage, views.montrer_la_ville)
        registres.montrer(ContentPage, views.montrer_une_page)
        registres.complements.ajouter(HomePage, Complement(ICI, agenda_de_la_ville, "agenda/_de_la_ville.html"))
        registres.fiches.ajouter(HomePage, fiches.fiches_des_villes, "ville", fiches.LA_VILLE)
        registres.fiches.ajouter(ContentPage, fiches.fiches_des_pages_simples, "page", fiches.AUTRES_PAGES)
        registres.donnees_liees.ajouter(HomePage, decrire_la_ville)
        for signal in (post_save, post_delete):
            signal.connect(oublier_le_pied, sender=ContentPage, dispatch_uid="pied")
