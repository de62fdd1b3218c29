"""The six doors that only the database sees: PostgreSQL closes them, on SQLite the audit finds what they leave."""

import json

import pytest
from django.core import management
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from treebeard.mp_tree import MP_MoveHandler
from wagtail.models import Locale, Page

from oeuvres.models import OeuvrePage
from quartiers.models import QuartierPage
from recit.models import RecitPage
from tests.portes.conftest import TRIGGERS, fautes

pytestmark = pytest.mark.django_db


def _fermee_ou_trouvee(attendues):
    """Assert that the door is closed by triggers, or that the audit finds these faults."""
    assert fautes() == ([] if TRIGGERS else attendues)


def test_save_derive(ville, suivant):
    ville.quartier.recit = suivant[0]
    ville.quartier.save()
    assert QuartierPage.objects.get(pk=ville.quartier.pk).recit == ville.recit
    assert fautes() == []


def test_update(ville, suivant):
    QuartierPage.objects.update(recit=suivant[0])
    _fermee_ou_trouvee([("recit-derive", ville.quartier.pk)])


def test_bulk_update(ville, suivant):
    ville.quartier.recit = suivant[0]
    QuartierPage.objects.bulk_update([ville.quartier], ["recit"])
    _fermee_ou_trouvee([("recit-derive", ville.quartier.pk)])


def test_sql(ville, suivant):
    with connection.cursor() as curseur:
        curseur.execute("UPDATE oeuvres_oeuvrepage SET recit_id = %s", [suivant[0].pk])
    _fermee_ou_trouvee([("recit-derive", ville.oeuvre.pk)])


def test_loaddata(ville, suivant, tmp_path):
    fichier = tmp_path / "quartier.json"
    management.call_command("dumpdata", "quartiers.QuartierPage", output=str(fichier), verbosity=0)
    objets = json.loads(fichier.read_text())
    objets[0]["fields"]["recit"] = suivant[0].pk
    fichier.write_text(json.dumps(objets))
    management.call_command("loaddata", str(fichier), verbosity=0)
    _fermee_ou_trouvee([("recit-derive", ville.quartier.pk)])


def test_un_deplacement_nu_de_treebeard_vers_un_autre_recit(ville, suivant):
    MP_MoveHandler(Page.objects.get(pk=ville.quartier.pk), Page.objects.get(pk=suivant[0].pk), "last-child").process()
    if TRIGGERS:
        # The reference follows; that the promises kept are another's, the audit says.
        assert sorted(fautes()) == [
            ("promesse-d-un-autre-recit", ville.quartier.pk),
            ("promesse-d-un-autre-recit", ville.oeuvre.pk),
            ("sans-promesse", ville.quartier.pk),
            ("sans-promesse", ville.oeuvre.pk),
        ]
        assert OeuvrePage.objects.get(pk=ville.oeuvre.pk).recit == suivant[0]
    else:
        assert {("recit-derive", ville.quartier.pk), ("recit-derive", ville.oeuvre.pk)} <= set(fautes())


def test_un_deplacement_nu_de_treebeard_hors_de_tout_recit(ville):
    def deplacer():
        MP_MoveHandler(
            Page.objects.get(pk=ville.quartier.pk), Page.objects.get(pk=ville.accueil.pk), "last-child"
        ).process()
        connection.check_constraints()

    if TRIGGERS:
        with pytest.raises(IntegrityError, match="no narrative"), transaction.atomic():
            deplacer()
        assert fautes() == []
    else:
        deplacer()
        assert {("sans-recit", ville.quartier.pk), ("sans-recit", ville.oeuvre.pk)} <= set(fautes())


def test_un_recit_ne_change_pas_de_langue_par_save(ville):
    ville.recit.locale = Locale.objects.get(language_code="de")
    with pytest.raises(ValidationError, match="ne change pas de langue"):
        ville.recit.save()
    assert fautes() == []


def test_un_recit_ne_change_pas_de_langue_par_update(ville):
    def changer():
        RecitPage.objects.filter(pk=ville.recit.pk).update(locale=Locale.objects.get(language_code="de"))
        connection.check_constraints()

    if TRIGGERS:
        with pytest.raises(IntegrityError, match="no narrative"), transaction.atomic():
            changer()
        assert fautes() == []
    else:
        changer()
        assert {("sans-recit", ville.quartier.pk), ("langue", ville.recit.pk)} <= set(fautes())


@pytest.mark.postgresql
@pytest.mark.skipif(not TRIGGERS, reason="a trigger of PostgreSQL is what is tried")
def test_la_fonction_sql_dit_la_meme_chose_que_recit_above(ville_traduite):
    from recit.queries import recit_above

    with connection.cursor() as curseur:
        for page in Page.objects.all():
            curseur.execute("SELECT recit_au_dessus(%s, %s)", [page.path, page.locale_id])
            attendu = recit_above(page.path, page.locale_id)
            assert curseur.fetchone()[0] == (attendu and attendu.pk)
