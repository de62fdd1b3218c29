"""A city that starts with a cluster: what has to be done is done, or said."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command

from home.management.commands.demo import Command
from search.actions.changements import envoyer
from search.enums import Moteur
from search.index import chercher
from search.models import AEnvoyer, FicheIndexee
from search.rules.demande import Demande
from search.rules.requete import lire_la_requete
from tests import fabrique
from tests.search.pannes import port_ferme

pytestmark = pytest.mark.django_db


def _fonder() -> list[str]:
    dit = StringIO()
    call_command("fonder", "Rezé", hote="reze.example", langues=["fr"], stdout=dit)
    return dit.getvalue().splitlines()


FONDEE = "Rezé est fondée. Ouvrez /admin/, écrivez la grande phrase, publiez l’accueil."


def test_une_ville_fondee_sans_cluster_n_a_rien_de_plus_a_faire():
    assert _fonder() == [FONDEE]


def test_une_ville_fondee_avec_un_cluster_apprend_comment_lui_donner_ses_index(settings):
    settings.ELASTICSEARCH_URL = port_ferme()
    assert _fonder() == [
        FONDEE,
        "Elasticsearch ne répond pas encore aux recherches : manage.py rechercher_reindexer.",
    ]


def test_la_demonstration_se_passe_d_un_cluster_qui_n_est_pas_la(ville, settings):
    settings.ELASTICSEARCH_URL = port_ferme()
    fabrique.oeuvre(ville.quartier, ville.promesse, titre="Air")
    dit = StringIO()
    Command(stdout=dit)._faire_trouver()
    assert FicheIndexee.objects.filter(titre="Air").exists()
    assert dit.getvalue().startswith("La base répondra aux recherches. elasticsearch n’est pas joignable.")


@pytest.mark.cluster
def test_la_demonstration_donne_ses_index_a_un_cluster_neuf(ville, cluster):
    envoyer(Moteur.SQL)
    Command(stdout=StringIO())._faire_trouver()
    tout = Demande(lire_la_requete("", "fr"), str(ville.accueil.translation_key), date(2026, 6, 1))
    reponse = chercher(tout)
    assert (reponse.moteur, reponse.total, AEnvoyer.objects.pour(Moteur.ELASTIC).count()) == (Moteur.ELASTIC, 6, 0)
