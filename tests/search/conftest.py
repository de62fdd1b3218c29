"""Both engines, one after the other: every test that asks for `index` runs on each."""

import os
from uuid import uuid4

import pytest
from elasticsearch import Elasticsearch

from search.enums import Moteur
from search.index import moteur
from search.moteurs.elastic import disjoncteur
from search.moteurs.elastic.bascule import Bascule


def exiger_un_cluster():
    """Skip the test where no cluster was started for it; fail it where one is required."""
    if "ELASTICSEARCH_TEST_URL" not in os.environ:
        absent = "ELASTICSEARCH_TEST_URL is not set: see tests/elasticsearch/README.md"
        pytest.fail(absent) if os.environ.get("RECIT_EXIGER_CLUSTER") == "1" else pytest.skip(absent)


@pytest.fixture(autouse=True)
def _cluster_sans_passe():
    """No test inherits the breakdown of another."""
    disjoncteur.retablir()
    yield
    disjoncteur.retablir()


@pytest.fixture(params=[Moteur.SQL, pytest.param(Moteur.ELASTIC, marks=pytest.mark.cluster)])
def index(request):
    """An engine that knows nothing yet; the cluster's has indexes of its own, deleted after the test."""
    request.getfixturevalue("transactional_db" if "transactional_db" in request.fixturenames else "db")
    if request.param == Moteur.ELASTIC:
        request.getfixturevalue("cluster")
        faire_des_index_vides()
    return moteur(request.param)


def faire_des_index_vides():
    """Give the cluster that `settings` name an empty index a language: it is reindexed, and knows nothing yet."""
    bascule = Bascule()
    bascule.creer()
    bascule.basculer()


@pytest.fixture
def cluster(settings):
    """A client of the real cluster, for indexes whose names nobody else has; they are deleted after the test.

    `settings` then name this cluster: `search.index` asks it first.
    """
    exiger_un_cluster()
    settings.ELASTICSEARCH_URL = os.environ["ELASTICSEARCH_TEST_URL"]
    settings.ELASTICSEARCH_PREFIXE = f"essai-{uuid4().hex[:12]}"
    with Elasticsearch(settings.ELASTICSEARCH_URL) as client:
        yield client
        for nom in client.indices.get(index=f"{settings.ELASTICSEARCH_PREFIXE}*", expand_wildcards="all"):
            client.indices.delete(index=nom)


@pytest.fixture
def indexer(index, request, settings):
    """Return what writes cards and makes them searchable at once."""

    def ecrire(*fiches):
        index.ecrire(fiches)
        if index.nom == Moteur.ELASTIC:
            request.getfixturevalue("cluster").indices.refresh(index=f"{settings.ELASTICSEARCH_PREFIXE}*")

    return ecrire
