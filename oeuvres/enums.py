"""Closed lists of artworks."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Genre(models.TextChoices):
    """What kind of work one will find."""

    SCULPTURE = "sculpture", _("Sculpture")
    INSTALLATION = "installation", _("Installation")
    ARCHITECTURE = "architecture", _("Architecture")
    PEINTURE = "peinture", _("Peinture")
    LUMIERE = "lumiere", _("Lumière")
    SON = "son", _("Œuvre sonore")
    JARDIN = "jardin", _("Jardin")
    JEU = "jeu", _("Terrain de jeu")
    FILM = "film", _("Film, projection")
    AUTRE = "autre", _("Autre")


class Statut(models.TextChoices):
    """Whether the work is there to be seen."""

    PERMANENTE = "permanente", _("Permanente")
    TEMPORAIRE = "temporaire", _("Temporaire")
    EN_RESTAURATION = "en_restauration", _("En restauration")
    DEPOSEE = "deposee", _("Déposée")
    DISPARUE = "disparue", _("Disparue")
