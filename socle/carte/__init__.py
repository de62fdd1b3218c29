"""The city's map as facts to draw: places, projected onto a sheet, simplified, named without overlap.

Pure: no Django, no database. The template tag `carte` draws what `dessiner` returns.

A page gives `Lieu`s; `cadre` tells what the sheet shows: `"ville"` all of them,
`"quartier"` those marked `ici` and what surrounds them.
"""

from socle.carte.dessin import dessiner
from socle.carte.feuille import LARGEUR, anneaux, cadrer, simplifier
from socle.carte.lieux import QUARTIER, VILLE, Lieu, arrondir

__all__ = ["LARGEUR", "QUARTIER", "VILLE", "Lieu", "anneaux", "arrondir", "cadrer", "dessiner", "simplifier"]
