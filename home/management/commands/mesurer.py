"""`manage.py mesurer`: how many queries and how much CPU each type of page takes, on the data that is loaded."""

from time import process_time

from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation
from wagtail.models import Page, Site

from oeuvres.models import Artiste, ArtistesPage
from socle.queries import visibles


class Command(BaseCommand):
    help = "Mesure les requêtes et le temps de calcul de chaque type de page, une fois à chaud."

    def add_arguments(self, parser):
        parser.add_argument("--fois", type=int, default=10, help="Combien de fois chaque page est demandée (10).")

    def handle(self, *args, fois, **options):
        site = Site.objects.filter(is_default_site=True).select_related("root_page").first() or Site.objects.first()
        if site is None:
            raise CommandError("Aucune ville : chargez d’abord la démonstration, `make demo`.")
        if fois < 1:
            raise CommandError("--fois attend un nombre entier, 1 ou plus.")
        client = Client(SERVER_NAME=site.hostname, SERVER_PORT=site.port)
        self.stdout.write(f"{'page':<22}{'requêtes':>9}{'ms de CPU':>11}{'Kio':>7}  adresse")
        for nom, adresse in self._adresses(site):
            requetes, millisecondes, poids = self._mesurer(client, adresse, fois)
            self.stdout.write(f"{nom:<22}{requetes:>9}{millisecondes:>11.1f}{poids / 1024:>7.1f}  {adresse}")

    def _adresses(self, site):
        """One address a page type: the page of that type that holds most others, then the lists."""
        pages = visibles(Page.objects.descendant_of(site.root_page, inclusive=True)).order_by("-numchild", "path")
        vues = {}
        for page in pages.select_related("content_type"):
            vues.setdefault(page.content_type_id, page)
        for page in vues.values():
            precise = page.specific
            yield str(precise._meta.verbose_name), precise.get_url()
            if isinstance(precise, ArtistesPage):
                artiste = Artiste.objects.filter(site=site).first()
                if artiste:
                    yield "artiste", f"{precise.get_url()}{artiste.slug}/"
        with translation.override(site.root_page.locale.language_code):
            yield "liste des quartiers", reverse("quartiers")
            yield "liste des œuvres", reverse("oeuvres")

    def _mesurer(self, client, adresse, fois):
        for _rang in range(2):
            reponse = client.get(adresse)
            if reponse.status_code != 200:
                raise CommandError(f"{adresse} répond {reponse.status_code}.")
        with CaptureQueriesContext(connection) as requetes:
            client.get(adresse)
        nombre = len(requetes)  # now: the next request empties the log
        debut = process_time()
        for _rang in range(fois):
            client.get(adresse)
        return nombre, (process_time() - debut) / fois * 1000, len(reponse.content)
