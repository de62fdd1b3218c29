"""QuerySets of artworks that read as phrases."""

from datetime import date

from django.db.models import F, Q

from oeuvres.enums import Statut
from recit.queries import SousRecitManager, SousRecitQuerySet


def _passee(jour: date) -> Q:
    """The same rule as `presence_temporaire(...).passee(jour)`, for the database."""
    return Q(statut__in=[Statut.DISPARUE, Statut.DEPOSEE]) | Q(statut=Statut.TEMPORAIRE) & (
        Q(fin__lt=jour)
        | Q(fin__isnull=True, debut__isnull=False, debut__year__lt=jour.year)
        | Q(fin__isnull=True, debut__isnull=True, annee__lt=jour.year)
    )


class OeuvreQuerySet(SousRecitQuerySet):
    def debout(self, jour):
        """Those one may be sent to on `jour`."""
        return self.exclude(_passee(jour))

    def situees(self):
        return self.filter(latitude__isnull=False, longitude__isnull=False)

    def de_l_artiste(self, artiste):
        return self.filter(artistes__artiste__translation_key=artiste.translation_key).distinct()

    def pres_de(self, point, metres):
        """Those inside the square of `metres` around `point`, nearest first on a flat approximation."""
        degres = metres / 111_195
        return (
            self.situees()
            .filter(
                latitude__range=(point.latitude - degres, point.latitude + degres),
                longitude__range=(point.longitude - degres * 1.6, point.longitude + degres * 1.6),
            )
            .alias(
                ecart=(F("latitude") - point.latitude) * (F("latitude") - point.latitude)
                + (F("longitude") - point.longitude) * (F("longitude") - point.longitude) * 0.46
            )
            .order_by("ecart", "pk")
        )


OeuvreManager = SousRecitManager.from_queryset(OeuvreQuerySet)
