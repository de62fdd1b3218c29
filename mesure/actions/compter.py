"""Counts in memory while somebody waits, writes behind: a visitor's request neither reads nor writes for it.

Each process gathers its own and adds it to the database every few seconds, and once more when it stops.
"""

import atexit
import logging
import os
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from multiprocessing import util
from threading import Event, Lock, Thread
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone
from wagtail.models import Site

from mesure.enums import Genre
from mesure.models import Passage
from mesure.rules.visiteurs import se_compte
from socle.references import langue_de

journal = logging.getLogger(__name__)

COMPTES_EN_MEMOIRE = 100_000
"""Different counts that one process keeps while the database is away: some 30 MB. Beyond, new ones are lost, and said."""

LIGNES_A_LA_FOIS = 500


@dataclass(frozen=True, slots=True, order=True)
class Compte:
    """What is counted apart: in this order, so that two processes that write wait for each other, never both."""

    jour: date
    site_id: int
    cle: UUID
    langue: str
    genre: Genre


class Compteur:
    """Gathers counts, and hands them to `ranger` every `periode` seconds; 0: only when asked."""

    def __init__(self, ranger: Callable[[Mapping[Compte, int]], None], periode: float, limite=COMPTES_EN_MEMOIRE):
        self._ranger = ranger
        self.periode = periode
        self.limite = limite
        self._naitre()
        # A process that comes from another begins with nothing: its parent writes what it had gathered.
        os.register_at_fork(after_in_child=self._naitre)

    def _naitre(self):
        self._comptes = Counter()
        self._perdus = 0
        self._memoire = Lock()
        self._ecriture = Lock()
        self._veilleur = None

    def noter(self, compte: Compte, fois: int = 1):
        """Count once more, or `fois` times; no disk, no database."""
        with self._memoire:
            if compte in self._comptes or len(self._comptes) < self.limite:
                self._comptes[compte] += fois
            else:
                self._perdus += fois
            if self._veilleur is None and self.periode > 0:
                self._veilleur = Thread(target=self._veiller, name="mesure", daemon=True)
                self._veilleur.start()
                # Servers stop their workers in one of two ways: each has its own last word.
                atexit.register(self.vider)
                util.Finalize(None, self.vider, exitpriority=100)

    def vider(self) -> bool:
        """Write what was gathered; what cannot be written is kept for the next time. Tell whether all is written."""
        with self._ecriture:
            with self._memoire:
                comptes, self._comptes = self._comptes, Counter()
                perdus, self._perdus = self._perdus, 0
            if perdus:
                journal.error("%s passages were lost: the database was away too long", perdus)
            if not comptes:
                return True
            try:
                self._ranger(comptes)
            except Exception as raison:
                # Whatever is wrong with the database, passages wait for it.
                journal.warning("Passages wait in memory, the database did not take them: %s", raison)
                for compte, fois in comptes.items():
                    self.noter(compte, fois)
                return False
            return True

    def _veiller(self):
        jamais = Event()
        while not jamais.wait(self.periode):
            self.vider()
            connection.close()  # this thread's own; a connection that broke is not used twice


def enregistrer(comptes: Mapping[Compte, int]):
    """Add these counts to the database, all or none: whatever other processes add at the same time is kept."""
    champ = Passage._meta.get_field("cle")
    with transaction.atomic():
        sites = set(Site.objects.values_list("pk", flat=True))  # a city taken away meanwhile takes its counts along
        lignes = [
            (c.jour, c.site_id, champ.get_db_prep_value(c.cle, connection), c.langue, str(c.genre), fois, False)
            for c, fois in sorted(comptes.items())
            if c.site_id in sites
        ]
        with connection.cursor() as curseur:
            for debut in range(0, len(lignes), LIGNES_A_LA_FOIS):
                lot = lignes[debut : debut + LIGNES_A_LA_FOIS]
                curseur.execute(
                    f"""
                    INSERT INTO mesure_passage (jour, site_id, cle, langue, genre, nombre, fictif)
                    VALUES {", ".join(["(%s, %s, %s, %s, %s, %s, %s)"] * len(lot))}
                    ON CONFLICT (jour, site_id, cle, langue, genre, fictif)
                    DO UPDATE SET nombre = mesure_passage.nombre + excluded.nombre
                    """,
                    [valeur for ligne in lot for valeur in ligne],
                )


compteur = Compteur(enregistrer, settings.MESURE_PERIODE)


def compter(request, site, page, genre: Genre):
    """Count that somebody opened this page, if the request is somebody's who may be counted. No query."""
    if not se_compte(request.method, request.headers, request.COOKIES, settings.SESSION_COOKIE_NAME):
        return
    # The city's day, not that of whoever is reading in another time zone.
    jour = timezone.localdate(timezone=timezone.get_default_timezone())
    compteur.noter(Compte(jour, site.pk, page.translation_key, langue_de(page), genre))
