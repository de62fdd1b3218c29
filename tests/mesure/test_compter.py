"""What is counted, of whom nothing is kept; who is not counted; what a failing database does not lose."""

import logging
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.core.management import call_command
from django.db import OperationalError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import PageViewRestriction

from mesure.actions.compter import Compte, Compteur, compteur, enregistrer
from mesure.actions.oublier import oublier_les_passages
from mesure.enums import Genre
from mesure.models import Passage
from mesure.rules.durees import garde_depuis
from mesure.rules.visiteurs import NE_PAS_COMPTER
from tests import fabrique
from tests.bureau.outils import chef, client_de
from tests.mesure.conftest import JOUR, TELEPHONE
from tests.villes import traduire

pytestmark = pytest.mark.django_db


def test_une_page_lue_et_un_code_suivi_ajoutent_chacun_un(ville, visiteur, comptes):
    cle = ville.oeuvre.translation_key
    for _fois in range(3):
        visiteur.get(ville.oeuvre.url)
    visiteur.get(f"/o/{ville.oeuvre.code}")

    assert comptes() == [("lecture", "fr", cle, 3), ("scan", "fr", cle, 1)]
    visiteur.get(ville.oeuvre.url)
    assert comptes() == [("lecture", "fr", cle, 4), ("scan", "fr", cle, 1)]


def test_chaque_langue_a_son_compte_et_une_histoire_une_seule_cle(ville, visiteur, comptes):
    for page in (ville.accueil, ville.recit):
        traduire(page, "en")
    visiteur.get("/fr/recit/")
    visiteur.get("/en/recit/")
    visiteur.get(f"/o/{ville.recit.code}?langue=en")

    cle = ville.recit.translation_key
    assert comptes() == [("lecture", "en", cle, 1), ("lecture", "fr", cle, 1), ("scan", "en", cle, 1)]


def test_de_qui_passe_rien_n_est_garde():
    assert {champ.name for champ in Passage._meta.get_fields()} == {
        "id", "site", "jour", "cle", "langue", "genre", "nombre", "fictif",
    }  # fmt: skip


def test_lire_et_suivre_ne_deposent_rien_et_ne_journalisent_rien(ville, visiteur, caplog):
    caplog.set_level(logging.DEBUG)
    adresse = "203.0.113.77"
    reponses = [visiteur.get(chemin, REMOTE_ADDR=adresse) for chemin in (ville.oeuvre.url, f"/o/{ville.oeuvre.code}")]
    visiteur.get("/o/zzzzzzzz", REMOTE_ADDR=adresse)
    compteur.vider()

    assert [reponse.cookies for reponse in reponses] == [{}, {}]
    assert adresse not in caplog.text
    assert "iPhone" not in caplog.text


@pytest.mark.parametrize(
    "entetes",
    [
        {"dnt": "1"},
        {"sec-gpc": "1"},
        {"sec-purpose": "prefetch"},
        {"sec-purpose": "prefetch;prerender"},
        {"purpose": "prefetch"},
        {"x-moz": "prefetch"},
        {"sec-fetch-mode": "cors"},
        {"sec-fetch-dest": "iframe"},
        {"user-agent": ""},
        {"user-agent": "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"},
        {"user-agent": "WhatsApp/2.23.20.0"},
        {"user-agent": "curl/8.5.0"},
        {"user-agent": "python-requests/2.32"},
        {"user-agent": "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 HeadlessChrome/120.0 Safari/537.36"},
        {"cookie": f"{NE_PAS_COMPTER}=1"},
    ],
)
def test_qui_ne_passe_pas_vraiment_ou_ne_le_veut_pas_n_est_pas_compte(ville, comptes, entetes):
    client = Client(headers={"user-agent": TELEPHONE})
    client.get(ville.oeuvre.url, headers=entetes)
    client.get(f"/o/{ville.oeuvre.code}", headers=entetes)

    assert comptes() == []


