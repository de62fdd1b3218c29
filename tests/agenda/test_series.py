"""When another agenda's events take place: read as their agenda means them, or refused; never at another hour."""

from datetime import date, time
from zoneinfo import ZoneInfo

import pytest

from agenda.rules.lecture import lire_le_calendrier
from agenda.rules.periodes import Dates
from tests.agenda.test_fuseaux import fixe
from tests.agenda.test_import import ics

PARIS = ZoneInfo("Europe/Paris")


def evenement(*lignes):
    return "\n".join(["BEGIN:VEVENT", "UID:un", "SUMMARY:Un", *lignes, "END:VEVENT", ""])


def lues(*morceaux):
    """The dates that are read, else why they are not."""
    lus, refus = lire_le_calendrier(ics(*morceaux), PARIS)
    return lus[0].dates if lus else (refus[0].raison, refus[0].quoi)


def soir(jour, heure=time(18), fin=time(20), mois=7, **suite):
    return Dates(date(2026, mois, jour), heure, None, fin, **suite)


SOIR = ("DTSTART;TZID=Europe/Paris:20260714T180000", "DTEND;TZID=Europe/Paris:20260714T200000")


# --- rules on another clock ------------------------------------------------------


@pytest.mark.parametrize(
    ("debut", "regle"),
    [
        # Friday there, Saturday here.
        ("DTSTART:20260605T223000Z", "FREQ=WEEKLY;BYDAY=FR"),
        ("DTSTART;TZID=Europe/London:20260605T233000", "FREQ=WEEKLY;BYDAY=FR"),
        ("DTSTART;TZID=Europe/London:20260630T233000", "FREQ=MONTHLY"),
        # An hour later here, then not.
        ("DTSTART:20260605T180000Z", "FREQ=WEEKLY;BYDAY=FR"),
        ("DTSTART;TZID=America/New_York:20260605T120000", "FREQ=DAILY"),
        ("DTSTART:20260605T180000Z", "FREQ=DAILY;COUNT=300"),
        ("DTSTART:20260605T180000Z", "FREQ=YEARLY;UNTIL=20901231"),
        ("DTSTART:20260605T180000Z", "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;COUNT=3"),
    ],
)
def test_une_regle_d_une_autre_heure_est_refusee(debut, regle):
    assert lues(evenement(debut, f"RRULE:{regle}"))[0] == "autre_heure"


@pytest.mark.parametrize(
    "regle",
    [
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;UNTIL=20301231",
        "FREQ=DAILY;BYYEARDAY=366;BYMONTH=1;COUNT=3",
        "FREQ=DAILY;INTERVAL=7;BYDAY=MO;COUNT=3",
        "FREQ=MONTHLY;INTERVAL=12;BYMONTHDAY=31;COUNT=3",
    ],
)
def test_une_regle_d_ailleurs_qui_ne_tombe_jamais_est_refusee_sans_attendre(regle):
    from time import process_time

    depart = process_time()
    assert lues(evenement("DTSTART:20260605T223000Z", f"RRULE:{regle}")) == ("autre_heure", "UTC")
    assert process_time() - depart < 1


@pytest.mark.parametrize(
    ("debut", "regle", "heure"),
    [
        ("DTSTART;TZID=Europe/Paris:20260605T233000", "FREQ=WEEKLY;BYDAY=FR", time(23, 30)),
        ("DTSTART:20260605T233000", "FREQ=WEEKLY;BYDAY=FR", time(23, 30)),
        ("DTSTART;TZID=Europe/Berlin:20260605T180000", "FREQ=WEEKLY;BYDAY=FR", time(18)),
        ("DTSTART;TZID=Europe/London:20260605T170000", "FREQ=WEEKLY;BYDAY=FR", time(18)),
        ("DTSTART:20260605T160000Z", "FREQ=WEEKLY;COUNT=4;BYDAY=FR", time(18)),
        ("DTSTART:20260605T160000Z", "FREQ=WEEKLY;UNTIL=20260901T160000Z;BYDAY=FR", time(18)),
    ],
)
def test_une_regle_qui_dit_ici_les_memes_jours_se_garde(debut, regle, heure):
    assert lues(evenement(debut, f"RRULE:{regle}")) == (Dates(date(2026, 6, 5), heure, regle=regle),)


def test_une_regle_d_un_autre_jour_se_garde_si_elle_n_en_nomme_aucun():
    lue = lues(evenement("DTSTART;TZID=Europe/London:20260605T233000", "RRULE:FREQ=WEEKLY"))
    assert lue == (Dates(date(2026, 6, 6), time(0, 30), regle="FREQ=WEEKLY"),)


def test_une_regle_finie_d_une_autre_heure_devient_ses_dates():
    nuit = ("DTSTART:20260605T223000Z", "DTEND:20260605T233000Z", "RRULE:FREQ=WEEKLY;BYDAY=FR;COUNT=3")
    assert lues(evenement(*nuit)) == tuple(soir(jour, time(0, 30), time(1, 30), 6) for jour in (6, 13, 20))
    automne = ("DTSTART:20261018T160000Z", "DURATION:PT2H", "RRULE:FREQ=WEEKLY;COUNT=3", "EXDATE:20261101T160000Z")
    assert lues(evenement(*automne)) == (soir(18, mois=10), soir(25, time(17), time(19), 10))


