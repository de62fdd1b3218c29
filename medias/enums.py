"""The closed lists of media rights."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Licence(models.TextChoices):
    """What allows a medium to go out. Open licences after data.gouv.fr's list; a contract has an end date."""

    CC0 = "cc0", _("CC0 — domaine public volontaire")
    CC_BY = "cc-by-4.0", _("Creative Commons BY 4.0")
    CC_BY_SA = "cc-by-sa-4.0", _("Creative Commons BY-SA 4.0")
    LICENCE_OUVERTE = "lov2", _("Licence Ouverte 2.0 (Etalab)")
    DOMAINE_PUBLIC = "domaine-public", _("Domaine public")
    CONTRAT = "contrat", _("Contrat ou autorisation, avec une date de fin")
    MAISON = "maison", _("Produit par la collectivité")


class Usage(models.TextChoices):
    """Where a medium may go."""

    SITE = "site", _("Le site")
    IMPRESSION = "impression", _("L’impression")
    DONNEES = "donnees", _("Les données ouvertes")
    HORS_LIGNE = "hors_ligne", _("La lecture hors ligne")


class Consentement(models.TextChoices):
    """Whether people who can be recognised agreed to be shown."""

    SANS_OBJET = "sans_objet", _("Personne n’est reconnaissable")
    OBTENU = "obtenu", _("Accord écrit de toutes les personnes reconnaissables")
    MANQUANT = "manquant", _("Accord manquant")


class Nature(models.TextChoices):
    """What a sound is: one does not listen to them for the same reason."""

    RECIT = "recit", _("Récit")
    ENTRETIEN = "entretien", _("Entretien")
    AUDIODESCRIPTION = "audiodescription", _("Audiodescription")
    AMBIANCE = "ambiance", _("Ambiance sonore")


SANS_PAROLES = ""


def langues_des_sons() -> list[tuple]:
    """Return the languages that a sound may be in: those the site is written in, or none."""
    return [(SANS_PAROLES, _("Sans paroles")), *settings.WAGTAIL_CONTENT_LANGUAGES]


def premiere_langue() -> str:
    return settings.LANGUAGE_CODE
