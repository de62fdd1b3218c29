"""Founds a city in a new installation: its home page in each language, its site, its groups and its review."""

from django.conf import settings
from django.core.management import BaseCommand, CommandError
from wagtail.models import Site

from comptes.actions import poser_les_roles
from home.actions import fonder_une_ville
from search.index import le_cluster_repond


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("nom", help="the city's name, as people say it")
        parser.add_argument("--hote", required=True, help="the host name visitors type: ville.example")
        parser.add_argument("--port", type=int, default=443)
        parser.add_argument("--langues", nargs="+", help="language codes, the city's first language first")

    def handle(self, nom, hote, port, langues, **options):
        if Site.objects.filter(hostname=hote, port=port).exists():
            raise CommandError(f"Une ville répond déjà à {hote}:{port}.")
        ville = fonder_une_ville(nom, hote, port, langues, par_defaut=not Site.objects.exists())
        poser_les_roles(ville.site)
        self.stdout.write(f"{nom} est fondée. Ouvrez /admin/, écrivez la grande phrase, publiez l’accueil.")
        if settings.ELASTICSEARCH_URL and not le_cluster_repond():
            self.stdout.write("Elasticsearch ne répond pas encore aux recherches : manage.py rechercher_reindexer.")
