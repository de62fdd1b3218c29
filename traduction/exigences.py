"""What is asked of a translated page before it goes on line: no text of the source left in it."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.fields import RichTextField, StreamField
from wagtail_localize.fields import get_translatable_fields
from wagtail_localize.strings import extract_strings

from socle.exigences import Exigence
from traduction.queries import ADRESSE, langues_d_arrivee, lire_les_textes, textes_et_traductions
from traduction.rules import ecrire_en_clair, lire_en_clair

MONTRES = 12
"""How many texts a refusal quotes before it only counts the rest."""


def ce_qui_reste(page) -> list[str]:
    """Return the source texts that publishing `page` as it stands in memory would show, in reading order.

    Nothing remains on a page written in its own language, nor on one already on line
    with these very texts: it stays as the public sees it, whatever its source became.
    """
    if page.locale_id not in langues_d_arrivee():
        return []
    lignes = [ligne for ligne in textes_et_traductions(page.translation_key, page.locale_id) if ligne[0] != ADRESSE]
    reste = [texte for _chemin, texte, traduit in lignes if not traduit]
    if page.live and lignes:
        # The draft may be older than the translations: then it still holds the source.
        presents = textes_de(page)
        reste += [
            texte
            for _chemin, texte, traduit in lignes
            if traduit and traduit != texte and texte in presents and traduit not in presents
        ]
        if reste and _deja_en_ligne(page, presents):
            return []
    return reste


def _deja_en_ligne(page, presents) -> bool:
    en_ligne = type(page).objects.filter(pk=page.pk, live=True).first()
    return en_ligne is not None and textes_de(en_ligne) == presents


def textes_de(page) -> frozenset[str]:
    """Return all texts of a page, written as wagtail-localize writes them; asks the database nothing."""
    textes = set()
    for traduisible in get_translatable_fields(type(page)):
        champ = traduisible.get_field(type(page))
        if not traduisible.is_translated(page) or not hasattr(champ, "value_from_object"):
            continue
        valeur = champ.value_from_object(page)
        if isinstance(champ, StreamField):
            valeur = champ.stream_block.get_prep_value(valeur)
        textes |= _textes_dans(valeur, riche=isinstance(champ, RichTextField))
    return frozenset(textes)


def _textes_dans(valeur, riche=False) -> set[str]:
    if isinstance(valeur, str):
        textes = {ecrire_en_clair(valeur)}
        if riche or "<" in valeur:
            textes |= {chaine.data for chaine, _attributs in extract_strings(valeur)[1]}
        return textes
    if isinstance(valeur, dict):
        valeur = [v for cle, v in valeur.items() if cle not in ("id", "type")]
    if isinstance(valeur, (list, tuple)):
        return {texte for element in valeur for texte in _textes_dans(element)}
    return set()


def liste(textes: list[str]) -> str:
    """Say which texts remain: the first dozen in quotes, the number of the others."""
    cites = " ; ".join(_("« %(titre)s »") % {"titre": lire_en_clair(texte)[:80]} for texte in textes[:MONTRES])
    autres = len(textes) - MONTRES
    if autres > 0:
        cites += " " + ngettext("et %(n)s autre", "et %(n)s autres", autres) % {"n": autres}
    return cites


def _dire(page) -> str:
    return _("Reste à traduire, ou à reprendre depuis la traduction : %(textes)s.") % {
        "textes": liste(ce_qui_reste(page))
    }


TRADUCTION_COMPLETE = Exigence("title", _dire, lambda page: not ce_qui_reste(page), lire_en_lot=lire_les_textes)
