"""What an address may ask of the search, read and checked."""

from dataclasses import dataclass, field
from math import isfinite

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from agenda.enums import Echeance
from search.rules.demande import AU_PLUS, FACETTES, PAR_PAGE, SANS_MARCHE
from search.rules.requete import LONGUEUR_D_UNE_REQUETE
from socle.rules import Point

RAYON_AU_PLUS = 50_000
"""Metres."""

PAGES_AU_PLUS = AU_PLUS // PAR_PAGE


class PositionField(forms.CharField):
    """« 47.21,-1.55 »: latitude and longitude in degrees."""

    def clean(self, valeur):
        texte = super().clean(valeur)
        if not texte:
            return None
        try:
            latitude, longitude = (float(partie) for partie in texte.split(","))
        except ValueError:
            raise ValidationError(_("Écrivez une latitude et une longitude : « 47.21,-1.55 ».")) from None
        if not (isfinite(latitude) and isfinite(longitude) and abs(latitude) <= 90 and abs(longitude) <= 180):
            raise ValidationError(_("Cette position n’est pas sur la Terre."))
        return Point(latitude, longitude)


class FormulaireDeRecherche(forms.Form):
    """A query and what narrows it. Values of facets are checked here only in form: what they name is looked up later."""

    q = forms.CharField(
        label=_("Que cherchez-vous ?"),
        required=False,
        max_length=LONGUEUR_D_UNE_REQUETE,
        error_messages={
            "max_length": _("Raccourcissez : %(limit_value)d signes au plus, il y en a %(show_value)d."),
            "null_characters_not_allowed": _("Cette recherche contient un signe que l’on n’écrit pas."),
        },
    )
    page = forms.IntegerField(required=False, min_value=1, max_value=PAGES_AU_PLUS)
    genre = forms.CharField(required=False, max_length=40)
    quartier = forms.CharField(required=False, max_length=255)
    promesse = forms.CharField(required=False, max_length=255)
    artiste = forms.CharField(required=False, max_length=160)
    decennie = forms.IntegerField(required=False, min_value=1000, max_value=2200)
    quand = forms.ChoiceField(required=False, choices=Echeance.choices)
    acces = forms.ChoiceField(required=False, choices=[(SANS_MARCHE, _("Accès sans marche"))])
    pres = PositionField(required=False, max_length=60)
    rayon = forms.FloatField(required=False, min_value=1, max_value=RAYON_AU_PLUS)

    def clean_decennie(self):
        decennie = self.cleaned_data["decennie"]
        if decennie is not None and decennie % 10:
            raise ValidationError(_("Une décennie finit par un zéro : 1990, 2010…"))
        return decennie

    def clean(self):
        donnees = super().clean()
        if donnees.get("rayon") and not donnees.get("pres") and "pres" not in self.errors:
            self.add_error("rayon", _("Un rayon se compte autour d’un point : donnez aussi « pres »."))
        return donnees


@dataclass
class Voulu:
    """What was asked for, as far as it means something. `erreurs`: what does not, by parameter."""

    texte: str = ""
    page: int = 1
    filtres: dict[str, str] = field(default_factory=dict)
    autour: Point | None = None
    rayon: float | None = None
    erreurs: dict[str, list[str]] = field(default_factory=dict)

    @property
    def choix(self) -> dict[str, str]:
        """What narrows, as an address says it."""
        autour = {} if self.autour is None else {"pres": f"{self.autour.latitude},{self.autour.longitude}"}
        rayon = {} if self.rayon is None else {"rayon": f"{self.rayon:g}"}
        return {**self.filtres, **autour, **rayon}

    def sans_choix(self) -> "Voulu":
        """Return the words alone, from the first page."""
        return Voulu(self.texte)


def lire(parametres) -> Voulu:
    """Return what an address asks; a value that means nothing is left out, with its reasons in `erreurs`."""
    formulaire = FormulaireDeRecherche(parametres)
    formulaire.is_valid()
    donnees = formulaire.cleaned_data
    filtres = {facette: str(donnees[facette]) for facette in FACETTES if donnees.get(facette)}
    return Voulu(
        donnees.get("q", ""),
        donnees.get("page") or 1,
        filtres,
        donnees.get("pres"),
        donnees.get("rayon"),
        {nom: [str(raison) for raison in raisons] for nom, raisons in formulaire.errors.items()},
    )
