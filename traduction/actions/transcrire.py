"""What is heard, written by one person and approved by another: only what is approved is in `Son.traductions`."""

from dataclasses import replace

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from medias.models import Son
from traduction.enums import Etat
from traduction.models import Proposition
from traduction.transcriptions import Transcription


class EcriteEntreTemps(Exception):
    """Somebody wrote or judged this text since the person read it; `transcription` is how it stands now."""

    def __init__(self, transcription: Transcription):
        self.transcription = transcription


@transaction.atomic
def proposer(transcription: Transcription, lue: str, texte: str, utilisateur):
    """Keep a text for those who may publish it; one that says what visitors read already proposes nothing."""
    actuelle = _verrouillee(transcription, lue)
    texte = texte.strip()
    if texte == actuelle.publiee:
        Proposition.objects.ouvertes().filter(son=actuelle.son, langue=actuelle.langue).delete()
        return
    _garder(actuelle, texte, Etat.PROPOSEE, ecrite_par=utilisateur, ecrite_le=timezone.now())


@transaction.atomic
def approuver(transcription: Transcription, lue: str, texte: str, utilisateur):
    """Show a text to visitors, as it was proposed or as this person wrote it; other languages stay as they are."""
    actuelle = _verrouillee(transcription, lue)
    texte = texte.strip()
    if actuelle.proposition is None and texte == actuelle.publiee:
        return
    _garder(actuelle, texte, Etat.APPROUVEE, jugee_par=utilisateur, jugee_le=timezone.now())
    son = actuelle.son
    son.traductions = {code: dit for code, dit in son.traductions.items() if code != actuelle.langue}
    if texte:
        son.traductions[actuelle.langue] = texte
    son.save(update_fields=["traductions"])
    log(son, "wagtail.edit", user=utilisateur)


@transaction.atomic
def renvoyer(transcription: Transcription, lue: str, texte: str, raison: str, utilisateur):
    """Hand a text back to whoever wrote it, with what was corrected in it and a word on what to write again."""
    actuelle = _verrouillee(transcription, lue)
    if actuelle.proposition is None:
        raise EcriteEntreTemps(actuelle)
    _garder(actuelle, texte.strip(), Etat.RENVOYEE, raison=raison, jugee_par=utilisateur, jugee_le=timezone.now())


def _verrouillee(transcription: Transcription, lue: str) -> Transcription:
    """Return how the text stands, held until the transaction ends; refuse if it is not what the person read."""
    son = Son.objects.select_for_update().get(pk=transcription.son.pk)
    ouverte = Proposition.objects.ouvertes().filter(son=son, langue=transcription.langue).first()
    actuelle = replace(transcription, son=son, proposition=ouverte)
    if actuelle.empreinte != lue:
        raise EcriteEntreTemps(actuelle)
    return actuelle


def _garder(transcription: Transcription, texte: str, etat: str, **dit):
    """Write what became of a text; what is not said again (its author, a reason) is not kept from the time before."""
    proposition = transcription.proposition or Proposition(son=transcription.son, langue=transcription.langue)
    if proposition.pk is None:
        proposition.ecrite_par, proposition.ecrite_le = dit.get("jugee_par"), dit.get("jugee_le")
    sans_avis = {"jugee_par": None, "jugee_le": None, "raison": ""}
    for champ, valeur in (sans_avis | dit | {"texte": texte, "etat": etat}).items():
        setattr(proposition, champ, valeur)
    proposition.save()
