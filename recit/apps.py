"""Registers recit."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RecitConfig(AppConfig):
    name = "recit"
    verbose_name = _("Récit")

    def ready(self):
        from recit import audits, fiches, receivers, views
        from recit.exigences import CITE_SA_VILLE
        from recit.models import PositionnementPage, PromessePage, RecitPage
        from socle import registres
        from socle.models import PageSocle

        receivers.ecouter()
        registres.references.ajouter("recit.RecitPage", "recit.PromessePage")
        registres.montrer(RecitPage, views.montrer_le_recit)
        registres.montrer(PromessePage, views.montrer_une_promesse)
        registres.montrer(PositionnementPage, views.montrer_un_positionnement)
        registres.exigences.ajouter(PageSocle, CITE_SA_VILLE)
        registres.fiches.ajouter(RecitPage, fiches.fiches_des_recits, "recit", fiches.LE_RECIT)
        registres.fiches.ajouter(PromessePage, fiches.fiches_des_promesses, "promesse", fiches.PROMESSES)
        registres.fiches.ajouter(
            PositionnementPage, fiches.fiches_des_positionnements, "positionnement", fiches.LE_POSITIONNEMENT
        )
        for controle in (
            audits.recit_derive(PositionnementPage),
            audits.recit_derive(PromessePage),
            audits.promesses_reprises,
            audits.un_seul_recit_en_ligne,
            audits.langues,
            audits.alias_d_une_autre_langue,
            audits.rangement,
            audits.racines_des_sites,
            audits.codes,
            audits.citations,
        ):
            registres.audits.ajouter(controle)
