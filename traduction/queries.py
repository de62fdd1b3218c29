"""What a translation still lacks."""

from django.db.models import Exists, OuterRef, QuerySet, Subquery
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from oeuvres.models import Artiste
from socle.lectures import est_lu, retenir, une_fois
from socle.villes import pages_a_voir, sites_de
from traduction.droits import politique_de
from traduction.enums import Etat

ADRESSE = "slug"
"""The one text that need not be translated: without a translation, a page keeps the address of its source."""


class PropositionQuerySet(QuerySet):
    """Phrases on transcriptions that were proposed."""

    def ouvertes(self):
        """Those that wait for somebody: to be approved, or to be written again."""
        return self.exclude(etat=Etat.APPROUVEE)


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
    if est_lu(_cle_des_textes(cle, locale_id)):
        return une_fois(_cle_des_textes(cle, locale_id), list)
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


def _cle_des_textes(cle, locale_id) -> tuple:
    return ("textes_et_traductions", str(cle), locale_id)


def lire_les_textes(pages):
    """Read at once what `textes_et_traductions` will answer for each of these pages; one query a language."""
    par_langue = {}
    for page in pages:
        if page.locale_id in langues_d_arrivee():
            par_langue.setdefault(page.locale_id, []).append(page.translation_key)
    for locale_id, cles in par_langue.items():
        lignes = {str(cle): [] for cle in cles}
        lues = (
            StringSegment.objects.filter(
                source__object_id__in=cles,
                source__translations__target_locale_id=locale_id,
                source__translations__enabled=True,
            )
            .annotate(traduit=Subquery(_traductions_valables().filter(locale_id=locale_id).values("data")[:1]))
            .order_by("order")
            .values_list("source__object_id", "context__path", "string__data", "traduit")
        )
        for cle, *ligne in lues:
            lignes[str(cle)].append(tuple(ligne))
        for cle, sa_liste in lignes.items():
            retenir(_cle_des_textes(cle, locale_id), sa_liste)


def langues_d_arrivee() -> frozenset[int]:
    """Return the ids of the locales that something is translated into; read once a request."""
    return une_fois(
        "langues_d_arrivee",
        lambda: frozenset(Translation.objects.filter(enabled=True).values_list("target_locale_id", flat=True)),
    )


def textes_manquants(traduction) -> list[str]:
    """Return the source texts that this translation lacks, in reading order, each once."""
    lignes = textes_et_traductions(traduction.source.object_id, traduction.target_locale_id)
    return list(dict.fromkeys(texte for chemin, texte, traduit in lignes if chemin != ADRESSE and not traduit))


def textes_par_segment(traduction) -> dict:
    """Return what was written for each text of a translation, by the number of its segment; two queries."""
    lignes = StringTranslation.objects.filter(
        context__object_id=traduction.source.object_id, locale_id=traduction.target_locale_id
    )
    ecrits = {(ligne.translation_of_id, ligne.context_id): ligne for ligne in lignes}
    segments = StringSegment.objects.filter(source_id=traduction.source_id)
    return {
        numero: ecrits[texte, contexte]
        for numero, texte, contexte in segments.values_list("pk", "string_id", "context_id")
        if (texte, contexte) in ecrits
    }


def traductions_vues_par(utilisateur):
    """Narrow the translations to those whose source or outcome this person may see in the admin."""
    vues = pages_a_voir(utilisateur)
    pages = vues.filter(translation_key=OuterRef("source__object_id"))
    conditions = Exists(pages.filter(locale_id=OuterRef("target_locale_id"))) | Exists(
        pages.filter(locale_id=OuterRef("source__locale_id"))
    )
    artistes = politique_de(Artiste).instances_user_has_permission_for(utilisateur, "change")
    siens = artistes.filter(site__in=sites_de(utilisateur), translation_key=OuterRef("source__object_id"))
    conditions |= Exists(siens)
    return Translation.objects.filter(conditions)
