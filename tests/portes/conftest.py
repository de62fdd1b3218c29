"""What the doors are tried on: a city told in two languages, and the narrative that comes next."""

import pytest
from django.db import connection
from wagtail.models import Locale

from comptes.models import Compte
from recit.models import PromessePage, RecitPage
from socle.registres import audits
from tests import fabrique

TRIGGERS = connection.vendor == "postgresql"
"""Six doors are closed by the database alone; on SQLite the audit finds what they leave."""


def fautes() -> list[tuple[str, int]]:
    """What the audit says, as (rule, page id); on PostgreSQL after all that waits for the commit."""
    connection.check_constraints()
    return [(faute.regle, faute.page_id) for faute in audits.fautes()]


def traduire(page, langue="en", live=True):
    """Translate a page with all its ancestors translated, as core does, and publish it."""
    traduction = page.copy_for_translation(Locale.objects.get(language_code=langue))
    traduction.title = f"{page.title} ({langue})"
    revision = traduction.save_revision()
    if live:
        revision.publish()
        traduction.refresh_from_db()
    return traduction


@pytest.fixture
def ville_traduite(ville):
    """The city, all of it in French and in English."""
    accueil = ville.accueils["en"]
    accueil.phrase = "The city tells its story."
    accueil.save_revision().publish()
    ville.en = {nom: traduire(getattr(ville, nom)) for nom in ("recit", "promesse", "quartier", "oeuvre")}
    for page in (accueil, ville.recit, ville.quartier, *ville.en.values()):
        page.refresh_from_db()
    return ville


@pytest.fixture
def suivant(ville):
    """The narrative that comes next, with its own promise: a draft."""
    recit = ville.accueil.add_child(
        instance=RecitPage(
            title="Le récit suivant",
            slug="suivant",
            accroche="Une autre ligne.",
            vision="Une autre ville.",
            corps=fabrique.TEXTE,
            live=False,
        )
    )
    promesse = recit.add_child(
        instance=PromessePage(title="La forêt", slug="foret", enonce="La forêt entre en ville.", live=False)
    )
    return recit, promesse


@pytest.fixture
def autre_quartier(ville):
    return fabrique.quartier(ville.recit, ville.promesse, titre="Chantenay", slug="chantenay")


@pytest.fixture
def admin(client, db):
    """A client whose person may do everything."""
    client.force_login(Compte.objects.create_superuser("admin@ville.example", "x"))
    return client


def dits(reponse) -> str:
    """All the messages that the admin showed, on the page one lands on."""
    return " ".join(str(message) for message in reponse.context["messages"])
