"""An edition: « été 2026 », a season of a city under one name."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Site, TranslatableMixin
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField, TranslatableField

from socle.models import AvecAdresse
from socle.rules import code_public


class Edition(AvecAdresse, TranslatableMixin, index.Indexed, models.Model):
    """A season of one city: its name is told in each language, its dates are the same."""

    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="+", verbose_name=_("ville"))
    nom = models.CharField(_("nom"), max_length=120, help_text=_("« Été 2026 », « Nuits du fleuve »."))
    slug = models.SlugField(_("adresse"), max_length=120, blank=True)
    debut = models.DateField(_("premier jour"), null=True, blank=True)
    fin = models.DateField(_("dernier jour"), null=True, blank=True)
    code = models.CharField(_("code public"), max_length=8, editable=False, db_index=True)

    translatable_fields = [
        TranslatableField("nom"),
        SynchronizedField("site"),
        SynchronizedField("slug"),
        SynchronizedField("debut"),
        SynchronizedField("fin"),
    ]
    panels = [
        FieldPanel("site"),
        FieldRowPanel([FieldPanel("nom"), FieldPanel("slug")]),
        FieldRowPanel([FieldPanel("debut"), FieldPanel("fin")]),
    ]
    search_fields = [
        index.SearchField("nom"),
        index.AutocompleteField("nom"),
        index.FilterField("site"),
        index.FilterField("locale"),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("édition")
        verbose_name_plural = _("éditions")
        ordering = ["-debut", "nom"]
        constraints = [models.UniqueConstraint(fields=["site", "locale", "slug"], name="edition_slug_unique")]

    def __str__(self):
        return self.nom

    def save(self, *args, **options):
        self.code = code_public(self.translation_key)
        super().save(*args, **options)

    def clean(self):
        super().clean()
        if self.debut and self.fin and self.fin < self.debut:
            raise ValidationError({"fin": _("Le dernier jour vient avant le premier.")})
