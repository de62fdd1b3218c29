"""Says, in a sentence, why a translation or a replacement can't be stored; None when it can."""

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import FieldDoesNotExist, ObjectDoesNotExist
from django.db import models
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail import blocks
from wagtail.coreutils import resolve_model_string
from wagtail.documents import get_document_model
from wagtail.documents.permissions import permission_policy as droits_des_documents
from wagtail.fields import StreamField
from wagtail.images import get_image_model
from wagtail.images.permissions import permission_policy as droits_des_images
from wagtail.models import Page
from wagtail_localize.strings import StringValue, validate_translation_links
from wagtail_localize.views.edit_translation import FieldHasNoEditPanelError, TabHelper, get_segment_location_info

from socle.queries import pages_de_la_ville, site_de
from traduction.queries import ADRESSE
from traduction.rules import a_des_invisibles, adresse_permise, est_propre, lire_en_clair

LONGUEUR_SANS_LIMITE_DITE = 10_000


def refus_d_un_texte(source, contexte, texte: str, traduit: str) -> str | None:
    """`source` is the TranslationSource, `contexte` where the text stands in it, `texte` what is translated."""
    if not traduit.strip():
        return _("Écrivez une traduction.")
    limite = longueur_permise(source.specific_content_type, contexte)
    longueur = len(lire_en_clair(traduit))
    if longueur > limite or len(traduit) > LONGUEUR_SANS_LIMITE_DITE:
        return _("Trop long : %(longueur)s signes, %(limite)s au plus.") % {"longueur": longueur, "limite": limite}
    if not est_propre(traduit):
        return _(
            "Ce balisage n’est pas permis : gras, italique et liens déjà dans la source, rien d’autre. "
            "Pour écrire un chevron, tapez &lt;."
        )
    try:
        StringValue.from_translated_html(traduit)
        validate_translation_links(texte, traduit)
    except ValueError as erreur:
        return str(erreur)
    if contexte.path == ADRESSE and not slugify(lire_en_clair(traduit)):
        return _("Une adresse s’écrit en lettres sans accent, en chiffres et en tirets.")
    return None


def longueur_permise(type_de_contenu: ContentType, contexte) -> int:
    """Return how many characters the field or the block that holds this text takes."""
    porteur = _porteur(type_de_contenu.model_class(), contexte)
    limite = getattr(porteur, "max_length", None)
    if isinstance(porteur, blocks.FieldBlock):
        limite = getattr(porteur.field, "max_length", None)
    return limite or LONGUEUR_SANS_LIMITE_DITE


def _porteur(modele, contexte):
    """Return the model field or the block that a text or a value is in; None where it can't be told."""
    nom, *chemin = (contexte.field_path or contexte.path).split(".")
    try:
        porteur = modele._meta.get_field(nom)
    except FieldDoesNotExist:
        return None
    if not isinstance(porteur, StreamField):
        return porteur
    porteur = porteur.stream_block
    for etape in chemin:
        if isinstance(porteur, blocks.ListBlock):
            porteur = porteur.child_block
        else:
            porteur = getattr(porteur, "child_blocks", {}).get(etape)
        if porteur is None:
            return None
    return porteur


def est_une_adresse(source, contexte) -> bool:
    """Tell whether what is replaced is where a link leads: in rich text its path ends with the quoted address."""
    porteur = _porteur(source.specific_content_type.model_class(), contexte)
    return contexte.path.endswith("'") or isinstance(porteur, (blocks.URLBlock, models.URLField))


def refus_d_un_remplacement(utilisateur, traduction, segment, valeur: str) -> str | None:
    """Say why `valeur` can't replace, in this language, the value that `segment` synchronises."""
    source = traduction.source
    objet = source.get_source_instance()
    try:
        genre = get_segment_location_info(
            objet, TabHelper(objet), segment.context.path, segment.context.get_field_path(objet), widget=True
        )["widget"]
    except (FieldHasNoEditPanelError, LookupError, AttributeError):
        genre = {"type": "unknown"}
    if genre["type"] == "text":
        return _refus_d_un_mot(source, segment.context, valeur)
    if not valeur.isascii() or not valeur.isdigit() or len(valeur) > 18:
        return _("Choisissez dans la liste.")
    if genre["type"] == "page_chooser":
        return _refus_d_une_page(traduction, valeur, genre["allowed_page_types"])
    if genre["type"] == "image_chooser":
        return _refus_d_un_media(utilisateur, get_image_model(), droits_des_images, valeur)
    if genre["type"] == "document_chooser":
        return _refus_d_un_media(utilisateur, get_document_model(), droits_des_documents, valeur)
    return _("Ceci est le même dans toutes les langues.")


def _refus_d_un_mot(source, contexte, valeur):
    if est_une_adresse(source, contexte):
        if len(valeur) > 2000 or not valeur.strip() or not adresse_permise(valeur):
            return _("Cette adresse n’est pas permise : une adresse commence par https://, mailto:, tel: ou un seul /.")
        return None
    if a_des_invisibles(valeur):
        return _("Des caractères invisibles ne sont pas permis ici.")
    if len(valeur) > longueur_permise(source.specific_content_type, contexte):
        return _("Trop long.")
    return None


def _refus_d_une_page(traduction, valeur, types):
    modeles = tuple(resolve_model_string(nom) for nom in types)
    page = Page.objects.filter(pk=valeur).first()
    site = site_de(traduction.get_target_instance())
    if page is None or site is None or not pages_de_la_ville(site).filter(pk=page.pk).exists():
        return _("Cette page n’est pas de la ville, ou n’existe plus.")
    if not issubclass(page.specific_class or Page, modeles):
        return _("Une page de ce type ne va pas ici.")
    return None


def _refus_d_un_media(utilisateur, modele, droits, valeur):
    try:
        media = modele.objects.get(pk=valeur)
    except ObjectDoesNotExist:
        media = None
    if media is None or not droits.user_has_any_permission_for_instance(utilisateur, ["choose"], media):
        return _("Cette image ou ce document n’existe pas, ou n’est pas de ceux que vous pouvez choisir.")
    return None
