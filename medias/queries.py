"""QuerySets of media that read as phrases: `Visuel.objects.dont_les_droits_finissent(jour)`."""

from django.db.models import Q
from wagtail.images.models import ImageQuerySet
from wagtailmedia.models import MediaQuerySet

from medias.enums import Consentement
from medias.rules import PREAVIS


class DroitsQuerySet:
    """Phrases shared by pictures and sounds."""

    def diffusables(self, jour):
        """Those that may be on the site on `jour`."""
        return self.filter(Q(droits_fin__isnull=True) | Q(droits_fin__gt=jour), usage_site=True).exclude(
            consentement=Consentement.MANQUANT
        )

    def dont_les_droits_sont_finis(self, jour):
        return self.filter(droits_fin__lte=jour)

    def dont_les_droits_finissent_bientot(self, jour):
        return self.filter(droits_fin__gt=jour, droits_fin__lte=jour + PREAVIS)


class VisuelQuerySet(DroitsQuerySet, ImageQuerySet):
    pass


class SonQuerySet(DroitsQuerySet, MediaQuerySet):
    pass
