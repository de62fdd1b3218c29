"""Verbs that write: make a picture's sizes later, take away those that may no longer be seen."""

from datetime import date, datetime, timedelta
from functools import partial

from django.db import transaction
from wagtail.models import UploadedFile

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


UN_JOUR = timedelta(days=1)


def retirer_les_depots_abandonnes(maintenant: datetime) -> int:
    """Delete uploads that nobody came back to describe within a day; return how many went.

    They are as they came, with the place they were taken at.
    """
    abandonnes = [depot for depot in UploadedFile.objects.iterator() if _date_d_avant(depot, maintenant - UN_JOUR)]
    for depot in abandonnes:
        depot.file.delete(save=False)
        depot.delete()
    return len(abandonnes)


def _date_d_avant(depot, limite: datetime) -> bool:
    try:
        return depot.file.storage.get_modified_time(depot.file.name) < limite
    except (FileNotFoundError, ValueError):
        return True
