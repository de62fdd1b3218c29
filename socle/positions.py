"""What is asked of a position before publication. While one writes, half of it is kept as it is."""

from django.utils.translation import gettext_lazy as _

from socle.exigences import Exigence

COORDONNEES = ("latitude", "longitude")


def _est_dite(champ: str):
    """Tell, of a page, whether this coordinate is there, or no other asks for it."""
    return lambda page: getattr(page, champ) is not None or all(getattr(page, c) is None for c in COORDONNEES)


POSITION_ENTIERE = tuple(
    Exigence(champ, _("Une position a une latitude et une longitude."), _est_dite(champ)) for champ in COORDONNEES
)
