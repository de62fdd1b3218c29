"""Registers oeuvres."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OeuvresConfig(AppConfig):
    name = "oeuvres"
    verbose_name = _("Œuvres")

    def ready(self):
        from lieux.models import LieuPage
        from oeuvres import fiches, views
        from oeuvres.audits import artistes_de_la_ville
        from oeuvres.donnees_liees import decrire_les_artistes, decrire_une_oeuvre
        from oeuvres.models import ArtistesPage, OeuvrePage
        from quartiers.models import QuartierPage
        from quartiers.views import OEUVRES
        from recit import audits
        from recit.models import PromessePage
        from recit.views import FIL
        from socle import registres
        from socle.registres import Complement
        from socle.vignettes import PROCHES

        registres.references.ajouter("oeuvres.OeuvrePage")
        registres.montrer(OeuvrePage, views.montrer_une_oeuvre)
        registres.montrer(ArtistesPage, views.montrer_les_artistes)
        registres.complements.ajouter(
            QuartierPage, Complement(OEUVRES, views.oeuvres_du_quartier, "oeuvres/_du_quartier.html")
        )
        registres.complements.ajouter(PromessePage, Complement(FIL, views.etapes_d_une_promesse))
        registres.complements.ajouter(LieuPage, Complement(PROCHES, views.oeuvres_proches))
        registres.fiches.ajouter(OeuvrePage, fiches.fiches_des_oeuvres, "oeuvre", fiches.OEUVRES)
        registres.fiches.ajouter(ArtistesPage, fiches.fiches_des_index, "artistes", fiches.INDEX_DES_ARTISTES)
        registres.donnees_liees.ajouter(OeuvrePage, decrire_une_oeuvre)
        registres.donnees_liees.ajouter(ArtistesPage, decrire_les_artistes)
        registres.audits.ajouter(audits.recit_derive(OeuvrePage))
        registres.audits.ajouter(audits.ancrage(OeuvrePage))
        registres.audits.ajouter(artistes_de_la_ville)
