"""Pictures, sounds and documents, each with credit, rights and an alternative."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage, AbstractRendition, get_upload_to
from wagtail.search import index
from wagtailmedia.models import AbstractMedia, MediaType

from medias.enums import Consentement, Licence, Usage
from medias.fichiers import est_un_son
from medias.fields import VisuelField
from medias.queries import SonQuerySet, VisuelQuerySet
from medias.rules import ALTERNATIVE, CONSENTEMENT, CREDIT, FIN, LICENCE, TERME, USAGE, Droits

RAISONS = {
    CREDIT: _("le crédit manque"),
    LICENCE: _("la licence manque"),
    TERME: _("le contrat n’a pas de date de fin"),
    ALTERNATIVE: _("rien ne dit ce que c’est à qui ne le perçoit pas"),
    CONSENTEMENT: _("l’accord des personnes reconnaissables manque"),
    USAGE: _("le site n’est pas parmi les usages permis"),
    FIN: _("les droits sont finis"),
}
SON_AU_PLUS = 60 * 1024 * 1024
"""An hour of speech in MP3."""

CHAMPS_DES_DROITS = (
    "credit",
    "licence",
    "droits_fin",
    "contrat",
    "usage_site",
    "usage_impression",
    "usage_donnees",
    "usage_hors_ligne",
    "consentement",
)


class AvecDroits(models.Model):
    """Credit, licence or contract, allowed uses and consent, on every picture and sound."""

    credit = models.CharField(
        _("crédit"), max_length=255, help_text=_("Qui a fait ceci, comme il ou elle veut être cité.")
    )
    licence = models.CharField(_("licence"), max_length=20, choices=Licence)
    contrat = models.CharField(
        _("référence du contrat"), max_length=120, blank=True, help_text=_("Numéro ou lieu de classement.")
    )
    droits_fin = models.DateField(
        _("fin des droits"),
        null=True,
        blank=True,
        help_text=_("Premier jour où ceci ne peut plus être montré. Ce jour-là, tout disparaît de soi-même."),
    )
    usage_site = models.BooleanField(_("peut aller sur le site"), default=True)
    usage_impression = models.BooleanField(_("peut être imprimé"), default=False)
    usage_donnees = models.BooleanField(_("peut aller dans les données ouvertes"), default=False)
    usage_hors_ligne = models.BooleanField(_("peut être emporté hors ligne"), default=False)
    consentement = models.CharField(
        _("personnes reconnaissables"), max_length=12, choices=Consentement, default=Consentement.SANS_OBJET
    )

    class Meta:
        abstract = True

    def clean(self):
        super().clean()
        if self.licence == Licence.CONTRAT and not self.droits_fin:
            raise ValidationError({"droits_fin": _("Un contrat a une date de fin : indiquez-la.")})

    @property
    def droits(self) -> Droits:
        return Droits(
            usages=frozenset(usage for usage in Usage.values if getattr(self, f"usage_{usage}")),
            fin=self.droits_fin,
            consentement_manquant=self.consentement == Consentement.MANQUANT,
            manquants=tuple(nom for nom, dit in self._ce_qui_est_dit() if not dit),
        )

    def _ce_qui_est_dit(self):
        """Yield what must be said of any medium, and whether it is: code stores what no form has seen."""
        yield CREDIT, bool(self.credit and self.credit.strip())
        yield LICENCE, self.licence in Licence.values
        yield TERME, self.licence != Licence.CONTRAT or self.droits_fin is not None
        yield ALTERNATIVE, bool(self.alternative.strip()) or self.est_decoratif

    alternative = ""
    est_decoratif = False

    def peut_aller(self, usage: str) -> bool:
        """Tell whether this may go out today for `usage` (a value of `Usage`)."""
        return self.droits.permettent(usage, timezone.localdate())

    @property
    def diffusable(self) -> bool:
        return self.peut_aller(Usage.SITE)

    @property
    def obstacles(self) -> list[str]:
        """Why this may not be on the site today, in words; empty when it may."""
        return [str(RAISONS[nom]) for nom in self.droits.obstacles(Usage.SITE, timezone.localdate())]


class Visuel(AvecDroits, AbstractImage):
    """A picture. Its `description` is its alternative text."""

    file = VisuelField(verbose_name=_("fichier"), upload_to=get_upload_to, width_field="width", height_field="height")
    # In the place of Wagtail's, ahead of the width and height that are measured from what was stored.
    file.creation_counter = AbstractImage._meta.get_field("file").creation_counter
    decoratif = models.BooleanField(
        _("décorative"),
        default=False,
        help_text=_("Cochez si l’image n’apprend rien que le texte ne dise : les lecteurs d’écran la passeront."),
    )

    objects = VisuelQuerySet.as_manager()

    admin_form_fields = (
        "title",
        "file",
        "description",
        "decoratif",
        *CHAMPS_DES_DROITS,
        "collection",
        "tags",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
    )
    search_fields = [*AbstractImage.search_fields, index.SearchField("credit"), index.FilterField("droits_fin")]

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")
        permissions = [("choose_image", "Can choose image")]

    def clean(self):
        super().clean()
        if not self.alternative.strip() and not self.decoratif:
            raise ValidationError(
                {"description": _("Décrivez l’image pour qui ne la voit pas, ou déclarez-la décorative.")}
            )

    @property
    def default_alt_text(self):
        return "" if self.decoratif else self.description

    @property
    def alternative(self) -> str:
        return self.description or ""

    @property
    def est_decoratif(self) -> bool:
        return self.decoratif


class Rendu(AbstractRendition):
    """One size and format of a picture."""

    image = models.ForeignKey(Visuel, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)
        # Every request for a picture looks its file up.
        indexes = [models.Index(fields=["file"], name="rendu_fichier")]


class Fichier(AbstractDocument):
    """A document to download."""

    admin_form_fields = ("title", "file", "collection", "tags")

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        permissions = [("choose_document", "Can choose document")]


class Son(AvecDroits, AbstractMedia):
    """A sound, with the text of what is heard for those who don't hear it."""

    transcription = models.TextField(
        _("transcription"), help_text=_("Tout ce qui s’entend : paroles, et bruits qui comptent.")
    )

    objects = SonQuerySet.as_manager()

    admin_form_fields = (
        "title",
        "file",
        "duration",
        "transcription",
        *CHAMPS_DES_DROITS,
        "collection",
        "tags",
    )

    class Meta:
        verbose_name = _("son")
        verbose_name_plural = _("sons")

    def clean(self):
        if self.type != MediaType.AUDIO:
            raise ValidationError(_("Seuls des sons se déposent ici. Une vidéo se montre depuis son hébergeur."))
        if self.file and not self.file._committed:
            if self.file.size > SON_AU_PLUS:
                raise ValidationError({"file": _("Ce son dépasse 60 Mo. Enregistrez-le en MP3 ou en Opus.")})
            if not est_un_son(self.file.file, self.file.name):
                raise ValidationError(
                    {
                        "file": _("Ce fichier n’est pas un son que le site sait lire : %(formats)s.")
                        % {"formats": ", ".join(settings.WAGTAILMEDIA["AUDIO_EXTENSIONS"])}
                    }
                )
        super().clean()

    @property
    def alternative(self) -> str:
        return self.transcription or ""
