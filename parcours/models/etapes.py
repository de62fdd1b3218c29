"""The stops of a route, and the codes that lead to them for years."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, PageChooserPanel
from wagtail.models import Orderable, Page, TranslatableMixin
from wagtail_localize.fields import SynchronizedField, TranslatableField

from parcours.enums import Pente, Portee, Sol
from parcours.models.pages import ParcoursPage
from socle.enums import Connu
from socle.fields import CoordonneeField
from socle.references import Reference
from socle.rules import LONGUEUR_DU_CODE, Point, code_public


class Etape(TranslatableMixin, Orderable):
    """A stop: a story told elsewhere, or a free waypoint; and the way to it from the one before."""

    page = ParentalKey(ParcoursPage, on_delete=models.CASCADE, related_name="etapes")
    histoire = Reference(
        Page,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        verbose_name=_("histoire"),
        help_text=_("Une œuvre, un lieu ou un quartier ; sinon, un point libre avec son nom et sa position."),
    )
    titre = models.CharField(_("nom du point"), max_length=160, blank=True)
    latitude = CoordonneeField(
        _("latitude"), null=True, blank=True, validators=[MinValueValidator(-90), MaxValueValidator(90)]
    )
    longitude = CoordonneeField(
        _("longitude"), null=True, blank=True, validators=[MinValueValidator(-180), MaxValueValidator(180)]
    )
    pourquoi = models.TextField(_("pourquoi s’arrêter ici"), blank=True, max_length=600)

    chemin = models.TextField(
        _("le chemin depuis l’arrêt d’avant"),
        blank=True,
        max_length=800,
        help_text=_("Ce que l’on dirait à voix haute."),
    )
    sans_marche = models.CharField(_("sans marche"), max_length=8, choices=Connu, default=Connu.INCONNU)
    sol = models.CharField(_("sol"), max_length=12, choices=Sol, blank=True, default=Sol.INCONNU)
    pente = models.CharField(_("pente"), max_length=12, choices=Pente, blank=True, default=Pente.INCONNUE)
    obstacle = models.CharField(_("obstacle"), max_length=200, blank=True)
    verifie_le = models.DateField(_("vérifié le"), null=True, blank=True)

    avis = models.CharField(_("avis"), max_length=300, blank=True, help_text=_("Travaux, fermeture, déviation…"))
    avis_porte_sur = models.CharField(_("porte sur"), max_length=8, choices=Portee, default=Portee.ARRET)
    avis_debut = models.DateField(_("à partir du"), null=True, blank=True)
    avis_fin = models.DateField(_("jusqu’au"), null=True, blank=True)

    translatable_fields = [
        SynchronizedField("histoire"),
        TranslatableField("titre"),
        SynchronizedField("latitude"),
        SynchronizedField("longitude"),
        TranslatableField("pourquoi"),
        TranslatableField("chemin"),
        SynchronizedField("sans_marche"),
        SynchronizedField("sol"),
        SynchronizedField("pente"),
        TranslatableField("obstacle"),
        SynchronizedField("verifie_le"),
        TranslatableField("avis"),
        SynchronizedField("avis_porte_sur"),
        SynchronizedField("avis_debut"),
        SynchronizedField("avis_fin"),
    ]

    panels = [
        PageChooserPanel("histoire", ["oeuvres.OeuvrePage", "lieux.LieuPage", "quartiers.QuartierPage"]),
        FieldPanel("titre", help_text=_("Seulement pour un point libre, comme sa position.")),
        FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude")]),
        FieldPanel("pourquoi"),
        FieldPanel("chemin"),
        FieldRowPanel([FieldPanel("sans_marche"), FieldPanel("verifie_le")]),
        FieldRowPanel([FieldPanel("sol"), FieldPanel("pente")]),
        FieldPanel("obstacle"),
        FieldPanel("avis"),
        FieldPanel("avis_porte_sur"),
        FieldRowPanel([FieldPanel("avis_debut"), FieldPanel("avis_fin")]),
    ]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("étape")
        verbose_name_plural = _("étapes")

    def save(self, *args, **options):
        # A stop made by code, or copied into another tree, is told in the language of its route.
        self.locale_id = self.page.locale_id
        super().save(*args, **options)
        CodeDArret.retenir(self)

    def __str__(self):
        return self.titre or (self.histoire.title if self.histoire_id else str(_("étape")))

    def clean(self):
        super().clean()
        if self.avis_debut and self.avis_fin and self.avis_fin < self.avis_debut:
            raise ValidationError({"avis_fin": _("L’avis finit avant de commencer.")})

    @property
    def code(self) -> str:
        """The public code of the stop: shared by all languages, unchanged when stops are put in another order."""
        return code_public(self.translation_key)

    @property
    def point(self) -> Point | None:
        if self.latitude is None or self.longitude is None:
            return None
        return Point(self.latitude, self.longitude)

    @property
    def passe_sans_marche(self) -> str:
        """Whether the way here is step-free (`Connu`): steps that were seen are an answer, whatever was ticked."""
        return Connu.NON if self.pente == Pente.MARCHES else self.sans_marche

    @property
    def est_un_point_libre(self) -> bool:
        """Tell whether the stop stands without a story: one that lost its own, and says nothing of itself, does not."""
        return not self.histoire_id and bool(self.titre) and self.point is not None


class CodeDArret(models.Model):
    """The public code of a stop that was published, and its route: booklets say it for years, the stop may go before."""

    cle = models.UUIDField(primary_key=True, editable=False)
    code = models.CharField(max_length=LONGUEUR_DU_CODE, db_index=True, editable=False)
    parcours = models.UUIDField(editable=False)

    class Meta:
        verbose_name = _("code d’arrêt")
        verbose_name_plural = _("codes d’arrêts")

    def __str__(self):
        return self.code

    @classmethod
    def retenir(cls, etape: Etape):
        """Remember the code of a stop; the same in all languages, it is written once."""
        connu = cls(cle=etape.translation_key, code=etape.code, parcours=etape.page.translation_key)
        cls.objects.bulk_create([connu], ignore_conflicts=True)
