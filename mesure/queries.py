"""What a short address leads to, and how many passed."""

from collections.abc import Iterable
from datetime import timedelta
from functools import cache
from uuid import UUID

from django.apps import apps
from django.db import connection, models
from django.db.models import Sum
from django.db.models.functions import TruncMonth, TruncWeek
from wagtail.models import Page

from mesure.enums import Genre
from socle.models import PageSocle
from socle.queries import LEGERES, LONGUEUR_DU_CHEMIN_DE_LA_VILLE, PROFONDEUR_DE_LA_VILLE


@cache
def _sql_des_versions() -> tuple[str, int]:
    """Return the query that finds a code among all types of story, and how many times it is given the code.

    Written once: to have the ORM write a union of ten tables costs more than to run it.
    """
    tables = [modele._meta.db_table for modele in apps.get_models() if issubclass(modele, PageSocle)]
    numeros = " UNION ALL ".join(f"SELECT page_ptr_id FROM {table} WHERE code = %s" for table in tables)
    colonnes = ", ".join(["id", *LEGERES])
    return (
        f"""
        SELECT {colonnes} FROM wagtailcore_page WHERE id IN ({numeros})
        AND substr(path, 1, {LONGUEUR_DU_CHEMIN_DE_LA_VILLE}) IN
            (SELECT path FROM wagtailcore_page WHERE depth = {PROFONDEUR_DE_LA_VILLE} AND translation_key = %s)
        ORDER BY path
        """,
        len(tables),
    )


def versions_du_code(code: str, site) -> list[Page]:
    """Return every language version of the story of this code in this site's city, visible or not; generic pages."""
    sql, fois = _sql_des_versions()
    champ = Page._meta.get_field("translation_key")
    ville = champ.get_db_prep_value(site.root_page.translation_key, connection)
    return list(Page.objects.raw(sql, [*[code] * fois, ville]))


class ParVilleEtJourQuerySet(models.QuerySet):
    """What is counted in a city, day by day; filters chain."""

    def de_la_ville(self, site):
        return self.filter(site=site)

    def entre(self, debut, fin):
        """Those of the days from `debut` to `fin`, excluded."""
        return self.filter(jour__gte=debut, jour__lt=fin)


class PassageQuerySet(ParVilleEtJourQuerySet):
    """Phrases of passages."""

    def par_semaine(self):
        """One line a week (its Monday), story, language and kind: tuples with how many there were."""
        lignes = self.order_by().annotate(semaine=TruncWeek("jour")).values_list("semaine", "cle", "langue", "genre")
        return lignes.annotate(fois=Sum("nombre"))

    def recents(self, cles: Iterable[UUID], jours: int, aujourd_hui) -> dict[UUID, int]:
        """Return how many pages of each story were read in the last `jours` days: zero for one that nobody read."""
        cles = list(cles)
        depuis = aujourd_hui - timedelta(days=jours)
        lus = self.filter(cle__in=cles, jour__gt=depuis, genre=Genre.LECTURE).order_by().values_list("cle")
        return dict.fromkeys(cles, 0) | dict(lus.annotate(fois=Sum("nombre")))


class ComptageQuerySet(ParVilleEtJourQuerySet):
    """Phrases of the city's own counters."""

    def par_mois(self):
        """One line a place and month: tuples (place, first of the month, people)."""
        lignes = self.order_by().annotate(mois=TruncMonth("jour")).values_list("lieu", "mois")
        return lignes.annotate(personnes=Sum("nombre")).order_by("lieu", "mois")
