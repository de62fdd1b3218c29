"""The cluster as a whole: its one client, the names that its indexes have, what its failures become."""

import logging
import time
from contextlib import contextmanager
from functools import lru_cache

from django.conf import settings
from django.utils import timezone
from elastic_transport import TransportError
from elasticsearch import ApiError, Elasticsearch, helpers

from search.moteurs import IndexIndisponible
from search.moteurs.elastic.connexion import Noeud

journal = logging.getLogger(__name__)

ILLISIBLE = (AttributeError, LookupError, TypeError, ValueError)
"""What reading an answer of another shape raises: well-formed JSON that something else than a cluster could have sent."""


@lru_cache(maxsize=4)
def _client(adresses: str, cle: str) -> Elasticsearch:
    """Return the one client of these nodes; it never tries twice, and looks for no other node."""
    return Elasticsearch(
        [adresse.strip() for adresse in adresses.split(",")],
        api_key=cle or None,
        max_retries=0,
        retry_on_timeout=False,
        node_class=Noeud,
    )


def client(secondes: float) -> Elasticsearch:
    """Return the client of the city's cluster, which gives each request that long, connection and reply together."""
    return _client(settings.ELASTICSEARCH_URL, settings.ELASTICSEARCH_CLE).options(request_timeout=secondes)


class Budget:
    """The time left to answer: each question gets what the one before it left."""

    def __init__(self, secondes: float):
        self._fin = time.monotonic() + secondes

    def client(self) -> Elasticsearch:
        reste = self._fin - time.monotonic()
        if reste <= 0:
            raise IndexIndisponible("The time budget is spent.")
        return client(reste)


@contextmanager
def indisponible():
    """Turn whatever the cluster answers, or does not, into `IndexIndisponible`: answers are read inside too."""
    try:
        yield
    except (ApiError, TransportError, helpers.BulkIndexError) as raison:
        raise IndexIndisponible(_en_bref(raison)) from raison
    except ILLISIBLE as raison:
        # A fault of our own would look the same: the log says where it was.
        journal.warning("The cluster's answer cannot be read.", exc_info=True)
        raise IndexIndisponible(_en_bref(raison)) from raison


def _en_bref(raison: Exception) -> str:
    return f"{type(raison).__name__}: {raison}"[:300]


def langues() -> list[str]:
    return [code for code, _nom in settings.WAGTAIL_CONTENT_LANGUAGES]


def alias(langue: str) -> str:
    return f"{settings.ELASTICSEARCH_PREFIXE}-{langue}"


def nom_neuf(langue: str) -> str:
    """Return the name of an index made now: names of one alias sort as they were made."""
    return f"{alias(langue)}-{timezone.now():%Y%m%d%H%M%S%f}"
