"""The demo city: whole in three languages, coherent, loaded once, taken away whole."""

import re
import shutil
from collections import Counter
from io import StringIO

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management import call_command
from wagtail.models import Page, Site

from home.demo.lecture import correspondances, faits, paragraphes, textes
from lieux.models import LieuPage
from medias.models import Son, Visuel
from oeuvres.models import Artiste, OeuvrePage
from parcours.models import ParcoursPage
from quartiers.models import QuartierPage
from socle.enums import LicenceDesDonnees, Niveau
from socle.exigences import manques
from socle.models import ReglagesDonnees
from socle.queries import visibles
from socle.registres import audits


def charger() -> str:
    sortie = StringIO()
    call_command("demo", stdout=sortie)
    return sortie.getvalue()


def pages_visibles() -> dict:
    """Count the visible pages by language and type."""
    return {
        langue: dict(
            Counter(
                page.specific_class.__name__
                for page in visibles(Page.objects.filter(locale__language_code=langue, depth__gt=1))
            )
        )
        for langue in ("fr", "en", "de")
    }


@pytest.mark.django_db
def test_la_ville_de_demonstration_est_entiere_dans_trois_langues_et_coherente():
    annonce = charger()
    comptees = pages_visibles()
    apres_la_premiere = Page.objects.count(), get_user_model().objects.count()
    assert comptees == {
        "fr": {
            "HomePage": 1,
            "RecitPage": 1,
            "ArtistesPage": 1,
            "PositionnementPage": 4,
            "PromessePage": 14,
            "ContentPage": 5,
            "QuartierPage": 18,
            "OeuvrePage": 80,
            "LieuPage": 26,
            "ParcoursIndexPage": 1,
            "ParcoursPage": 3,
            "AgendaPage": 1,
            "EvenementPage": 13,
        },
        "en": {
            "HomePage": 1,
            "RecitPage": 1,
            "ArtistesPage": 1,
            "PositionnementPage": 4,
            "PromessePage": 14,
            "ContentPage": 5,
            "QuartierPage": 18,
            "OeuvrePage": 20,
            "LieuPage": 26,
            "ParcoursIndexPage": 1,
            "ParcoursPage": 3,
            "AgendaPage": 1,
            "EvenementPage": 13,
        },
        "de": {
            "HomePage": 1,
            "RecitPage": 1,
            "ArtistesPage": 1,
            "PositionnementPage": 4,
            "PromessePage": 7,
            "ContentPage": 1,
            "QuartierPage": 5,
            "LieuPage": 12,
            "ParcoursIndexPage": 1,
            "ParcoursPage": 3,
            "AgendaPage": 1,
            "EvenementPage": 6,
        },
    }
    assert set(OeuvrePage.objects.filter(locale__language_code="fr").values_list("slug", flat=True)) == {
        fait["id"] for fait in faits("oeuvres") if fait.get("lat")
    }
    assert set(QuartierPage.objects.filter(locale__language_code="fr").values_list("slug", flat=True)) == set(
        textes("quartiers")
    )
    assert set(LieuPage.objects.filter(locale__language_code="fr").values_list("slug", flat=True)) == set(
        textes("lieux")
    )
    parlees = Counter(Son.objects.values_list("langue", flat=True))
    assert parlees == ({"fr": 12, "en": 6, "de": 4} if shutil.which("espeak-ng") else {})
    assert [r.licence for r in ReglagesDonnees.objects.all()] == [LicenceDesDonnees.LICENCE_OUVERTE]
    assert audits.fautes() == []
    assert [
        (p.slug, m) for p in Page.objects.live().filter(depth__gt=1).specific() for m in manques(p, Niveau.PUBLICATION)
    ] == []
    assert annonce.count("@nantes.example") == 6
    assert "déjà là" in charger()
    assert (Page.objects.count(), get_user_model().objects.count()) == apres_la_premiere


@pytest.mark.django_db
def test_vider_ne_laisse_rien_de_la_ville_de_demonstration():
    charger()
    from home.demo.comptes import fermer_les_comptes
    from home.demo.vidage import vider

    vider(Site.objects.get())
    fermer_les_comptes()
    assert [
        Page.objects.filter(depth__gt=1).count(),
        Artiste.objects.count(),
        Visuel.objects.count(),
        Son.objects.count(),
        Group.objects.filter(name__startswith="Nantes").count(),
        get_user_model().objects.count(),
        Site.objects.count(),
    ] == [0, 0, 0, 0, 0, 0, 0]


