"""What the editor of a translation shows, and the second wall before the public."""

import json

from django import template
from django.utils.safestring import mark_safe
from wagtail.models import Page

from traduction.droits import est_verrouille, peut_commander, peut_effacer
from traduction.queries import textes_et_traductions
from traduction.rules import nettoyer_une_page

register = template.Library()


@register.filter
def sans_danger(html):
    """Return rich text as it may be shown, whatever was stored."""
    return mark_safe(nettoyer_une_page(str(html)))


@register.simple_tag(takes_context=True)
def preparer_l_editeur(context):
    """Take from the editor's data what this person may not do; return what the banner above it says."""
    traduction, objet, utilisateur = context["translation"], context["instance"], context["request"].user
    donnees = json.loads(context["props"])
    commande = peut_commander(utilisateur, objet)
    if not commande or getattr(objet, "live", False):
        donnees["links"]["convertToAliasUrl"] = None
    donnees["machineTranslator"] = None
    if isinstance(objet, Page):
        donnees["perms"]["canDelete"] = peut_effacer(utilisateur, objet)
    donnees["object"]["isLocked"] = est_verrouille(utilisateur, objet)
    context["props"] = json.dumps(donnees)
    lignes = [
        traduit
        for chemin, _texte, traduit in textes_et_traductions(traduction.source.object_id, traduction.target_locale_id)
        if chemin != "slug"
    ]
    relecture = objet.current_workflow_state if isinstance(objet, Page) else None
    return {
        "textes": len(lignes),
        "traduits": len([traduit for traduit in lignes if traduit]),
        "commande": commande,
        "en_relecture": bool(relecture and relecture.status == relecture.STATUS_IN_PROGRESS),
        "peut_demander": isinstance(objet, Page)
        and objet.permissions_for_user(utilisateur).can_submit_for_moderation()
        and objet.has_workflow,
    }
