"""Short addresses: each code leads to its story, whatever happens to it, and says nothing of what is hidden."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from wagtail.models import Page, PageViewRestriction

from mesure.rules.codes import code_en_clair, langue_la_plus_proche, lire_le_code
from socle.rules import code_public
from tests import fabrique
from tests.villes import traduire


@given(st.uuids())
def test_un_code_recopie_avec_les_confusions_de_crockford_est_compris(cle):
    code = code_public(cle)
    recopie = code_en_clair(code).upper().replace("0", "O").replace("1", "I")

    assert lire_le_code(recopie) == code
    assert lire_le_code(f" {code.replace('1', 'L')} ") == code


@pytest.mark.parametrize("tape", ["", "abc", "abcdefgh0", "abcdefgu", "abcd_fgh", "é" * 8, "﷽" * 8, "a b c d"])
def test_ce_qui_ne_peut_pas_etre_un_code_n_en_est_pas_un(tape):
    assert lire_le_code(tape) is None


@pytest.mark.parametrize(
    ("langues", "voulues", "obtenue"),
    [
        (["fr", "en", "de"], ["de", "fr"], "de"),
        (["fr", "en"], ["de", "en", "fr"], "en"),
        (["en", "fr"], [], "fr"),
        (["de"], ["fr"], "de"),
        (["it", "de"], ["es"], "de"),
    ],
)
def test_la_langue_la_plus_proche_est_la_premiere_que_le_lecteur_veut(langues, voulues, obtenue):
    assert langue_la_plus_proche(langues, voulues, ["fr", "en", "de"]) == obtenue


pytestmark = pytest.mark.django_db


def ou_mene(code, langue="fr", chemin="/o/{}", **options):
    """Return the status and the place of what a short address answers."""
    reponse = Client().get(chemin.format(code), headers={"accept-language": langue}, **options)
    return reponse.status_code, reponse.headers.get("Location")


def test_un_code_mene_a_l_histoire_dans_la_langue_du_lecteur(ville):
    for page in (ville.accueil, ville.recit, ville.quartier, ville.oeuvre):
        traduire(page, "en")
    code = ville.oeuvre.code

    assert ou_mene(code, "fr") == (302, "/fr/recit/ile-de-nantes/les-anneaux/")
    assert ou_mene(code, "en-GB,en;q=0.9,fr;q=0.1") == (302, "/en/recit/ile-de-nantes/les-anneaux/")
    assert ou_mene(code, "de,en;q=0.5") == (302, "/en/recit/ile-de-nantes/les-anneaux/")
    assert ou_mene(code, "it") == (302, "/fr/recit/ile-de-nantes/les-anneaux/")
    assert ou_mene(code, "fr", "/o/{}?langue=en") == (302, "/en/recit/ile-de-nantes/les-anneaux/")
    assert ou_mene(code, "fr", "/o/{}?langue=klingon") == (302, "/fr/recit/ile-de-nantes/les-anneaux/")


def test_l_adresse_n_est_gardee_nulle_part(ville):
    reponse = Client().get(f"/o/{ville.oeuvre.code}")

    assert "no-store" in reponse.headers["Cache-Control"]
    assert "Accept-Language" in reponse.headers["Vary"]
    assert reponse.cookies == {}


@pytest.mark.parametrize("chemin", ["/o/{}", "/O/{}", "/o/{}/", "/o/{}?langue=fr"])
def test_on_peut_taper_l_adresse_a_la_main(ville, chemin):
    assert ou_mene(code_en_clair(ville.oeuvre.code).upper(), chemin=chemin) == (
        302,
        "/fr/recit/ile-de-nantes/les-anneaux/",
    )


@pytest.mark.parametrize("quoi", ["accueil", "recit", "promesse", "quartier", "oeuvre", "artistes"])
def test_chaque_type_d_histoire_a_son_adresse(ville, quoi):
    page = getattr(ville, quoi)

    assert ou_mene(page.code) == (302, page.url)


def test_l_adresse_survit_au_renommage_au_deplacement_et_a_la_traduction(ville):
    code = ville.oeuvre.code
    autre = fabrique.quartier(ville.recit, ville.promesse, titre="Bellevue", slug="bellevue")
    ville.oeuvre.slug = "les-grands-anneaux"
    ville.oeuvre.save_revision().publish()
    Page.objects.get(pk=ville.oeuvre.pk).move(Page.objects.get(pk=autre.pk), pos="last-child")
    traduire(ville.accueil, "en")
    traduire(ville.recit, "en")
    traduire(autre, "en")
    traduire(type(ville.oeuvre).objects.get(pk=ville.oeuvre.pk), "en")

    assert ou_mene(code, "fr") == (302, "/fr/recit/bellevue/les-grands-anneaux/")
    assert ou_mene(code, "en") == (302, "/en/recit/bellevue/les-grands-anneaux/")


def _depublier(oeuvre):
    oeuvre.unpublish()


def _expirer(oeuvre):
    type(oeuvre).objects.filter(pk=oeuvre.pk).update(expire_at=timezone.now() - timedelta(minutes=1))


def _fermer(oeuvre):
    PageViewRestriction.objects.create(page=oeuvre, restriction_type="login")


@pytest.mark.parametrize("cacher", [_depublier, _expirer, _fermer])
def test_une_histoire_cachee_mene_au_quartier_au_dessus_sans_dire_son_titre(ville, cacher, visiteur):
    cacher(ville.oeuvre)

    reponse = visiteur.get(f"/o/{ville.oeuvre.code}")
    dit = reponse.content.decode()

    assert reponse.status_code == 410
    assert "no-store" in reponse.headers["Cache-Control"]
    assert "Anneaux" not in dit
    assert "anneaux" not in dit
    assert f'href="{ville.quartier.url}"' in dit
    assert 'action="/fr/recherche/"' in dit
    assert f'href="{ville.accueil.url}"' in dit


def test_sous_un_quartier_cache_on_remonte_au_recit(ville, visiteur):
    ville.quartier.unpublish()

    dit = visiteur.get(f"/o/{ville.oeuvre.code}").content.decode()

    assert "Île de Nantes" not in dit
    assert f'<a href="{ville.recit.url}">Le récit</a>' in dit


@pytest.mark.parametrize("code", ["zzzzzzzz", "pas-un-code", "%00%00", "%E2%80%AE", "a" * 40])
def test_un_code_que_personne_n_a_mene_a_une_page_qui_aide(ville, code, visiteur):
    reponse = visiteur.get(f"/o/{code}")

    assert reponse.status_code == 410
    assert 'action="/fr/recherche/"' in reponse.content.decode()


def test_une_histoire_supprimee_ne_laisse_rien(ville, visiteur):
    code = ville.oeuvre.code
    ville.oeuvre.delete()

    reponse = visiteur.get(f"/o/{code}")

    assert (reponse.status_code, "Anneaux" in reponse.content.decode()) == (410, False)


def test_la_page_parle_la_langue_du_lecteur(ville):
    accueil = traduire(ville.accueil, "en")

    dit = Client().get("/o/zzzzzzzz", headers={"accept-language": "en"}).content.decode()

    assert '<html lang="en">' in dit
    assert f'href="{accueil.url}"' in dit
    assert f'hreflang="fr" href="{ville.accueil.url}"' in dit
    assert 'rel="alternate" hreflang' not in dit


def test_le_code_d_une_autre_ville_ne_mene_nulle_part_ici(ville):
    autre = fabrique.ville("Saint-Nazaire", "saint-nazaire.example", par_defaut=False)

    assert ou_mene(autre.quartier.code)[0] == 410
    assert ou_mene(autre.quartier.code, SERVER_NAME="saint-nazaire.example")[0] == 302


def test_seule_la_lecture_est_permise(ville):
    assert [getattr(Client(), verbe)(f"/o/{ville.oeuvre.code}").status_code for verbe in ("post", "put", "delete")] == [
        405
    ] * 3


def test_suivre_un_code_coute_le_meme_nombre_de_requetes(ville, django_assert_num_queries, visiteur):
    visiteur.get(f"/o/{ville.oeuvre.code}")  # Wagtail keeps the roots of its sites

    with django_assert_num_queries(4):
        visiteur.get(f"/o/{ville.oeuvre.code}")

    for rang in range(5):
        fabrique.oeuvre(ville.quartier, ville.promesse, titre=f"Œuvre {rang}")
    for langue in ("en", "de"):
        for page in (ville.accueil, ville.recit, ville.quartier, ville.oeuvre):
            traduire(page, langue)
    visiteur.get(f"/o/{ville.oeuvre.code}")
    with django_assert_num_queries(4):
        visiteur.get(f"/o/{ville.oeuvre.code}")
