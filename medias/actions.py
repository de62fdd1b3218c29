"""Verbs that write: make a picture's sizes later, take away those that may no longer be seen."""

from datetime import date
from functools import partial

from django.db import transaction

from medias.models import Rendu, Visuel
from medias.tasks import faire_les_rendus


def prevoir_les_rendus(sender, instance, raw=False, update_fields=None, **_options):
    """When a picture is stored, have its sizes made once the transaction is over (a receiver)."""
    if raw or update_fields is not None or not instance.file or instance.is_svg():
        return
    transaction.on_commit(partial(faire_les_rendus.enqueue, instance.pk))


def retirer_les_rendus_finis(jour: date) -> int:
    """Delete the renditions of pictures that may not be on the site on `jour`; return how many went.

    Their addresses already answer 404 (`medias.views.servir`); this leaves nothing for a server that
    reads the folder by itself. The picture stays: with new rights, its sizes are made again.
    """
    finis = Rendu.objects.exclude(image__in=Visuel.objects.diffusables(jour))
    # One by one, through signals: the file goes with its row.
    return sum(bool(rendu.delete()) for rendu in finis.iterator())
