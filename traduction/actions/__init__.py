"""Verbs that write translations, as a translator would: through wagtail-localize's own tables."""

from traduction.actions.traduire import TexteSansTraduction, TraductionImpossible, a_traduire, traduire

__all__ = ["TexteSansTraduction", "TraductionImpossible", "a_traduire", "traduire"]
