"""The editing form of a route: its trace comes from a file, or from the map."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from parcours.traces import OCTETS_AU_PLUS, lire_du_geojson, lire_un_fichier
from socle.forms import PageForm


class ParcoursForm(PageForm):
    """Reads the trace before anything is stored; a bad one gets its sentence beside the field it came by."""

    fichier_du_trace = forms.FileField(
        label=_("Fichier du tracé"),
        required=False,
        help_text=_("GPX 1.1 ou GeoJSON. Il remplace le tracé du parcours."),
        widget=forms.ClearableFileInput(
            attrs={"accept": ".gpx,.geojson,.json,application/gpx+xml,application/geo+json"}
        ),
    )
    trace_dessine = forms.CharField(
        label=_("Tracé dessiné"),
        required=False,
        strip=True,
        max_length=2_000_000,
        help_text=_("GeoJSON, une LineString : la carte l’écrit ici. Vide, il ne change rien."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    sans_trace = forms.BooleanField(
        label=_("Ôter le tracé"),
        required=False,
        help_text=_("Le parcours se dessine alors en ligne droite d’un arrêt à l’autre, et le dit."),
    )

    trace_lu = None
    """The points that were read from what was given, when they are good."""

    def clean_fichier_du_trace(self):
        fichier = self.cleaned_data.get("fichier_du_trace")
        if fichier:
            self.trace_lu = lire_un_fichier(fichier.name, fichier.read(OCTETS_AU_PLUS + 1))
            self.nom_du_trace = fichier.name[:120]
        return fichier

    def clean_trace_dessine(self):
        texte = self.cleaned_data.get("trace_dessine")
        if texte and not self.cleaned_data.get("fichier_du_trace"):
            self.trace_lu = lire_du_geojson(texte)
            self.nom_du_trace = ""
        return texte

    def clean(self):
        donnees = super().clean()
        if donnees.get("sans_trace") and self.trace_lu:
            self.add_error("sans_trace", ValidationError(_("Donnez un tracé ou ôtez-le : pas les deux.")))
        # The page is judged as it will be: what stores the line comes after.
        self.instance.trace_donne = self.trace_lu
        if donnees.get("sans_trace"):
            self.instance.trace = None
        return donnees

    def save(self, commit=True):
        # The model makes it: the form only knows that it is good.
        if self.trace_lu:
            self.instance.tracer(self.trace_lu, self.nom_du_trace)
        return super().save(commit)
