"""What is today is not tomorrow: the search, and rules without end, go on with the clock."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from agenda.actions.prolonger import prolonger_les_dates
from agenda.enums import Statut
from agenda.models import EvenementPage, Horaire, Occurrence
from agenda.rules.periodes import Dates, echeances
from agenda.rules.recurrences import periodes
from search.actions.changements import envoyer_ce_qui_attend
from search.actions.echeances import dire_ce_qui_est_proche
from search.models import FicheIndexee
from socle.fiches import fiches_des
from tests import fabrique

PARIS = ZoneInfo("Europe/Paris")
SOIR = {"jour": date(2026, 7, 14), "heure": time(18), "heure_de_fin": time(20)}


@pytest.mark.parametrize(
    ("jour", "attendues"),
    [
        (date(2026, 7, 14), ("aujourd-hui", "cette-semaine", "ce-mois")),
        (date(2026, 7, 13), ("cette-semaine", "ce-mois")),
        (date(2026, 7, 1), ("ce-mois",)),
        (date(2026, 7, 15), ()),
        (date(2026, 6, 30), ()),
    ],
)
def test_une_date_est_d_aujourd_hui_de_la_semaine_du_mois(jour, attendues):
    dites = periodes(Dates(date(2026, 7, 14), time(18), None, time(20)), PARIS, datetime(2026, 7, 1, tzinfo=PARIS))
    assert echeances(dites, jour, PARIS) == attendues


@pytest.mark.parametrize(
    ("dates", "jour", "d_aujourd_hui"),
    [
        (Dates(date(2026, 12, 11), time(22), None, time(2)), date(2026, 12, 11), True),
        (Dates(date(2026, 12, 11), time(22), None, time(2)), date(2026, 12, 12), False),
        (Dates(date(2026, 12, 11), time(22), None, time(6)), date(2026, 12, 12), False),
        (Dates(date(2026, 12, 11), time(23)), date(2026, 12, 12), False),
        (Dates(date(2026, 12, 11), time(19), None, time(7)), date(2026, 12, 12), True),
        (Dates(date(2026, 12, 11), time(22), date(2026, 12, 13), time(2)), date(2026, 12, 13), True),
        (Dates(date(2026, 12, 11), None, date(2026, 12, 12)), date(2026, 12, 12), True),
        (Dates(date(2026, 12, 11), None, date(2026, 12, 12)), date(2026, 12, 13), False),
        (Dates(date(2026, 12, 12), time(0), None, time(2)), date(2026, 12, 12), True),
    ],
)
def test_la_fin_d_une_nuit_n_est_pas_du_lendemain(dates, jour, d_aujourd_hui):
    dites = periodes(dates, PARIS, datetime(2026, 7, 1, tzinfo=PARIS))
    assert ("aujourd-hui" in echeances(dites, jour, PARIS)) is d_aujourd_hui


def trouves(client, quand):
    reponse = client.get("/api/recherche/", {"langue": "fr", "genre": "evenement", "quand": quand})
    assert reponse.status_code == 200, reponse.content
    return sorted(ligne["titre"] for ligne in reponse.json()["resultats"])


@pytest.mark.django_db
def test_la_recherche_se_reduit_a_aujourd_hui_et_suit_les_jours(client, ville, agenda, il_est):
    fabrique.evenement(agenda, "Le bal", horaires=[SOIR], ou=ville.oeuvre)
    fabrique.evenement(agenda, "Le marché", horaires=[SOIR | {"jour": date(2026, 7, 16)}])
    fabrique.evenement(agenda, "Annulé", horaires=[SOIR], statut=Statut.ANNULE, statut_precision="La pluie.")
    envoyer_ce_qui_attend()
    assert [trouves(client, q) for q in ("aujourd-hui", "cette-semaine", "ce-mois")] == [
        ["Le bal"],
        ["Le bal", "Le marché"],
        ["Le bal", "Le marché"],
    ]
    il_est("2026-07-16 00:01")
    assert dire_ce_qui_est_proche(date(2026, 7, 16)) == 2
    envoyer_ce_qui_attend()
    assert (trouves(client, "aujourd-hui"), dire_ce_qui_est_proche(date(2026, 7, 16))) == (["Le marché"], 0)
    assert client.get("/api/recherche/", {"langue": "fr", "quand": "demain"}).status_code == 400


@pytest.mark.django_db
def test_un_evenement_se_trouve_par_le_quartier_ou_il_a_lieu(ville, agenda):
    bal = fabrique.evenement(agenda, "Le bal", horaires=[SOIR], ou=ville.oeuvre)
    [fiche] = fiches_des([bal.pk])
    assert fiche.quartiers == ((ville.quartier.code, "Île de Nantes"),)


@pytest.mark.django_db
def test_changer_une_date_refait_les_fiches_de_toutes_les_langues(ville, agenda):
    from tests.villes import traduire

    bal = fabrique.evenement(agenda, "Le bal", horaires=[SOIR])
    traduire(ville.accueil, "en")
    traduire(agenda, "en")
    traduire(EvenementPage.objects.get(pk=bal.pk), "en")
    envoyer_ce_qui_attend()
    bal = EvenementPage.objects.get(pk=bal.pk)
    bal.horaires = [Horaire(**(SOIR | {"jour": date(2026, 9, 1)}))]
    bal.save_revision().publish()
    envoyer_ce_qui_attend()
    assert set(FicheIndexee.objects.filter(genre="evenement").values_list("langue", "fin")) == {
        ("fr", date(2026, 9, 2)),
        ("en", date(2026, 9, 2)),
    }


@pytest.mark.django_db
def test_une_repetition_sans_fin_se_prolonge_une_fois_par_jour(agenda, il_est):
    marche = fabrique.evenement(agenda, "Le marché", horaires=[SOIR | {"frequence": "semaines"}])
    fabrique.evenement(agenda, "Le bal", horaires=[SOIR | {"frequence": "semaines", "nombre": 3}])

    def derniere():
        return Occurrence.objects.filter(cle=marche.translation_key).last().debut.date()

    avant = derniere()
    moment = il_est("2026-07-22 12:00")
    assert (prolonger_les_dates(moment), prolonger_les_dates(moment)) == (1, 0)
    assert (derniere() - avant).days == 7


@pytest.mark.django_db
def test_l_horloge_ne_relit_que_les_fiches_qui_disent_un_jour(ville, agenda, il_est, django_assert_num_queries):
    fabrique.evenement(agenda, "Le bal", horaires=[SOIR])
    fabrique.evenement(agenda, "Plus tard", horaires=[SOIR | {"jour": date(2027, 9, 1)}])
    envoyer_ce_qui_attend()
    il_est("2026-07-14 00:01")
    with django_assert_num_queries(2):
        assert dire_ce_qui_est_proche(date(2026, 7, 14)) == 0
    il_est("2026-08-14 00:01")
    assert dire_ce_qui_est_proche(date(2026, 8, 14)) == 1
