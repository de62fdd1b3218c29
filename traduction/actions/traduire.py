"""Publish what translators write, at once or after a review; translate what is loaded, not typed."""

from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.coreutils import find_available_slug
from wagtail.models import Locale, Page
from wagtail_localize.fields import copy_synchronised_fields
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationLog, TranslationSource
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments
from wagtail_localize.segments.ingest import ingest_segments
from wagtail_localize.strings import StringValue, validate_translation_links

from socle import lectures
from socle.queries import PROFONDEUR_DE_LA_VILLE
from traduction.actions.extraire import prendre_la_source
from traduction.queries import ADRESSE, textes_manquants
from traduction.rules import ecrire_en_clair, est_propre, lire_en_clair, nettoyer


class TraductionImpossible(Exception):
    """Nothing was translated: the sentence says why."""


class TexteSansTraduction(TraductionImpossible):
    """Some texts have no translation: `textes` lists them as they were looked for."""

    def __init__(self, objet, locale, textes: list[str]):
        self.textes = textes
        super().__init__(
            _("« %(objet)s » n’est pas traduit en %(langue)s. Il manque :")
            % {"objet": objet, "langue": locale.language_code}
            + "".join(f"\n- {texte}" for texte in textes)
        )


def a_traduire(objet) -> list[str]:
    """Return the texts of `objet` that `traduire()` needs, in reading order, each once; its address is not one."""
    textes = dict.fromkeys(
        segment.string.data
        for segment in extract_segments(objet)
        if isinstance(segment, StringSegmentValue) and segment.path != ADRESSE and _se_traduit(segment.string.data)
    )
    return list(textes)


@transaction.atomic
def traduire(source, locale, textes: dict[str, str], utilisateur=None):
    """Translate `source` (a page or a translatable snippet) into `locale` and publish; return the translation.

    `textes` maps each source text to its translation, either as typed or as wagtail-localize writes it
    (in rich text a link is `<a id="a1">…</a>`; `a_traduire()` lists them). What holds no letter keeps itself.
    The address is `textes[source.slug]` or `textes["slug"]`, else the source's own.

    Raises TexteSansTraduction, TraductionImpossible (the parent is not translated, a text is not valid),
    or the ValidationError of a publication refused. Then nothing is written.
    """
    if isinstance(locale, str):
        locale = Locale.objects.get(language_code=locale)
    source = source.specific_class.objects.get(pk=source.pk) if isinstance(source, Page) else source
    if source.locale_id == locale.pk:
        raise TraductionImpossible(_("« %(objet)s » est déjà dans cette langue.") % {"objet": source})
    origine = prendre_la_source(source)
    segments = list(StringSegment.objects.filter(source=origine).select_related("context", "string").order_by("order"))
    voulus = _apparier(source, locale, segments, textes)
    cible = _cible(source, locale)
    Translation.objects.update_or_create(source=origine, target_locale=locale, defaults={"enabled": True})
    arreter_les_autres(origine, locale)
    lectures.oublier()
    _ecrire(voulus, locale, utilisateur)

    composer(origine, cible, locale)
    _mettre_en_ligne(origine, cible, utilisateur)
    return cible


@transaction.atomic
def publier(traduction, utilisateur):
    """Publish what translators have written; return the page or snippet.

    Raises TexteSansTraduction, TraductionImpossible, or the ValidationError of a publication refused.
    The public row is written once, by the publication: never before.
    """
    origine = _prete(traduction)
    cible = traduction.get_target_instance()
    composer(origine, cible, traduction.target_locale)
    _mettre_en_ligne(origine, cible, utilisateur)
    return cible


@transaction.atomic
def demander_la_relecture(traduction, utilisateur):
    """Make a draft of what translators have written and send it through the page's review; return the page."""
    origine = _prete(traduction)
    page = traduction.get_target_instance()
    circuit = page.get_workflow()
    if circuit is None:
        raise TraductionImpossible(_("Aucun circuit de relecture n’est prévu pour cette page."))
    en_cours = page.current_workflow_state
    if en_cours and en_cours.status == en_cours.STATUS_IN_PROGRESS:
        raise TraductionImpossible(_("Cette traduction est déjà en relecture."))
    composer(origine, page, traduction.target_locale)
    page.save_revision(user=utilisateur)
    if en_cours:
        en_cours.resume(utilisateur)
    else:
        circuit.start(page, utilisateur)
    return page


def _prete(traduction):
    """Return the source of a translation that lacks nothing, locked until the end of the transaction."""
    origine = TranslationSource.objects.select_for_update().get(pk=traduction.source_id)
    if manquants := textes_manquants(traduction):
        raise TexteSansTraduction(
            traduction.get_target_instance(),
            traduction.target_locale,
            [lire_en_clair(texte) for texte in manquants],
        )
    return origine


