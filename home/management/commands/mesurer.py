"""`manage.py mesurer`: how many queries and how much CPU each type of page takes, on the data that is loaded.

And its EcoIndex: the nodes of the page, the files that the whole of it asks for, and what they weigh, compressed as a
server sends them. Modules that a script imports are not followed: the page of a route asks for some more.
"""

import gzip
from pathlib import Path
from time import process_time
from urllib.parse import unquote

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.files.storage import default_storage
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation
from wagtail.models import Page, Site

from home.ecoindex import Lecture, ecoindex, lettre
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
        self.stdout.write(
            f"{'page':<22}{'requêtes':>9}{'ms de CPU':>11}{'Kio':>7}{'nœuds':>7}{'fichiers':>10}{'Kio en tout':>13}"
            f"{'EcoIndex':>10}  adresse"
        )
        for nom, adresse in self._adresses(site):
            requetes, millisecondes, html = self._mesurer(client, adresse, fois)
            page = Lecture(html.decode())
            pese = [poids for fichier in page.fichiers if (poids := _poids(fichier)) is not None]
            kio = (len(gzip.compress(html)) + sum(pese)) / 1024
            indice = ecoindex(page.noeuds, 1 + len(pese), kio)
            self.stdout.write(
                f"{nom:<22}{requetes:>9}{millisecondes:>11.1f}{len(html) / 1024:>7.1f}{page.noeuds:>7}"
                f"{1 + len(pese):>10}{kio:>13.0f}{indice:>8.0f} {lettre(indice)}  {adresse}"
            )

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
        return nombre, (process_time() - debut) / fois * 1000, reponse.content


def _poids(adresse: str) -> int | None:
    """Return how many bytes a file of the site takes on the way; None for what is not a file."""
    nom = unquote(adresse)
    if nom.startswith(settings.MEDIA_URL):
        nom = nom.removeprefix(settings.MEDIA_URL)
        contenu = default_storage.open(nom).read() if default_storage.exists(nom) else b""
    elif nom.startswith(settings.STATIC_URL):
        nom = nom.removeprefix(settings.STATIC_URL)
        contenu = Path(finders.find(nom) or staticfiles_storage.path(nom)).read_bytes()
    else:
        return None
    return len(gzip.compress(contenu)) if nom.endswith((".css", ".js", ".svg")) else len(contenu)