def test_chaque_histoire_d_oeuvre_tient_entre_40_et_90_mots():
    longueurs = {cle: len(texte["recit"].split()) for cle, texte in textes("oeuvres").items()}
    assert {cle: mots for cle, mots in longueurs.items() if not 40 <= mots <= 90} == {}
    assert set(longueurs) == {fait["id"] for fait in faits("oeuvres") if fait.get("lat")}


def test_chaque_histoire_de_lieu_tient_entre_80_et_150_mots():
    longueurs = {cle: len(texte["recit"].split()) for cle, texte in textes("lieux").items()}
    assert {cle: mots for cle, mots in longueurs.items() if not 80 <= mots <= 150} == {}
    assert list(longueurs) == [arret["lieu"] for arret in faits("ligne_verte") if arret["nature"] == "lieu"]


def test_chaque_arret_de_la_ligne_qui_est_une_oeuvre_est_une_oeuvre_connue():
    arrets = faits("ligne_verte")
    assert [arret["ordre"] for arret in arrets] == list(range(1, 48))
    assert {arret["oeuvre"] for arret in arrets if arret["nature"] == "oeuvre"} <= set(textes("oeuvres"))


def test_chaque_etape_dit_pourquoi_s_arreter_et_le_chemin_depuis_celle_d_avant():
    parcours = textes("parcours")
    assert {cle: len(texte["etapes"]) for cle, texte in parcours.items()} == {
        "ligne-verte": 47,
        "une-heure-de-plain-pied": 7,
        "avec-des-enfants": 7,
    }
    assert [etape["ordre"] for etape in parcours["ligne-verte"]["etapes"]] == list(range(1, 48))
    assert [
        (cle, etape["ordre"])
        for cle, texte in parcours.items()
        for rang, etape in enumerate(texte["etapes"])
        if not etape["pourquoi"] or ("chemin" in etape) != (rang > 0)
    ] == []


@pytest.mark.parametrize("langue", ["en", "de"])
@pytest.mark.parametrize("nom", ["recit", "quartiers", "pages", "oeuvres", "lieux", "parcours", "sons"])
def test_chaque_paragraphe_a_sa_traduction(nom, langue):
    traduits = textes(nom, langue)
    communs = {cle: valeur for cle, valeur in textes(nom).items() if cle in traduits}
    paires = correspondances(communs, traduits)
    assert [francais for francais, traduit in paires.items() if francais and not traduit] == []
    assert set(traduits) <= set(textes(nom))


def test_les_paragraphes_sont_separes_par_une_ligne_vide_et_sans_balise():
    assert paragraphes("Un & deux.\n\n<b>Trois</b>\nquatre.\n") == [
        "Un &amp; deux.",
        "&lt;b&gt;Trois&lt;/b&gt; quatre.",
    ]


@pytest.mark.django_db
def test_une_visiteuse_allemande_marche_toute_la_ligne_de_la_demonstration(client):
    """Each of the 47 stops, by the link to the next; what is not told in German says so, and nothing is asked elsewhere."""
    charger()
    page = ParcoursPage.objects.get(slug="ligne-verte", locale__language_code="de")
    adresse, lus, demandees = f"{page.url}{page.etapes.first().code}/", [], set()
    while adresse:
        reponse = client.get(adresse)
        html = reponse.content.decode()
        arret = reponse.context["arret"]
        dit = re.search(r"<h1(?: lang=\"(\w+)\")?>", html)[1]
        annonce = re.search(r'class="histoire-de-l-arret"(?: lang="(\w+)")?', html)
        lus.append((reponse.status_code, arret.numero, dit == arret.langue, annonce and annonce[1]))
        demandees |= set(re.findall(r'(?:src|data-feuille|data-leaflet)="(https?://[^"]+)"', html))
        demandees |= set(re.findall(r'<link rel="(?:stylesheet|icon|preload)"[^>]*href="(https?://[^"]+)"', html))
        suivant = re.search(r'rel="next" href="(.*?)"', html)
        adresse = suivant and suivant[1]
    assert [(statut, numero, marque) for statut, numero, marque, _langue in lus] == [
        (200, rang, True) for rang in range(1, 48)
    ]
    assert {langue for *_dits, langue in lus} <= {None, "fr", "en"}
    assert "fr" in {langue for *_dits, langue in lus}, "part of the line is told in French only"
    assert demandees == set()
