"""The dates of an event, as editors type them."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import Orderable

from agenda.enums import Frequence, Jour
from agenda.rules.exceptions import exceptions_sans_effet, reste_t_il_une_date
from agenda.rules.periodes import ANNEES, Dates
from agenda.rules.recurrences import (
    JOURS,
    LONGUEUR_D_UNE_REGLE,
    NOMBRE_AU_PLUS,
    RegleRefusee,
    lire_des_jours,
    mots_de_la_regle,
    regle_de,
)
from socle.fields import ChoixMultiplesField


def raison_du_refus(refus: RegleRefusee) -> str:
    """Say why a rule is not read."""
    return {
        "trop_longue": _("Cette règle est trop longue : %(quoi)s signes."),
        "illisible": _("Cette règle ne se lit pas : %(quoi)s."),
        "frequence": _("Une règle commence par sa fréquence : FREQ=DAILY, WEEKLY, MONTHLY ou YEARLY."),
        "mot_inconnu": _("« %(quoi)s » ne se lit pas ici : les heures sont celles de la première date."),
        "fin_illisible": _("La fin de cette règle ne se lit pas : %(quoi)s."),
        "nombre_illisible": _("Un nombre de cette règle ne se lit pas : %(quoi)s."),
        "deux_fins": _("Une règle a une seule fin : UNTIL ou COUNT."),
    }[refus.raison] % {"quoi": refus.quoi}


class Horaire(Orderable):
    """A date, or several that come back."""

    page = ParentalKey("agenda.EvenementPage", on_delete=models.CASCADE, related_name="horaires")
    # A draft is kept as it is typed, whatever it lacks: the event's requirements ask for the rest.
    jour = models.DateField(_("jour"), null=True, blank=True)
    heure = models.TimeField(_("heure"), null=True, blank=True, help_text=_("Sans heure, la journée entière."))
    dernier_jour = models.DateField(
        _("dernier jour"), null=True, blank=True, help_text=_("Si cela finit un autre jour.")
    )
    heure_de_fin = models.TimeField(
        _("heure de fin"), null=True, blank=True, help_text=_("De 22 h à 2 h : la fin est le lendemain.")
    )
    frequence = models.CharField(_("se répète"), max_length=12, choices=Frequence, blank=True)
    tous_les = models.PositiveSmallIntegerField(
        _("une fois sur"),
        default=1,
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(99)],
        help_text=_("2 : une semaine sur deux."),
    )
    jours = ChoixMultiplesField(_("quels jours"), choix=Jour, help_text=_("Pour ce qui revient toutes les semaines."))
    jusqu_au = models.DateField(_("jusqu’au"), null=True, blank=True)
    nombre = models.PositiveSmallIntegerField(
        _("ou combien de fois"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(NOMBRE_AU_PLUS)],
    )
    exceptions = models.TextField(
        _("sauf"), blank=True, max_length=4000, help_text=_("Une date par ligne : 14/07/2026.")
    )
    regle_importee = models.CharField(
        _("règle importée"),
        max_length=LONGUEUR_D_UNE_REGLE,
        blank=True,
        help_text=_(
            "Venue d’un autre agenda (RRULE), gardée telle quelle. Elle l’emporte ; videz-la pour choisir vous-même."
        ),
    )

    panels = [
        FieldRowPanel([FieldPanel("jour"), FieldPanel("heure")]),
        FieldRowPanel([FieldPanel("dernier_jour"), FieldPanel("heure_de_fin")]),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("frequence"), FieldPanel("tous_les")]),
                FieldPanel("jours"),
                FieldRowPanel([FieldPanel("jusqu_au"), FieldPanel("nombre")]),
                FieldPanel("exceptions"),
                FieldPanel("regle_importee"),
            ],
            _("Répétition"),
        ),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("date")
        verbose_name_plural = _("dates")

    def __str__(self):
        return f"{self.jour or '—'} {self.heure or ''}".strip()

    @property
    def regle(self) -> str:
        """The RRULE: the one that was imported, as it came, else the one that the editor's choices make."""
        if self.regle_importee:
            return self.regle_importee.strip().removeprefix("RRULE:")
        return regle_de(self.frequence, self.jour, self.tous_les, self.jours, self.jusqu_au, self.nombre)

    def dates(self) -> Dates:
        """Return what is typed here as rules read it; ValueError where an exception is not a date."""
        exceptions = tuple(sorted(set(lire_des_jours(self.exceptions))))
        return Dates(self.jour, self.heure, self.dernier_jour, self.heure_de_fin, self.regle, exceptions)

    def lacunes(self) -> dict[str, str]:
        """Return what is to be mended before the event is published, by field, in a sentence."""
        return self.erreurs() or self.oublis()

    def erreurs(self) -> dict[str, str]:
        """Return what keeps this from being read, by field, in a sentence."""
        if self.jour is None:
            return {"jour": _("Dites quel jour.")}
        erreurs = {}
        for champ in ("jour", "dernier_jour", "jusqu_au"):
            jour = getattr(self, champ)
            if jour and not ANNEES[0] <= jour.year <= ANNEES[1]:
                erreurs[champ] = _("Cette année est-elle la bonne ?")
        if self.heure is None and self.heure_de_fin is not None:
            erreurs["heure"] = _("Une heure de fin demande une heure de début.")
        if self.dernier_jour and self.dernier_jour < self.jour:
            erreurs["dernier_jour"] = _("Le dernier jour vient avant le premier.")
        elif self.dernier_jour == self.jour and self.heure and self.heure_de_fin and self.heure_de_fin <= self.heure:
            erreurs["heure_de_fin"] = _("La fin vient avant le début.")
        if self.jusqu_au and self.nombre:
            erreurs["nombre"] = _("Dites une fin ou un nombre de fois, pas les deux.")
        if self.jusqu_au and self.jusqu_au < self.jour:
            erreurs["jusqu_au"] = _("La répétition finit avant la première date.")
        if self.regle:
            try:
                mots_de_la_regle(self.regle)
            except RegleRefusee as refus:
                erreurs["regle_importee" if self.regle_importee else "frequence"] = raison_du_refus(refus)
        try:
            lire_des_jours(self.exceptions)
        except ValueError as erreur:
            erreurs["exceptions"] = _("« %(ligne)s » n’est pas une date : écrivez 14/07/2026.") % {"ligne": erreur}
        return erreurs

    def oublis(self) -> dict[str, str]:
        """Return what was typed for nothing, by field, in a sentence; the dates, which have no error, are read all the same.

        A rule that came from another agenda prevails over what is chosen here, and brings its own exceptions. A first
        date that is none of the days of its rule would be one more (RFC 5545, 3.8.5.3, leaves it undefined).
        """
        oublis = {}
        if not self.regle:
            for champ in ("jours", "jusqu_au", "nombre", "exceptions"):
                if getattr(self, champ):
                    oublis[champ] = _("Dites d’abord, plus haut, comment cela se répète.")
            return oublis
        zone, dates, maintenant = timezone.get_default_timezone(), self.dates(), timezone.now()
        if not self.regle_importee and self.jours and self.frequence != Frequence.SEMAINES:
            oublis["jours"] = _("Les jours se choisissent pour ce qui revient toutes les semaines.")
        elif not self.regle_importee and self.jours and JOURS[self.jour.weekday()] not in self.jours:
            oublis["jour"] = _("La première date n’est pas un des jours choisis plus bas.")
        if not reste_t_il_une_date(dates, zone, maintenant):
            oublis["exceptions"] = _("Il ne reste aucune date : toutes sont parmi les exceptions.")
        elif not self.regle_importee and (jamais := exceptions_sans_effet(dates, zone, maintenant)):
            oublis["exceptions"] = _("Le %(jour)s n’est pas une de ces dates.") % {"jour": f"{jamais[0]:%d/%m/%Y}"}
        return oublis
