"""QuerySets of places that read as phrases."""

from recit.queries import SousRecitManager, SousRecitQuerySet
from socle.queries import AvecPositionQuerySet


class LieuQuerySet(AvecPositionQuerySet, SousRecitQuerySet):
    """The phrases of all stories, and of all that has a position."""


LieuManager = SousRecitManager.from_queryset(LieuQuerySet)
