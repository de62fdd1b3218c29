"""Verbs that write translations, through wagtail-localize's own tables; and transcriptions of sounds, through ours."""

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
from traduction.actions.transcrire import EcriteEntreTemps, approuver, proposer, renvoyer

__all__ = [
    "EcriteEntreTemps",
    "TexteSansTraduction",
    "TraductionImpossible",
    "a_traduire",
    "approuver",
    "commander",
    "composer",
    "demander_la_relecture",
    "proposer",
    "publier",
    "remplacer_par_un_alias",
    "renvoyer",
    "traduire",
]