def test_qui_a_emporte_un_parcours_est_compte_quand_son_telephone_demande_pour_lui(ville, visiteur, comptes):
    # So ask the workers of Chromium for somebody who opens a page.
    visiteur.get(ville.oeuvre.url, headers={"sec-fetch-mode": "navigate", "sec-fetch-dest": "empty"})

    assert [nombre for *_quoi, nombre in comptes()] == [1]


@pytest.mark.parametrize(
    "agent",
    [
        TELEPHONE,
        "Mozilla/5.0 (Linux; Android 14; CUBOT NOTE 50) AppleWebKit/537.36 Chrome/120.0 Mobile Safari/537.36",
        "Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0",
    ],
)
def test_un_navigateur_est_compte(ville, comptes, agent):
    entetes = {"user-agent": agent, "dnt": "0", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document"}
    Client().get(ville.recit.url, headers=entetes)

    assert [nombre for *_quoi, nombre in comptes()] == [1]


def test_une_lecture_sans_page_n_est_pas_comptee(ville, visiteur, comptes):
    visiteur.head(ville.oeuvre.url)
    visiteur.head(f"/o/{ville.oeuvre.code}")
    visiteur.get("/fr/recit/nulle-part/")
    visiteur.get("/fr/quartiers/")
    visiteur.get("/o/zzzzzzzz")
    visiteur.get(f"/o/{ville.oeuvre.code}.svg")

    assert comptes() == []


def test_qui_ecrit_le_site_n_est_pas_compte(ville, comptes):
    redactrice = client_de(chef())
    redactrice.defaults["HTTP_USER_AGENT"] = TELEPHONE
    redactrice.get(ville.oeuvre.url)
    redactrice.get(f"/o/{ville.oeuvre.code}")

    assert comptes() == []


def test_une_page_privee_n_est_comptee_pour_personne(ville, visiteur, comptes):
    PageViewRestriction.objects.create(page=ville.quartier, restriction_type="password", password="sésame")

    visiteur.get(ville.quartier.url)
    visiteur.get(ville.oeuvre.url)

    assert comptes() == []


def test_compter_n_ajoute_aucune_requete(ville, visiteur, django_assert_num_queries):
    robot = Client(headers={"user-agent": "Googlebot/2.1", "accept-language": "fr"})
    for chemin in (ville.oeuvre.url, ville.quartier.url, ville.accueil.url, f"/o/{ville.oeuvre.code}"):
        robot.get(chemin)
        with CaptureQueriesContext(connection) as sans_compter:
            robot.get(chemin)
        with django_assert_num_queries(len(sans_compter)):
            visiteur.get(chemin)


def test_le_jour_est_celui_de_la_ville(ville, visiteur, monkeypatch):
    minuit_dix_a_paris = datetime(2026, 7, 2, 0, 10, tzinfo=ZoneInfo("Europe/Paris"))
    monkeypatch.setattr(timezone, "now", lambda: minuit_dix_a_paris)
    with timezone.override("America/Guadeloupe"):
        visiteur.get(ville.recit.url)
    compteur.vider()

    assert list(Passage.objects.values_list("jour", flat=True)) == [date(2026, 7, 2)]


# --- behind -----------------------------------------------------------------


def compte(ville, jour=JOUR, langue="fr", genre=Genre.LECTURE):
    return Compte(jour, ville.site.pk, ville.oeuvre.translation_key, langue, genre)


def test_ecrire_deux_fois_ajoute(ville):
    enregistrer({compte(ville): 3, compte(ville, langue="en"): 1})
    enregistrer({compte(ville): 4})

    assert list(Passage.objects.order_by("langue").values_list("langue", "nombre")) == [("en", 1), ("fr", 7)]


def test_beaucoup_de_comptes_s_ecrivent_en_peu_de_requetes(ville, django_assert_num_queries):
    jours = [date.fromordinal(JOUR.toordinal() + rang) for rang in range(1_200)]

    with django_assert_num_queries(6):  # a transaction around the sites and three lots
        enregistrer({compte(ville, jour): 1 for jour in jours})

    assert Passage.objects.count() == 1_200


def test_les_comptes_d_une_ville_disparue_ne_retiennent_pas_les_autres(ville):
    disparue = Compte(JOUR, ville.site.pk + 999, ville.oeuvre.translation_key, "fr", Genre.SCAN)

    enregistrer({disparue: 5, compte(ville): 1})

    assert list(Passage.objects.values_list("site_id", "nombre")) == [(ville.site.pk, 1)]


class BaseEnPanne:
    """A database that refuses a number of times, then takes all."""

    def __init__(self, refus):
        self.refus = refus
        self.pris = Counter()

    def __call__(self, comptes):
        if self.refus:
            self.refus -= 1
            raise OperationalError("the database is gone")
        self.pris.update(comptes)


def test_une_base_en_panne_ne_perd_rien(ville, caplog):
    base = BaseEnPanne(refus=2)
    memoire = Compteur(base, periode=0)
    memoire.noter(compte(ville))
    assert memoire.vider() is False
    memoire.noter(compte(ville))
    memoire.noter(compte(ville, langue="en"))
    assert memoire.vider() is False
    assert memoire.vider() is True

    assert base.pris == {compte(ville): 2, compte(ville, langue="en"): 1}
    assert caplog.text.count("wait in memory") == 2


def test_la_memoire_est_bornee_et_dit_ce_qu_elle_perd(ville, caplog):
    base = BaseEnPanne(refus=1)
    memoire = Compteur(base, periode=0, limite=2)
    for langue in ("fr", "en", "de", "it", "fr"):
        memoire.noter(compte(ville, langue=langue))
    memoire.vider()
    memoire.vider()

    assert base.pris == {compte(ville): 2, compte(ville, langue="en"): 1}
    assert "2 passages were lost" in caplog.text


def test_rien_ne_se_perd_quand_on_compte_pendant_qu_on_ecrit(ville):
    base = BaseEnPanne(refus=3)
    memoire = Compteur(base, periode=0)

    def passer(rang):
        for fois in range(500):
            memoire.noter(compte(ville))
            if fois % 50 == rang % 50:
                memoire.vider()

    with ThreadPoolExecutor(8) as fils:
        list(fils.map(passer, range(8)))
    memoire.vider()

    assert base.pris == {compte(ville): 4_000}


def test_le_veilleur_ecrit_de_lui_meme(ville):
    base = BaseEnPanne(refus=0)
    memoire = Compteur(base, periode=0.01)
    memoire.noter(compte(ville))
    memoire._veilleur.join(0.3)

    assert base.pris == {compte(ville): 1}
    memoire.periode = 3600


# --- in time ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("aujourd_hui", "depuis"),
    [
        (date(2026, 11, 25), date(2024, 10, 25)),
        (date(2026, 3, 31), date(2024, 2, 29)),
        (date(2027, 1, 1), date(2024, 12, 1)),
    ],
)
def test_les_comptes_se_gardent_vingt_cinq_mois(aujourd_hui, depuis):
    assert garde_depuis(aujourd_hui) == depuis


def test_ce_qui_est_trop_ancien_s_efface(ville):
    enregistrer({compte(ville, date(2024, 10, 24)): 9, compte(ville, date(2024, 10, 25)): 1})

    assert oublier_les_passages(date(2026, 11, 25)) == 1
    assert list(Passage.objects.values_list("nombre", flat=True)) == [1]


def test_l_horloge_efface_ce_qui_est_trop_ancien(ville):
    enregistrer({compte(ville, date(2001, 1, 1)): 9})

    call_command("taches")

    assert not Passage.objects.exists()


def test_les_passages_recents_se_lisent_en_une_requete(ville, django_assert_num_queries):
    autre = fabrique.oeuvre(ville.quartier, ville.promesse, titre="Autre")
    enregistrer(
        {
            compte(ville, date(2026, 5, 31)): 2,
            compte(ville, JOUR, "en"): 3,
            compte(ville, JOUR, genre=Genre.SCAN): 50,
            compte(ville, date(2026, 5, 2)): 100,
        }
    )
    cles = [ville.oeuvre.translation_key, autre.translation_key]

    with django_assert_num_queries(1):
        lus = Passage.objects.recents(cles, 30, JOUR)

    assert lus == {cles[0]: 5, cles[1]: 0}
