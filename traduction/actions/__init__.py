"""Verbs that write translations, through wagtail-localize's own tables."""

from traduction.actions.commander import commander, remplacer_par_un_alias
from traduction.actions.traduire import (
    TexteSansTraduction,
    TraductionImpossible,
    a_traduire,
    composer,
    demander_la_relecture,
    publier,
    traduire,
)

__all__ = [
    "TexteSansTraduction",
    "TraductionImpossible",
    "a_traduire",
    "commander",
    "composer",
    "demander_la_relecture",
    "publier",
    "remplacer_par_un_alias",
    "traduire",
]
