"""What every test may ask for: a city, and the roots of the tree after a transactional test."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.utils import translation
from wagtail.permission_policies.base import BaseDjangoAuthPermissionPolicy

from tests import fabrique


@pytest.fixture
def ville(db):
    """A small city, published in French."""
    return fabrique.ville()


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
def _racines(request):
    """After a transactional test the tables are empty: bring the roots of the tree back first."""
    if request.node.get_closest_marker("django_db") or {"db", "transactional_db"} & set(request.fixturenames):
        request.getfixturevalue("transactional_db" if "transactional_db" in request.fixturenames else "db")
        fabrique.rebatir_les_racines()


def pytest_terminal_summary(terminalreporter):
    """Say in one line that browser tests did not run, and why."""
    raisons = {
        rapport.longrepr[2].removeprefix("Skipped: ")
        for rapport in terminalreporter.getreports("skipped")
        if "navigateur" in rapport.keywords and isinstance(rapport.longrepr, tuple)
    }
    for raison in sorted(raisons):
        terminalreporter.write_line(f"BROWSER TESTS DID NOT RUN: {raison}", yellow=True, bold=True)
