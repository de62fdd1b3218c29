"""Where an event was taken from."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Provenance(models.Model):
    """What was read of another agenda's event the last time, and what was written of it here.

    `empreinte` is of what was read: the same print is the same event. `ecrite` is of what was written: another one,
    on the page as it is now, means that somebody has written there since.
    """

    agenda = models.ForeignKey("agenda.AgendaPage", on_delete=models.CASCADE, related_name="+")
    evenement = models.OneToOneField("agenda.EvenementPage", on_delete=models.CASCADE, related_name="provenance")
    source = models.CharField(_("source"), max_length=500)
    uid = models.CharField(_("identifiant"), max_length=255)
    sequence = models.PositiveIntegerField(_("rang du changement"), default=0)
    empreinte = models.CharField(_("empreinte de ce qui a été lu"), max_length=64)
    ecrite = models.CharField(_("empreinte de ce qui a été écrit"), max_length=64)
    le = models.DateTimeField(_("importé le"), auto_now=True)

    class Meta:
        verbose_name = _("provenance d’un événement")
        verbose_name_plural = _("provenance des événements")
        constraints = [models.UniqueConstraint(fields=["agenda", "uid"], name="provenance_unique")]

    def __str__(self):
        return self.uid
