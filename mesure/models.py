"""What is counted of those who pass, and what a city's own counters say of its streets."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Site

from mesure.enums import Genre
from mesure.queries import ComptageQuerySet, PassageQuerySet
from mesure.rules.comptages import LONGUEUR_D_UN_LIEU, NOMBRE_MAXIMAL


class Passage(models.Model):
    """How many times a story was opened one day, in one language: of who did, nothing."""

    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="+", verbose_name=_("ville"))
    jour = models.DateField(_("jour"))
    cle = models.UUIDField(_("histoire"))
    langue = models.CharField(_("langue"), max_length=10)
    genre = models.CharField(_("type de passage"), max_length=10, choices=Genre)
    nombre = models.PositiveIntegerField(_("fois"), default=0)
    fictif = models.BooleanField(_("inventé pour la démonstration"), default=False)

    objects = PassageQuerySet.as_manager()

    class Meta:
        verbose_name = _("passage")
        verbose_name_plural = _("passages")
        ordering = ["-jour"]
        constraints = [
            # The day first: what is too old is looked for by it.
            models.UniqueConstraint(
                fields=["jour", "site", "cle", "langue", "genre", "fictif"], name="un_compte_par_jour"
            )
        ]
        indexes = [models.Index(fields=["cle", "jour"], name="passages_d_une_histoire")]

    def __str__(self):
        return f"{self.jour} {self.langue} {self.genre} : {self.nombre}"


class Comptage(models.Model):
    """How many people one of the city's own counters saw one day: another measure, never added to passages."""

    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="+", verbose_name=_("ville"))
    jour = models.DateField(_("jour"))
    lieu = models.CharField(
        _("lieu"), max_length=LONGUEUR_D_UN_LIEU, help_text=_("Toujours écrit de même : « Quai des Antilles ».")
    )
    nombre = models.PositiveIntegerField(_("personnes comptées"), validators=[MaxValueValidator(NOMBRE_MAXIMAL)])

    objects = ComptageQuerySet.as_manager()

    panels = [FieldPanel("site"), FieldPanel("jour"), FieldPanel("lieu"), FieldPanel("nombre")]

    class Meta:
        verbose_name = _("comptage de piétons")
        verbose_name_plural = _("comptages de piétons")
        ordering = ["-jour", "lieu"]
        constraints = [
            models.UniqueConstraint(
                fields=["site", "lieu", "jour"],
                name="un_comptage_par_jour",
                violation_error_message=_("Ce lieu a déjà un comptage ce jour-là : modifiez-le."),
            )
        ]

    def __str__(self):
        return f"{self.lieu}, {date_format(self.jour, 'SHORT_DATE_FORMAT')}"

    def clean(self):
        """Write a place once only, and no day that has not come."""
        super().clean()
        self.lieu = " ".join(self.lieu.split())
        if self.jour and self.jour > timezone.localdate():
            raise ValidationError({"jour": _("Ce jour n’est pas encore passé.")})
