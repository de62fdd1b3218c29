"""The city's own counters: typed in or taken from a file, rehearsed first, without duplicates, beside passages."""

import csv
from datetime import date
from io import StringIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from comptes.actions import poser_les_roles
from mesure.models import Comptage
from mesure.rules.comptages import Comptee, Refus, lire_les_lignes, lire_une_ligne
from mesure.views.comptages import RAISONS
from tests import fabrique
from tests.bureau.outils import client_de
from tests.comptes.test_roles import personne

AUJOURD_HUI = date(2026, 6, 1)


@pytest.mark.parametrize(
    ("ligne", "lue"),
    [
        (["2026-05-01", "Quai", "12"], Comptee(date(2026, 5, 1), "Quai", 12)),
        (["01/05/2026", " Quai   des Antilles ", "1 240"], Comptee(date(2026, 5, 1), "Quai des Antilles", 1240)),
        (["1.5.2026", "Quai", "1\u202f240"], Comptee(date(2026, 5, 1), "Quai", 1240)),
        (["2026-05-01", "Quai", "0"], Comptee(date(2026, 5, 1), "Quai", 0)),
        (["2026-02-30", "Quai", "1"], Refus.DATE),
        (["1er mai", "Quai", "1"], Refus.DATE),
        (["0001-01-01", "Quai", "1"], Refus.DATE),
        (["2026-06-02", "Quai", "1"], Refus.AVENIR),
        (["2026-05-01", "", "1"], Refus.LIEU),
        (["2026-05-01", "Q" * 121, "1"], Refus.LIEU),
        (["2026-05-01", "Q\x00", "1"], Refus.LIEU),
        (["2026-05-01", "Quai", "-1"], Refus.NOMBRE),
        (["2026-05-01", "Quai", "12,5"], Refus.NOMBRE),
        (["2026-05-01", "Quai", "٣"], Refus.NOMBRE),
        (["2026-05-01", "Quai", "9" * 40], Refus.NOMBRE),
    ],
)
def test_ce_que_dit_une_ligne(ligne, lue):
    assert lire_une_ligne(ligne, AUJOURD_HUI) == lue


@given(st.lists(st.tuples(st.integers(), st.tuples(*[st.text(max_size=20)] * 3)), max_size=10))
def test_aucun_fichier_ne_fait_tomber_la_lecture(lignes):
    lire_les_lignes(lignes, AUJOURD_HUI)


def test_une_ligne_ecrite_deux_fois_en_est_une():
    lignes = [(2, ["2026-05-01", "Quai", "1"]), (3, ["2026-05-01", "Quai", "2"]), (5, ["x", "y", "z"])]

    assert lire_les_lignes(lignes, AUJOURD_HUI) == (
        [Comptee(date(2026, 5, 1), "Quai", 1)],
        [(3, Refus.DEUX_FOIS), (5, Refus.DATE)],
    )


def test_chaque_refus_a_sa_phrase():
    assert set(RAISONS) == set(Refus)


@pytest.fixture
def nantes(ville):
    poser_les_roles(ville.site)
    return ville


FICHIER = "Date;Lieu;Nombre\n2026-05-01;Quai des Antilles;1 240\n02/05/2026;Quai des Antilles;980\n2026-05-03;;4\n"


def envoyer(client, ville, texte=FICHIER, nom="compteurs.csv", **champs):
    fichier = SimpleUploadedFile(nom, texte if isinstance(texte, bytes) else texte.encode())
    return client.post(reverse("mesure_importer_des_comptages"), {"site": ville.site.pk, "fichier": fichier} | champs)


def confirmer(client, ville, texte=FICHIER):
    return client.post(
        reverse("mesure_importer_des_comptages"), {"site": ville.site.pk, "texte": texte, "confirmer": "1"}
    )


def ecrits():
    return list(Comptage.objects.order_by("jour").values_list("jour", "lieu", "nombre"))


@pytest.mark.django_db
def test_un_fichier_se_repete_puis_s_ecrit_et_la_seconde_fois_ne_change_rien(nantes):
    client = client_de(personne("Communication"))

    repetition = envoyer(client, nantes)
    assert (repetition.status_code, ecrits()) == (200, [])
    dit = repetition.content.decode()
    assert "2 comptages nouveaux" in dit
    assert "<td>4</td>" in dit
    assert "Le lieu est vide" in dit
    assert "Rien n’est encore écrit." in dit

    assert confirmer(client, nantes).status_code == 302
    lus = [(date(2026, 5, 1), "Quai des Antilles", 1240), (date(2026, 5, 2), "Quai des Antilles", 980)]
    assert ecrits() == lus
    assert "2 comptages déjà là" in envoyer(client, nantes).content.decode()
    confirmer(client, nantes)
    assert ecrits() == lus


