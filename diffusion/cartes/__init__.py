"""The picture that a shared link shows: drawn from the page's own words, 1200 × 630, the painted line across it."""

from diffusion.cartes.carte import Carte, carte_de
from diffusion.cartes.rangement import TropDeDessins, jeter, lire_ou_dessiner, ranger

__all__ = ["Carte", "TropDeDessins", "carte_de", "jeter", "lire_ou_dessiner", "ranger"]
