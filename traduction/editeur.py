"""What the editor of translations shows of an object: without what nobody translates, its children by their rank.

And the words that it has in English only, in the language of whoever translates.
"""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from modelcluster.models import get_all_child_relations
from rest_framework import serializers
from wagtail_localize.views.edit_translation import StringTranslationSerializer

from socle.mots import nom_de_langue

VILLE = "site"
"""Which city something is of: the editor shows its number, and nobody changes it for one language."""


def segments_a_montrer(segments: list[dict], source) -> list[dict]:
    """Return the editor's segments without the city's; « Étape » becomes « Étape 3 » in the order of the source."""
    rangs = _rangs_des_enfants(source, {segment["contentPath"].split(".")[0] for segment in segments})
    montres = []
    for segment in segments:
        if segment["contentPath"] == VILLE:
            continue
        if rang := rangs.get(segment["location"]["blockId"]):
            segment["location"]["field"] = rang
        montres.append(segment)
    return montres


def _rangs_des_enfants(source, champs: set[str]) -> dict[str, str]:
    """Return the name of each child that is translated, by its key."""
    noms = {}
    for relation in get_all_child_relations(type(source)):
        accesseur = relation.get_accessor_name()
        if accesseur in champs:
            genre = capfirst(relation.related_model._meta.verbose_name)
            for rang, enfant in enumerate(getattr(source, accesseur).all(), 1):
                noms[str(enfant.translation_key)] = f"{genre} {rang}"
    return noms


class TexteTraduit(StringTranslationSerializer):
    """A text as the editor reads it; wagtail-localize names months in English whatever the language."""

    comment = serializers.SerializerMethodField("get_quand")

    def get_quand(self, texte) -> str:
        return quand(texte)


def quand(texte) -> str:
    """Say when a text was translated, and with what."""
    jour = date_format(timezone.localtime(texte.updated_at), "j F Y")
    if texte.tool_name:
        return _("Traduit avec %(outil)s le %(jour)s") % {"outil": texte.tool_name, "jour": jour}
    return _("Traduit le %(jour)s") % {"jour": jour}


def mots_en_anglais_seulement(donnees: dict) -> dict[str, str]:
    """Return, by what the editor's script writes without asking its catalogue, what it is to write.

    `donnees` are the editor's, where languages already have the names that a reader gives them.
    """
    source, cible = donnees["sourceLocale"]["displayName"], donnees["locale"]["displayName"]
    return {
        "More actions": _("Plus d’actions"),
        f"{source} to {cible} translation": _("Traduction : %(source)s → %(cible)s")
        % {"source": source, "cible": cible},
    }


def nommer_les_langues(donnees: dict):
    """Give the languages of the editor's data the names that they have within a sentence of the reader's language."""
    for langue in (donnees["sourceLocale"], donnees["locale"]):
        langue["displayName"] = nom_de_langue(langue["code"])
