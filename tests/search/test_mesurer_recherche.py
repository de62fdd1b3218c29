"""The benchmark of the search leaves nothing behind, and asks the same each time."""

import os
import random
import subprocess
import sys
from itertools import islice

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from elasticsearch import Elasticsearch

from search.management.commands.mesurer_recherche import Vocabulaire, fiches
from tests.search.conftest import exiger_un_cluster


def test_les_histoires_inventees_sont_les_memes_chaque_fois():
    def inventer():
        hasard = random.Random(44)
        return list(islice(fiches(1000, Vocabulaire(hasard), hasard, 1), 3))

    assert inventer() == inventer()
    assert {len(fiche.texte) <= 2000 < len(fiche.texte) + 400 for fiche in inventer()} == {True}


@pytest.mark.parametrize(
    ("options", "raison"),
    [
        ({"fiches": [10]}, "--fiches attend 1 000 histoires ou plus"),
        ({"moteur": "elasticsearch"}, "Elasticsearch n’est pas réglé"),
    ],
)
def test_ce_qui_ne_se_mesure_pas_est_dit(options, raison):
    with pytest.raises(CommandError, match=raison):
        call_command("mesurer_recherche", **options)


def _mesurer(tmp_path, moteur: str, adresse: str = "") -> str:
    return subprocess.run(
        [sys.executable, "manage.py", "mesurer_recherche", "--fiches", "1000", "--moteur", moteur],
        cwd=settings.RACINE,
        env=os.environ
        | {
            "DJANGO_SETTINGS_MODULE": "config.settings.dev",
            "DATABASE_URL": f"sqlite:///{tmp_path}/site.sqlite3",
            "TMPDIR": str(tmp_path),
            "ELASTICSEARCH_URL": adresse,
        },
        capture_output=True,
        text=True,
        check=True,
    ).stdout


def test_la_mesure_dit_ses_chiffres_et_ne_laisse_rien(tmp_path):
    sortie = _mesurer(tmp_path, "sql")
    dites = [ligne.strip().split("  ")[0] for ligne in sortie.splitlines() if ligne.strip()]
    assert dites[0] == "SQLite, 1000 histoires de 2000 signes"
    assert dites[1].startswith("indexation : ")
    assert dites[2:] == [
        "questions de deux mots",
        "rare + rare",
        "rare + fréquent",
        "fréquent + fréquent",
        "un nom mal écrit",
        "sans réponse",
        "toutes",
    ]
    trouvees = {ligne[:26].strip(): ligne[26:].split()[1] for ligne in sortie.splitlines()[4:-1]}
    assert (trouvees["sans réponse"], int(trouvees["un nom mal écrit"]) > 0) == ("0", True)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.cluster
def test_la_mesure_du_cluster_n_y_laisse_aucun_index(tmp_path):
    exiger_un_cluster()
    adresse = os.environ["ELASTICSEARCH_TEST_URL"]
    lignes = _mesurer(tmp_path, "elasticsearch", adresse).splitlines()
    trouvees = {ligne[:26].strip(): ligne[26:].split()[1] for ligne in lignes[4:-1]}
    assert (trouvees["sans réponse"], int(trouvees["un nom mal écrit"]) > 0) == ("0", True)
    with Elasticsearch(adresse) as cluster:
        assert list(cluster.indices.get(index="mesure_*")) == []
    assert list(tmp_path.iterdir()) == []
