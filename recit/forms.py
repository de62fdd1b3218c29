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


class ChoixDuRecit(forms.Form):
    """Which prepared narrative takes the place of the current one."""

    nouveau = forms.ModelChoiceField(
        Page.objects.none(),
        label=_("Le nouveau récit"),
        empty_label=_("Choisissez un récit préparé"),
        error_messages={"invalid_choice": _("Ce récit n’est pas préparé à côté de celui qui est en ligne.")},
    )

    def __init__(self, *args, prepares, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["nouveau"].queryset = prepares


class Correspondances(forms.Form):
    """For each promise of the city that the old narrative makes, which new one takes it up."""

    accepter = forms.BooleanField(
        required=False, label=_("J’accepte que ces pages quittent le public jusqu’à ce qu’elles soient complétées.")
    )

    def __init__(self, *args, anciennes, nouvelles, **kwargs):
        super().__init__(*args, **kwargs)
        self.anciennes = {f"promesse-{promesse.pk}": promesse for promesse in anciennes}
        for nom, promesse in self.anciennes.items():
            self.fields[nom] = forms.ModelChoiceField(
                nouvelles, required=False, label=promesse.title, empty_label=_("Aucune ne la reprend")
            )
        self.order_fields([*self.anciennes, "accepter"])

    @property
    def promesses(self):
        """The bound fields of the promises, without the last tick."""
        return [self[nom] for nom in self.anciennes]

    @property
    def par_cle(self) -> dict:
        """What was chosen, by translation key: all languages follow."""
        return {
            promesse.translation_key: (choisie := self.cleaned_data[nom]) and choisie.translation_key
            for nom, promesse in self.anciennes.items()
        }
