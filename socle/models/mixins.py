"""What some stories have in common: a position, an address made of a name, the questions on access; and their panels."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from socle.enums import Connu, Precision
from socle.fields import CoordonneeField
from socle.panels import CartePanel
from socle.rules import Point, code_public


class AvecPosition(models.Model):
    """A position in WGS 84 and how sure it is."""

    latitude = CoordonneeField(
        _("latitude"), null=True, blank=True, validators=[MinValueValidator(-90), MaxValueValidator(90)]
    )
    longitude = CoordonneeField(
        _("longitude"), null=True, blank=True, validators=[MinValueValidator(-180), MaxValueValidator(180)]
    )
    precision = models.CharField(_("précision"), max_length=10, choices=Precision, default=Precision.RELEVEE)
    precision_metres = models.PositiveIntegerField(
        _("à combien de mètres près"), null=True, blank=True, validators=[MaxValueValidator(50_000)]
    )

    class Meta:
        abstract = True

    @property
    def point(self) -> Point | None:
        if self.latitude is None or self.longitude is None:
            return None
        return Point(self.latitude, self.longitude)

    @property
    def position_approchee(self) -> bool:
        return self.precision in (Precision.APPROCHEE, Precision.LIEU)


class AvecAdresse(models.Model):
    """What has a `nom` and no page of its own: its address is the `slug` that was typed, else one made of the name."""

    class Meta:
        abstract = True

    def save(self, *args, **options):
        self.slug = self.adresse_par_defaut()
        super().save(*args, **options)

    def adresse_par_defaut(self) -> str:
        """Return the slug, else the one made of the name; a name without a Latin letter is known by its public code."""
        return self.slug or slugify(self.nom) or code_public(self.translation_key)


def _reponse(question):
    return models.CharField(question, max_length=8, choices=Connu, default=Connu.INCONNU)


def _verifie_le():
    return models.DateField(_("vérifié le"), null=True, blank=True)


class AvecAcces(models.Model):
    """Access: each question is answered yes, no or unknown, with the day it was checked."""

    sans_marche = _reponse(_("Accès sans marche"))
    sans_marche_verifie_le = _verifie_le()
    sol_roulant = _reponse(_("Sol ferme et roulant"))
    sol_roulant_verifie_le = _verifie_le()
    tactile = _reponse(_("Se découvre au toucher"))
    tactile_verifie_le = _verifie_le()
    toute_heure = _reponse(_("Accessible à toute heure"))
    toute_heure_verifie_le = _verifie_le()
    transport = _reponse(_("Transport en commun à proximité"))
    transport_verifie_le = _verifie_le()
    acces_precisions = models.TextField(
        _("précisions sur l’accès"),
        blank=True,
        max_length=1000,
        help_text=_("Horaires, arrêt le plus proche, revêtement…"),
    )

    QUESTIONS = ("sans_marche", "sol_roulant", "tactile", "toute_heure", "transport")

    class Meta:
        abstract = True

    @property
    def acces(self) -> list[tuple]:
        """The questions on access: (label, answer, its label, day it was checked)."""
        return [
            (
                self._meta.get_field(question).verbose_name,
                getattr(self, question),
                getattr(self, f"get_{question}_display")(),
                getattr(self, f"{question}_verifie_le"),
            )
            for question in self.QUESTIONS
        ]


def panneau_d_acces() -> MultiFieldPanel:
    """Return the panel of the questions on access, each with the day it was checked."""
    return MultiFieldPanel(
        [
            *(
                FieldRowPanel([FieldPanel(question), FieldPanel(f"{question}_verifie_le")])
                for question in AvecAcces.QUESTIONS
            ),
            FieldPanel("acces_precisions"),
        ],
        _("Accès"),
    )


def panneaux_de_position(contour="") -> list:
    """Return the panels of a position: typed, or shown on a map, and how sure it is."""
    return [
        FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude")]),
        CartePanel(contour=contour),
        FieldRowPanel([FieldPanel("precision"), FieldPanel("precision_metres")]),
    ]
