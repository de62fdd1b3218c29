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

    @classmethod
    def de_l_ensemble(cls, reponses) -> "Connu":
        """Answer for a whole: no as soon as one part is not, unknown as soon as one was not checked, or without any."""
        reponses = set(reponses)
        return next((r for r in (cls.NON, cls.INCONNU) if r in reponses), cls.OUI if reponses else cls.INCONNU)


SANS_MARCHE = {Connu.OUI: True, Connu.NON: False}
"""What a card says of step-free access: nothing where it was not checked."""


class Precision(models.TextChoices):
    """How sure a position is."""

    RELEVEE = "relevee", _("Relevée sur place ou publiée")
    ADRESSE = "adresse", _("À l’adresse")
    LIEU = "lieu", _("Au lieu dit")
    APPROCHEE = "approchee", _("Approchée")


class FondDeCarte(models.TextChoices):
    """Whose tiles a city's map asks for after a click. The values are those of `socle.carte.fonds`."""

    AUCUN = "aucun", _("Aucun : la carte ne demande rien à personne")
    IGN = "ign", _("Plan IGN (Géoplateforme)")
    OSM = "osm", _("OpenStreetMap")
    AUTRE = "autre", _("Une autre adresse, écrite ci-dessous")


class LicenceDesDonnees(models.TextChoices):
    """What anybody may do with a city's open data. The values are the identifiers of SPDX (https://spdx.org/licenses/)."""

    AUCUNE = "", _("Aucune : tous droits réservés")
    LICENCE_OUVERTE = "etalab-2.0", _("Licence Ouverte 2.0 (Etalab)")
    ODBL = "ODbL-1.0", _("Open Database License 1.0 (ODbL)")
    CC_BY = "CC-BY-4.0", _("Creative Commons BY 4.0")
    CC_BY_SA = "CC-BY-SA-4.0", _("Creative Commons BY-SA 4.0")
    CC0 = "CC0-1.0", _("CC0 — domaine public volontaire")


TEXTES_DES_LICENCES = {
    LicenceDesDonnees.LICENCE_OUVERTE: "https://www.etalab.gouv.fr/licence-ouverte-open-licence/",
    LicenceDesDonnees.ODBL: "https://opendatacommons.org/licenses/odbl/1-0/",
    LicenceDesDonnees.CC_BY: "https://creativecommons.org/licenses/by/4.0/",
    LicenceDesDonnees.CC_BY_SA: "https://creativecommons.org/licenses/by-sa/4.0/",
    LicenceDesDonnees.CC0: "https://creativecommons.org/publicdomain/zero/1.0/",
}
"""Where each licence is read, at who wrote it."""
