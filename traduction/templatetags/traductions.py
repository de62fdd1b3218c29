"""What the editor of a translation shows, and the second wall before the public."""

import json

from django import template
from django.utils.safestring import mark_safe
from wagtail.models import Page

from traduction.droits import est_verrouille, peut_commander
from traduction.editeur import mots_en_anglais_seulement, nommer_les_langues, quand, segments_a_montrer
from traduction.queries import textes_et_traductions, textes_par_segment
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
    donnees["segments"] = segments_a_montrer(donnees["segments"], traduction.source.get_source_instance())
    if isinstance(objet, Page):
        donnees["perms"]["canDelete"] = objet.permissions_for_user(utilisateur).can_delete()
    donnees["object"]["isLocked"] = est_verrouille(utilisateur, objet)
    nommer_les_langues(donnees)
    ecrits = textes_par_segment(traduction)
    for texte in donnees["initialStringTranslations"]:
        texte["comment"] = quand(ecrits[texte["segment_id"]]) if texte["segment_id"] in ecrits else ""
    context["props"] = json.dumps(donnees)
    lignes = [
        traduit
        for chemin, _texte, traduit in textes_et_traductions(traduction.source.object_id, traduction.target_locale_id)
        if chemin != "slug"
    ]
    relecture = objet.current_workflow_state if isinstance(objet, Page) else None
    return {
        "mots": mots_en_anglais_seulement(donnees),
        "textes": len(lignes),
        "traduits": len([traduit for traduit in lignes if traduit]),
        "commande": commande,
        "en_relecture": bool(relecture and relecture.status == relecture.STATUS_IN_PROGRESS),
        "peut_demander": isinstance(objet, Page)
        and objet.permissions_for_user(utilisateur).can_submit_for_moderation()
        and objet.has_workflow,
    }
