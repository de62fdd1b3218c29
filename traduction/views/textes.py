"""Where the editor stores a text or a replacement: checked first, refused with a sentence."""

import json

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from rest_framework.authentication import SessionAuthentication
from rest_framework.decorators import api_view, authentication_classes, permission_classes, renderer_classes
from rest_framework.permissions import IsAuthenticated
from rest_framework.renderers import JSONRenderer
from rest_framework.response import Response
from wagtail_localize.models import OverridableSegment, SegmentOverride, StringSegment, StringTranslation
from wagtail_localize.views.edit_translation import SegmentOverrideSerializer

from traduction.controles import refus_d_un_remplacement, refus_d_un_texte
from traduction.editeur import TexteTraduit
from traduction.rules import nettoyer
from traduction.views.portes import pourquoi_fige, traduction_et_objet


def _machine(*methodes):
    """Make an API view of the admin's session: it always speaks JSON, to a browser too."""

    def decorer(vue):
        for decorateur in (
            renderer_classes([JSONRenderer]),
            permission_classes([IsAuthenticated]),
            authentication_classes([SessionAuthentication]),
        ):
            vue = decorateur(vue)
        return api_view(list(methodes))(vue)

    return decorer


def _refus(valeur, motif, statut=400):
    """Answer what was typed, so that it is not lost, and why it is not stored."""
    return Response({"error": motif, "data": valeur, "comment": "", "last_translated_by": None}, status=statut)


@_machine("PUT", "DELETE")
def texte(request, translation_id, string_segment_id):
    """Store, or forget, the translation of one text."""
    traduction, objet = traduction_et_objet(request, translation_id)
    segment = get_object_or_404(
        StringSegment.objects.select_related("context", "string"),
        pk=string_segment_id,
        source_id=traduction.source_id,
    )
    valeur = request.POST.get("value")
    if fige := pourquoi_fige(request, traduction, objet):
        return _refus(valeur, fige, 409)
    ou = {
        "translation_of_id": segment.string_id,
        "locale_id": traduction.target_locale_id,
        "context_id": segment.context_id,
    }
    contexte = {"translation_source": traduction.source}
    if request.method == "DELETE":
        ligne = StringTranslation.objects.filter(**ou).first()
        if ligne is None:
            return Response(status=404)
        ligne.delete()
        return Response(TexteTraduit(ligne, context=contexte).data)
    if valeur is None:
        return _refus(valeur, _("Il manque la traduction."))
    if motif := refus_d_un_texte(traduction.source, segment.context, segment.string.data, valeur):
        return _refus(valeur, motif)
    ligne, cree = StringTranslation.objects.update_or_create(
        **ou,
        defaults={
            "data": nettoyer(valeur),
            "translation_type": StringTranslation.TRANSLATION_TYPE_MANUAL,
            "tool_name": "",
            "last_translated_by": request.user,
            "has_error": False,
            "field_error": "",
        },
    )
    return Response(TexteTraduit(ligne, context=contexte).data, status=201 if cree else 200)


@_machine("PUT", "DELETE")
def remplacement(request, translation_id, overridable_segment_id):
    """Store, or forget, what replaces in this language a value that is synchronised: a picture, a link."""
    traduction, objet = traduction_et_objet(request, translation_id)
    segment = get_object_or_404(
        OverridableSegment.objects.select_related("context"), pk=overridable_segment_id, source_id=traduction.source_id
    )
    valeur = request.POST.get("value")
    if fige := pourquoi_fige(request, traduction, objet):
        return _refus(valeur, fige, 409)
    ou = {"locale_id": traduction.target_locale_id, "context_id": segment.context_id}
    contexte = {"translation_source": traduction.source}
    if request.method == "DELETE":
        ligne = SegmentOverride.objects.filter(**ou).first()
        if ligne is None:
            return Response(status=404)
        ligne.delete()
        return Response(SegmentOverrideSerializer(ligne, context=contexte).data)
    if valeur is None:
        return _refus(valeur, _("Il manque la valeur."))
    if motif := refus_d_un_remplacement(request.user, traduction, segment, valeur):
        return _refus(valeur, motif)
    ligne, cree = SegmentOverride.objects.update_or_create(
        **ou,
        defaults={
            "data_json": json.dumps(valeur.strip()),
            "last_translated_by": request.user,
            "has_error": False,
            "field_error": "",
        },
    )
    return Response(SegmentOverrideSerializer(ligne, context=contexte).data, status=201 if cree else 200)
