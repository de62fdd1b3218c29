"""`manage.py coherence`: prints one line a fault; exits with 1 if there is any."""

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import translation
from django.utils.translation import gettext as _

from socle.registres import audits


class Command(BaseCommand):
    help = "Audit the coherence of all stories: one line a fault, exit status 1 if any."

    def add_arguments(self, parser):
        parser.add_argument(
            "--langue",
            default=settings.LANGUAGE_CODE,
            choices=[code for code, _nom in settings.LANGUAGES],
            help="language of the messages (default: %(default)s)",
        )

    def handle(self, *args, langue, **options):
        with translation.override(langue):
            fautes = audits.fautes()
            for faute in fautes:
                self.stdout.write(f"{faute}")
            if fautes:
                raise SystemExit(1)
            self.stdout.write(_("aucune faute"))
