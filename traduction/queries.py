"""What a translation still lacks."""

from django.db.models import Exists, OuterRef, Q, Subquery
from wagtail_localize.models import StringSegment, StringTranslation, Translation

ADRESSE = "slug"
"""The one text that need not be translated: without a translation, a page keeps the address of its source."""


def traduction_en_cours(objet):
    """Return the enabled Translation that `objet` is the outcome of, or None: it was written in its own language."""
    return (
        Translation.objects.filter(
            source__object_id=objet.translation_key, target_locale_id=objet.locale_id, enabled=True
        )
        .select_related("source", "target_locale")
        .first()
    )


def _traductions_valables():
    return StringTranslation.objects.filter(
        translation_of_id=OuterRef("string_id"), context_id=OuterRef("context_id"), has_error=False
    )


def textes_et_traductions(cle, locale_id):
    """Return [(path, source text, translated text or None)] of an enabled translation, in reading order. One query.

    Empty where no translation of this object into this language is going on.
    """
    traduits = _traductions_valables().filter(locale_id=locale_id)
    return list(
        StringSegment.objects.filter(
            source__object_id=cle,
            source__translations__target_locale_id=locale_id,
            source__translations__enabled=True,
        )
        .annotate(traduit=Subquery(traduits.values("data")[:1]))
        .order_by("order")
        .values_list("context__path", "string__data", "traduit")
    )


def sans_traduction(segments, locale):
    """Narrow segments to those that have no valid translation into `locale`, addresses apart."""
    return segments.filter(~Q(context__path=ADRESSE)).filter(~Exists(_traductions_valables().filter(locale=locale)))
