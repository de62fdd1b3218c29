"""Closed lists shared by all stories."""

from enum import IntEnum

from django.db import models
from django.utils.translation import gettext_lazy as _


class Niveau(IntEnum):
    """How far a story is on its way, and so how much is asked of it.

    A requirement of level RELECTURE is a warning at review; one of level
    PUBLICATION refuses to publish. A draft may lack everything but its title.
    """

    BROUILLON = 0
    RELECTURE = 1
    PUBLICATION = 2


class Public(models.TextChoices):
    """For whom a story is told (step five of the method)."""

    HABITANTS = "habitants", _("Celles et ceux qui habitent ici")
    NOUVEAUX_ARRIVANTS = "nouveaux_arrivants", _("Celles et ceux qui s’installent")
    VISITEURS = "visiteurs", _("Celles et ceux qui visitent")
    FAMILLES = "familles", _("Les familles")
    SCOLAIRES = "scolaires", _("Les classes et leurs enseignants")
    ENTREPRISES = "entreprises", _("Celles et ceux qui travaillent et entreprennent")


class Connu(models.TextChoices):
    """An answer about access: not knowing is an answer too."""

    OUI = "oui", _("Oui")
    NON = "non", _("Non")
    INCONNU = "inconnu", _("Non vérifié")


class Precision(models.TextChoices):
    """How sure a position is."""

    RELEVEE = "relevee", _("Relevée sur place ou publiée")
    ADRESSE = "adresse", _("À l’adresse")
    LIEU = "lieu", _("Au lieu dit")
    APPROCHEE = "approchee", _("Approchée")
