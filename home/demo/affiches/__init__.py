"""The demo city's posters, drawn by code as SVG: one series, crossed by one green line.

Each poster is flat shapes cut from a few colours; what they show comes from the story (`motifs`), how they are
arranged from its id (`graine`), in its quartier's two colours (`palette`). The line enters and leaves every poster at
the same height (`ligne`), so that posters set side by side without a gap join up. No words in the pictures.

Nothing here knows Django: ids in, text out.
"""

from .composition import affiche_lieu, affiche_oeuvre, affiche_quartier, dit_de_l_oeuvre
from .palette import Couleurs, couleurs_de

__all__ = ["Couleurs", "affiche_lieu", "affiche_oeuvre", "affiche_quartier", "couleurs_de", "dit_de_l_oeuvre"]
