"""The admin's form of a picture, at every door: add, edit, several at once, chooser."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from medias.fichiers import ImageRefusee, verifier_image

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
