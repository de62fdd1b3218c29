"""QuerySets of the search that read as phrases."""

from django.db import models

from search.rules.journal import FOIS_AVANT_DE_GARDER


class AEnvoyerQuerySet(models.QuerySet):
    def pour(self, moteur: str):
        """Those that this engine does not know yet, in the order in which they happened."""
        return self.filter(moteur=moteur, envoye_le__isnull=True).order_by("pk")


class RechercheManqueeQuerySet(models.QuerySet):
    def par_texte(self):
        """One line a text of a city in one language, as dicts, of those that may be read: `fois` and `dernier` day."""
        textes = self.exclude(texte="").order_by().values("site_id", "langue", "empreinte")
        return textes.annotate(texte=models.Max("texte"), fois=models.Sum("nombre"), dernier=models.Max("jour")).filter(
            fois__gte=FOIS_AVANT_DE_GARDER
        )
