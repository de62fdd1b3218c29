"""Two thousand events taken in twice: rehearsed, written, and the second time nothing changes."""

from collections import Counter
from io import StringIO

import pytest
from django.core.management import call_command
from wagtail.models import Revision

from agenda.models import EvenementPage, Horaire, Occurrence, Provenance
from tests.agenda.test_import import MARCHE, bal, ics

pytestmark = pytest.mark.django_db

NOMBRE = 2_000


def comptes():
    return {
        modele.__name__: modele.objects.count() for modele in (EvenementPage, Horaire, Revision, Occurrence, Provenance)
    }


@pytest.fixture(autouse=True)
def taches_a_cote(settings):
    """What another process does in production, the editors' search and references, is left waiting: it is half the time."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}


def test_deux_mille_evenements_s_importent_deux_fois_et_la_seconde_ne_change_rien(agenda, tmp_path):
    sortes = [
        (bal(f"Bal {rang}") if rang % 4 else MARCHE.replace("Le marché", f"Marché {rang}"))
        .replace("bal@", f"bal-{rang}@")
        .replace("marche@", f"marche-{rang}@")
        for rang in range(NOMBRE)
    ]
    fichier = tmp_path / "grand.ics"
    fichier.write_bytes(ics(*sortes))

    def importer(*options):
        sortie = StringIO()
        call_command("importer_un_agenda", str(fichier), *options, stdout=sortie)
        return sortie.getvalue().splitlines()[0]

    avant = comptes()
    assert importer("--a-blanc") == "2000 événements nouveaux."
    assert comptes() == avant
    importer()
    apres = comptes()
    assert Counter(apres) - Counter(avant) == {
        "EvenementPage": NOMBRE,
        "Horaire": NOMBRE * 5 // 4,
        "Revision": NOMBRE,
        "Provenance": NOMBRE,
    }
    for options in (["--a-blanc"], []):
        assert importer(*options) == "2000 événements déjà là, inchangés."
        assert comptes() == apres
