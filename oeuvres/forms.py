"""The filters of the list of works, read from the address."""

from django import forms
from django.utils.translation import gettext_lazy as _

from oeuvres.enums import Genre

DEBOUT, PASSEES = "debout", "passees"


class FiltreDesOeuvres(forms.Form):
    """What one may ask of the list. A value that means nothing is ignored, and the others still count."""

    genre = forms.ChoiceField(label=_("Genre"), required=False)
    quartier = forms.ChoiceField(label=_("Quartier"), required=False)
    promesse = forms.ChoiceField(label=_("Promesse"), required=False)
    artiste = forms.ChoiceField(label=_("Artiste"), required=False)
    decennie = forms.ChoiceField(label=_("Décennie"), required=False)
    etat = forms.ChoiceField(label=_("À voir"), required=False)
    sans_marche = forms.BooleanField(label=_("Accès sans marche vérifié"), required=False)

    def __init__(self, donnees, quartiers, promesses, artistes, decennies):
        super().__init__(donnees)
        choix = {
            "genre": [("", _("Tous les genres")), *Genre.choices],
            "quartier": [("", _("Tous les quartiers")), *quartiers],
            "promesse": [("", _("Toutes les promesses")), *promesses],
            "artiste": [("", _("Tous les artistes")), *artistes],
            "decennie": [("", _("Toutes les années")), *decennies],
            "etat": [("", _("Toutes les œuvres")), (DEBOUT, _("Encore là")), (PASSEES, _("Qui furent là"))],
        }
        for champ, valeurs in choix.items():
            self.fields[champ].choices = valeurs

    def retenus(self) -> dict:
        """Return the filters that mean something, by name."""
        self.is_valid()
        return {champ: valeur for champ, valeur in self.cleaned_data.items() if valeur}
