"""Pictures, sounds and documents, each with credit, rights and an alternative."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage, AbstractRendition, get_upload_to
from wagtail.search import index
from wagtailmedia.models import AbstractMedia, MediaType

from medias.enums import SANS_PAROLES, Consentement, Licence, Nature, Usage, langues_des_sons, premiere_langue
from medias.fichiers import duree_du_son, est_un_son
from medias.fields import VisuelField
from medias.queries import SonQuerySet, VisuelQuerySet
from medias.rules import (
    ALTERNATIVE,
    CONSENTEMENT,
    CREDIT,
    FIN,
    LICENCE,
    TERME,
    USAGE,
    Droits,
    Paroles,
    paroles_pour,
)
from medias.sous_titres import SousTitresRefuses, normaliser

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

REFUS_DES_SOUS_TITRES = {
    SousTitresRefuses.ILLISIBLES: _("Ce ne sont pas des sous-titres WebVTT ou SubRip que le site sait lire."),
    SousTitresRefuses.VIDES: _("Il n’y a aucune réplique dans ces sous-titres."),
    SousTitresRefuses.TROP: _("Ces sous-titres sont trop longs : 4 000 répliques et 400 Ko au plus."),
    SousTitresRefuses.TEMPS: _("La réplique %(rang)s finit avant d’avoir commencé."),
    SousTitresRefuses.ORDRE: _("La réplique %(rang)s commence avant celle qui la précède."),
    SousTitresRefuses.DUREE: _("La réplique %(rang)s vient après la fin du son."),
}

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
CHAMPS_DES_USAGES = tuple((usage.value, f"usage_{usage.value}") for usage in Usage)
LICENCES = frozenset(Licence.values)


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
            usages=frozenset(usage for usage, champ in CHAMPS_DES_USAGES if getattr(self, champ)),
            fin=self.droits_fin,
            consentement_manquant=self.consentement == Consentement.MANQUANT,
            manquants=tuple(nom for nom, dit in self._ce_qui_est_dit() if not dit),
        )

    def _ce_qui_est_dit(self):
        """Yield what must be said of any medium, and whether it is: code stores what no form has seen."""
        yield CREDIT, bool(self.credit and self.credit.strip())
        yield LICENCE, self.licence in LICENCES
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

    nature = models.CharField(_("ce que c’est"), max_length=16, choices=Nature, default=Nature.RECIT)
    langue = models.CharField(
        _("langue du son"), max_length=10, choices=langues_des_sons, default=premiere_langue, blank=True
    )
    transcription = models.TextField(
        _("transcription"),
        help_text=_(
            "Tout ce qui s’entend, dans la langue du son : paroles, et bruits qui comptent. "
            "Les autres langues s’écrivent dans Rapports, Transcriptions."
        ),
    )
    traductions = models.JSONField(_("transcriptions traduites"), default=dict, blank=True, editable=False)
    """What visitors read in other languages than the sound's: what somebody who may publish has approved, and no more."""
    sous_titres = models.TextField(
        _("sous-titres"),
        blank=True,
        help_text=_("Au format WebVTT, dans la langue du son : les paroles suivent l’écoute."),
    )
    poids = models.PositiveBigIntegerField(_("poids en octets"), null=True, editable=False)

    objects = SonQuerySet.as_manager()

    admin_form_fields = (
        "title",
        "file",
        "nature",
        "langue",
        "duration",
        "transcription",
        "sous_titres",
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
        self._lire_les_sous_titres()
        super().clean()

    def _lire_les_sous_titres(self):
        if not self.sous_titres.strip():
            self.sous_titres = ""
            return
        try:
            self.sous_titres = normaliser(self.sous_titres, self._duree_connue())
        except SousTitresRefuses as refus:
            raise ValidationError(
                {"sous_titres": REFUS_DES_SOUS_TITRES[refus.raison] % {"rang": refus.rang}}
            ) from refus

    def save(self, *args, **options):
        if self.file and (not self.file._committed or self.poids is None):
            self._mesurer()
        super().save(*args, **options)

    def _mesurer(self):
        """Read how heavy and how long the file is; where it does not say, what a person wrote stays."""
        try:
            self.poids = self.file.size
        except OSError:
            self.poids = None
            return
        self.duration = self._duree_connue()

    def _duree_connue(self) -> float:
        try:
            return duree_du_son(self.file.file, self.file.name) or self.duration if self.file else self.duration
        except OSError:
            return self.duration

    def paroles(self, langue: str) -> Paroles:
        """Return the transcription for someone who reads in `langue`."""
        return paroles_pour(langue, Paroles(self.transcription, self.langue), self.traductions)

    def est_transcrit_en(self, langue: str) -> bool:
        """Tell whether what is heard can be read in `langue`; a sound without words needs no translation."""
        return self.langue in (SANS_PAROLES, langue) or self.paroles(langue).langue == langue

    @property
    def cle_des_sous_titres(self) -> str:
        """What the address of its captions holds besides its number: nobody can list captions by counting."""
        return salted_hmac("medias.sous_titres", f"{self.pk}/{self.file.name}", algorithm="sha256").hexdigest()[:16]

    @property
    def adresse_des_sous_titres(self) -> str:
        return reverse("sous_titres", args=[self.pk, self.cle_des_sous_titres]) if self.sous_titres else ""

    @property
    def telechargeable(self) -> bool:
        """Tell whether visitors may take it away today."""
        return self.diffusable and self.peut_aller(Usage.HORS_LIGNE)

    @property
    def alternative(self) -> str:
        return self.transcription or ""
