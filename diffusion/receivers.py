"""What is drawn, or forgotten, when Wagtail says that a page is on line, off line or gone."""

from functools import partial

from django.db import transaction
from django.db.models.signals import post_delete
from wagtail.models import Page
from wagtail.signals import page_published, page_unpublished

from diffusion.cartes import jeter
from diffusion.tasks import faire_la_carte


def ecouter():
    """Connect every receiver; called once, when the app is ready."""
    page_published.connect(page_en_ligne, dispatch_uid="diffusion.page_en_ligne")
    page_unpublished.connect(page_en_ligne, dispatch_uid="diffusion.page_retiree")
    post_delete.connect(page_supprimee, sender=Page, dispatch_uid="diffusion.page_supprimee")


def page_en_ligne(instance, **_options):
    transaction.on_commit(partial(faire_la_carte.enqueue, instance.pk), robust=True)


def page_supprimee(instance, **_options):
    transaction.on_commit(partial(jeter, instance.pk), robust=True)
