"""A real server for the tests: granian, on a copy of the tests' database, asked by many clients at once."""

import http.client
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection

from tests.mesure.conftest import TELEPHONE

ENTETES = {"User-Agent": TELEPHONE, "Accept-Language": "fr"}
PATIENCE = 60
"""Seconds given to a server to start or to stop on a busy machine."""


def base_partagee(dossier: Path) -> str:
    """Return the address of a database that another process can open, with what the test wrote in it."""
    reglages = connection.settings_dict
    if connection.vendor == "postgresql":
        acces = f"{reglages['USER']}:{reglages['PASSWORD']}@{reglages['HOST']}:{reglages['PORT'] or 5432}"
        return f"postgres://{acces}/{reglages['NAME']}"
    fichier = dossier / "mesure.sqlite3"
    with connection.cursor() as curseur:
        curseur.execute("VACUUM INTO %s", [str(fichier)])
    with closing(sqlite3.connect(fichier)) as copie:
        # As `migrate` leaves it: connections that all want to change it first would refuse one another.
        copie.execute("PRAGMA journal_mode=WAL")
    return f"sqlite:///{fichier}"


def _port_libre() -> int:
    with closing(socket.socket()) as prise:
        prise.bind(("127.0.0.1", 0))
        return prise.getsockname()[1]


@contextmanager
def granian(base: str, journal: Path, ouvriers=2, fils=2, periode=1.0):
    """Serve the site of this database on a port of its own; stopped as an operator would, by SIGTERM."""
    port = _port_libre()
    environnement = os.environ | {
        "DJANGO_SETTINGS_MODULE": "tests.mesure.reglages",
        "SECRET_KEY": "only-for-tests",
        "ALLOWED_HOSTS": "127.0.0.1",
        "SECURE_SSL_REDIRECT": "0",
        "DATABASE_URL": base,
        "MESURE_PERIODE": str(periode),
        "MEDIA_ROOT": str(journal.parent),
    }
    commande = [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port),
        "--workers", str(ouvriers), "--blocking-threads", str(fils), "--no-ws",
        "config.wsgi:application",
    ]  # fmt: skip
    with journal.open("wb") as sortie:
        serveur = subprocess.Popen(
            commande, cwd=settings.RACINE, env=environnement, stdout=sortie, stderr=subprocess.STDOUT
        )
        try:
            _attendre(port)
            yield port
        finally:
            serveur.send_signal(signal.SIGTERM)
            serveur.wait(PATIENCE)


def _attendre(port: int):
    fin = time.monotonic() + PATIENCE
    while time.monotonic() < fin:
        with closing(socket.socket()) as prise:
            prise.settimeout(1)
            if prise.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.2)
    raise AssertionError("The server did not start.")


def scanner(port: int, chemins: list[str], clients: int) -> dict[int, int]:
    """Ask for all these addresses from so many clients at once; return how many answers of each status came."""

    def un_client(rang):
        recus = []
        with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)) as liaison:
            for chemin in chemins[rang::clients]:
                liaison.request("GET", chemin, headers=ENTETES)
                reponse = liaison.getresponse()
                reponse.read()
                recus.append(reponse.status)
        return recus

    statuts = {}
    with ThreadPoolExecutor(clients) as fils:
        for recus in fils.map(un_client, range(clients)):
            for statut in recus:
                statuts[statut] = statuts.get(statut, 0) + 1
    return statuts
