"""The code of a stop, as booklets say it for years: it leads to the stop wherever its route went, and counts one scan."""

import pytest
from django.test import Client
from wagtail.models import Page

from mesure.models import Passage
from parcours.models import CodeDArret, ParcoursPage
from tests import fabrique
from tests.mesure.conftest import TELEPHONE, _memoire_vide, comptes
from tests.villes import traduire

pytestmark = pytest.mark.django_db
_memoire_vide, comptes = _memoire_vide, comptes


@pytest.fixture
def suivre(ligne):
    """Follow the code of a stop as somebody on a phone would: where it leads, or 410."""

    def mener(code, langue="fr"):
        reponse = Client(headers={"user-agent": TELEPHONE, "accept-language": langue}).get(f"/o/{code}")
        return reponse.headers.get("Location", reponse.status_code)

    return mener


@pytest.fixture
def codes(ligne):
    return [etape.code for etape in ligne.etapes.all()]


def relu(ligne):
    return ParcoursPage.objects.get(pk=ligne.pk)


def test_un_code_mene_a_l_arret_sur_son_parcours_dans_la_langue_du_lecteur(suivre, ville, ligne, codes):
    for page in (ville.accueil, ligne.get_parent().specific, ligne):
        traduire(page, "de")
    assert [suivre(code) for code in codes] == [f"{ligne.url}{code}/" for code in codes]
    allemand = ParcoursPage.objects.get(translation_key=ligne.translation_key, locale__language_code="de")
    assert [suivre(code, "de") for code in codes] == [f"{allemand.url}{code}/" for code in codes]
    assert suivre(codes[0], "it") == f"{ligne.url}{codes[0]}/"


def test_un_code_survit_au_renommage_et_au_deplacement(
    suivre, client, ligne, codes, django_capture_on_commit_callbacks
):
    ancienne = ligne.url
    for page, nom in ((ligne, "grande-ligne"), (ligne.get_parent().specific, "promenades")):
        page.slug = nom
        with django_capture_on_commit_callbacks(execute=True):
            page.save_revision().publish()
    attendue = "/fr/promenades/grande-ligne/"
    assert relu(ligne).url == attendue != ancienne
    assert [suivre(code) for code in codes] == [f"{attendue}{code}/" for code in codes]
    for reste in ("", *(f"{code}/" for code in codes)):
        ou = client.get(f"{ancienne}{reste}", follow=True)
        assert (ou.status_code, ou.request["PATH_INFO"]) == (200, f"{attendue}{reste}")


def test_un_parcours_cache_mene_a_la_page_qui_aide_et_un_arret_cache_a_son_parcours(suivre, ville, ligne, codes):
    ville.oeuvre.unpublish()
    assert suivre(codes[0]) == ligne.url
    relu(ligne).unpublish()
    assert suivre(codes[1]) == 410
    reponse = Client().get(f"/o/{codes[1]}", headers={"accept-language": "fr"})
    assert f'href="{ligne.get_parent().url}"' in reponse.content.decode()
    assert "La ligne" not in reponse.content.decode()


def test_un_arret_retire_ou_dont_l_histoire_fut_supprimee_mene_a_son_parcours(suivre, ville, ligne, codes):
    ligne.etapes.remove(ligne.etapes.all()[1])
    ligne.save_revision().publish()
    assert [suivre(code) for code in codes] == [f"{ligne.url}{codes[0]}/", ligne.url, f"{ligne.url}{codes[2]}/"]
    Page.objects.get(pk=ville.lieu.pk).delete()
    assert suivre(codes[2]) == ligne.url
    relu(ligne).delete()
    assert [suivre(code) for code in codes] == [410, 410, 410]


def test_un_scan_est_celui_de_l_histoire_de_l_arret_ou_de_son_parcours(suivre, ville, ligne, codes, comptes):
    suivre(codes[0])
    suivre(codes[0])
    suivre(codes[1])
    assert comptes() == sorted(
        [("scan", "fr", ville.oeuvre.translation_key, 2), ("scan", "fr", ligne.translation_key, 1)],
        key=lambda ligne: ligne[2],
    )
    assert Passage.objects.count() == 2


def test_le_code_d_une_autre_ville_ne_mene_nulle_part_d_ici(suivre, ligne, codes):
    rennes = fabrique.ville("Rennes", "rennes.example", par_defaut=False)
    ailleurs = fabrique.parcours(rennes.accueil, [rennes.oeuvre, rennes.quartier])
    code = ailleurs.etapes.all()[0].code
    assert suivre(code) == 410
    la = Client(SERVER_NAME="rennes.example").get(f"/o/{code}", headers={"accept-language": "fr"})
    assert la.headers["Location"].endswith(f"/fr/parcours/{ailleurs.slug}/{code}/")


def test_toutes_les_langues_d_un_arret_ont_un_seul_code(ville, ligne, codes):
    for page in (ville.accueil, ligne.get_parent().specific, ligne):
        traduire(page, "de")
    assert sorted(CodeDArret.objects.values_list("code", "parcours")) == sorted(
        (code, ligne.translation_key) for code in codes
    )
