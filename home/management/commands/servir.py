"""Serves the site here, with its worker and its clock beside it; stops all three together."""

import signal
import socket
import subprocess
import sys
import time
from contextlib import closing

from django.conf import settings
from django.core.management import BaseCommand, CommandError

UNE_MINUTE = 60


class Command(BaseCommand):
    help = __doc__
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--hote", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, hote, port, **options):
        with closing(socket.socket()) as prise:
            prise.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                prise.bind((hote, port))
            except OSError as erreur:
                raise CommandError(
                    f"Le port {port} est déjà pris : fermez ce qui l’occupe, ou choisissez --port."
                ) from erreur
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
        adresse = f"http://{hote}:{port}"
        processus = [self._lancer(*commande) for commande in self._commandes(hote, port)]
        self.stdout.write(f"\n  Le site      {adresse}/fr/   {adresse}/en/   {adresse}/de/")
        self.stdout.write(f"  Le bureau    {adresse}/admin/")
        self.stdout.write("  Ctrl+C arrête tout.\n")
        self.stdout.flush()
        try:
            self._veiller(processus)
        except KeyboardInterrupt:
            pass
        finally:
            for un in processus:
                un.terminate()
            for un in processus:
                un.wait(10)

    def _commandes(self, hote, port):
        python = sys.executable
        yield [
            python, "-m", "granian", "--interface", "wsgi", "--host", hote, "--port", str(port),
            "--workers", "1", "--blocking-threads", "1", "--no-ws", "--log-level", "warning", "config.wsgi:application",
        ]  # fmt: skip
        yield [python, "manage.py", "db_worker", "--interval", "2", "--no-startup-delay", "--verbosity", "0"]

    def _lancer(self, *commande):
        return subprocess.Popen(commande, cwd=settings.RACINE)

    def _veiller(self, processus):
        """Ring once a minute; stop when the server or the worker does."""
        dernier = 0.0
        while all(un.poll() is None for un in processus):
            if time.monotonic() - dernier >= UNE_MINUTE:
                dernier = time.monotonic()
                subprocess.run([sys.executable, "manage.py", "taches"], cwd=settings.RACINE, check=False)
            time.sleep(0.5)
        raise CommandError("Le serveur ou l’ouvrier s’est arrêté.")