def test_une_regle_au_fuseau_du_fichier_se_lit_a_son_heure():
    maison = fixe("Maison", "+0200")
    debut = "DTSTART;TZID=Maison:20261018T180000"
    assert lues(maison, evenement(debut, "RRULE:FREQ=WEEKLY;UNTIL=20261025T160000Z")) == (
        Dates(date(2026, 10, 18), time(18)),
        Dates(date(2026, 10, 25), time(17)),
    )
    assert lues(maison, evenement(debut, "RRULE:FREQ=WEEKLY")) == ("autre_heure", "Maison")


# --- dates added, taken away, moved --------------------------------------------------


def test_sans_regle_une_date_s_enleve_aussi():
    ajoutees = (*SOIR, "RDATE;TZID=Europe/Paris:20260715T180000,20260716T180000")
    assert lues(evenement(*ajoutees, "EXDATE;TZID=Europe/Paris:20260715T180000")) == (soir(14), soir(16))
    assert lues(evenement(*ajoutees, "EXDATE:20260714T160000Z")) == (soir(15), soir(16))
    assert lues(evenement(*SOIR, "EXDATE:20260714T160000Z")) == ("sans_date", "")


def test_une_date_ajoutee_qui_est_deplacee_ne_reste_pas():
    ajoutee = evenement(*SOIR, "RDATE;TZID=Europe/Paris:20260715T180000")
    deplacee = ("RECURRENCE-ID;TZID=Europe/Paris:20260715T180000", "DTSTART;TZID=Europe/Paris:20260720T180000")
    assert lues(ajoutee, evenement(*deplacee, "DURATION:PT2H")) == (soir(14), soir(20))
    assert lues(ajoutee, evenement(*deplacee, "STATUS:CANCELLED")) == (soir(14),)


def test_une_date_ajoutee_le_jour_d_une_autre_s_enleve_seule():
    deux = (*SOIR, "RRULE:FREQ=DAILY;COUNT=3", "RDATE;TZID=Europe/Paris:20260715T100000")
    assert lues(evenement(*deux, "EXDATE;TZID=Europe/Paris:20260715T100000")) == (soir(14, regle="FREQ=DAILY;COUNT=3"),)
    assert lues(evenement(*deux, "EXDATE;TZID=Europe/Paris:20260715T180000")) == (
        soir(14, regle="FREQ=DAILY;COUNT=3", exceptions=(date(2026, 7, 15),)),
        soir(15, time(10), time(12)),
    )


def test_changer_toutes_les_dates_qui_suivent_est_refuse():
    suivantes = (
        "RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Paris:20260721T180000",
        "DTSTART;TZID=Europe/Paris:20260721T190000",
    )
    assert lues(evenement(*SOIR, "RRULE:FREQ=WEEKLY"), evenement(*suivantes)) == ("et_les_suivantes", "")


@pytest.mark.parametrize(
    ("ajoutee", "lue"),
    [
        ("RDATE;TZID=Europe/Paris:20260715T100000", soir(15, time(10), time(12))),
        ("RDATE;VALUE=DATE:20260715", soir(15)),
        ("RDATE;VALUE=PERIOD:20260715T160000Z/PT1H", soir(15, fin=time(19))),
        ("RDATE;VALUE=PERIOD:20260715T160000Z/20260715T210000Z", soir(15, fin=time(23))),
    ],
)
def test_une_date_ajoutee_a_sa_propre_duree_ou_celle_de_la_premiere(ajoutee, lue):
    assert lues(evenement(*SOIR, ajoutee)) == (soir(14), lue)


# --- how long -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("duree", "fin"),
    [
        # In October the clock goes from 3:00 back to 2:00: six hours after 22:00 it is 3:00.
        ("DURATION:PT6H", Dates(date(2026, 10, 24), time(22), date(2026, 10, 25), time(3))),
        ("DURATION:P1D", Dates(date(2026, 10, 24), time(22), date(2026, 10, 25), time(22))),
        ("DURATION:P1DT1H", Dates(date(2026, 10, 24), time(22), date(2026, 10, 25), time(23))),
        ("DTEND:20261025T050000Z", Dates(date(2026, 10, 24), time(22), date(2026, 10, 25), time(6))),
    ],
)
def test_des_heures_s_ecoulent_et_des_jours_se_comptent(duree, fin):
    assert lues(evenement("DTSTART:20261024T200000Z", duree)) == (fin,)


def test_la_nuit_du_changement_d_heure_n_est_pas_la_mesure_des_autres():
    nuit = ("DTSTART;TZID=Europe/Paris:20261024T220000", "DURATION:PT6H", "RRULE:FREQ=WEEKLY")
    assert lues(evenement(*nuit)) == (Dates(date(2026, 10, 24), time(22), date(2026, 10, 25), time(4), "FREQ=WEEKLY"),)


@pytest.mark.parametrize("fin", ["DTEND:20260714T160000Z", "DTEND:20260714T160030Z", "DURATION:PT30S", "DURATION:PT0S"])
def test_un_instant_ne_dure_pas_un_jour(fin):
    assert lues(evenement("DTSTART:20260714T160000Z", fin)) == (Dates(date(2026, 7, 14), time(18)),)
