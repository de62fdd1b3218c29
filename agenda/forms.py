"""What an address asks of the agenda."""

import re
from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from agenda.rules.fichiers import OCTETS_AU_PLUS
from agenda.rules.periodes import ANNEES

PASSES = "passes"

_SEMAINE = re.compile(r"(\d{4})-W(\d{2})")


class SemaineField(forms.CharField):
    """« 2026-W29 »: an ISO week, as its Monday."""

    def clean(self, valeur):
        texte = super().clean(valeur)
        if not texte:
            return None
        lue = _SEMAINE.fullmatch(texte)
        try:
            return date.fromisocalendar(int(lue[1]), int(lue[2]), 1)
        except (TypeError, ValueError):
            raise forms.ValidationError(_("Écrivez une semaine : 2026-W29.")) from None


class FiltreDeLAgenda(forms.Form):
    """What one may ask of the list. A value that means nothing is ignored, and the others still count."""

    jour = forms.DateField(
        label=_("Jour"),
        required=False,
        input_formats=["%Y-%m-%d", "%d/%m/%Y"],
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    semaine = SemaineField(label=_("Semaine"), required=False, max_length=8)
    quartier = forms.ChoiceField(label=_("Quartier"), required=False)
    edition = forms.ChoiceField(label=_("Édition"), required=False)
    quand = forms.ChoiceField(label=_("Quand"), required=False)

    def __init__(self, donnees, quartiers, editions):
        super().__init__(donnees)
        self.fields["quartier"].choices = [("", _("Tous les quartiers")), *quartiers]
        self.fields["edition"].choices = [("", _("Toutes les éditions")), *editions]
        self.fields["quand"].choices = [("", _("À venir")), (PASSES, _("Passés"))]

    def clean_jour(self):
        return _lisible(self.cleaned_data["jour"])

    def clean_semaine(self):
        return _lisible(self.cleaned_data["semaine"])

    def retenus(self) -> dict:
        """Return the filters that mean something, by name. A day prevails over a week: the form keeps the week it was in."""
        self.is_valid()
        sans = "semaine" if self.cleaned_data.get("jour") else ""
        return {champ: valeur for champ, valeur in self.cleaned_data.items() if valeur and champ != sans}

    def ignores(self) -> list[str]:
        """Return what was asked for and means nothing, in sentences."""
        phrases = {
            "jour": _("Cette date n’existe pas."),
            "semaine": _("Cette semaine n’existe pas."),
            "quartier": _("Ce quartier n’est pas dans la liste."),
            "edition": _("Cette édition n’est pas dans la liste."),
        }
        dits = [phrases.get(champ, _("Ce choix n’existe pas.")) for champ in self.fields if champ in self.errors]
        return [*dits, _("Voici tout l’agenda.")] if dits and not self.retenus() else dits


def _lisible(jour):
    """A year that no agenda holds is ignored: the days around it could not be computed."""
    if jour and not ANNEES[0] <= jour.year <= ANNEES[1]:
        raise forms.ValidationError(_("Cette année est-elle la bonne ?"))
    return jour


class ImportForm(forms.Form):
    """Where another agenda is: an address or a file."""

    adresse = forms.URLField(
        label=_("Adresse du calendrier"),
        required=False,
        max_length=500,
        assume_scheme="https",
        help_text=_("Une adresse en https qui donne un fichier iCalendar (.ics) : OpenAgenda, un agenda partagé…"),
    )
    fichier = forms.FileField(
        label=_("ou un fichier"), required=False, help_text=_("Un fichier .ics, de 7 Mio au plus.")
    )
    remplacer = forms.BooleanField(
        label=_("Remplacer aussi ce qui a été modifié ici"),
        required=False,
        help_text=_("Sans cela, un événement que quelqu’un a modifié ici reste comme il est, et cet écran le dit."),
    )

    def clean_fichier(self):
        fichier = self.cleaned_data["fichier"]
        if fichier and fichier.size > OCTETS_AU_PLUS:
            raise forms.ValidationError(_("Ce fichier dépasse 7 Mio."))
        return fichier

    def clean(self):
        donnees = super().clean()
        if not self.errors and bool(donnees.get("adresse")) == bool(donnees.get("fichier")):
            raise forms.ValidationError(_("Donnez une adresse ou un fichier, l’un des deux."))
        return donnees
