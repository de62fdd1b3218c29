"""Fields of our own: stories without their blocks in migrations, outlines, several choices, lists of names."""

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.fields import StreamField

from socle.formfields import ContourFormField, CoordonneeFormField
from socle.geographie import geometrie, verifier_contour
from socle.lectures import enfants_en_memoire
from socle.rules import sans_controle


class CorpsField(StreamField):
    """A StreamField whose block definitions stay out of migrations (they would swell them)."""

    def __init__(self, block_types=(), **options):
        options.setdefault("blank", True)
        super().__init__(block_types, **options)

    def deconstruct(self):
        nom, chemin, _arguments, options = super().deconstruct()
        options.pop("block_lookup", None)
        return nom, chemin, [], options


class ChoixMultiplesField(models.JSONField):
    """Several values of one closed list, kept as a list in the order of the list."""

    def __init__(self, *args, choix=None, **options):
        self.choix = choix
        options.setdefault("default", list)
        options.setdefault("blank", True)
        super().__init__(*args, **options)

    def formfield(self, **options):
        return forms.MultipleChoiceField(
            choices=self.choix.choices,
            required=False,
            label=capfirst(self.verbose_name),
            help_text=self.help_text,
            widget=forms.CheckboxSelectMultiple,
            initial=options.get("initial"),
        )

    def validate(self, valeur, instance):
        super().validate(valeur, instance)
        inconnus = set(valeur or ()) - set(self.choix.values)
        if inconnus:
            raise ValidationError(_("Choix inconnu : %(choix)s") % {"choix": ", ".join(sorted(map(str, inconnus)))})


class ContourField(models.JSONField):
    """An outline: a GeoJSON Polygon or MultiPolygon in WGS 84, checked."""

    def __init__(self, *args, **options):
        options.setdefault("null", True)
        options.setdefault("blank", True)
        super().__init__(*args, **options)

    def formfield(self, **options):
        return ContourFormField(
            required=not self.blank,
            label=capfirst(self.verbose_name),
            help_text=self.help_text,
            initial=options.get("initial"),
        )

    def clean(self, valeur, instance):
        """Return the outline checked, and bare: what came as a Feature is stored as its geometry."""
        valeur = super().clean(valeur, instance)
        return verifier_contour(valeur) if valeur else None

    def pre_save(self, instance, add):
        """Code may store what no form has seen: a Feature is still stored as its geometry."""
        valeur = geometrie(super().pre_save(instance, add))
        setattr(instance, self.attname, valeur)
        return valeur


class CoordonneeField(models.FloatField):
    """A latitude or a longitude in degrees, typed with a comma or a point."""

    def deconstruct(self):
        # In the database a number as any other: migrations need not know who types it.
        nom, _chemin, arguments, options = super().deconstruct()
        return nom, "django.db.models.FloatField", arguments, options

    def formfield(self, **options):
        return super().formfield(**{"form_class": CoordonneeFormField, **options})


class NomsField(models.TextField):
    """Names, one a line."""

    def __init__(self, *args, **options):
        options.setdefault("blank", True)
        options.setdefault("max_length", 2000)
        super().__init__(*args, **options)


def oter_les_controles(objet):
    """Take from the texts of a page, and of its children in memory, what XML has no place for.

    Nothing is asked of the database: what was not read is not written either.
    """
    for champ in objet._meta.concrete_fields:
        valeur = objet.__dict__.get(champ.attname)
        if isinstance(champ, StreamField) and valeur:
            ecrit = valeur.get_prep_value()
            if (propre := sans_controle(ecrit)) != ecrit:
                setattr(objet, champ.attname, champ.stream_block.to_python(propre))
        elif isinstance(valeur, str):
            setattr(objet, champ.attname, sans_controle(valeur))
    for enfants in enfants_en_memoire(objet).values():
        for enfant in enfants:
            oter_les_controles(enfant)
