"""The cards of events, as search and exports read them."""

from datetime import date, time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agenda.enums import Statut
from socle.fiches import fiches_des
from socle.rules import Point
from tests import fabrique
from tests.agenda.test_agenda import DEMAIN, SOIR

pytestmark = pytest.mark.django_db


def test_la_fiche_d_un_evenement_dit_ses_jours(agenda):
    bal = fabrique.evenement(agenda, "Le bal", horaires=[SOIR, DEMAIN], statut=Statut.REPORTE)
    [fiche] = fiches_des([bal.pk])
    assert (fiche.genre, fiche.debut, fiche.fin, fiche.parti, fiche.mention) == (
        "evenement",
        date(2026, 7, 14),
        date(2026, 7, 16),
        False,
        "Reporté\u00a0· prévu d’abord\u00a0: 2 dates, du 14 au 15 juillet 2026",
    )


@pytest.mark.parametrize(
    ("horaires", "mention"),
    [
        ([SOIR | {"heure_de_fin": time(1, 30)}], "mardi 14 juillet 2026, de 18 h à 1 h 30 le lendemain"),
        ([SOIR | {"frequence": "semaines", "nombre": 6}], "6 dates, du 14 juillet au 18 août 2026"),
        ([SOIR, SOIR | {"heure": time(21), "heure_de_fin": None}], "2 dates, mardi 14 juillet 2026"),
        ([SOIR | {"frequence": "jours"}], "de nombreuses dates"),
        ([{"jour": date(2026, 7, 1), "dernier_jour": date(2026, 7, 3)}], "du 1er au 3 juillet 2026"),
    ],
)
def test_la_fiche_dit_une_soiree_une_suite_et_des_dates_separees(agenda, horaires, mention):
    bal = fabrique.evenement(agenda, "Le bal", horaires=horaires)
    [fiche] = fiches_des([bal.pk])
    assert fiche.mention.replace("\u00a0", " ") == mention


def test_la_fiche_d_un_evenement_sans_position_prend_celle_de_son_endroit_et_son_nom(ville, agenda):
    ville.oeuvre.latitude, ville.oeuvre.longitude, ville.oeuvre.sans_marche = 47.2053, -1.5668, "oui"
    ville.oeuvre.lieu, ville.oeuvre.commune = "Quai des Antilles", "Nantes"
    ville.oeuvre.save_revision().publish()
    ici = fabrique.evenement(agenda, "Le bal", ou=ville.oeuvre, lieu="", commune="")
    sien = fabrique.evenement(
        agenda, "La veille", ou=ville.oeuvre, lieu="Les Anneaux", latitude=47.1, longitude=-1.5, sans_marche="non"
    )
    seul = fabrique.evenement(agenda, "Ailleurs", lieu="Couëron", commune="Couëron")
    lues = [(f.lieux, f.position, f.sans_marche) for f in fiches_des([ici.pk, sien.pk, seul.pk])]
    assert lues == [
        (("Les Anneaux", "Quai des Antilles", "Nantes"), Point(47.2053, -1.5668), True),
        (("Les Anneaux", "Nantes"), Point(47.1, -1.5), False),
        (("Couëron",), None, None),
    ]


def test_les_fiches_de_vingt_evenements_se_lisent_en_autant_de_questions_que_de_trois(ville, agenda):
    def questions(nombre):
        pages = [fabrique.evenement(agenda, f"Bal {nombre} {rang}", ou=ville.oeuvre).pk for rang in range(nombre)]
        with CaptureQueriesContext(connection) as posees:
            fiches_des(pages)
        return len(posees)

    questions(1)  # what is read once and for all
    assert questions(20) == questions(3)
