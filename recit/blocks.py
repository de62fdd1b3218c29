"""Blocks of the narrative."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from recit.enums import Qualite


class QualiteBlock(blocks.StructBlock):
    """One quality that a positioning claims, and why it may."""

    qualite = blocks.ChoiceBlock(label=_("qualité"), choices=Qualite.choices)
    nom = blocks.CharBlock(
        label=_("son nom"), help_text=_("Si c’est une autre qualité."), required=False, max_length=60
    )
    pourquoi = blocks.TextBlock(label=_("pourquoi"), max_length=600)

    class Meta:
        label = _("Qualité")
        icon = "tick"

    def clean(self, valeur):
        valeur = super().clean(valeur)
        if valeur["qualite"] == Qualite.AUTRE and not valeur["nom"]:
            raise blocks.StructBlockValidationError({"nom": ValidationError(_("Nommez cette qualité."))})
        return valeur


class QualitesBlock(blocks.StreamBlock):
    """The qualities a positioning claims."""

    qualite = QualiteBlock()

    class Meta:
        max_num = 8
