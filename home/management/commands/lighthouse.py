"""`manage.py lighthouse`: what Lighthouse says of one page of each kind, on a phone and on a desk, served as in production.

The site that is loaded is served by granian with production's settings, its static files compressed and hashed by
whitenoise; Debian's Chromium looks at it. A machine that does other things slows a page down and never speeds it up:
the best of some runs counts.
"""

import json
import os
import shutil
import subprocess
import sys
import time
from contextlib import contextmanager
from secrets import token_urlsafe
from urllib.error import URLError
from urllib.request import urlopen

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from wagtail.models import Page, Site

from agenda.models import AgendaPage, EvenementPage
from home.models import HomePage
from oeuvres.models import OeuvrePage
from parcours.models import ParcoursPage
from quartiers.models import QuartierPage
from recit.models import RecitPage
from socle.queries import visibles

TYPES = (HomePage, RecitPage, QuartierPage, OeuvrePage, ParcoursPage, AgendaPage, EvenementPage)
SEUILS = {"performance": 98, "accessibility": 100, "best-practices": 100, "seo": 100}
NOMS = {"performance": "vitesse", "accessibility": "accès", "best-practices": "pratiques", "seo": "moteurs"}
ECRANS = {"téléphone": [], "bureau": ["--preset=desktop"]}
OUTIL = settings.RACINE / "tests" / "lighthouse" / "node_modules" / ".bin" / "lighthouse"
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
OPTIONS_DE_CHROMIUM = (
    "--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
)
TROP_LONG = 180
DEMARRAGE = 30
HOTE = "127.0.0.1"


class Command(BaseCommand):
    help = "Fait passer Lighthouse sur une page de chaque sorte ; sort 1 sous les seuils."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--port", type=int, default=8765)
        parser.add_argument("--fois", type=int, default=3, help="Au plus tant d’essais par page : le meilleur compte.")
        parser.add_argument("--types", nargs="+", help="Seulement ces types de page : OeuvrePage RecitPage…")

    def handle(self, *args, port, fois, types, **options):
        chromium = next((trouve for nom in CHROMIUM if (trouve := shutil.which(nom))), None)
        if chromium is None or not OUTIL.exists():
            raise CommandError("Il manque Chromium ou Lighthouse : `apt install chromium`, puis `make lighthouse`.")
        adresses = list(self._adresses(types))
        if not adresses:
            raise CommandError("Aucune page à regarder : chargez d’abord la démonstration, `make demo`.")
        self.stdout.write(f"{'page':<18}{'écran':<11}" + "".join(f"{nom:>11}" for nom in NOMS.values()) + "  adresse")
        reussi = True
        with self._site_servi(port):
            for nom, chemin in adresses:
                for ecran, reglages in ECRANS.items():
                    notes, fautes = self._meilleur(f"http://{HOTE}:{port}{chemin}", reglages, chromium, fois)
                    self.stdout.write(
                        f"{nom:<18}{ecran:<11}" + "".join(f"{notes[n]:>11}" for n in SEUILS) + f"  {chemin}"
                    )
                    for faute in fautes:
                        self.stdout.write(f"  {faute}")
                    self.stdout.flush()
                    reussi &= _suffisent(notes)
        if not reussi:
            raise CommandError("Sous les seuils : " + ", ".join(f"{NOMS[n]} {seuil}" for n, seuil in SEUILS.items()))

    def _adresses(self, types):
        """Yield one address a type: the visible page of that type that holds most others."""
        site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
        for modele in TYPES:
            if site is None or (types and modele.__name__ not in types):
                continue
            pages = visibles(modele.objects.descendant_of(site.root_page, inclusive=True))
            if page := pages.order_by("-numchild", "path").first():
                yield str(modele._meta.verbose_name), Page.objects.get(pk=page.pk).get_url()

    @contextmanager
    def _site_servi(self, port: int):
        environnement = os.environ | {
            "DJANGO_SETTINGS_MODULE": "config.settings.production",
            "SECRET_KEY": token_urlsafe(60),
            "ALLOWED_HOSTS": HOTE,
            "SECURE_SSL_REDIRECT": "0",
            "HSTS_SECONDES": "0",
        }
        manage = [sys.executable, "manage.py"]
        subprocess.run(
            [*manage, "collectstatic", "--noinput", "-v0"], cwd=settings.RACINE, env=environnement, check=True
        )
        granian = [
            sys.executable, "-m", "granian", "--interface", "wsgi", "--host", HOTE, "--port", str(port),
            "--workers", "1", "--blocking-threads", "1", "--no-ws", "--log-level", "warning", "config.wsgi:application",
        ]  # fmt: skip
        serveur = subprocess.Popen(granian, cwd=settings.RACINE, env=environnement)
        try:
            self._attendre(f"http://{HOTE}:{port}/robots.txt", serveur)
            yield
        finally:
            serveur.terminate()
            serveur.wait(10)

    def _attendre(self, adresse: str, serveur):
        limite = time.monotonic() + DEMARRAGE
        while time.monotonic() < limite and serveur.poll() is None:
            try:
                urlopen(adresse, timeout=2).close()
                return
            except (URLError, OSError):
                time.sleep(0.3)
        raise CommandError("Le serveur ne répond pas.")

    def _meilleur(self, adresse, reglages, chromium, fois) -> tuple[dict[str, int], list[str]]:
        """Return the best marks of at most `fois` runs, and what lowered them."""
        urlopen(adresse, timeout=30).close()  # warm, as a page that people read is
        meilleures, fautes = {}, []
        raison = None
        for _rang in range(fois):
            try:
                rapport = self._passer(adresse, reglages, chromium)
            except CommandError as erreur:  # the browser missed the page: another run may not
                raison = erreur
                continue
            notes = {nom: round((rapport["categories"][nom]["score"] or 0) * 100) for nom in SEUILS}
            if sum(notes.values()) > sum(meilleures.values(), -1):
                meilleures, fautes = notes, list(_fautes(rapport, notes))
            if _suffisent(meilleures):
                break
        if not meilleures:
            raise raison
        return meilleures, fautes

    def _passer(self, adresse, reglages, chromium) -> dict:
        commande = [
            str(OUTIL), adresse, "--output=json", "--output-path=stdout", "--quiet", "--disable-full-page-screenshot",
            f"--only-categories={','.join(SEUILS)}", f"--chrome-flags={OPTIONS_DE_CHROMIUM}", *reglages,
        ]  # fmt: skip
        fini = subprocess.run(
            commande,
            capture_output=True,
            text=True,
            timeout=TROP_LONG,
            check=False,
            env=os.environ | {"CHROME_PATH": chromium},
        )
        try:
            return json.loads(fini.stdout)
        except ValueError as erreur:
            raise CommandError(f"Lighthouse n’a rien rendu pour {adresse} : {fini.stderr[-500:]}") from erreur


def _suffisent(notes: dict[str, int]) -> bool:
    return all(notes[nom] >= seuil for nom, seuil in SEUILS.items())


def _fautes(rapport: dict, notes: dict[str, int]):
    """Yield what lowers the marks that are too low, with its measure."""
    for nom, seuil in SEUILS.items():
        if notes[nom] >= seuil:
            continue
        for reference in rapport["categories"][nom]["auditRefs"]:
            audit = rapport["audits"][reference["id"]]
            if reference["weight"] and (audit["score"] or 0) < 0.9:
                yield f"{NOMS[nom]} : {audit['title']} {audit.get('displayValue', '')}".rstrip()
