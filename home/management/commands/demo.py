"""Loads the demo city, Nantes, in three languages; run again, it changes nothing. `--vider` starts over."""

import time

from django.core.management import BaseCommand
from django.db import transaction
from wagtail.models import Locale

from comptes.actions import poser_les_roles
from home.demo.comptes import fermer_les_comptes, ouvrir_les_comptes
from home.demo.traductions import traduire_la_demonstration
from home.demo.vidage import vider
from home.demo.ville import NOM, Batisseur, ville_de_demonstration
from home.models import HomePage


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("--vider", action="store_true", help="delete the demo city, its media and accounts first")

    def handle(self, vider: bool, **options):
        if vider:
            self._vider()
        if ville_de_demonstration():
            self.stdout.write(f"{NOM} est déjà là.")
            return
        debut = time.monotonic()
        with transaction.atomic():
            self._charger()
        self.stdout.write(f"{NOM} est chargée en {time.monotonic() - debut:.0f} s.")
        self._presenter()

    def _vider(self):
        if site := ville_de_demonstration():
            with transaction.atomic():
                vider(site)
                fermer_les_comptes()
            self.stdout.write(f"{NOM} n’est plus là.")

    def _charger(self):
        dire = lambda ligne: self.stdout.write(f"  {ligne}")  # noqa: E731
        ville = Batisseur(dire).batir()
        accueil = HomePage.objects.get(pk=ville.site.root_page_id)
        for langue in ("en", "de"):
            traduire_la_demonstration(accueil, langue, dire)
        poser_les_roles(ville.site)
        self.comptes = ouvrir_les_comptes(NOM)

    def _presenter(self):
        self.stdout.write("\nLes comptes de la démonstration (les mots de passe ne seront plus montrés) :\n")
        for compte in self.comptes:
            self.stdout.write(f"  {compte.role:<24} {compte.email:<34} {compte.mot_de_passe}")
        langues = ", ".join(locale.language_code for locale in Locale.objects.all())
        self.stdout.write(f"\nLangues : {langues}. Aide : make help.")
