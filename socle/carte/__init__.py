"""The city's map as facts to draw: places, projected onto a sheet, simplified, named without overlap.

Pure: no Django, no database. The template tag `carte` draws what `dessiner` returns.

A page gives `Lieu`s; `cadre` tells what the sheet shows: `"ville"` all of them,
`"quartier"` those marked `ici` and what surrounds them.
"""

from socle.carte.dessin import dessiner
from socle.carte.feuille import LARGEUR, anneaux, cadrer, simplifier
from socle.carte.fonds import FONDS, Fond, est_une_adresse_de_tuiles
from socle.carte.lieux import ARRETS, QUARTIER, VILLE, Lieu, arrondir

__all__ = [
    "ARRETS",
    "FONDS",
    "LARGEUR",
    "QUARTIER",
    "VILLE",
    "Fond",
    "Lieu",
    "anneaux",
    "arrondir",
    "cadrer",
    "dessiner",
    "est_une_adresse_de_tuiles",
    "simplifier",
]
