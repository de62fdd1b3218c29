"""Forms of the narrative's desk."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page


class FiltreARelire(forms.Form):
    """Narrows what must be read again to one cause, to one neighbourhood; a wrong value filters nothing."""

    cause = forms.ModelChoiceField(
        Page.objects.none(), required=False, label=_("Ce qui a changé"), empty_label=_("Tout")
    )
    quartier = forms.ModelChoiceField(Page.objects.none(), required=False, label=_("Quartier"), empty_label=_("Tous"))

    def __init__(self, *args, ouvertes, **kwargs):
        super().__init__(*args, **kwargs)
        self.ouvertes = ouvertes
        self.fields["cause"].queryset = Page.objects.filter(pk__in=ouvertes.values("cause")).order_by("title")
        self.fields["quartier"].queryset = Page.objects.filter(
            content_type__model="quartierpage", pk__in=self._au_dessus()
        ).order_by("title")

    def _au_dessus(self) -> list[int]:
        chemins = set()
        for chemin in self.ouvertes.values_list("page__path", flat=True):
            chemins.update(chemin[:fin] for fin in range(Page.steplen, len(chemin) + 1, Page.steplen))
        return list(Page.objects.filter(path__in=chemins).values_list("pk", flat=True))

    def filtrer(self):
        marques = self.ouvertes.select_related("page", "page__locale", "cause", "cause__locale")
        self.is_valid()
        if cause := self.cleaned_data.get("cause"):
            marques = marques.filter(cause=cause)
        if quartier := self.cleaned_data.get("quartier"):
            marques = marques.sous(quartier)
        return marques
