"""The line of a route."""

import hashlib
import json

from django.db import models
from django.utils.translation import gettext_lazy as _

from parcours.rules.mesures import Ligne, mesurer, montee_des
from socle.rules import Point


class Trace(models.Model):
    """A line as it was given, whole, and as a screen draws it. It never changes: another line is another trace.

    `points` are [longitude, latitude], and [longitude, latitude, altitude] where all have one; `allege` are [longitude, latitude, metres from the start along the whole line].
    `montee` is what one climbs in all, where all points have an altitude.
    Languages of a route share it, and so do revisions, which would be heavy with a copy each.
    """

    empreinte = models.CharField(max_length=64, unique=True, editable=False)
    source = models.CharField(_("fichier"), max_length=120, blank=True)
    points = models.JSONField(_("points"))
    allege = models.JSONField(_("tracé allégé"))
    longueur = models.FloatField(_("longueur en mètres"))
    montee = models.FloatField(_("montée en mètres"), null=True, editable=False)
    le = models.DateTimeField(_("donné le"), auto_now_add=True)

    class Meta:
        verbose_name = _("tracé")
        verbose_name_plural = _("tracés")

    def __str__(self):
        return self.source or str(_("Tracé dessiné"))

    @classmethod
    def de(cls, points: list[Point], source: str = "") -> "Trace":
        """Return the trace of these points, stored once: the same line given again is the same trace."""
        entier = [
            [round(p.longitude, 6), round(p.latitude, 6), *([] if p.altitude is None else [round(p.altitude, 1)])]
            for p in points
        ]
        empreinte = hashlib.sha256(json.dumps(entier).encode()).hexdigest()
        ligne = mesurer(points)
        allege = [
            [round(p.longitude, 6), round(p.latitude, 6), round(metres, 1)]
            for p, metres in zip(ligne.points, ligne.cumul, strict=True)
        ]
        trace, _neuf = cls.objects.get_or_create(
            empreinte=empreinte,
            defaults={
                "source": source,
                "points": entier,
                "allege": allege,
                "longueur": ligne.longueur,
                "montee": montee_des(points),
            },
        )
        return trace

    @property
    def ligne(self) -> Ligne:
        return Ligne(
            tuple(Point(latitude, longitude) for longitude, latitude, _metres in self.allege),
            tuple(metres for _longitude, _latitude, metres in self.allege),
        )

    @property
    def entier(self) -> list[Point]:
        return [Point(latitude, longitude, *altitude) for longitude, latitude, *altitude in self.points]
