"""What visitors read of neighbourhoods, what other pages show of them, and the desk's report."""

from quartiers.views.pages import (
    LIEUX,
    OEUVRES,
    cles_des_quartiers,
    contours_autour,
    etapes_d_une_promesse,
    fond_de_carte,
    lieu_du_quartier,
    liste_des_quartiers,
    montrer_un_quartier,
    quartiers_d_un_recit,
    quartiers_de_la_ville,
    quartiers_du_recit,
    recit_de_la_ville,
    recit_du_lecteur,
)

__all__ = [
    "LIEUX",
    "OEUVRES",
    "cles_des_quartiers",
    "contours_autour",
    "etapes_d_une_promesse",
    "fond_de_carte",
    "lieu_du_quartier",
    "liste_des_quartiers",
    "montrer_un_quartier",
    "quartiers_d_un_recit",
    "quartiers_de_la_ville",
    "quartiers_du_recit",
    "recit_de_la_ville",
    "recit_du_lecteur",
]
