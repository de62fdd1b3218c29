"""The report « Passages »: per quartier, over time, by language; by packets; nothing of another city."""

import csv
from datetime import date, timedelta
from io import BytesIO, StringIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from comptes.actions import poser_les_roles
from mesure.actions.compter import Compte, enregistrer
from mesure.enums import Genre
from mesure.models import Comptage, Passage
from quartiers.views.bureau import Tableau
from tests import fabrique
from tests.bureau.outils import chef, client_de
from tests.comptes.test_roles import personne

pytestmark = pytest.mark.django_db


@pytest.fixture
def nantes(ville):
    poser_les_roles(ville.site)
    ville.bellevue = fabrique.quartier(
        ville.recit, ville.promesse, titre="Bellevue", slug="bellevue", qpv="oui", qpv_source="INSEE"
    )
    return ville


@pytest.fixture
def saint_nazaire(ville):
    autre = fabrique.ville("Saint-Nazaire", "saint-nazaire.example", par_defaut=False)
    poser_les_roles(autre.site)
    return autre


def passer(ville, page, fois, jour=date(2026, 6, 3), langue="fr", genre=Genre.LECTURE):
    enregistrer({Compte(jour, ville.site.pk, page.translation_key, langue, genre): fois})


def lu(lignes):
    return [(ligne.nom, ligne.lectures, ligne.scans) for ligne in lignes]


def test_les_histoires_comptent_pour_leur_quartier_et_les_prioritaires_a_part(nantes):
    secteur = fabrique.quartier(nantes.bellevue, nantes.promesse, titre="Bourderies", slug="b", echelle="secteur")
    dans_le_secteur = fabrique.oeuvre(secteur, nantes.promesse, titre="Une fresque")
    passer(nantes, nantes.quartier, 7)
    passer(nantes, nantes.oeuvre, 8)
    passer(nantes, nantes.oeuvre, 11, genre=Genre.SCAN)
    passer(nantes, nantes.bellevue, 4)
    passer(nantes, dans_le_secteur, 9)
    passer(nantes, nantes.recit, 23)

    tableau = Tableau(nantes.site, 2026)

    assert lu(tableau.quartiers(qpv=True)) == [("Bourderies", 5, 0), ("Bellevue", 0, 0)]
    assert lu(tableau.quartiers(qpv=False)) == [("Île de Nantes", 15, 10)]
    assert lu(tableau.ensembles()) == [
        ("Quartiers prioritaires (QPV)", 5, 0),
        ("Autres quartiers", 15, 10),
        ("La ville, hors quartiers", 20, 0),
        ("Ensemble", 40, 10),
    ]


def test_dans_le_temps_par_mois_et_par_semaine_les_totaux_sont_les_memes(nantes):
    passer(nantes, nantes.oeuvre, 3, date(2026, 1, 1))
    passer(nantes, nantes.oeuvre, 3, date(2026, 1, 7))
    passer(nantes, nantes.oeuvre, 30, date(2026, 2, 12))
    tableau = Tableau(nantes.site, 2026)

    mois = tableau.temps("mois", date(2026, 3, 15))
    semaines = tableau.temps("semaines", date(2026, 1, 13))

    assert lu(mois) == [("janvier 2026", 5, 0), ("février 2026", 30, 0), ("mars 2026", 0, 0)]
    assert lu(semaines) == [
        ("du 29 décembre au 4 janvier", 0, 0),
        ("du 5 janvier au 11 janvier", 5, 0),
        ("du 12 janvier au 18 janvier", 0, 0),
    ]


def test_par_langue(nantes):
    passer(nantes, nantes.oeuvre, 12)
    passer(nantes, nantes.oeuvre, 6, langue="en")
    passer(nantes, nantes.oeuvre, 4, langue="de")

    assert [(lectures, scans) for _nom, lectures, scans in lu(Tableau(nantes.site, 2026).langues())] == [
        (10, 0),
        (5, 0),
        (0, 0),
    ]


def test_une_histoire_supprimee_compte_encore_pour_la_ville(nantes):
    passer(nantes, nantes.oeuvre, 6)
    nantes.oeuvre.delete()

    assert lu(Tableau(nantes.site, 2026).ensembles())[2] == ("La ville, hors quartiers", 5, 0)


def page_du_rapport(compte, **demande):
    return client_de(compte).get(reverse("quartiers_passages"), demande)


