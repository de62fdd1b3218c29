"""What visitors read of routes: the list, a route and its stops, what stories say of the routes, what one takes away."""

from parcours.views.codes import arret_au_code
from parcours.views.pages import (
    montrer_la_liste,
    montrer_un_parcours,
    parcours_de_la_ville,
)
from parcours.views.passes import parcours_d_une_histoire

__all__ = [
    "arret_au_code",
    "montrer_la_liste",
    "montrer_un_parcours",
    "parcours_d_une_histoire",
    "parcours_de_la_ville",
]
