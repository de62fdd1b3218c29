"""When something takes place: hours of Paris, nights, changes of hour, rules and their bounds. No database."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation

from agenda.rules.periodes import Dates, Moment, Periode, journee_de
from agenda.rules.recurrences import (
    RegleRefusee,
    est_passe,
    lire_des_jours,
    mots_de_la_regle,
    periodes,
    regle_de,
    regle_ical,
)
from agenda.views.dates import du_au

PARIS = ZoneInfo("Europe/Paris")
MAINTENANT = datetime(2026, 7, 14, 12, tzinfo=PARIS)


def utc(*parties):
    return datetime(*parties, tzinfo=UTC)


def en_utc(dates, maintenant=MAINTENANT):
    return [(p.debut.astimezone(UTC), p.fin.astimezone(UTC)) for p in periodes(dates, PARIS, maintenant)]


def debuts(dates, maintenant=MAINTENANT):
    return [f"{p.debut:%Y-%m-%d %H:%M}" for p in periodes(dates, PARIS, maintenant)]


def test_une_soiree_a_lieu_a_l_heure_de_paris():
    assert en_utc(Dates(date(2026, 7, 14), time(18), None, time(20))) == [(utc(2026, 7, 14, 16), utc(2026, 7, 14, 18))]
    assert en_utc(Dates(date(2026, 1, 14), time(18), None, time(20))) == [(utc(2026, 1, 14, 17), utc(2026, 1, 14, 19))]


def test_une_fin_avant_le_debut_est_le_lendemain():
    assert en_utc(Dates(date(2026, 7, 14), time(22), None, time(2))) == [(utc(2026, 7, 14, 20), utc(2026, 7, 15, 0))]


def test_une_journee_va_de_minuit_a_minuit_meme_longue_de_vingt_cinq_heures():
    [periode] = periodes(Dates(date(2026, 10, 25)), PARIS, MAINTENANT)
    assert (periode.debut.astimezone(UTC), periode.fin.astimezone(UTC), periode.journee) == (
        utc(2026, 10, 24, 22),
        utc(2026, 10, 25, 23),
        True,
    )


def test_la_nuit_du_changement_d_heure_finit_a_l_heure_dite():
    # In October the clock goes from 3:00 back to 2:00: the night from 22:00 to 6:00 lasts nine hours.
    assert en_utc(Dates(date(2026, 10, 24), time(22), None, time(6))) == [(utc(2026, 10, 24, 20), utc(2026, 10, 25, 5))]


def test_chaque_samedi_garde_son_heure_apres_le_changement_d_octobre():
    chaque_samedi = Dates(date(2026, 10, 17), time(18), None, time(20), "FREQ=WEEKLY;COUNT=3")
    assert en_utc(chaque_samedi) == [
        (utc(2026, 10, 17, 16), utc(2026, 10, 17, 18)),
        (utc(2026, 10, 24, 16), utc(2026, 10, 24, 18)),
        (utc(2026, 10, 31, 17), utc(2026, 10, 31, 19)),
    ]


def test_une_heure_qui_n_existe_pas_se_compte_d_avant_le_changement():
    # On 29 March 2026 there is no 2:30 in Paris.
    assert en_utc(Dates(date(2026, 3, 29), time(2, 30), None, time(4)))[0][0] == utc(2026, 3, 29, 1, 30)


def test_une_fin_que_nul_n_a_dite_est_supposee():
    [periode] = periodes(Dates(date(2026, 7, 14), time(18)), PARIS, MAINTENANT)
    assert (periode.fin - periode.debut, periode.fin_dite) == (timedelta(hours=2), False)


def test_ce_qui_finit_maintenant_est_passe_et_ce_qui_commence_est_en_cours():
    periode = Periode(utc(2026, 7, 14, 16), utc(2026, 7, 14, 18))
    assert [periode.moment(utc(2026, 7, 14, h)) for h in (15, 16, 17, 18)] == [
        Moment.A_VENIR,
        Moment.EN_COURS,
        Moment.EN_COURS,
        Moment.PASSE,
    ]


def test_la_journee_d_un_jour_de_changement_a_vingt_cinq_heures():
    periode = journee_de(date(2026, 10, 25), PARIS)
    assert (periode.fin.timestamp() - periode.debut.timestamp()) / 3600 == 25


@pytest.mark.parametrize(
    ("langue", "dites"),
    [
        ("fr", ["du 12 au 13 décembre 2026", "du 1er au 3 juillet 2026", "du 30 juillet au 2 août 2026"]),
        ("en", ["12–13 December 2026", "1–3 July 2026", None]),
        ("de", ["12.–13. Dezember 2026", "1.–3. Juli 2026", None]),
    ],
)
def test_un_mois_ne_se_dit_pas_deux_fois(langue, dites):
    bornes = [((2026, 12, 12), (2026, 12, 13)), ((2026, 7, 1), (2026, 7, 3)), ((2026, 7, 30), (2026, 8, 2))]
    with translation.override(langue):
        lues = [du_au(date(*debut), date(*fin)) for debut, fin in bornes]
    assert [lu for lu, dite in zip(lues, dites, strict=True) if dite] == [dite for dite in dites if dite]


# --- rules -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("choix", "regle"),
    [
        ({"frequence": ""}, ""),
        ({"frequence": "jours", "nombre": 3}, "FREQ=DAILY;COUNT=3"),
        ({"frequence": "semaines", "tous_les": 2, "jours": ["SA", "MO"]}, "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,SA"),
        ({"frequence": "mois", "jusqu_au": date(2026, 12, 31)}, "FREQ=MONTHLY;UNTIL=20261231"),
        ({"frequence": "mois_semaine"}, "FREQ=MONTHLY;BYDAY=2SA"),
        ({"frequence": "annees"}, "FREQ=YEARLY"),
    ],
)
def test_les_choix_de_l_editeur_font_une_regle(choix, regle):
    assert regle_de(jour=date(2026, 7, 11), **choix) == regle


def test_le_cinquieme_samedi_est_le_dernier_du_mois():
    assert regle_de("mois_semaine", date(2026, 10, 31)) == "FREQ=MONTHLY;BYDAY=-1SA"


def test_une_exception_s_enleve_sans_decaler_les_autres():
    dates = Dates(date(2026, 7, 11), time(10), None, None, "FREQ=WEEKLY;COUNT=3", (date(2026, 7, 18),))
    assert debuts(dates) == ["2026-07-11 10:00", "2026-07-25 10:00"]


def test_le_dernier_jour_d_une_repetition_compte():
    dates = Dates(date(2026, 7, 11), time(22), None, None, "FREQ=DAILY;UNTIL=20260712")
    assert debuts(dates) == ["2026-07-11 22:00", "2026-07-12 22:00"]


def test_la_premiere_date_compte_meme_ou_la_regle_ne_tombe_pas():
    dates = Dates(date(2026, 7, 14), time(10), None, None, "FREQ=WEEKLY;BYDAY=SA;COUNT=3")
    assert debuts(dates) == ["2026-07-14 10:00", "2026-07-18 10:00", "2026-07-25 10:00"]


def test_une_regle_sans_fin_oublie_l_an_passe_et_s_arrete_a_l_horizon():
    chaque_jour = Dates(date(2015, 1, 1), time(10), None, None, "FREQ=DAILY")
    chaque_semaine = Dates(date(2015, 1, 1), time(10), None, None, "FREQ=WEEKLY")
    assert (debuts(chaque_jour)[0], len(debuts(chaque_jour))) == ("2025-07-14 10:00", 1000)
    assert (debuts(chaque_semaine)[0], debuts(chaque_semaine)[-1]) == ("2025-07-17 10:00", "2028-07-13 10:00")


@pytest.mark.parametrize(
    "regle",
    [
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;COUNT=9",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=31;COUNT=3",
    ],
)
def test_une_regle_qui_ne_tombe_jamais_ne_se_cherche_pas_sans_fin(regle):
    assert debuts(Dates(date(2026, 1, 1), time(10), None, None, regle)) == ["2026-01-01 10:00"]


@pytest.mark.parametrize(
    ("regle", "raison"),
    [
        ("", "illisible"),
        ("FREQ=HOURLY", "frequence"),
        ("INTERVAL=2", "frequence"),
        ("FREQ=DAILY;BYHOUR=9,18", "mot_inconnu"),
        ("FREQ=DAILY;COUNT=0", "nombre_illisible"),
        ("FREQ=DAILY;COUNT=99999999999999999999", "nombre_illisible"),
        ("FREQ=DAILY;INTERVAL=²", "nombre_illisible"),
        ("FREQ=DAILY;UNTIL=demain", "fin_illisible"),
        ("FREQ=DAILY;UNTIL=20260230", "fin_illisible"),
        ("FREQ=DAILY;COUNT=2;UNTIL=20260801", "deux_fins"),
        ("FREQ=WEEKLY;BYDAY=XX", "illisible"),
        ("FREQ=DAILY;FREQ=WEEKLY", "illisible"),
        ("FREQ=MONTHLY;BYMONTHDAY=99", "nombre_illisible"),
        ("FREQ=DAILY;COUNT=000000001999999999999", "nombre_illisible"),
        ("FREQ=DAILY;INTERVAL=0000000019999999999", "nombre_illisible"),
        ("FREQ=DAILY;UNTIL=99991231T235959Z", "fin_illisible"),
        ("FREQ=DAILY;UNTIL=22010101", "fin_illisible"),
        ("FREQ=DAILY;UNTIL=00010101T000000Z", "fin_illisible"),
        ("FREQ=YEARLY;BYDAY=99MO", "nombre_illisible"),
        ("FREQ=YEARLY;BYDAY=54MO", "nombre_illisible"),
        ("FREQ=YEARLY;BYMONTH=7;BYDAY=6MO", "nombre_illisible"),
        ("FREQ=MONTHLY;BYDAY=-6MO", "nombre_illisible"),
        ("FREQ=MONTHLY;BYDAY=0MO", "nombre_illisible"),
        ("FREQ=MONTHLY;BYDAY=MO,", "illisible"),
        ("FREQ=WEEKLY;WKST=2MO", "illisible"),
        ("FREQ=DAILY;BYDAY=" + ",".join(["MO"] * 200), "trop_longue"),
    ],
)
def test_une_regle_refusee_dit_pourquoi(regle, raison):
    with pytest.raises(RegleRefusee) as refus:
        mots_de_la_regle(regle)
    assert refus.value.raison == raison


@pytest.mark.parametrize(
    "regle",
    [
        "FREQ=YEARLY;BYDAY=53MO,-53MO",
        "FREQ=MONTHLY;BYDAY=5MO,-5MO",
        "FREQ=YEARLY;INTERVAL=9999",
        "FREQ=DAILY;COUNT=9999",
        "FREQ=DAILY;UNTIL=22001231T235959Z",
        "FREQ=DAILY;UNTIL=19000101",
    ],
)
@pytest.mark.parametrize("jour", [date(1900, 1, 1), date(2026, 7, 14), date(2200, 12, 31)])
def test_une_regle_acceptee_se_calcule_et_se_redit(regle, jour):
    dites = Dates(jour, time(10), None, None, regle)
    assert all(periode.debut < periode.fin for periode in periodes(dites, PARIS, MAINTENANT))
    assert mots_de_la_regle(regle_ical(regle, dites, PARIS)).keys() == mots_de_la_regle(regle).keys()


@pytest.mark.parametrize(
    ("jour", "regle", "passe"),
    [
        (date(2026, 7, 13), "", True),
        (date(2026, 7, 14), "", False),
        (date(2020, 1, 1), "FREQ=DAILY", False),
        (date(2020, 1, 1), "FREQ=DAILY;UNTIL=20260712", True),
        (date(2020, 1, 1), "FREQ=DAILY;UNTIL=20260714", False),
        (date(2026, 7, 10), "FREQ=DAILY;COUNT=4", True),
        (date(2026, 7, 10), "FREQ=DAILY;COUNT=5", False),
        (date(2020, 1, 1), "FREQ=DAILY;COUNT=9999", False),
    ],
)
def test_des_dates_sont_passees_quand_la_derniere_l_est(jour, regle, passe):
    assert est_passe(Dates(jour, time(18), None, time(20), regle), PARIS, MAINTENANT) is passe


def test_un_calendrier_recoit_la_fin_d_une_regle_en_temps_universel():
    soir = Dates(date(2026, 7, 11), time(22))
    jour = Dates(date(2026, 7, 11))
    assert regle_ical("FREQ=DAILY;UNTIL=20260712", soir, PARIS) == "FREQ=DAILY;UNTIL=20260712T215959Z"
    assert regle_ical("FREQ=DAILY;UNTIL=20260712T215959Z", jour, PARIS) == "FREQ=DAILY;UNTIL=20260712"


def test_des_jours_s_ecrivent_un_par_ligne():
    assert lire_des_jours("14/07/2026\n\n 2026-08-15 ") == [date(2026, 7, 14), date(2026, 8, 15)]
    for texte in ("demain", "31/02/2026", "99/99/9999", "0000-01-01"):
        with pytest.raises(ValueError, match=texte):
            lire_des_jours(texte)
