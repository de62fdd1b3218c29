"""What a story points to, in its blocks and its rich texts."""

import re

from wagtail import blocks
from wagtail.fields import RichTextField, StreamField

_LIEN_VERS_UNE_PAGE = re.compile(r'<a\b[^>]*\blinktype="page"[^>]*>')
_IDENTIFIANT = re.compile(r'\bid="([0-9]{1,18})"')
"""No longer than what a database takes for a number."""


def pages_citees(*valeurs) -> set[int]:
    """Return the ids of the pages that these field values (StreamFields, rich texts) point to.

    Reads the stored form: nothing is asked of the database, whatever the number of blocks.
    """
    return {pk for valeur in valeurs for pk in _citations(valeur)}


def media_cites(valeur) -> set[tuple]:
    """Return what the blocks of a StreamField show of the library: (type, id) of each picture, sound or document."""
    return {
        (bloc.target_model, int(brut))
        for bloc, brut in _feuilles(valeur.stream_block, valeur.raw_data)
        if brut and isinstance(bloc, blocks.ChooserBlock) and hasattr(bloc.target_model, "collection")
    }


def _citations(valeur):
    if not isinstance(valeur, blocks.StreamValue):
        yield from _liens(valeur)
        return
    for bloc, brut in _feuilles(valeur.stream_block, valeur.raw_data):
        if isinstance(bloc, blocks.PageChooserBlock):
            yield int(brut)
        elif isinstance(bloc, blocks.RichTextBlock):
            yield from _liens(brut)


def _liens(html):
    for balise in _LIEN_VERS_UNE_PAGE.findall(str(html or "")):
        yield from map(int, _IDENTIFIANT.findall(balise))


def _feuilles(bloc, brut):
    """Yield each block that holds no other, with what is stored of it."""
    if brut is None:
        return
    if isinstance(bloc, blocks.StreamBlock):
        for element in brut:
            if element["type"] in bloc.child_blocks:
                yield from _feuilles(bloc.child_blocks[element["type"]], element["value"])
    elif isinstance(bloc, blocks.ListBlock):
        for element in brut:
            # Lists stored before Wagtail gave their items an id hold bare values.
            suivi = isinstance(element, dict) and element.get("type") == "item"
            yield from _feuilles(bloc.child_block, element["value"] if suivi else element)
    elif isinstance(bloc, blocks.StructBlock):
        for nom, enfant in bloc.child_blocks.items():
            yield from _feuilles(enfant, brut.get(nom))
    else:
        yield bloc, brut


def champs_qui_citent(modele) -> list[str]:
    """Return the names of a page type's fields in which a story may point to another."""
    return [champ.name for champ in modele._meta.get_fields() if isinstance(champ, (StreamField, RichTextField))]
