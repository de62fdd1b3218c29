"""How components are drawn: once a process from frozen facts alone, since the same facts make the same HTML."""

import json
from collections.abc import Callable
from functools import lru_cache, wraps

from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import get_current_timezone_name
from django.utils.translation import get_language

HORS_DU_SCRIPT = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}
"""What could close a script or open another, written so that JSON reads the same."""


def dessine_une_fois(au_plus: int) -> Callable:
    """Keep the last `au_plus` answers of a function that draws.

    Nothing kept can be late: all that is drawn is in the arguments, with the language and the time zone that words and
    hours are said in. They must be hashable (frozen facts, no page, no picture): those that are not are refused.
    """

    def garder(dessiner):
        @lru_cache(maxsize=au_plus)
        def dessine(_langue, _fuseau, *faits):
            return dessiner(*faits)

        @wraps(dessiner)
        def demande(*faits):
            return dessine(get_language(), get_current_timezone_name(), *faits)

        return demande

    return garder


def en_script(donnees: dict) -> SafeString:
    """Return JSON that nothing in it can break out of a script."""
    return mark_safe(json.dumps(donnees, ensure_ascii=False, separators=(",", ":")).translate(HORS_DU_SCRIPT))
