"""`manage.py icones`: draws the icons of `static/icones/` again, with the colours of `tokens.css`."""

from django.conf import settings
from django.core.management.base import BaseCommand

from diffusion.icones import TOUTES, dessiner


class Command(BaseCommand):
    help = "Redessine les icônes du site, aux couleurs de tokens.css."

    def handle(self, **options):
        for icone in TOUTES:
            fichier = settings.RACINE / "static" / icone.fichier
            fichier.parent.mkdir(exist_ok=True)
            png = dessiner(icone)
            fichier.write_bytes(png)
            self.stdout.write(f"{fichier.relative_to(settings.RACINE)}  {len(png)} octets")