def test_ce_que_lit_une_redactrice(nantes):
    aujourd_hui = timezone.localdate()
    passer(nantes, nantes.oeuvre, 12, aujourd_hui)
    passer(nantes, nantes.bellevue, 3, aujourd_hui)
    Comptage.objects.create(site=nantes.site, jour=aujourd_hui, lieu="Quai des Antilles", nombre=2_413)

    dit = page_du_rapport(personne("Communication")).content.decode()

    assert "moins de 5" in dit
    assert ">10<" in dit
    assert ">12<" not in dit
    assert "Quai des Antilles" in dit
    assert "inventés" not in dit


def test_des_passages_inventes_le_disent(nantes):
    Passage.objects.create(
        site=nantes.site, jour=timezone.localdate(), cle=nantes.oeuvre.translation_key, langue="fr", nombre=9,
        genre=Genre.LECTURE, fictif=True,
    )  # fmt: skip

    assert "Passages inventés pour la démonstration" in page_du_rapport(personne("Relecture")).content.decode()


@pytest.mark.parametrize(
    ("role", "statut"),
    [
        ("Communication", 200),
        ("Relecture", 200),
        ("Administration", 200),
        ("Traduction · English", 302),
        ("Traduction · Deutsch", 302),
    ],
)
def test_qui_lit_le_rapport(nantes, role, statut):
    compte = personne(role)
    accueil = client_de(compte).get(reverse("wagtailadmin_home")).content.decode()

    assert page_du_rapport(compte).status_code == statut
    assert page_du_rapport(compte, export="csv").status_code == statut
    assert (reverse("quartiers_passages") in accueil) is (statut == 200)


def test_nul_ne_lit_l_autre_ville(nantes, saint_nazaire):
    passer(saint_nazaire, saint_nazaire.oeuvre, 500, timezone.localdate())
    Comptage.objects.create(site=saint_nazaire.site, jour=timezone.localdate(), lieu="Le port", nombre=9)

    dit = page_du_rapport(personne("Administration"), ville=saint_nazaire.site.pk).content.decode()

    # The figure is looked for in its cell: elsewhere a token may have it by chance.
    vu = page_du_rapport(chef(), ville=saint_nazaire.site.pk).content.decode()
    for secret in ("Saint-Nazaire", ">500<", "Le port"):
        assert (secret in vu, secret in dit) == (True, False), secret


@pytest.mark.parametrize("demande", [{"annee": "1900"}, {"annee": "x\x00"}, {"pas": "jours"}, {"ville": "-1"}])
def test_une_demande_qui_ne_se_comprend_pas_est_laissee_de_cote(nantes, demande):
    assert page_du_rapport(personne("Communication"), **demande).status_code == 200


def test_l_export_dit_la_meme_chose_mois_par_mois(nantes, il_est):
    il_est("2026-03-16 12:00")
    passer(nantes, nantes.bellevue, 17, date(2026, 1, 13))
    compte = personne("Communication")

    reponse = page_du_rapport(compte, export="csv")
    lignes = list(csv.reader(StringIO(b"".join(reponse.streaming_content).decode())))
    classeur = load_workbook(BytesIO(b"".join(page_du_rapport(compte, export="xlsx").streaming_content)))

    assert lignes[:3] == [
        ["Mois", "Quartier", "QPV", "Langue", "Type de passage", "Passages"],
        ["2026-01", "Bellevue", "oui", "fr", "Pages lues", "15"],
        ["2026-02", "Bellevue", "oui", "fr", "Pages lues", "moins de 5"],
    ]
    assert [[str(case) for case in ligne] for ligne in classeur.active.values] == lignes


def test_le_rapport_coute_le_meme_nombre_de_requetes_pour_deux_quartiers_et_pour_douze(
    nantes, django_assert_num_queries
):
    def ajouter(rangs):
        for rang in rangs:
            quartier = fabrique.quartier(nantes.recit, nantes.promesse, titre=f"Q{rang}", slug=f"q{rang}")
            for semaine in range(5):
                passer(nantes, quartier, 20, timezone.localdate() - timedelta(weeks=semaine))

    client = client_de(personne("Communication"))
    ajouter(range(2))
    client.get(reverse("quartiers_passages"))
    with CaptureQueriesContext(connection) as pour_deux:
        client.get(reverse("quartiers_passages"))
    ajouter(range(2, 12))

    with django_assert_num_queries(len(pour_deux)):
        client.get(reverse("quartiers_passages"))
    assert len(pour_deux) <= 45
