"""Verbs that write: count what people look for and do not find, forget it in time."""

import logging
from datetime import date, timedelta

from django.db import Error, connection, transaction
from django.db.models import Count, F, Q, Sum
from django.utils.crypto import salted_hmac

from search.models import RechercheManquee
from search.rules.journal import FOIS_AVANT_DE_GARDER, JOURS_GARDES, lisible, peut_etre_garde
from search.rules.texte import cle_exacte

journal = logging.getLogger(__name__)

LIGNES_PAR_JOUR = 2_000
"""Different texts counted for one city in one language and one day: beyond, somebody is playing."""


def noter_une_recherche_manquee(site, langue: str, texte: str, jour: date):
    """Count once more that this text found nothing; it is written itself from the third time on.

    Until then there is only its fingerprint, made with the installation's secret: nobody can read what one person
    asked once or twice. Never raises: a visitor's page does not depend on it.
    """
    if not peut_etre_garde(texte):
        return
    empreinte = salted_hmac("search.recherche-manquee", cle_exacte(texte, langue), algorithm="sha256").hexdigest()
    try:
        with transaction.atomic():
            _compter(site, langue, empreinte, lisible(texte), jour)
    except Error as raison:
        journal.warning("A search that found nothing was not counted: %s", raison)


def _compter(site, langue: str, empreinte: str, texte: str, jour: date):
    # Days by name and not an interval: the unique index answers, however many texts there are.
    jours = [jour - timedelta(days=ecart) for ecart in range(JOURS_GARDES + 1)]
    lignes = RechercheManquee.objects.filter(site=site, langue=langue, jour__in=jours, empreinte=empreinte)
    if not lignes.filter(jour=jour).update(nombre=F("nombre") + 1):
        if RechercheManquee.objects.filter(site=site, langue=langue, jour=jour).count() >= LIGNES_PAR_JOUR:
            return
        _commencer_une_ligne(site, langue, jour, empreinte)
    lues = lignes.aggregate(fois=Sum("nombre"), muettes=Count("pk", filter=Q(texte="")))
    if lues["fois"] >= FOIS_AVANT_DE_GARDER and lues["muettes"]:
        lignes.filter(texte="").update(texte=texte)


def _commencer_une_ligne(site, langue: str, jour: date, empreinte: str):
    """Write the first line of a text and a day; somebody else may be making the same: whoever comes second adds to it."""
    with connection.cursor() as curseur:
        curseur.execute(
            """
            INSERT INTO search_recherchemanquee (site_id, langue, jour, empreinte, texte, nombre)
            VALUES (%s, %s, %s, %s, '', 1)
            ON CONFLICT (site_id, langue, jour, empreinte)
            DO UPDATE SET nombre = search_recherchemanquee.nombre + 1
            """,
            [site.pk, langue, connection.ops.adapt_datefield_value(jour), empreinte],
        )


def oublier_les_recherches_manquees(aujourd_hui: date) -> int:
    """Delete what was asked more than 90 days ago; return how many lines went."""
    supprimees, _detail = RechercheManquee.objects.filter(jour__lt=aujourd_hui - timedelta(days=JOURS_GARDES)).delete()
    return supprimees
