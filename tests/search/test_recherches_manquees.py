"""What people look for and do not find: counted, unreadable before the third time, gone after 90 days."""

import logging
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import date, timedelta
from threading import Barrier

import pytest
from django.core.management import call_command
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from wagtail.models import Locale

from comptes.actions import poser_les_roles
from search.actions import manques
from search.actions.manques import noter_une_recherche_manquee, oublier_les_recherches_manquees
from search.models import RechercheManquee, Synonyme
from search.rules.journal import LONGUEUR, lisible, peut_etre_garde
from tests import fabrique
from tests.bureau.outils import client_de
from tests.comptes.test_roles import personne

JOUR = date(2026, 6, 1)


@pytest.fixture
def nantes(ville):
    poser_les_roles(ville.site)
    return ville


@pytest.fixture
def saint_nazaire(ville):
    autre = fabrique.ville("Saint-Nazaire", "saint-nazaire.example", par_defaut=False)
    poser_les_roles(autre.site)
    return autre


def chercher_en_vain(ville, texte, fois=1, jour=JOUR, langue="fr"):
    for _fois in range(fois):
        noter_une_recherche_manquee(ville.site, langue, texte, jour)


def lignes():
    lues = RechercheManquee.objects.order_by("jour", "pk").values_list("langue", "jour", "texte", "nombre")
    return list(lues)


# --- what may be kept -------------------------------------------------------


@pytest.mark.parametrize(
    "texte",
    [
        "skatepark",
        "L’éléphant bleu",
        "rue Crébillon",
        "pavillon 9",
        "tramway ligne 1",
        "XIXe siècle",
        "Straße der Kunst",
        "M. Hulot",
        "北京 街道",
    ],
)
def test_ce_qui_se_garde(texte):
    assert peut_etre_garde(texte) is True


@pytest.mark.parametrize(
    "texte",
    [
        "jeanne@exemple.fr",
        "jeanne＠exemple",
        "jeanne arobase exemple point fr",
        "jeanne dupont gmail",
        "https://exemple.fr/moi",
        "www exemple fr",
        "exemple.fr",
        "12 rue Crébillon",
        "12, r. Crébillon",
        "12bis rue Crébillon",
        "rue Crébillon 12",
        "7 bd de l'Océan",
        "chez Anne, bâtiment 3",
        "3 ter Crébillon",
        "Hauptstr. 12",
        "Lindenstraße 5",
        "Am Schlossplatz 4",
        "12 Baker Street",
        "12 ｒｕｅ Crébillon",
        "06 12 34 56 78",
        "carte n° 123",
        "né en 1974",
        "a 1 b 2 c 3",
        "٠٦١٢ نانت",
        "12",
        "a",
        "?!",
        "",
        "a" * 81,
    ],
)
def test_ce_qui_ne_se_garde_jamais(ville, texte):
    assert peut_etre_garde(texte) is False
    chercher_en_vain(ville, texte, fois=4)
    assert lignes() == []


@given(st.text(max_size=300))
def test_ce_que_l_on_garde_est_court_et_sans_nombre(texte):
    if peut_etre_garde(texte):
        lu = lisible(texte)
        assert 2 <= len(lu) <= LONGUEUR
        assert sum(c.isnumeric() for c in lu) <= 2
        assert "@" not in lu


# --- counting ---------------------------------------------------------------


def test_rien_ne_se_lit_avant_la_troisieme_fois(ville):
    chercher_en_vain(ville, "Anne Onyme", fois=2)
    assert lignes() == [("fr", JOUR, "", 2)]
    assert "onyme" not in str(list(RechercheManquee.objects.values())).lower()

    chercher_en_vain(ville, "anne  ONYME !")
    assert lignes() == [("fr", JOUR, "anne onyme", 3)]


def test_trois_fois_en_quatre_vingt_dix_jours_et_pas_au_dela(ville):
    chercher_en_vain(ville, "skatepark", jour=JOUR - timedelta(days=91))
    chercher_en_vain(ville, "skatepark", jour=JOUR - timedelta(days=90))
    chercher_en_vain(ville, "skatepark", jour=JOUR)
    assert [texte for _langue, _jour, texte, _nombre in lignes()] == ["", "", ""]

    chercher_en_vain(ville, "skatepark", jour=JOUR)
    assert lignes() == [
        ("fr", JOUR - timedelta(days=91), "", 1),
        ("fr", JOUR - timedelta(days=90), "skatepark", 1),
        ("fr", JOUR, "skatepark", 2),
    ]


def test_chaque_ville_et_chaque_langue_compte_pour_elle(ville):
    autre = fabrique.ville("Saint-Nazaire", "saint-nazaire.example", par_defaut=False)
    chercher_en_vain(ville, "skatepark", fois=2)
    chercher_en_vain(ville, "skatepark", fois=2, langue="en")
    chercher_en_vain(autre, "skatepark", fois=2)
    assert [(langue, texte, nombre) for langue, _jour, texte, nombre in lignes()] == [
        ("fr", "", 2),
        ("en", "", 2),
        ("fr", "", 2),
    ]


