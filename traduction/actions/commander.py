"""Order a translation: make its draft and its list of texts. Nothing that the public sees is written."""

from django.db import transaction
from wagtail.models import Page
from wagtail_localize.fields import TranslatableField, get_translatable_fields
from wagtail_localize.models import Translation, TranslationSource

from socle import lectures
from traduction.actions.extraire import prendre_la_source
from traduction.actions.traduire import arreter_les_autres


@transaction.atomic
def commander(objet, locales, avec_ce_qui_suit=False) -> int:
    """Order `objet` into `locales`, and all that hangs below it if asked; return how many drafts were made.

    A page comes as a draft in the words of its source, under drafts of the pages above that were
    missing; what is not a page (it can't be a draft) comes with its texts blank.
    """
    objets = [objet]
    if isinstance(objet, Page):
        objets = [objet.specific]
        if avec_ce_qui_suit:
            objets += list(objet.get_descendants().order_by("path").specific())
    return sum(_commander_un(un, locale) for un in objets for locale in locales if locale.pk != un.locale_id)


def _commander_un(objet, locale) -> int:
    source = TranslationSource.objects.filter(object_id=objet.translation_key, locale_id=objet.locale_id).first()
    source = source or prendre_la_source(objet)
    cible = type(objet).objects.filter(translation_key=objet.translation_key, locale=locale).first()
    if cible is not None and not getattr(cible, "alias_of_id", None):
        # Already there: translated before, or written by hand. It is left as it is.
        return 0
    if cible is not None:
        cible.alias_of_id = None
        cible.save(update_fields=["alias_of_id"], clean=False)
    elif isinstance(objet, Page):
        objet.copy_for_translation(locale, copy_parents=True)
    else:
        a_traduire = [c.field_name for c in get_translatable_fields(type(objet)) if isinstance(c, TranslatableField)]
        copie = objet.copy_for_translation(locale, exclude_fields=a_traduire)
        copie.save()
    Translation.objects.update_or_create(source=source, target_locale=locale, defaults={"enabled": True})
    arreter_les_autres(source, locale)
    lectures.oublier()
    return 1


@transaction.atomic
def remplacer_par_un_alias(page):
    """Make `page` follow its source again, off line, and drop its translation; return the source page.

    Raises Translation.DoesNotExist where there is no source to follow.
    """
    from wagtail_localize.views.convert import sync_alias

    traduction = Translation.objects.select_related("source").get(
        source__object_id=page.translation_key, target_locale_id=page.locale_id
    )
    source = traduction.source.get_source_instance()
    page = page.specific
    sync_alias(source, page, revision=source.get_latest_revision())
    Page.objects.filter(pk=page.pk).update(alias_of=source.pk, live=False, has_unpublished_changes=True)
    traduction.delete()
    return source
