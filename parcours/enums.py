"""Closed lists of routes."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Couleur(models.IntegerChoices):
    """The colour of a route: the painted line's, or one of the hues of promises, checked in both themes."""

    LIGNE = 0, _("vert de la ligne")
    BRIQUE = 1, _("brique")
    FLEUVE = 2, _("fleuve")
    PRUNE = 3, _("prune")
    OCRE = 4, _("ocre")
    CANARD = 5, _("canard")


class Saison(models.TextChoices):
    PRINTEMPS = "printemps", _("Printemps")
    ETE = "ete", _("Été")
    AUTOMNE = "automne", _("Automne")
    HIVER = "hiver", _("Hiver")


class Sol(models.TextChoices):
    """What one walks on between two stops."""

    INCONNU = "", _("Non vérifié")
    LISSE = "lisse", _("Lisse : asphalte, dalles, bois plein")
    PAVE = "pave", _("Pavés")
    STABILISE = "stabilise", _("Terre ou sable stabilisé")
    MEUBLE = "meuble", _("Herbe, gravier, sable")
    MELE = "mele", _("De plusieurs sortes")


class Pente(models.TextChoices):
    """How the way goes up or down between two stops; 5 % is what French rules allow without a landing."""

    INCONNUE = "", _("Non vérifiée")
    PLATE = "plate", _("À plat")
    DOUCE = "douce", _("Douce, moins de 5 %")
    FORTE = "forte", _("Forte, plus de 5 %")
    MARCHES = "marches", _("Des marches")


PENTES_DITES = {
    Pente.PLATE: _("À plat"),
    Pente.DOUCE: _("pente douce, moins de 5 %"),
    Pente.FORTE: _("pente forte, plus de 5 %"),
}
"""A slope as visitors read it among other facts; steps are said by what answers « sans marche »."""


class Portee(models.TextChoices):
    """What a notice is about."""

    ARRET = "arret", _("l’arrêt")
    TRONCON = "troncon", _("le chemin qui y mène")
