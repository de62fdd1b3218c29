"""What the screens share that take in a file of rows for one of the person's cities."""

from operator import attrgetter

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView

from socle.fichiers_csv import FichierCSVField, lire


class FormulaireDImport(forms.Form):
    """A city, and a file of rows: `lignes` are those that have all `colonnes`, `refusees` the others."""

    colonnes = ()

    site = forms.ModelChoiceField(label=_("Ville"), queryset=None, empty_label=None)
    fichier = FichierCSVField()

    def __init__(self, *args, sites, **options):
        super().__init__(*args, **options)
        self.fields["site"].queryset = sites
        self.fields["site"].label_from_instance = attrgetter("site_name")

    @property
    def texte_donne(self) -> str:
        return self.cleaned_data["fichier"]

    def clean(self):
        donnees = super().clean()
        if not self.errors:
            try:
                self.lignes, self.refusees = lire(self.texte_donne, self.colonnes)
            except ValidationError as refus:
                self.add_error("fichier", refus)
        return donnees


class ImporterDansUneVille(FormView):
    """Open to who may add such things to a city, and to these cities only."""

    politique = None

    @cached_property
    def sites(self):
        return self.politique.sites_user_has_any_permission_for(self.request.user, ["add"])

    def dispatch(self, request, *args, **kwargs):
        if not self.sites.exists():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"sites": self.sites}
