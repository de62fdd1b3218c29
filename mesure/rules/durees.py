"""How long counts are kept."""

from calendar import monthrange
from datetime import date

MOIS_GARDES = 25
"""What the CNIL's guidelines of 17 September 2020 allow for audience measurement that asks no consent."""


def garde_depuis(aujourd_hui: date, mois: int = MOIS_GARDES) -> date:
    """Return the first day that is still kept: the same day of the month, `mois` months ago."""
    annee, rang = divmod(aujourd_hui.year * 12 + aujourd_hui.month - 1 - mois, 12)
    return date(annee, rang + 1, min(aujourd_hui.day, monthrange(annee, rang + 1)[1]))
