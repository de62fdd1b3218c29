"""Closed lists of places."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Genre(models.TextChoices):
    """What kind of place one will find."""

    MONUMENT = "monument", _("Monument")
    JARDIN = "jardin", _("Jardin, parc")
    POINT_DE_VUE = "point-de-vue", _("Point de vue")
    EQUIPEMENT = "equipement", _("Musée, salle, bibliothèque")
    PLACE = "place", _("Place, rue")
    QUAI = "quai", _("Quai, pont")
    TRANSPORT = "transport", _("Gare, embarcadère")
    COMMERCE = "commerce", _("Café, marché, commerce")
    AUTRE = "autre", _("Autre")