def test_l_empreinte_ne_se_devine_pas_sans_le_secret_de_l_installation(ville, settings):
    chercher_en_vain(ville, "skatepark")
    settings.SECRET_KEY = "un-autre-secret"
    chercher_en_vain(ville, "skatepark")
    assert len(set(RechercheManquee.objects.values_list("empreinte", flat=True))) == 2


def test_les_manieres_d_ecrire_le_meme_texte_comptent_ensemble(ville):
    for texte in ("L'Éléphant", "l’elephant", "éléphant !"):
        chercher_en_vain(ville, texte)
    assert lignes() == [("fr", JOUR, "éléphant", 3)]


@pytest.mark.parametrize(
    "texte", ["bon\x00jour", "bon\ud800jour", "emoji 🎉 fête", "ﬁ ﬂ", "' OR 1=1 --", "<b>gras</b>"]
)
def test_un_texte_etrange_se_compte_sans_bruit(ville, texte):
    chercher_en_vain(ville, texte, fois=3)
    assert [nombre for *_reste, nombre in lignes()] == [3]


def test_compter_coute_deux_ou_trois_requetes(ville, django_assert_max_num_queries):
    chercher_en_vain(ville, "skatepark", fois=3)
    with django_assert_max_num_queries(5):  # the savepoint and its release are two of them
        chercher_en_vain(ville, "skatepark")


def test_au_dela_du_plafond_du_jour_plus_rien_de_nouveau_n_est_compte(ville, monkeypatch):
    monkeypatch.setattr(manques, "LIGNES_PAR_JOUR", 2)
    for texte in ("un", "deux", "trois", "deux"):
        chercher_en_vain(ville, texte)
    chercher_en_vain(ville, "trois", jour=JOUR + timedelta(days=1))
    assert [(jour, nombre) for _langue, jour, _texte, nombre in lignes()] == [
        (JOUR, 1),
        (JOUR, 2),
        (JOUR + timedelta(days=1), 1),
    ]


def test_une_base_en_panne_ne_se_voit_pas(ville, caplog):
    def en_panne(execute, sql, *reste):
        if "search_recherchemanquee" in sql:
            raise OperationalError("database is locked")
        return execute(sql, *reste)

    with caplog.at_level(logging.WARNING), connection.execute_wrapper(en_panne):
        chercher_en_vain(ville, "skatepark")

    assert "A search that found nothing was not counted: database is locked" in caplog.text
    assert "skatepark" not in caplog.text
    assert lignes() == []


def par_une_autre_connexion(fichier, faire):
    """Do something in a thread, on a connection of its own; `fichier` stands for a database that is in memory."""

    def tache():
        if fichier:
            connection.settings_dict = connection.settings_dict | {"NAME": str(fichier)}
        try:
            return faire()
        finally:
            connection.close()

    return tache


def test_deux_visiteurs_a_la_fois_comptent_pour_deux(transactional_db, tmp_path):
    ville = fabrique.ville()
    fichier = None
    if connection.vendor == "sqlite":
        # Connections to one database in memory don't wait for each other; those to a file do, as in production.
        fichier = tmp_path / "base.sqlite3"
        with closing(sqlite3.connect(fichier)) as copie:
            connection.connection.backup(copie)
    depart = Barrier(4)

    def visiter():
        depart.wait(timeout=10)
        chercher_en_vain(ville, "skatepark", fois=5)

    with ThreadPoolExecutor(4) as fils:
        for visite in [fils.submit(par_une_autre_connexion(fichier, visiter)) for _rang in range(4)]:
            visite.result(timeout=60)
        assert fils.submit(par_une_autre_connexion(fichier, lignes)).result() == [("fr", JOUR, "skatepark", 20)]


# --- forgetting -------------------------------------------------------------


def test_quatre_vingt_dix_jours_restent_le_quatre_vingt_onzieme_part(ville):
    for ecart in (89, 90, 91, 400):
        chercher_en_vain(ville, "skatepark", jour=JOUR - timedelta(days=ecart))

    assert oublier_les_recherches_manquees(JOUR) == 2
    assert [(JOUR - jour).days for _langue, jour, _texte, _nombre in lignes()] == [90, 89]


def test_l_horloge_oublie(ville):
    aujourd_hui = timezone.localdate()
    for ecart in (0, 90, 91):
        chercher_en_vain(ville, "skatepark", jour=aujourd_hui - timedelta(days=ecart))
    call_command("taches")
    assert [(aujourd_hui - jour).days for _langue, jour, _texte, _nombre in lignes()] == [90, 0]


# --- the desk ---------------------------------------------------------------


def rapport(compte, **demande):
    reponse = client_de(compte).get(reverse("search_manquees"), demande)
    assert reponse.status_code == 200
    return reponse


