"""Invents a year of passages for the demo city, marked as invented: the same for the same week, whoever loads it."""

from datetime import date, timedelta
from random import Random

from wagtail.models import Page, Site

from mesure.enums import Genre
from mesure.models import Comptage, Passage
from oeuvres.models import OeuvrePage
from socle.queries import pages_de_la_ville, visibles

SEMAINES = 52
SAISON = (0.5, 0.55, 0.7, 0.9, 1.1, 1.3, 1.9, 1.8, 1.1, 0.8, 0.6, 0.6)
"""How much each month is read, beside an ordinary one: a city is visited in summer."""

LANGUES = {"fr": 0.74, "en": 0.19, "de": 0.07}
LECTURES_PAR_SEMAINE = (2, 60)
SCANS_POUR_CENT_LECTURES = 30
"""Works have a code on their label; other stories are rarely scanned."""

COMPTEURS = {"Quai des Antilles (compteur inventé)": 2_400, "Place de Bretagne (compteur inventé)": 5_100}
"""People a day."""


def inventer_des_passages(site: Site, aujourd_hui: date) -> int:
    """Write a year of passages on the visible stories of this city; return how many lines."""
    pages = visibles(pages_de_la_ville(site).filter(locale=site.root_page.locale_id)).order_by("path")
    oeuvres = set(OeuvrePage.objects.filter(pk__in=pages.values("pk")).values_list("pk", flat=True))
    lundi = aujourd_hui - timedelta(days=aujourd_hui.weekday())
    passages = [
        passage
        for page in pages
        for rang in range(SEMAINES)
        for passage in _une_semaine(site, page, page.pk in oeuvres, lundi - timedelta(weeks=rang))
        if passage.nombre and passage.jour <= aujourd_hui
    ]
    Passage.objects.bulk_create(passages, batch_size=2_000)
    Comptage.objects.bulk_create(
        Comptage(site=site, lieu=lieu, jour=jour, nombre=_personnes(lieu, par_jour, jour))
        for lieu, par_jour in COMPTEURS.items()
        for jour in (lundi - timedelta(weeks=rang) for rang in range(SEMAINES))
    )
    return len(passages)


def _une_semaine(site: Site, page: Page, est_une_oeuvre: bool, lundi: date):
    # Drawn from the address, which is the same each time the city is loaded; keys are not.
    moins, plus = LECTURES_PAR_SEMAINE
    habitude = moins + (plus - moins) * Random(page.url_path).random() ** 3
    hasard = Random(f"{page.url_path} {lundi}")
    for langue, part in LANGUES.items():
        lectures = round(habitude * part * SAISON[lundi.month - 1] * hasard.uniform(0.6, 1.4))
        scans = round(lectures * SCANS_POUR_CENT_LECTURES / 100 * hasard.uniform(0.5, 1.5)) if est_une_oeuvre else 0
        jour = lundi + timedelta(days=hasard.randrange(7))
        for genre, nombre in ((Genre.LECTURE, lectures), (Genre.SCAN, scans)):
            yield Passage(
                site=site, jour=jour, cle=page.translation_key, langue=langue, genre=genre, nombre=nombre, fictif=True
            )


def _personnes(lieu: str, par_jour: int, jour: date) -> int:
    return round(par_jour * SAISON[jour.month - 1] ** 0.5 * Random(f"{lieu} {jour}").uniform(0.8, 1.2))
