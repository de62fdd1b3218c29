"""Which version of an event says where, when and whether: one that visitors may see; and two versions saved at once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, time
from threading import Barrier
from zoneinfo import ZoneInfo

import pytest
from django.db import connection, transaction
from wagtail.models import PageViewRestriction

from agenda.enums import Statut
from agenda.models import EvenementPage, Horaire, Occurrence, Suivi
from tests import fabrique
from tests.villes import traduire

SOIR = {"jour": date(2026, 7, 14), "heure": time(18), "heure_de_fin": time(20)}
SECRET = ("Chez le maire", "Rendez-vous à la porte dérobée")


@pytest.fixture
def bal(ville, agenda):
    """An event in French and English, of which the French version has then become private and gone elsewhere."""
    bal = fabrique.evenement(agenda, "Le bal", horaires=[SOIR], lieu="Quai des Antilles")
    traduire(ville.accueil, "en")
    traduire(agenda, "en")
    traduire(bal, "en")
    PageViewRestriction.objects.create(page=bal, restriction_type=PageViewRestriction.LOGIN)
    EvenementPage.objects.filter(pk=bal.pk).update(lieu=SECRET[0], statut_precision=SECRET[1], statut=Statut.DEPLACE)
    return bal


def version(bal, langue):
    return EvenementPage.objects.get(translation_key=bal.translation_key, locale__language_code=langue)


@pytest.mark.django_db
def test_une_version_privee_ne_dit_rien_par_la_bouche_d_une_autre_langue(client, bal):
    anglaise = version(bal, "en")
    agenda = anglaise.get_parent()
    ici = "Quai des Antilles"
    lues = [
        client.get(adresse).content.decode()
        for adresse in (anglaise.url, agenda.url, agenda.get_parent().url, f"/api/agenda/{bal.code}.ics?langue=en")
    ]
    assert [(ici in lue, *(secret in lue for secret in SECRET)) for lue in lues] == [(True, False, False)] * 4
    assert {o.evenement_id for o in Occurrence.objects.all()} == {anglaise.pk}


@pytest.mark.django_db
def test_la_premiere_version_reprend_la_parole_quand_elle_se_voit_de_nouveau(bal):
    PageViewRestriction.objects.all().delete()
    assert {o.evenement_id for o in Occurrence.objects.all()} == {bal.pk}
    bal.get_parent().specific.unpublish()
    assert {o.evenement_id for o in Occurrence.objects.all()} == {version(bal, "en").pk}


@pytest.mark.django_db
def test_un_evenement_que_nul_ne_voit_garde_ses_dates(bal):
    PageViewRestriction.objects.create(page=version(bal, "en"), restriction_type=PageViewRestriction.LOGIN)
    assert [p.pk for p in EvenementPage.objects.porteurs([bal.translation_key])] == [bal.pk]
    assert Occurrence.objects.count() == 1


@pytest.mark.postgresql
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite writes one transaction at a time")
@pytest.mark.django_db(transaction=True)
def test_deux_versions_enregistrees_en_meme_temps_donnent_les_memes_dates_une_fois():
    ville = fabrique.ville()
    agenda = fabrique.agenda(ville.accueil)
    bal = fabrique.evenement(agenda, "Le bal", horaires=[SOIR])
    Occurrence.objects.all().delete()
    moment, tours = datetime(2026, 7, 1, tzinfo=ZoneInfo("Europe/Paris")), 20
    ensemble = Barrier(4)

    def deriver(_fil):
        try:
            for _tour in range(tours):
                ensemble.wait(timeout=30)
                Occurrence.objects.deriver(bal.translation_key, EvenementPage.objects.all(), moment)
                ensemble.wait(timeout=30)
                Occurrence.objects.filter(cle=bal.translation_key).delete()
            Occurrence.objects.deriver(bal.translation_key, EvenementPage.objects.all(), moment)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as fils:
        assert list(fils.map(deriver, range(4))) == [None] * 4
    assert Occurrence.objects.filter(cle=bal.translation_key).count() == 1
    assert Suivi.objects.get(cle=bal.translation_key).sequence == 0


@pytest.mark.postgresql
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite writes one transaction at a time")
@pytest.mark.django_db(transaction=True)
def test_aucun_changement_ne_se_perd_quand_deux_personnes_enregistrent():
    ville = fabrique.ville()
    bal = fabrique.evenement(fabrique.agenda(ville.accueil), "Le bal", horaires=[SOIR])
    moment = datetime(2026, 7, 1, tzinfo=ZoneInfo("Europe/Paris"))
    fait, ensemble = 10, Barrier(2)

    def changer(fil):
        try:
            for tour in range(fait):
                ensemble.wait(timeout=30)
                with transaction.atomic():
                    Suivi.objects.tenir(bal.translation_key, moment).noter(f"{fil}-{tour}", moment)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as fils:
        list(fils.map(changer, range(2)))
    assert Suivi.objects.get(cle=bal.translation_key).sequence == 2 * fait


@pytest.mark.django_db
def test_un_evenement_en_brouillon_n_est_pas_suivi(agenda):
    bal = fabrique.evenement(agenda, "Le bal", live=False, horaires=[Horaire(**SOIR)])
    Occurrence.objects.deriver(bal.translation_key, EvenementPage.objects.all())
    assert Suivi.objects.count() == 0
