"""Forgets counts in time."""

from datetime import date

from mesure.models import Passage
from mesure.rules.durees import garde_depuis


def oublier_les_passages(aujourd_hui: date) -> int:
    """Delete what was counted more than 25 months ago; return how many lines went."""
    supprimees, _detail = Passage.objects.filter(jour__lt=garde_depuis(aujourd_hui)).delete()
    return supprimees
