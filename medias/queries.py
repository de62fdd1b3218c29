"""QuerySets of media that read as phrases: `Visuel.objects.a_surveiller(jour)`."""

from django.db.models import Q
from wagtail.images.models import ImageQuerySet
from wagtailmedia.models import MediaQuerySet

from medias.enums import Consentement, Licence
from medias.rules import PREAVIS

DIT = r"\S"
"""Something is written: not empty, not only blanks."""


class DroitsQuerySet:
    """Phrases shared by pictures and sounds."""

    alternative = Q()

    def diffusables(self, jour):
        """Those that may be on the site on `jour`: the same answer as `diffusable`, in one query."""
        return self.filter(
            Q(droits_fin__gt=jour) | Q(droits_fin__isnull=True) & ~Q(licence=Licence.CONTRAT),
            self.alternative,
            usage_site=True,
            credit__regex=DIT,
            licence__in=Licence.values,
        ).exclude(consentement=Consentement.MANQUANT)

    def a_surveiller(self, jour):
        """Those whose rights end within a month or have ended, the first to end first."""
        return self.filter(droits_fin__lte=jour + PREAVIS).order_by("droits_fin", "title", "pk")


class VisuelQuerySet(DroitsQuerySet, ImageQuerySet):
    alternative = Q(decoratif=True) | Q(description__regex=DIT)


class SonQuerySet(DroitsQuerySet, MediaQuerySet):
    alternative = Q(transcription__regex=DIT)
