"""`manage.py rechercher_reindexer`: say every story again to what answers the search."""

import time

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from search.actions.reindexer import ReindexationRefusee, reindexer
from search.enums import Moteur
from search.index import moteurs_tenus_a_jour
from search.moteurs import IndexIndisponible


class Command(BaseCommand):
    help = "Refait l’index de la recherche à côté de l’ancien, puis bascule ; interrompue, ne change rien."

    def add_arguments(self, parser):
        parser.add_argument("--moteur", choices=Moteur.values, help="un seul : par défaut, tous ceux qui servent")

    def handle(self, *, moteur, **options):
        servent = moteurs_tenus_a_jour()
        if moteur and moteur not in servent:
            raise CommandError("ELASTICSEARCH_URL n’est pas réglée : la base du site répond seule.")
        for nom in [moteur] if moteur else servent:
            self._reindexer(nom)

    def _reindexer(self, nom: str):
        debut = time.monotonic()
        try:
            with tqdm(desc=nom, unit=" pages", disable=None, file=self.stderr) as barre:
                bilan = reindexer(nom, lambda faites, total: _avancer(barre, faites, total))
        except ReindexationRefusee as raison:
            raise CommandError(f"{nom} : {raison} Ce qui répondait répond encore.") from raison
        except IndexIndisponible as raison:
            raise CommandError(f"{nom} n’est pas joignable. Ce qui répondait répond encore. {raison}") from raison
        secondes = time.monotonic() - debut
        total = sum(bilan.fiches.values())
        langues = ", ".join(f"{langue} {nombre}" for langue, nombre in sorted(bilan.fiches.items()))
        self.stdout.write(
            f"{nom} : {total} fiches ({langues}) en {secondes:.1f} s, {total / secondes:.0f} par seconde ; "
            f"{bilan.rejoues} rejouées ; {bilan.temoins} témoins trouvés."
        )


def _avancer(barre, faites: int, total: int):
    barre.total = total
    barre.update(faites - barre.n)
