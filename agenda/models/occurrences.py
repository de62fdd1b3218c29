"""When events take place, computed from their dates: "today" is one query; and how often what they say has changed."""

from datetime import UTC, datetime

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agenda.queries import OccurrenceQuerySet, oublier_les_lieux_qui_attendent
from agenda.rules.periodes import Periode


class OccurrenceManager(models.Manager.from_queryset(OccurrenceQuerySet)):
    @transaction.atomic
    def deriver(self, cle, evenements, moment=None):
        """Compute again when an event takes place, from the version whose dates count; write only what changed.

        `evenements` are all events, as a QuerySet. Two versions of one event saved at once wait for each other: the
        second reads what the first has written.
        """
        moment = moment or timezone.now()
        suivi = Suivi.objects.tenir(cle, moment)
        porteur = evenements.porteurs([cle]).first()
        voulues = {} if porteur is None else {_bornes(p): p for p in porteur.periodes(moment)}
        presentes = {(o.debut, o.fin): o for o in self.filter(cle=cle)}
        perimees = [
            o.pk
            for bornes, o in presentes.items()
            if bornes not in voulues
            or o.evenement_id != porteur.pk
            or (o.journee, o.fin_dite) != (voulues[bornes].journee, voulues[bornes].fin_dite)
        ]
        if perimees:
            self.filter(pk__in=perimees).delete()
        gardees = {bornes for bornes, o in presentes.items() if o.pk not in perimees}
        self.bulk_create(
            Occurrence(
                evenement=porteur, cle=cle, debut=bornes[0], fin=bornes[1], journee=p.journee, fin_dite=p.fin_dite
            )
            for bornes, p in sorted(voulues.items())
            if bornes not in gardees
        )
        oublier_les_lieux_qui_attendent()
        if porteur is not None:
            suivi.noter(porteur.empreinte(), moment)
        elif not suivi.empreinte:
            suivi.delete()  # nothing was ever told of this event

    def reporter_sous(self, chemin: str, evenements):
        """Compute again the events below a page that is now seen, or hidden, where another version's facts now count."""
        cles = evenements.filter(path__startswith=chemin).values("translation_key")
        mal_portees = self.filter(cle__in=cles).exclude(evenement__in=evenements.porteurs(cles).values("pk"))
        for cle in list(mal_portees.order_by().values_list("cle", flat=True).distinct()):
            self.deriver(cle, evenements)


def _bornes(periode: Periode) -> tuple[datetime, datetime]:
    """Return when a period begins and ends, in UTC: an hour that comes twice in a zone equals no other (PEP 495)."""
    return periode.debut.astimezone(UTC), periode.fin.astimezone(UTC)


class Occurrence(models.Model):
    """One time that an event takes place: from `debut` to `fin` excluded. Derived, never written by hand."""

    evenement = models.ForeignKey("agenda.EvenementPage", on_delete=models.CASCADE, related_name="occurrences")
    cle = models.UUIDField(_("clé de l’événement"), db_index=True)
    debut = models.DateTimeField(_("début"))
    fin = models.DateTimeField(_("fin, exclue"))
    journee = models.BooleanField(_("journée entière"), default=False)
    fin_dite = models.BooleanField(_("fin annoncée"), default=True)

    objects = OccurrenceManager()

    class Meta:
        verbose_name = _("date d’un événement")
        verbose_name_plural = _("dates des événements")
        ordering = ["debut", "fin", "pk"]
        indexes = [models.Index(fields=["debut", "fin"]), models.Index(fields=["fin"])]
        constraints = [models.UniqueConstraint(fields=["cle", "debut", "fin"], name="occurrence_unique")]

    def __str__(self):
        return f"{timezone.localtime(self.debut):%Y-%m-%d %H:%M}"

    @property
    def periode(self) -> Periode:
        return Periode(timezone.localtime(self.debut), timezone.localtime(self.fin), self.journee, self.fin_dite)


class SuiviManager(models.Manager):
    def tenir(self, cle, moment) -> "Suivi":
        """Return what is known of an event, which nobody else writes until this transaction ends."""
        suivi, _neuf = self.select_for_update().get_or_create(cle=cle, defaults={"change_le": moment})
        return suivi


class Suivi(models.Model):
    """How many times the dates, the status or the place of an event have changed, in all its languages."""

    cle = models.UUIDField(_("clé de l’événement"), primary_key=True)
    sequence = models.PositiveIntegerField(_("rang du changement"), default=0)
    empreinte = models.CharField(_("empreinte"), max_length=64)
    change_le = models.DateTimeField(_("changé le"))
    calcule_le = models.DateTimeField(_("dates calculées le"), default=timezone.now, db_index=True)

    objects = SuiviManager()

    class Meta:
        verbose_name = _("suivi d’un événement")
        verbose_name_plural = _("suivi des événements")

    def __str__(self):
        return f"{self.cle} ({self.sequence})"

    def noter(self, empreinte: str, moment):
        """Note what the event says now: another print is one more change, which calendars are told."""
        if self.empreinte != empreinte:
            self.sequence += bool(self.empreinte)  # what is told for the first time has not changed
            self.empreinte, self.change_le = empreinte, moment
        self.calcule_le = moment
        self.save()
