"""What is heard in the demo: a dozen stories, said by synthetic voices in the languages that they are read in."""

import json

from django.core.files.base import ContentFile
from wagtail_localize.models import SegmentOverride, TranslationContext
from wagtailmedia.models import MediaType

from home.demo.lecture import html, textes
from home.demo.voix import dire
from medias.enums import Licence
from medias.models import Son
from traduction.actions.extraire import prendre_la_source

CREDITS = {
    "fr": "Récit, voix de synthèse (espeak-ng)",
    "en": "Récit, synthetic voice (espeak-ng)",
    "de": "Récit, synthetische Stimme (espeak-ng)",
}


def blocs_du_son(identifiant: str, collection) -> list[tuple]:
    """Return the blocks that end a story that is heard: its sound, or its words alone where nothing can speak."""
    texte = textes("sons").get(identifiant)
    if texte is None:
        return []
    if son := _enregistrer(identifiant, "fr", collection):
        return [("son", {"son": son, "titre": texte["titre"]})]
    return [("chapitre", texte["titre"]), ("texte", html(texte["texte"]))]


def donner_sa_voix(page, locale):
    """Choose, for the translation of `page` to come, a voice of its own language where there is one.

    Elsewhere the French voice stays, with its words translated.
    """
    langue = locale.language_code
    if not textes("sons", langue).get(page.slug, {}).get("voix"):
        return
    for bloc in page.corps:
        if bloc.block_type == "son" and (son := _enregistrer(page.slug, langue, bloc.value["son"].collection)):
            origine = prendre_la_source(page)
            SegmentOverride.objects.create(
                locale=locale,
                context=TranslationContext.objects.get(object_id=origine.object_id, path=f"corps.{bloc.id}.son"),
                data_json=json.dumps(son.pk),
            )


def _enregistrer(identifiant, langue, collection) -> Son | None:
    texte = textes("sons", langue)[identifiant]
    enregistrement = dire(texte["texte"], langue)
    if enregistrement is None:
        return None
    son = Son(
        title=texte["titre"],
        type=MediaType.AUDIO,
        file=ContentFile(enregistrement.wav, name=f"{identifiant}-{langue}.wav"),
        nature=textes("sons")[identifiant]["nature"],
        langue=langue,
        transcription=texte["texte"],
        traductions={
            autre: textes("sons", autre)[identifiant]["texte"]
            for autre in CREDITS
            if autre != langue and identifiant in textes("sons", autre)
        },
        sous_titres=enregistrement.sous_titres,
        credit=CREDITS[langue],
        licence=Licence.CC0,
        usage_impression=True,
        usage_donnees=True,
        usage_hors_ligne=True,
        collection=collection,
    )
    son.full_clean()
    son.save()
    return son
