"""Registers lieux."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LieuxConfig(AppConfig):
    name = "lieux"
    verbose_name = _("Lieux")

    def ready(self):
        from lieux import fiches, views
        from lieux.donnees_liees import decrire_un_lieu
        from lieux.models import LieuPage
        from quartiers.models import QuartierPage
        from quartiers.views import LIEUX
        from recit import audits
        from recit.models import PromessePage
        from recit.views import FIL
        from socle import registres
        from socle.registres import Complement

        registres.references.ajouter("lieux.LieuPage")
        registres.montrer(LieuPage, views.montrer_un_lieu)
        registres.complements.ajouter(
            QuartierPage, Complement(LIEUX, views.lieux_du_quartier, "lieux/_du_quartier.html")
        )
        registres.complements.ajouter(PromessePage, Complement(FIL, views.etapes_d_une_promesse))
        registres.fiches.ajouter(LieuPage, fiches.fiches_des_lieux, "lieu", fiches.LIEUX)
        registres.donnees_liees.ajouter(LieuPage, decrire_un_lieu)
        registres.audits.ajouter(audits.recit_derive(LieuPage))
        registres.audits.ajouter(audits.ancrage(LieuPage))
