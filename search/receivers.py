"""What the index is told when Wagtail says that something happened. Nothing here asks an engine anything."""

from django.db.models.signals import post_delete, post_save, pre_delete
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import post_page_move

from agenda.models import EvenementPage
from oeuvres.models import Artiste, ArtisteDeLOeuvre
from search.actions.mentions import qui_en_parlent
from search.actions.notes import noter, noter_ce_qui_en_depend, noter_une_page

QUE_DES_BROUILLONS = frozenset(
    ("latest_revision", "draft_title", "has_unpublished_changes", "latest_revision_created_at", "locked", "locked_at")
)
"""Fields of a page that no visitor sees: a draft being saved writes these and no other."""


def ecouter():
    """Connect every receiver; called once, when the app is ready."""
    post_save.connect(page_ecrite, dispatch_uid="search.page_ecrite")
    pre_delete.connect(page_bientot_supprimee, sender=Page, dispatch_uid="search.page_bientot_supprimee")
    post_delete.connect(page_supprimee, sender=Page, dispatch_uid="search.page_supprimee")
    post_page_move.connect(page_deplacee, dispatch_uid="search.page_deplacee")
    post_save.connect(acces_change, sender=PageViewRestriction, dispatch_uid="search.acces_ferme")
    post_delete.connect(acces_change, sender=PageViewRestriction, dispatch_uid="search.acces_ouvert")
    post_save.connect(artiste_ecrit, sender=Artiste, dispatch_uid="search.artiste")


def page_ecrite(sender, instance, update_fields=None, **_options):
    if issubclass(sender, Page) and (update_fields is None or not set(update_fields) <= QUE_DES_BROUILLONS):
        noter_une_page(instance)
        if issubclass(sender, EvenementPage):
            # Its dates are those of all its languages.
            noter(EvenementPage.objects.filter(translation_key=instance.translation_key).values_list("pk", flat=True))


def page_bientot_supprimee(instance, **_options):
    """Note what names it while that can still be told: references to it go with it."""
    noter(qui_en_parlent([instance.pk]))


def page_supprimee(instance, **_options):
    noter([instance.pk])


def page_deplacee(instance, **_options):
    noter_ce_qui_en_depend(instance.pk, branche=True)


def acces_change(instance, **_options):
    noter_ce_qui_en_depend(instance.page_id, branche=True)


def artiste_ecrit(instance, **_options):
    """Note the works of an artist, in every language: their cards say the name."""
    liens = ArtisteDeLOeuvre.objects.filter(artiste__translation_key=instance.translation_key)
    noter(liens.values_list("page_id", flat=True))
