"""The time zones that a file defines: read with bounds, for this file alone."""

from datetime import time
from zoneinfo import ZoneInfo

import pytest

from agenda.rules.lecture import lire_le_calendrier
from tests.agenda.test_import import ics

PARIS = ZoneInfo("Europe/Paris")


def observance(nom, moment, avant, apres, suite=""):
    return f"BEGIN:{nom}\nDTSTART:{moment}\nTZOFFSETFROM:{avant}\nTZOFFSETTO:{apres}\n{suite}{suite and chr(10)}END:{nom}\n"


def fuseau(nom, *observances):
    return f"BEGIN:VTIMEZONE\nTZID:{nom}\n{''.join(observances)}END:VTIMEZONE\n"


def rendez_vous(nom, jour="20260714"):
    return f"BEGIN:VEVENT\nUID:un\nSUMMARY:Un\nDTSTART;TZID={nom}:{jour}T120000\nEND:VEVENT\n"


def heures(*morceaux):
    """The hours that are read, in Paris, and why the others are not."""
    lus, refus = lire_le_calendrier(ics(*morceaux), PARIS)
    return [lu.dates[0].heure for lu in lus], [(r.raison, r.quoi) for r in refus]


def fixe(nom, ecart):
    return fuseau(nom, observance("STANDARD", "19700101T000000", ecart, ecart))


def test_deux_fichiers_nomment_deux_fuseaux_du_meme_nom():
    assert heures(fixe("Maison", "+0200"), rendez_vous("Maison")) == ([time(12)], [])
    assert heures(fixe("Maison", "+1000"), rendez_vous("Maison")) == ([time(4)], [])
    assert heures(rendez_vous("Maison")) == ([], [("fuseau", "Maison")])


def test_un_fuseau_se_lit_aussi_apres_ce_qu_il_sert():
    assert heures(rendez_vous("Maison"), fixe("Maison", "+1000")) == ([time(4)], [])


def test_un_vrai_fuseau_ne_se_redefinit_pas():
    assert heures(fixe("Europe/London", "+1000"), rendez_vous("Europe/London")) == ([time(13)], [])


@pytest.mark.parametrize(("jour", "heure"), [("20260714", time(12)), ("20261214", time(12)), ("18990101", None)])
def test_les_changements_d_heure_d_outlook_se_suivent(jour, heure):
    ete = observance(
        "DAYLIGHT", "16010101T020000", "+0100", "+0200", "RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3"
    )
    hiver = observance("STANDARD", "16010101T030000", "+0200", "+0100", "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10")
    lues, refus = heures(fuseau("Fuseau personnalisé", hiver, ete), rendez_vous("Fuseau personnalisé", jour))
    assert (lues, len(refus)) == (([heure], 0) if heure else ([], 1))


def test_une_regle_finie_vaut_jusqu_a_sa_fin_et_des_dates_une_a_une_aussi():
    finie = observance(
        "DAYLIGHT", "20000326T020000", "+0100", "+0300", "RRULE:FREQ=YEARLY;BYMONTH=3;UNTIL=20100326T010000Z"
    )
    puis = observance("STANDARD", "20110101T000000", "+0300", "+0000", "RDATE:20250101T000000,20260101T000000")
    assert heures(fuseau("Ici", finie, puis), rendez_vous("Ici", "20050714")) == ([time(11)], [])
    assert heures(fuseau("Ici", finie, puis), rendez_vous("Ici")) == ([time(14)], [])


@pytest.mark.parametrize(
    "regle",
    [
        "RRULE:FREQ=SECONDLY",
        "RRULE:FREQ=MINUTELY",
        "RRULE:FREQ=DAILY",
        "RRULE:FREQ=YEARLY;BYHOUR=0,1,2,3,4,5;BYMINUTE=0,1,2,3,4,5;BYSECOND=0,1,2,3,4,5",
        "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "RRULE:FREQ=YEARLY;BYDAY=MO",
        "RRULE:FREQ=YEARLY;INTERVAL=9999",
        "RDATE:" + ",".join(["20260101T000000"] * 600),
        "RDATE:P1D",
        "RRULE:FREQ=YEARLY\nRRULE:FREQ=YEARLY",
    ],
)
def test_un_fuseau_hostile_est_refuse_sans_attendre(regle):
    from time import process_time

    hostile = fuseau(
        "Hostile",
        observance("STANDARD", "19000101T000000", "+0100", "+0200", regle),
        observance("DAYLIGHT", "19000102T000000", "+0200", "+0100", regle),
    )
    depart = process_time()
    assert heures(hostile, rendez_vous("Hostile")) == ([], [("fuseau", "Hostile")])
    assert process_time() - depart < 5


def test_des_centaines_d_observances_ne_sont_pas_lues():
    une = observance("STANDARD", "19000101T000000", "+0100", "+0200", "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU")
    assert heures(fuseau("Long", *[une] * 201), rendez_vous("Long")) == ([], [("fuseau", "Long")])


@pytest.mark.parametrize("morceau", ["TZOFFSETTO:x", "DTSTART:P1D", "TZOFFSETFROM:+9999"])
def test_une_definition_cassee_ne_vaut_rien(morceau):
    cassee = f"BEGIN:VTIMEZONE\nTZID:Cassé\nBEGIN:STANDARD\n{morceau}\nEND:STANDARD\nEND:VTIMEZONE\n"
    assert heures(cassee, rendez_vous("Cassé"))[1] == [("fuseau", "Cassé")]
