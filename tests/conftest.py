"""What every test may ask for: a city, a clock that it sets, and the roots of the tree after a transactional test."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db import connection
from django.utils import translation
from wagtail.permission_policies.base import BaseDjangoAuthPermissionPolicy

from tests import fabrique

PARIS = ZoneInfo("Europe/Paris")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Keep PostgreSQL from measuring tables between two tests, when they are empty: it would plan as if they stayed so."""
    if connection.vendor == "postgresql":
        with django_db_blocker.unblock(), connection.cursor() as curseur:
            for table in connection.introspection.table_names(curseur):
                curseur.execute(f"ALTER TABLE {connection.ops.quote_name(table)} SET (autovacuum_enabled = false)")


@pytest.fixture
def ville(db):
    """A small city, published in French; what other tests left in the cache is forgotten."""
    cache.clear()
    return fabrique.ville()


@pytest.fixture
def il_est(monkeypatch):
    """Set the clock: `il_est("2026-07-14 12:00")`, in Paris."""

    def regler(texte):
        moment = datetime.fromisoformat(texte).replace(tzinfo=PARIS)
        monkeypatch.setattr("django.utils.timezone.now", lambda: moment)
        return moment

    return regler


@pytest.fixture(autouse=True, scope="session")
def _types_de_contenu_relus():
    """A transactional test gives content types new numbers: Wagtail's policies must not keep the old ones."""
    with pytest.MonkeyPatch.context() as correctif:
        correctif.setattr(
            BaseDjangoAuthPermissionPolicy,
            "_content_type",
            property(lambda politique: ContentType.objects.get_for_model(politique.auth_model)),
        )
        yield


@pytest.fixture(autouse=True)
def _en_francais():
    """A request leaves its language behind: each test starts in French."""
    translation.activate("fr")


@pytest.fixture(autouse=True)
def _rien_n_est_garde():
    """Cities are given the same numbers from test to test: what is kept between requests must not outlive one."""
    cache.clear()


@pytest.fixture(autouse=True)
def _racines(request):
    """After a transactional test the tables are empty: bring the roots of the tree back first."""
    if request.node.get_closest_marker("django_db") or {"db", "transactional_db"} & set(request.fixturenames):
        request.getfixturevalue("transactional_db" if "transactional_db" in request.fixturenames else "db")
        fabrique.rebatir_les_racines()


def pytest_terminal_summary(terminalreporter):
    """Say in one line each that browser tests, or those of a real cluster, did not run, and why."""
    for mot, quoi in (("navigateur", "BROWSER"), ("cluster", "CLUSTER")):
        raisons = {
            rapport.longrepr[2].removeprefix("Skipped: ")
            for rapport in terminalreporter.getreports("skipped")
            if mot in rapport.keywords and isinstance(rapport.longrepr, tuple)
        }
        for raison in sorted(raisons):
            terminalreporter.write_line(f"{quoi} TESTS DID NOT RUN: {raison}", yellow=True, bold=True)
