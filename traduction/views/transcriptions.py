"""What is heard, to write in one's own language and to approve: the list, and the original beside the field."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language_info, gettext_lazy
from django.utils.translation import gettext as _
from wagtail.admin import messages

from medias.forms import TRANSCRIPTION_AU_PLUS
from traduction.actions import EcriteEntreTemps, approuver, proposer, renvoyer
from traduction.transcriptions import transcriptions_de


class TranscriptionForm(forms.Form):
    """`lue` names the text that the person had before their eyes: nobody approves, or writes over, another."""

    texte = forms.CharField(required=False, max_length=TRANSCRIPTION_AU_PLUS, widget=forms.Textarea(attrs={"rows": 16}))
    lue = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
    raison = forms.CharField(label=gettext_lazy("Ce qui est à reprendre"), required=False, max_length=500)


def lister(request):
    """Show the sounds of the person's cities, those that wait for them first."""
    transcriptions = transcriptions_de(request.user)
    return render(request, "traduction/admin/transcriptions.html", {"transcriptions": transcriptions})


def ecrire(request, son_id, langue):
    """Write the transcription of one sound in one language, for those who write in it; approve it, for those who publish."""
    siennes = {(t.son.pk, t.langue): t for t in transcriptions_de(request.user)}
    if (son_id, langue) not in siennes:
        raise PermissionDenied(_("Vous ne traduisez pas ce son dans cette langue."))
    transcription = siennes[son_id, langue]
    formulaire = TranscriptionForm(request.POST or None, initial={"texte": transcription.texte})
    formulaire.fields["texte"].widget.attrs["lang"] = langue
    formulaire.fields["texte"].label = get_language_info(langue)["name_translated"].capitalize()
    if request.method == "POST" and formulaire.is_valid():
        try:
            fait = _faire(request, transcription, **formulaire.cleaned_data)
        except EcriteEntreTemps as refus:
            transcription = refus.transcription
            formulaire.add_error(
                None, _("Quelqu’un a écrit ou relu ce texte pendant que vous le lisiez. Rien n’est enregistré.")
            )
        else:
            messages.success(request, fait % {"titre": transcription.son.title})
            return redirect(reverse("traduction_transcriptions"))
    contexte = {"transcription": transcription, "formulaire": formulaire}
    return render(request, "traduction/admin/transcription.html", contexte)


def _faire(request, transcription, texte, lue, raison) -> str:
    """Do what was asked of a text; return the sentence that says it."""
    if "renvoyer" in request.POST:
        if not transcription.se_publie:
            raise PermissionDenied(_("Renvoyer une transcription revient à la relecture."))
        renvoyer(transcription, lue, texte, raison, request.user)
        return _("« %(titre)s » est renvoyé à qui l’a écrit.")
    if transcription.se_publie:
        approuver(transcription, lue, texte, request.user)
        return _("« %(titre)s » est publié.")
    proposer(transcription, lue, texte, request.user)
    return _("« %(titre)s » est enregistré. Les visiteurs le liront une fois approuvé.")
