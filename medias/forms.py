"""The admin's forms of pictures and sounds, at every door: add, edit, several at once, chooser."""

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm
from wagtailmedia.forms import BaseMediaForm

from medias.fichiers import ImageRefusee, verifier_image
from medias.sous_titres import OCTETS_AU_PLUS

REFUS = {
    ImageRefusee.ILLISIBLE: _("Cette image ne peut pas être lue jusqu’au bout : le fichier est abîmé."),
    ImageRefusee.TROP_GRANDE: _("Cette image a trop de pixels. Réduisez-la à 80 millions de pixels au plus."),
    ImageRefusee.AUTRE_CHOSE: _("Ce fichier contient autre chose qu’une image. Enregistrez l’image seule, de nouveau."),
}


class FichierImageField(WagtailImageField):
    """Reads the picture whole before it is accepted: a broken one is refused here, with a sentence."""

    def to_python(self, data):
        if data in self.empty_values:
            return None
        try:
            fichier = super().to_python(data)
        except ValidationError:
            raise
        except Exception as erreur:  # what decoders raise on a broken header is theirs
            raise ValidationError(REFUS[self._raison(data)], code="invalid_image") from erreur
        if isinstance(data, UploadedFile):
            try:
                verifier_image(data, settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS)
            except ImageRefusee as refus:
                raise ValidationError(REFUS[refus.raison], code="invalid_image") from refus
        return fichier

    @staticmethod
    def _raison(data) -> str:
        try:
            verifier_image(data, settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS)
        except ImageRefusee as refus:
            return refus.raison
        return ImageRefusee.ILLISIBLE


class VisuelForm(BaseImageForm):
    """Asks of every picture its credit, its licence and its alternative; the model says what is lacking."""

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        if champ := self.fields.get("file"):
            self.fields["file"] = FichierImageField(label=champ.label, required=champ.required, widget=champ.widget)


TRANSCRIPTION_AU_PLUS = 200_000
"""Characters: three hours of speech."""


class SonForm(BaseMediaForm):
    """Takes captions as a file or as text. What is heard is translated elsewhere, by those who write each language."""

    fichier_de_sous_titres = forms.FileField(
        label=_("fichier de sous-titres"),
        required=False,
        help_text=_("WebVTT (.vtt) ou SubRip (.srt), en UTF-8. Il remplace le texte ci-dessous."),
        widget=forms.FileInput(attrs={"accept": ".vtt,.srt,text/vtt"}),
    )

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        noms = [nom for nom in self.fields if nom != "fichier_de_sous_titres"]
        noms.insert(noms.index("sous_titres"), "fichier_de_sous_titres")
        self.order_fields(noms)

    def clean_fichier_de_sous_titres(self):
        fichier = self.cleaned_data["fichier_de_sous_titres"]
        if not fichier:
            return ""
        if fichier.size > OCTETS_AU_PLUS:
            raise ValidationError(_("Ce fichier est trop lourd pour des sous-titres : 400 Ko au plus."))
        try:
            return fichier.read().decode("utf-8-sig")
        except UnicodeDecodeError as erreur:
            raise ValidationError(_("Ce fichier n’est pas en UTF-8. Enregistrez-le de nouveau en UTF-8.")) from erreur

    def clean(self):
        donnees = super().clean()
        if depose := donnees.get("fichier_de_sous_titres"):
            donnees["sous_titres"] = depose
        return donnees

    def add_error(self, champ, erreur):
        # What is wrong in captions that came as a file is said beside the file.
        if hasattr(erreur, "error_dict") and self.cleaned_data.get("fichier_de_sous_titres"):
            trouve = erreur.error_dict.pop("sous_titres", None)
            if trouve:
                super().add_error("fichier_de_sous_titres", trouve)
        super().add_error(champ, erreur)
