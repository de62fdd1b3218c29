"""QR codes: what they say, who may download them, the sheet of labels; and how to be left out of the counts."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from PIL import Image

from comptes.actions import poser_les_roles
from mesure import qr
from mesure.rules.visiteurs import NE_PAS_COMPTER
from tests import fabrique
from tests.bureau.outils import client_de
from tests.comptes.test_roles import personne

pytestmark = pytest.mark.django_db


@pytest.fixture
def nantes(ville):
    poser_les_roles(ville.site)
    return ville


def test_le_dessin_public_est_celui_de_l_adresse_de_la_ville(ville):
    reponse = Client().get(f"/o/{ville.oeuvre.code}.svg")

    assert reponse.headers["Content-Type"] == "image/svg+xml"
    assert reponse.content == qr.en_svg(f"http://localhost/o/{ville.oeuvre.code}")
    assert "public" in reponse.headers["Cache-Control"]


def test_le_png_se_lit_et_s_imprime_a_dix_centimetres(ville, tmp_path):
    fichier = tmp_path / "code.png"
    fichier.write_bytes(Client().get(f"/o/{ville.oeuvre.code}.png").content)

    with Image.open(fichier) as image:
        assert (image.format, image.width >= 1_181, image.width == image.height) == ("PNG", True, True)
        assert [round(points) for points in image.info["dpi"]] == [300, 300]


@pytest.mark.parametrize("chemin", ["/o/pas-un-code.svg", "/o/uuuuuuuu.png", "/o/abc.svg", "/o/abcdefgh.gif"])
def test_ce_qui_n_est_pas_un_code_n_a_pas_de_dessin(ville, chemin):
    assert Client().get(chemin).status_code in (404, 410)


def test_une_redactrice_trouve_le_code_depuis_la_page(nantes):
    client = client_de(personne("Communication"))
    adresse = reverse("mesure_code_qr", args=[nantes.oeuvre.pk])

    assert adresse in client.get(reverse("wagtailadmin_pages:edit", args=[nantes.oeuvre.pk])).content.decode()
    dit = client.get(adresse).content.decode()
    code = nantes.oeuvre.code
    assert f"<code>localhost/o/{code[:4]}-{code[4:]}</code>" in dit
    assert "<svg" in dit


@pytest.mark.parametrize("sorte", ["svg", "png"])
def test_le_fichier_porte_le_nom_de_la_page(nantes, sorte):
    reponse = client_de(personne("Communication")).get(reverse("mesure_telecharger", args=[nantes.oeuvre.pk, sorte]))

    assert reponse.headers["Content-Disposition"] == f'attachment; filename="qr-les-anneaux.{sorte}"'


def test_la_planche_a_une_etiquette_pour_chaque_histoire_a_lire(nantes):
    fabrique.oeuvre(nantes.quartier, nantes.promesse, titre="Un brouillon", live=False)

    dit = client_de(personne("Relecture")).get(reverse("mesure_planche", args=[nantes.quartier.pk])).content.decode()

    assert re.findall(r"<strong>(.*?)</strong>", dit) == ["Île de Nantes", "Les Anneaux"]
    assert dit.count("<svg") == 2


def test_les_etiquettes_d_une_ville_tiennent_sur_plusieurs_planches(nantes, monkeypatch):
    monkeypatch.setattr("mesure.views.bureau.ETIQUETTES_PAR_PLANCHE", 1)
    bureau, adresse = client_de(personne("Relecture")), reverse("mesure_planche", args=[nantes.quartier.pk])

    dites = [bureau.get(adresse, {"planche": planche}).content.decode() for planche in ("1", "2", "loin")]

    assert [re.findall(r"<strong>(.*?)</strong>", dit) for dit in dites] == [
        ["Île de Nantes"],
        ["Les Anneaux"],
        ["Île de Nantes"],
    ]
    assert "Planche 2 sur 2, 2 étiquettes en tout." in dites[1]
    assert (re.findall(r'href="(\?planche=.)"', dites[0]), re.findall(r'href="(\?planche=.)"', dites[1])) == (
        ["?planche=2"],
        ["?planche=1"],
    )


@pytest.mark.parametrize("nom", ["mesure_code_qr", "mesure_planche"])
def test_nul_ne_voit_le_code_d_une_page_d_une_autre_ville(nantes, nom):
    autre = fabrique.ville("Saint-Nazaire", "saint-nazaire.example", par_defaut=False)

    client = client_de(personne("Administration"))
    for numero in (autre.quartier.pk, 1, 10**17):
        reponse = client.get(reverse(nom, args=[numero]))
        assert (reponse.status_code, reponse.headers["Location"]) == (302, reverse("wagtailadmin_home"))
    assert Client().get(reverse(nom, args=[nantes.quartier.pk])).status_code == 302


def test_le_code_dit_l_hote_de_sa_ville(nantes):
    autre = fabrique.ville("Saint-Nazaire", "saint-nazaire.example", par_defaut=False, port=443)
    poser_les_roles(autre.site)

    dit = client_de(personne("Communication", "Saint-Nazaire")).get(reverse("mesure_code_qr", args=[autre.recit.pk]))

    assert "<code>saint-nazaire.example/o/" in dit.content.decode()


# --- to be left out -----------------------------------------------------------


def test_la_page_dit_ce_qui_est_compte_et_le_pied_de_page_y_mene(ville, visiteur):
    adresse = reverse("ce_que_nous_comptons")

    assert f'href="{adresse}"' in visiteur.get(ville.oeuvre.url).content.decode()
    reponse = visiteur.get(adresse)
    assert (reponse.status_code, reponse.cookies) == (200, {})
    assert "Ne pas me compter" in reponse.content.decode()


def test_qui_ne_veut_pas_etre_compte_ne_l_est_plus_puis_revient(ville, visiteur, comptes):
    adresse = reverse("ce_que_nous_comptons")

    partir = visiteur.post(adresse, {"choix": "partir"})
    visiteur.get(ville.oeuvre.url)
    assert (partir.status_code, comptes()) == (303, [])
    assert "Me compter à nouveau" in visiteur.get(adresse).content.decode()
    biscuit = partir.cookies[NE_PAS_COMPTER]
    assert (biscuit.value, bool(biscuit["httponly"]), biscuit["samesite"]) == ("1", True, "Lax")

    visiteur.post(adresse, {"choix": "revenir"})
    visiteur.get(ville.oeuvre.url)
    assert [nombre for *_quoi, nombre in comptes()] == [1]


def test_un_choix_qui_ne_se_comprend_pas_est_refuse_en_clair(ville, visiteur):
    reponse = visiteur.post(reverse("ce_que_nous_comptons"), {"choix": "peut-être"})

    assert (reponse.status_code, reponse.content.decode()) == (400, "« choix » vaut « partir » ou « revenir ».")


@pytest.mark.parametrize(
    "entetes",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": "https://ailleurs.example"},
        {"origin": "null"},
    ],
)
def test_un_autre_site_ne_choisit_pas_pour_qui_le_visite(ville, visiteur, comptes, entetes):
    adresse = reverse("ce_que_nous_comptons")
    visiteur.post(adresse, {"choix": "partir"}, headers={"sec-fetch-site": "same-origin"})

    reponse = visiteur.post(adresse, {"choix": "revenir"}, headers=entetes)

    visiteur.get(ville.oeuvre.url)
    assert (reponse.status_code, reponse.cookies, comptes()) == (403, {}, [])
