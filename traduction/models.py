"""What translators propose, until somebody who may publish has approved it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from medias.models import Son
from traduction.enums import Etat
from traduction.queries import PropositionQuerySet


class Proposition(models.Model):
    """What is heard in a sound, as somebody wrote it in one language, and what was said of it.

    Visitors read `Son.traductions`, where a text comes once it is approved, and nothing of this table. An
    empty text proposes that the published one be taken away.
    """

    son = models.ForeignKey(Son, on_delete=models.CASCADE, related_name="propositions", verbose_name=_("son"))
    langue = models.CharField(_("langue"), max_length=10)
    texte = models.TextField(_("transcription"), blank=True)
    etat = models.CharField(_("état"), max_length=10, choices=Etat, default=Etat.PROPOSEE)
    ecrite_par = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("écrite par"),
    )
    ecrite_le = models.DateTimeField(_("écrite le"))
    jugee_par = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("relue par"),
    )
    jugee_le = models.DateTimeField(_("relue le"), null=True, blank=True)
    raison = models.CharField(_("ce qui est à reprendre"), max_length=500, blank=True)

    objects = PropositionQuerySet.as_manager()

    class Meta:
        verbose_name = _("transcription proposée")
        verbose_name_plural = _("transcriptions proposées")
        constraints = [
            models.UniqueConstraint(
                fields=["son", "langue"], condition=~Q(etat=Etat.APPROUVEE), name="une_proposition_ouverte"
            )
        ]

    def __str__(self):
        return f"{self.son} ({self.langue})"
