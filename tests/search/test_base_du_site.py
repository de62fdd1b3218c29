"""What the site's own database does, where no cluster answers."""

from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from search.moteurs.sql import IndexSql
from search.rules.demande import Demande
from search.rules.requete import lire_la_requete
from socle.fiches import fiches_des
from tests import fabrique

pytestmark = pytest.mark.django_db


@pytest.fixture
def demander(ville):
    def poser(texte):
        return Demande(lire_la_requete(texte, "fr", ()), str(ville.accueil.translation_key), timezone.localdate())

    return poser


@pytest.fixture
def raconter(ville):
    def ecrire(titre):
        oeuvre = fabrique.oeuvre(ville.quartier, ville.promesse, titre=titre)
        [fiche] = fiches_des([oeuvre.pk])
        IndexSql().ecrire([replace(fiche, resume="", texte="", technique="", promesses=(), quartiers=())])
        return oeuvre.pk

    return ecrire


def test_un_nom_decline_repond_avant_ce_qui_en_a_les_mots(raconter, demander):
    autre, machines = raconter("Une île et sa machine"), raconter("Les Machines de l’île")
    trouves = IndexSql().chercher(demander("machine de l’île")).trouvailles
    assert [trouve.page_id for trouve in trouves] == [machines, autre]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="the plan of SQLite")
def test_sqlite_cherche_les_mots_d_abord_meme_sans_statistiques(raconter, demander):
    raconter("Air")
    with CaptureQueriesContext(connection) as requetes:
        IndexSql().chercher(demander("place royale"))
        IndexSql().suggerer(demander("pl"))
    plans = []
    with connection.cursor() as curseur:
        for requete in requetes.captured_queries:
            if "search_index MATCH" in requete["sql"] and "JOIN" in requete["sql"]:
                curseur.execute(f"EXPLAIN QUERY PLAN {requete['sql']}")
                plans.append(
                    [ligne[3] for ligne in curseur.fetchall() if "search_index" in ligne[3] or "f USING" in ligne[3]]
                )
    assert plans
    assert [plan for plan in plans if not plan[0].startswith("SCAN search_index VIRTUAL TABLE")] == []
