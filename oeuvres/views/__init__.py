"""What visitors read of works: a page, what other pages show of them, the list, the index of artists."""

from oeuvres.views.artistes import montrer_les_artistes
from oeuvres.views.dessous import etapes_d_une_promesse, oeuvres_du_quartier
from oeuvres.views.liste import liste_des_oeuvres
from oeuvres.views.oeuvre import montrer_une_oeuvre, oeuvres_proches
from oeuvres.views.vignettes import pour_une_liste, vignettes

__all__ = [
    "etapes_d_une_promesse",
    "liste_des_oeuvres",
    "montrer_les_artistes",
    "montrer_une_oeuvre",
    "oeuvres_du_quartier",
    "oeuvres_proches",
    "pour_une_liste",
    "vignettes",
]
