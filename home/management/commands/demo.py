"""Loads the demo city, Nantes, in three languages; run again, it changes nothing.

The database is prepared first. `--vider` starts over; `--servir` also serves the site, all that `make demo` needs.
"""

import time
from io import StringIO

from django.conf import settings
from django.core.management import BaseCommand, CommandError, call_command
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone
from wagtail.models import Locale

from comptes.actions import poser_les_roles
from home.demo.comptes import faire_signer, fermer_les_comptes, ouvrir_les_comptes
from home.demo.passages import inventer_des_passages
from home.demo.traductions import traduire_la_demonstration
from home.demo.vidage import vider
from home.demo.ville import NOM, Batisseur, ville_de_demonstration
from home.models import HomePage
from search.actions.changements import envoyer_ce_qui_attend
from search.enums import Moteur


class Command(BaseCommand):
    help = __doc__
    requires_system_checks = []  # `make check` runs them; here they would only make one wait

    def add_arguments(self, parser):
        parser.add_argument("--vider", action="store_true", help="delete the demo city, its media and accounts first")
        parser.add_argument("--servir", action="store_true", help="serve the site then")

    def handle(self, *, vider: bool, servir: bool, **options):
        if servir:
            call_command("catalogues")
        self._migrer()
        if vider:
            self._vider()
        if ville_de_demonstration():
            self.stdout.write(f"{NOM} est déjà là.")
        else:
            self._batir()
        if servir:
            call_command("servir")

    def _migrer(self):
        """Migrate only if something is to be: looking is quick, a migration that does nothing is not."""
        executeur = MigrationExecutor(connection)
        if executeur.migration_plan(executeur.loader.graph.leaf_nodes()):
            self.stdout.write("Préparation de la base…")
            call_command("migrate", verbosity=0)

    def _batir(self):
        debut = time.monotonic()
        with transaction.atomic():
            self._charger()
        self._faire_trouver()
        # The worker would get there, one page after the other: until then the desk's choosers would find nothing.
        call_command("wagtail_update_index", verbosity=0, stdout=StringIO())
        self.stdout.write(f"{NOM} est chargée en {time.monotonic() - debut:.0f} s.")
        self._presenter()

    def _faire_trouver(self):
        """Tell the search; a cluster is given its indexes first, and where it does not answer the database does."""
        if settings.ELASTICSEARCH_URL:
            try:
                call_command("rechercher_reindexer", moteur=Moteur.ELASTIC, stdout=StringIO())
            except CommandError as raison:
                self.stdout.write(f"La base répondra aux recherches. {raison}")
        envoyer_ce_qui_attend()

    def _vider(self):
        if site := ville_de_demonstration():
            with transaction.atomic():
                vider(site)
                fermer_les_comptes()
            self.stdout.write(f"{NOM} n’est plus là.")

    def _charger(self):
        def dire(ligne: str):
            self.stdout.write(f"  {ligne}")

        ville = Batisseur(dire).batir()
        accueil = HomePage.objects.get(pk=ville.site.root_page_id)
        for langue in ("en", "de"):
            traduire_la_demonstration(accueil, langue, dire)
        poser_les_roles(ville.site)
        self.comptes = ouvrir_les_comptes(NOM)
        faire_signer()
        inventer_des_passages(ville.site, timezone.localdate())
        dire("un an de passages, inventés")

    def _presenter(self):
        self.stdout.write("\nLes comptes de la démonstration (les mots de passe ne seront plus montrés) :\n")
        for compte in self.comptes:
            self.stdout.write(f"  {compte.role:<24} {compte.email:<34} {compte.mot_de_passe}")
        langues = ", ".join(locale.language_code for locale in Locale.objects.all())
        self.stdout.write(f"\nLangues : {langues}. Aide : make help.")