def montrees(compte, **demande):
    lues = rapport(compte, **demande).context["object_list"]
    return [(ligne["texte"], ligne["langue"], ligne["fois"], ligne["dernier"]) for ligne in lues]


def test_le_bureau_lit_ce_qui_manque_le_plus_de_sa_ville_et_d_elle_seule(nantes, saint_nazaire):
    hier = JOUR - timedelta(days=1)
    chercher_en_vain(nantes, "skatepark", fois=2, jour=hier)
    chercher_en_vain(nantes, "skatepark", fois=3)
    chercher_en_vain(nantes, "ramp", fois=3, langue="en", jour=hier)
    chercher_en_vain(nantes, "une ou deux fois", fois=2)
    chercher_en_vain(saint_nazaire, "sous-marin", fois=9)
    compte = personne("Communication")

    assert montrees(compte) == [("skatepark", "fr", 5, JOUR), ("ramp", "en", 3, hier)]
    assert montrees(compte, langue="en") == [("ramp", "en", 3, hier)]
    assert montrees(compte, langue="n-importe-quoi") == [("skatepark", "fr", 5, JOUR), ("ramp", "en", 3, hier)]
    html = rapport(compte).content.decode()
    assert ("sous-marin" in html, "Saint-Nazaire" in html) == (False, False)


def test_ce_qui_n_a_plus_ete_demande_trois_fois_ne_se_montre_plus(nantes):
    chercher_en_vain(nantes, "skatepark", fois=2, jour=JOUR - timedelta(days=90))
    chercher_en_vain(nantes, "skatepark", jour=JOUR)
    compte = personne("Communication")
    assert montrees(compte) == [("skatepark", "fr", 3, JOUR)]
    oublier_les_recherches_manquees(JOUR + timedelta(days=1))
    assert montrees(compte) == []


def test_un_clic_commence_un_synonyme_dans_les_langues_que_l_on_ecrit(nantes):
    chercher_en_vain(nantes, "skatepark", fois=3)
    chercher_en_vain(nantes, "ramp & roll", fois=3, langue="en")

    def offerts(role):
        return [ligne.get("ecrire") for ligne in rapport(personne(role)).context["object_list"]]

    debut = reverse("wagtailsnippets_search_synonyme:add")
    francais = f"{debut}?termes=skatepark&langue=fr&ville={nantes.site.pk}"
    anglais = f"{debut}?termes=ramp+roll&langue=en&ville={nantes.site.pk}"
    assert offerts("Communication") == [None, francais]
    assert offerts("Traduction · English") == [anglais, None]
    assert offerts("Relecture") == [anglais, francais]

    formulaire = client_de(personne("Administration")).get(anglais).context["form"]
    assert formulaire["termes"].value() == "ramp roll, "


def test_une_recherche_qui_a_son_synonyme_le_dit(nantes, saint_nazaire):
    chercher_en_vain(nantes, "L’Éléphant", fois=3)
    francais = Locale.objects.get(language_code="fr")
    compte = personne("Communication")
    Synonyme.objects.create(site=saint_nazaire.site, locale=francais, termes="elephant, machine")
    assert "Répondue par un synonyme" not in rapport(compte).content.decode()

    Synonyme.objects.create(site=nantes.site, locale=francais, termes="grand éléphant, elephant")

    html = rapport(compte).content.decode()
    assert "Répondue par un synonyme : grand éléphant, elephant" in " ".join(html.split())
    assert "En faire un synonyme" not in html


def test_le_rapport_vide_le_dit_et_s_exporte_sans_formule(nantes):
    compte = personne("Administration")
    assert "aucune recherche n’est restée trois fois sans réponse" in rapport(compte).content.decode()

    chercher_en_vain(nantes, "-cmd", fois=3)
    csv = rapport(compte, export="csv").getvalue().decode()

    assert csv.splitlines() == [
        "Recherche,Langue,Ville,Fois en 90 jours,Dernier jour",
        f"'-cmd,fr,Nantes,3,{JOUR}",
    ]


def test_qui_n_ecrit_nulle_part_ne_lit_pas_le_rapport(nantes, django_user_model):
    compte = django_user_model.objects.create_user("visite@ville.example", "une-longue-phrase-secrete")
    assert client_de(compte).get(reverse("search_manquees")).status_code == 302


def test_trois_lignes_ou_vingt_autant_de_requetes(nantes):
    for rang in range(3):
        chercher_en_vain(nantes, "mot" + "a" * rang, fois=3)
    client = client_de(personne("Communication"))

    def requetes():
        client.get(reverse("search_manquees"))
        with CaptureQueriesContext(connection) as lues:
            client.get(reverse("search_manquees"))
        return len(lues)

    peu = requetes()
    for rang in range(3, 20):
        chercher_en_vain(nantes, "mot" + "a" * rang, fois=3)
    assert requetes() == peu
