"""The circuit breaker of the cluster: one that failed is left alone, then tried by one visitor at a time."""

import logging
import time

from django.conf import settings
from django.core.cache import cache

journal = logging.getLogger(__name__)

COUPE = "recherche-coupee"
"""Until when the cluster is left alone, in seconds since the epoch; not there while it answers."""

ESSAI = "recherche-essai"
"""There while somebody tries whether it answers again: the others do not wait for it."""


def laisse_passer() -> bool:
    """Tell whether the cluster may be asked now."""
    fin = cache.get(COUPE)
    if fin is None:
        return True
    return time.time() >= fin and cache.add(ESSAI, True, settings.RECHERCHE_BUDGET + 1)


def est_coupe() -> bool:
    return cache.get(COUPE) is not None


def couper(raison):
    """Leave the cluster alone for a while: it failed, or refuses what changed."""
    journal.warning("The cluster is left alone for %s s: %s", settings.RECHERCHE_COUPURE, raison)
    cache.set(COUPE, time.time() + settings.RECHERCHE_COUPURE, None)
    cache.delete(ESSAI)


def retablir():
    """The cluster answers."""
    cache.delete_many([COUPE, ESSAI])