@pytest.mark.django_db
@pytest.mark.parametrize(
    "texte",
    [
        "Nombre,Lieu,Date,Note\n1240,Quai des Antilles,2026-05-01,beau temps\n",
        "nombre de personnes\tCompteur\tJour\n1 240\tQuai des Antilles\t01/05/2026\n",
        "2026-05-01;Quai des Antilles;1240\n",
        "\n\nDATE;LIEU;NOMBRE\n2026-05-01;Quai des Antilles;1240\n",
    ],
)
def test_les_colonnes_viennent_dans_l_ordre_que_disent_leurs_titres(nantes, texte):
    confirmer(client_de(personne("Communication")), nantes, texte)

    assert ecrits() == [(date(2026, 5, 1), "Quai des Antilles", 1240)]


@pytest.mark.django_db
def test_un_nombre_corrige_remplace_l_ancien(nantes):
    client = client_de(personne("Administration"))
    confirmer(client, nantes)

    assert "1 comptage remplacé" in envoyer(client, nantes, FICHIER.replace("980", "981")).content.decode()
    confirmer(client, nantes, FICHIER.replace("980", "981"))

    assert [nombre for *_quoi, nombre in ecrits()] == [1240, 981]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("texte", "nom", "phrase"),
    [
        ("été".encode("latin-1"), "c.csv", "UTF-8"),
        ("", "c.csv", "vide"),
        ("\n\n", "c.csv", "vide"),
        (FICHIER, "c.exe", "extension"),
        ("2026-05-01;Quai;1\n" * 5_001, "c.csv", "5000"),
        ("date;lieu;combien\n2026-05-01;Quai;1\n", "c.csv", "Il manque une colonne\u00a0: nombre."),
        ("a" * (1024 * 1024 + 1), "c.csv", "dépasse 1 Mo"),
    ],
)
def test_un_fichier_qui_ne_va_pas_a_sa_phrase(nantes, texte, nom, phrase):
    reponse = envoyer(client_de(personne("Communication")), nantes, texte, nom)

    assert (reponse.status_code, phrase in reponse.content.decode(), ecrits()) == (200, True, [])


@pytest.mark.django_db
def test_nul_n_ecrit_dans_l_autre_ville_et_qui_traduit_n_ecrit_nulle_part(nantes):
    autre = fabrique.ville("Saint-Nazaire", "saint-nazaire.example", par_defaut=False)
    poser_les_roles(autre.site)

    confirmer(client_de(personne("Communication")), autre)
    assert confirmer(client_de(personne("Traduction · English")), nantes).status_code == 302
    assert confirmer(client_de(personne("Relecture")), nantes).status_code == 302

    assert ecrits() == []


@pytest.mark.django_db
def test_un_comptage_se_tape_a_la_main(nantes):
    client = client_de(personne("Communication"))
    adresse = reverse(Comptage.snippet_viewset.get_url_name("add"))
    champs = {"site": nantes.site.pk, "jour": "2026-05-01", "lieu": " Quai  des Antilles", "nombre": "12"}

    assert client.get(adresse).status_code == 200
    assert client.post(adresse, champs).status_code == 302
    assert ecrits() == [(date(2026, 5, 1), "Quai des Antilles", 12)]
    assert "Ce lieu a déjà un comptage ce jour-là" in client.post(adresse, champs).content.decode()
    liste = client.get(reverse(Comptage.snippet_viewset.get_url_name("list"))).content.decode()
    assert "Quai des Antilles" in liste
    assert reverse("mesure_importer_des_comptages") in liste


@pytest.mark.django_db
def test_la_liste_ne_montre_que_sa_ville(nantes):
    autre = fabrique.ville("Saint-Nazaire", "saint-nazaire.example", par_defaut=False)
    Comptage.objects.create(site=autre.site, jour=date(2026, 5, 1), lieu="Le port", nombre=3)
    Comptage.objects.create(site=nantes.site, jour=date(2026, 5, 1), lieu="Le quai", nombre=4)

    liste = client_de(personne("Communication")).get(reverse(Comptage.snippet_viewset.get_url_name("list")))
    dit = liste.content.decode()

    assert ("Le quai" in dit, "Le port" in dit) == (True, False)


@pytest.mark.django_db
def test_un_lieu_exporte_n_est_une_formule_pour_aucun_tableur(nantes):
    Comptage.objects.create(site=nantes.site, jour=date(2026, 5, 1), lieu='=HYPERLINK("https://a.example")', nombre=3)
    adresse = reverse(Comptage.snippet_viewset.get_url_name("list"))
    reponse = client_de(personne("Communication")).get(adresse, {"export": "csv"})
    assert list(csv.reader(StringIO(reponse.getvalue().decode())))[1:] == [
        ["2026-05-01", '\'=HYPERLINK("https://a.example")', "3"]
    ]
