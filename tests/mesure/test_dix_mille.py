"""Ten thousand scans from fifty clients at once, through the real server: every one is counted, nothing else is kept."""

import sqlite3
import time
from contextlib import closing

import pytest
from django.db import connection

from mesure.models import Passage
from tests import fabrique
from tests.mesure.serveur import base_partagee, granian, scanner
from tests.villes import traduire

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def trois_codes(transactional_db):
    """A city with three stories to scan, one in two languages."""
    ville = fabrique.ville()
    for page in (ville.accueil, ville.recit):
        traduire(page, "en")
    return [ville.recit.code, ville.quartier.code, ville.oeuvre.code]


def comptes_de(base: str) -> list[tuple]:
    """Return what the served database holds, by kind and language."""
    question = "SELECT genre, langue, SUM(nombre) FROM mesure_passage GROUP BY genre, langue ORDER BY genre, langue"
    if connection.vendor == "postgresql":
        with connection.cursor() as curseur:
            curseur.execute(question)
            return [tuple(ligne) for ligne in curseur.fetchall()]
    with closing(sqlite3.connect(base.removeprefix("sqlite:///"))) as lien:
        return lien.execute(question).fetchall()


def _adresses(codes, combien):
    """The third of them is of a story that is asked for in English each other time."""
    return [f"/o/{codes[rang % 3]}" + ("?langue=en" if rang % 2 else "") for rang in range(combien)]


@pytest.mark.parametrize("combien", [10_000])
def test_dix_mille_scans_de_cinquante_telephones_sont_tous_comptes(trois_codes, tmp_path, combien):
    base, journal = base_partagee(tmp_path), tmp_path / "journal.txt"
    adresses = _adresses(trois_codes, combien)
    en_anglais = sum(1 for rang in range(combien) if rang % 3 == 0 and rang % 2)

    with granian(base, journal) as port:
        debut = time.monotonic()
        statuts = scanner(port, adresses, clients=50)
        duree = time.monotonic() - debut

    print(f"\n{combien} scans in {duree:.1f} s: {combien / duree:.0f} a second", flush=True)
    assert statuts == {302: combien}
    assert comptes_de(base) == [("scan", "en", en_anglais), ("scan", "fr", combien - en_anglais)]
    assert "Traceback" not in journal.read_text()
    if connection.vendor == "sqlite":
        Passage.objects.all().delete()


def test_un_serveur_que_l_on_arrete_ecrit_ce_qu_il_avait_en_memoire(trois_codes, tmp_path):
    base, journal = base_partagee(tmp_path), tmp_path / "journal.txt"
    with granian(base, journal, periode=3600) as port:
        statuts = scanner(port, _adresses(trois_codes, 60), clients=5)
        avant = comptes_de(base)

    assert (statuts, avant) == ({302: 60}, [])
    assert comptes_de(base) == [("scan", "en", 10), ("scan", "fr", 50)]
