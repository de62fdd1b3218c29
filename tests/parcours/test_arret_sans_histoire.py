"""A stop whose story was deleted: the route goes on without it, everywhere, and the audit says so."""

import re

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from parcours.livret import composer, livret_de
from parcours.models import Etape, ParcoursPage
from socle.fiches import fiches_des
from tests.parcours.test_bagage import aux_deux_pas
from tests.parcours.test_pages import lire, texte, titres_des_arrets
from tests.portes.conftest import fautes

pytestmark = pytest.mark.django_db


@pytest.fixture
def orpheline(ligne, ville):
    """The line once its first story was deleted: the stop is still there, with nothing to say."""
    ville.oeuvre.delete()
    return ParcoursPage.objects.get(pk=ligne.pk)


@pytest.fixture(params=["tracée", "sans tracé"])
def avec_ou_sans_trace(request, orpheline):
    if request.param == "sans tracé":
        ParcoursPage.objects.update(trace=None)
    return ParcoursPage.objects.get(pk=orpheline.pk)


def test_un_parcours_se_lit_sans_l_arret_dont_l_histoire_fut_supprimee(client, avec_ou_sans_trace):
    page = avec_ou_sans_trace
    assert titres_des_arrets(lire(client, page.url)) == ["Le ponton", "La grue"]
    perdu, ponton, grue = page.etapes.all()
    lire(client, f"{page.url}{perdu.code}/", code=404)
    assert "Arrêt 1 sur 2" in texte(lire(client, f"{page.url}{ponton.code}/"))
    assert "Arrêt 2 sur 2" in texte(lire(client, f"{page.url}{grue.code}/"))


def test_ce_que_l_on_emporte_est_sans_l_arret_dont_l_histoire_fut_supprimee(client, avec_ou_sans_trace):
    page = avec_ou_sans_trace
    adresse = f"/api/parcours/{page.code}"
    noms = re.findall(r"<name>(\d.*?)</name>", lire(client, f"{adresse}.gpx"))
    assert noms == ["1. Le ponton", "2. La grue"]
    points = [f["properties"] for f in client.get(f"{adresse}.geojson").json()["features"] if f["id"] != page.code]
    assert [p["nom"] for p in points] == ["Le ponton", "La grue"]
    cache.clear()
    bagage = client.get(f"{adresse}.bagage.json").json()["adresses"]
    _perdu, *restent = page.etapes.all()
    pages = [a["url"] for a in bagage if a.get("genre") == "page"]
    assert pages == aux_deux_pas(page.url, *(f"{page.url}{e.code}/" for e in restent))


def test_le_livret_est_sans_l_arret_dont_l_histoire_fut_supprimee(avec_ou_sans_trace):
    livret = livret_de(avec_ou_sans_trace)
    assert composer(livret).startswith(b"%PDF")
    assert [a.titre for a in livret.lu["arrets"]] == ["Le ponton", "La grue"]


def test_la_liste_se_lit_et_compte_les_arrets_qui_se_voient(client, avec_ou_sans_trace):
    dit = texte(lire(client, avec_ou_sans_trace.get_parent().specific.url))
    assert "2 arrêts" in dit


def test_un_arret_cache_ne_se_compte_pas_et_ne_coute_rien(client, ville, ligne):
    liste = ligne.get_parent().specific.url

    def compter():
        client.get(liste)
        with CaptureQueriesContext(connection) as requetes:
            dit = texte(lire(client, liste))
        return len(requetes), re.findall(r"(\d+) arrêt", dit)

    nombre, arrets = compter()
    assert arrets == ["3"]
    ville.oeuvre.unpublish()
    assert compter() == (nombre, ["2"])


def test_un_point_sans_nom_ou_sans_position_n_est_pas_un_arret(client, ligne):
    Etape.objects.create(page=ligne, titre="Nulle part", sort_order=8)
    Etape.objects.create(page=ligne, latitude=47.2, longitude=-1.5, sort_order=9)
    assert titres_des_arrets(lire(client, ligne.url)) == ["Les Anneaux", "Le ponton", "La grue"]


def test_l_audit_dit_qu_un_arret_n_est_plus_rien(orpheline):
    assert fautes() == [("arret-sans-lieu", orpheline.pk)]


def test_avant_de_supprimer_une_histoire_on_lit_qu_un_parcours_s_y_arrete(admin_client, ville, ligne):
    html = lire(admin_client, reverse("wagtailadmin_pages:delete", args=[ville.oeuvre.pk]))
    assert "1 fois" in texte(html), texte(html)


def test_la_fiche_est_sans_l_arret_dont_l_histoire_fut_supprimee(orpheline):
    _perdu, ponton, _grue = orpheline.etapes.all()
    [fiche] = fiches_des([orpheline.pk])
    assert (fiche.lieux, fiche.position) == (("Le ponton", "La grue"), ponton.point)
