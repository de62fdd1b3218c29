"""What is stored of every story: the page they derive from, what some of them have in common, what a city sets."""

from socle.models.mixins import AvecAcces, AvecAdresse, AvecPosition, panneau_d_acces, panneaux_de_position
from socle.models.page import PageSocle, PublicationRefusee
from socle.models.reglages import DUREE_DES_REGLAGES, ReglagesCarte, ReglagesDonnees, ReglagesGardes

__all__ = [
    "DUREE_DES_REGLAGES",
    "AvecAcces",
    "AvecAdresse",
    "AvecPosition",
    "PageSocle",
    "PublicationRefusee",
    "ReglagesCarte",
    "ReglagesDonnees",
    "ReglagesGardes",
    "panneau_d_acces",
    "panneaux_de_position",
]
