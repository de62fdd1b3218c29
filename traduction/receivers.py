"""The last walls, whatever the door: what is stored of a translation is clean, and leads nowhere dangerous."""

import json
import re

from django.core.exceptions import ValidationError
from django.db.models.signals import pre_save
from django.utils.translation import gettext as _

from traduction.rules import adresse_permise, nettoyer, sans_invisibles

LONGUEUR_D_UN_TITRE = 255
_DANGEREUSE = re.compile(r"^[^a-z0-9]*(javascript|vbscript|data)[\W_]*:|^\s*(//|\\\\|/\\)", re.IGNORECASE)


def ecouter():
    """Connect every receiver; called once, when the app is ready."""
    pre_save.connect(nettoyer_un_texte, sender="wagtail_localize.StringTranslation", dispatch_uid="traduction.nettoyer")
    pre_save.connect(
        verifier_un_remplacement, sender="wagtail_localize.SegmentOverride", dispatch_uid="traduction.remplacement"
    )


def nettoyer_un_texte(instance, **_options):
    instance.data = nettoyer(instance.data)
    # wagtail-localize writes the title to the page before anything validates it.
    if len(instance.data) > LONGUEUR_D_UN_TITRE and instance.context and instance.context.path == "title":
        raise ValidationError(_("Un titre a %(nombre)s signes au plus.") % {"nombre": LONGUEUR_D_UN_TITRE})


def verifier_un_remplacement(instance, **_options):
    valeur = json.loads(instance.data_json)
    if not isinstance(valeur, str):
        return
    d_un_lien = instance.context is not None and instance.context.path.endswith("'")
    if _DANGEREUSE.search(sans_invisibles(valeur)) or (d_un_lien and not adresse_permise(valeur)):
        raise ValidationError(_("Cette adresse n’est pas permise : %(adresse)s") % {"adresse": valeur})