def composer(origine, cible, locale):
    """Bring into `cible`, in memory, what is synchronised from the source and what is translated."""
    adresse = getattr(cible, "slug", "")
    try:
        copie = origine.as_instance()
        copy_synchronised_fields(copie, cible)
        segments = origine._get_segments_for_translation(locale, fallback=True)
        ingest_segments(copie, cible, origine.locale, locale, segments)
    except ObjectDoesNotExist:
        raise TraductionImpossible(
            _("Une image, un document ou une page choisis pour cette langue n’existent plus : choisissez-en d’autres.")
        )
    if isinstance(cible, Page):
        if cible.depth == PROFONDEUR_DE_LA_VILLE:
            cible.slug = adresse  # home pages of all languages are siblings, and no address shows their slug
        cible.slug = find_available_slug(cible.get_parent(), slugify(cible.slug), ignore_page_id=cible.pk)


def _mettre_en_ligne(origine, cible, utilisateur):
    revision = None
    if isinstance(cible, Page):
        if cible.alias_of_id:
            _n_est_plus_un_alias(cible)
        revision = cible.save_revision(user=utilisateur)
        revision.publish(user=utilisateur)
        cible.refresh_from_db()
    else:
        cible.full_clean()
        cible.save()
    TranslationLog.objects.create(source=origine, locale_id=cible.locale_id, revision=revision)


def _n_est_plus_un_alias(page):
    page.alias_of_id = None
    page.save(update_fields=["alias_of_id"], clean=False)


def arreter_les_autres(origine, locale):
    """Stop the translations of the same story into `locale` from another language: an editor shows one source."""
    Translation.objects.filter(source__object_id=origine.object_id, target_locale=locale).exclude(
        source=origine
    ).update(enabled=False)


def _se_traduit(texte: str) -> bool:
    """Tell whether a text holds anything that a language says: a year or a figure is its own translation."""
    return any(lettre.isalpha() for lettre in lire_en_clair(texte))


def _apparier(objet, locale, segments, textes) -> dict:
    """Return {(string id, context id): translated text}; raise where one is missing or not valid."""
    connus = {ecrire_en_clair(texte): (traduit, True) for texte, traduit in textes.items()}
    connus |= {texte: (traduit, "<" not in texte) for texte, traduit in textes.items()}
    voulus, manquants = {}, []
    for segment in segments:
        texte = segment.string.data
        if segment.context.path == ADRESSE:
            traduit = textes.get(texte) or textes.get(ADRESSE) or texte
        elif texte in connus:
            traduit, brut = connus[texte]
            if brut and "<" not in traduit:
                traduit = ecrire_en_clair(lire_en_clair(traduit))
        else:
            traduit = None if _se_traduit(texte) else texte
        if not traduit or not traduit.strip():
            manquants.append(texte)
        else:
            voulus[segment.string_id, segment.context_id] = _verifier(texte, traduit)
    if manquants:
        raise TexteSansTraduction(objet, locale, list(dict.fromkeys(manquants)))
    return voulus


def _verifier(texte: str, traduit: str) -> str:
    try:
        StringValue.from_translated_html(traduit)
        validate_translation_links(texte, traduit)
    except ValueError as erreur:
        raise TraductionImpossible(f"{traduit} : {erreur}")
    if not est_propre(traduit):
        raise TraductionImpossible(_("Ce texte contient du balisage refusé : %(texte)s") % {"texte": traduit})
    return nettoyer(traduit)


def _cible(source, locale):
    """Return the page or snippet to write into: a draft beside its siblings if there was none."""
    cible = type(source).objects.filter(translation_key=source.translation_key, locale=locale).first()
    if cible is None:
        if isinstance(source, Page) and source.depth > 2 and not source.get_parent().has_translation(locale):
            raise TraductionImpossible(
                _("« %(objet)s » : traduisez d’abord la page au-dessus, « %(parent)s », en %(langue)s.")
                % {"objet": source, "parent": source.get_parent(), "langue": locale.language_code}
            )
        cible = source.copy_for_translation(locale)
        if not isinstance(cible, Page):
            cible.locale = locale
    elif isinstance(cible, Page) and cible.alias_of_id:
        _n_est_plus_un_alias(cible)
    return cible


def _ecrire(voulus: dict, locale, utilisateur):
    """Store the translations, in bulk: they were cleaned and checked just before."""
    presentes = {
        (ligne.translation_of_id, ligne.context_id): ligne
        for ligne in StringTranslation.objects.filter(
            locale=locale, context_id__in={contexte for _chaine, contexte in voulus}
        )
    }
    neuves, changees = [], []
    for (chaine, contexte), texte in voulus.items():
        ligne = presentes.get((chaine, contexte))
        if ligne is None:
            neuves.append(
                StringTranslation(
                    translation_of_id=chaine,
                    context_id=contexte,
                    locale=locale,
                    data=texte,
                    translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
                    last_translated_by=utilisateur,
                )
            )
        elif ligne.data != texte or ligne.has_error:
            ligne.data, ligne.has_error, ligne.field_error = texte, False, ""
            ligne.last_translated_by = utilisateur
            changees.append(ligne)
    StringTranslation.objects.bulk_create(neuves)
    StringTranslation.objects.bulk_update(changees, ["data", "has_error", "field_error", "last_translated_by"])
