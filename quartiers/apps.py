"""Registers quartiers."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class QuartiersConfig(AppConfig):
    name = "quartiers"
    verbose_name = _("Quartiers")

    def ready(self):
        from quartiers import fiches, views
        from quartiers.donnees_liees import decrire_un_quartier
        from quartiers.models import QuartierPage
        from recit import audits
        from recit.models import PromessePage, RecitPage
        from recit.views import FIL
        from socle import registres
        from socle.models import AvecPosition, PageSocle
        from socle.panels import FOND_DE_CARTE
        from socle.registres import Complement

        registres.references.ajouter("quartiers.QuartierPage")
        registres.montrer(QuartierPage, views.montrer_un_quartier)
        registres.complements.ajouter(
            RecitPage, Complement("quartiers", views.quartiers_d_un_recit, "quartiers/_du_recit.html")
        )
        registres.complements.ajouter(PromessePage, Complement(FIL, views.etapes_d_une_promesse))
        registres.complements.ajouter(AvecPosition, Complement(FOND_DE_CARTE, views.fond_de_carte))
        registres.fiches.ajouter(QuartierPage, fiches.fiches_des_quartiers, "quartier", fiches.QUARTIERS)
        registres.fiches.ajouter(PageSocle, fiches.quartiers_des_pages)
        registres.donnees_liees.ajouter(QuartierPage, decrire_un_quartier)
        registres.audits.ajouter(audits.recit_derive(QuartierPage))
        registres.audits.ajouter(audits.ancrage(QuartierPage))
