"""Registers parcours."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ParcoursConfig(AppConfig):
    name = "parcours"
    verbose_name = _("Parcours")

    def ready(self):
        from lieux.models import LieuPage
        from oeuvres.models import OeuvrePage
        from parcours import fiches, views
        from parcours.audits import etapes_de_la_ville, etapes_sans_lieu
        from parcours.donnees_liees import decrire_un_parcours
        from parcours.livret import dire_s_il_y_a_un_livret
        from parcours.models import ParcoursIndexPage, ParcoursPage
        from quartiers.models import QuartierPage
        from quartiers.views import fond_de_carte
        from socle import registres
        from socle.panels import FOND_DE_CARTE
        from socle.registres import Complement

        registres.references.ajouter("parcours.ParcoursPage")
        registres.montrer(ParcoursPage, views.montrer_un_parcours)
        registres.montrer(ParcoursPage, dire_s_il_y_a_un_livret)
        registres.montrer(ParcoursIndexPage, views.montrer_la_liste)
        for modele in (OeuvrePage, LieuPage, QuartierPage):
            registres.complements.ajouter(
                modele, Complement("parcours", views.parcours_d_une_histoire, "parcours/_dans_ces_parcours.html")
            )
        registres.complements.ajouter(ParcoursPage, Complement(FOND_DE_CARTE, fond_de_carte))
        registres.fiches.ajouter(ParcoursPage, fiches.fiches_des_parcours, "parcours", fiches.PARCOURS)
        registres.fiches.ajouter(ParcoursIndexPage, fiches.fiches_des_listes, "listes", fiches.LISTES)
        registres.codes.ajouter(views.arret_au_code)
        registres.donnees_liees.ajouter(ParcoursPage, decrire_un_parcours)
        registres.audits.ajouter(etapes_de_la_ville)
        registres.audits.ajouter(etapes_sans_lieu)
