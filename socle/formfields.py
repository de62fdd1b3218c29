"""Form fields for places: degrees typed as people type them, outlines as GeoJSON."""

import json
import re

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from socle.geographie import lire_contour, verifier_contour

DEGRES = re.compile(r"[+-]?[0-9]{1,3}(\.[0-9]{0,20})?")


class CoordonneeFormField(forms.FloatField):
    """Reads « 47,2020 », « 47.2020 » or « −1,5° »: degrees, and nothing else."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
    default_error_messages = {
        "invalid": _("Écrivez des degrés, avec une virgule ou un point : 47,2020 ou −1,5728."),
        "minutes": _("Écrivez des degrés décimaux (47,2020), sans minutes ni secondes ni point cardinal."),
    }

    def to_python(self, valeur):
        if valeur in self.empty_values or isinstance(valeur, (int, float)):
            return super().to_python(valeur)
        texte = re.sub(r"[\s°]", "", str(valeur)).replace("−", "-").replace(",", ".")
        if not texte:
            return None
        if re.search(r"""['"′″NSEWO]""", texte):
            raise ValidationError(self.error_messages["minutes"], code="minutes")
        if not DEGRES.fullmatch(texte):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return float(texte)

    def widget_attrs(self, widget):
        # Not a number field: a browser would refuse the comma.
        return {}

    def has_changed(self, initial, data):
        try:
            return self.to_python(data) != self.to_python(initial)
        except ValidationError:
            return True


class ContourFormField(forms.CharField):
    """Reads an outline as GeoJSON text; says what is wrong beside the field, and keeps what was typed."""

    widget = forms.Textarea(
        attrs={"rows": 5, "spellcheck": "false", "autocomplete": "off", "class": "contour", "data-contour": ""}
    )

    def __init__(self, **options):
        super().__init__(**options)
        self.empty_value = None

    def to_python(self, valeur):
        if isinstance(valeur, dict):
            return verifier_contour(valeur)
        texte = super().to_python(valeur)
        return lire_contour(texte) if texte else None

    def prepare_value(self, valeur):
        if valeur is None or isinstance(valeur, str):
            return valeur
        return json.dumps(valeur, separators=(",", ":"))

    def has_changed(self, initial, data):
        try:
            return self.to_python(data) != (initial or None)
        except ValidationError:
            return True
