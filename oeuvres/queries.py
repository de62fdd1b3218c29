"""QuerySets of artworks that read as phrases."""

from datetime import date

from django.db.models import Q

from oeuvres.enums import Statut
from recit.queries import SousRecitManager, SousRecitQuerySet
from socle.queries import AvecPositionQuerySet


def _passee(jour: date) -> Q:
    """The same rule as `presence_temporaire(...).passee(jour)`, for the database."""
    return Q(statut__in=[Statut.DISPARUE, Statut.DEPOSEE]) | Q(statut=Statut.TEMPORAIRE) & (
        Q(fin__lt=jour)
        | Q(fin__isnull=True, debut__isnull=False, debut__year__lt=jour.year)
        | Q(fin__isnull=True, debut__isnull=True, annee__lt=jour.year)
    )


class OeuvreQuerySet(AvecPositionQuerySet, SousRecitQuerySet):
    def debout(self, jour):
        """Those one may be sent to on `jour`."""
        return self.exclude(_passee(jour))

    def de_l_artiste(self, artiste):
        return self.filter(artistes__artiste__translation_key=artiste.translation_key).distinct()


OeuvreManager = SousRecitManager.from_queryset(OeuvreQuerySet)
