"""`manage.py roles`: give every city its groups, their permissions and its review. Can be run again."""

from django.core.management.base import BaseCommand
from wagtail.models import Site

from comptes.actions import poser_les_roles


class Command(BaseCommand):
    help = "Gives every city its groups, their permissions and its review; the second run changes nothing."

    def handle(self, **options):
        for site in Site.objects.select_related("root_page").order_by("pk"):
            changements = poser_les_roles(site).changements
            self.stdout.write(f"{site.site_name or site.hostname}: {len(changements)} changes")
            if options["verbosity"] > 1:
                for changement in changements:
                    self.stdout.write(f"  {changement}")
