"""Registers quartiers."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class QuartiersConfig(AppConfig):
    name = "quartiers"
    verbose_name = _("Quartiers")

    def ready(self):
        from quartiers import views
        from quartiers.models import QuartierPage
        from recit import audits
        from recit.models import PromessePage, RecitPage
        from recit.views import FIL
        from socle import registres
        from socle.models import AvecPosition
        from socle.panels import FOND_DE_CARTE
        from socle.registres import Complement

        registres.references.ajouter("quartiers.QuartierPage")
        registres.montrer(QuartierPage, views.montrer_un_quartier)
        registres.complements.ajouter(
            RecitPage, Complement("quartiers", views.quartiers_d_un_recit, "quartiers/_du_recit.html")
        )
        registres.complements.ajouter(PromessePage, Complement(FIL, views.etapes_d_une_promesse))
        registres.complements.ajouter(AvecPosition, Complement(FOND_DE_CARTE, views.fond_de_carte))
        registres.audits.ajouter(audits.recit_derive(QuartierPage))
        registres.audits.ajouter(audits.ancrage(QuartierPage))
