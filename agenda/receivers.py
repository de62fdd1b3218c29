"""What the dates are told when an event leaves, or is hidden, otherwise than by being written."""

from django.db.models.signals import post_delete, post_save
from wagtail.models import PageViewRestriction

from agenda.models import EvenementPage, Occurrence
from socle import lectures


def ecouter():
    """Connect every receiver; called once, when the app is ready."""
    post_delete.connect(evenement_supprime, sender=EvenementPage, dispatch_uid="agenda.evenement_supprime")
    post_save.connect(acces_change, sender=PageViewRestriction, dispatch_uid="agenda.acces_ferme")
    post_delete.connect(acces_change, sender=PageViewRestriction, dispatch_uid="agenda.acces_ouvert")


def evenement_supprime(instance, **_options):
    """Compute again from another language, where the version whose dates counted is gone."""
    Occurrence.objects.deriver(instance.translation_key, EvenementPage.objects.all())


def acces_change(instance, **_options):
    """What a closed page says is told no more, in any language, where another version may be seen."""
    lectures.oublier()
    Occurrence.objects.reporter_sous(instance.page.path, EvenementPage.objects.all())
