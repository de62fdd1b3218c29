"""What the editor of translations shows: stops by their rank, the names of the pages referred to, no number of a city."""

import json
from datetime import date

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse
from lxml import etree
from wagtail.models import Page
from wagtail.users.models import UserProfile

from agenda.models import Edition
from tests import fabrique
from tests.traduction.conftest import ecrire, tout_traduire
from traduction.actions import commander
from traduction.queries import textes_par_segment

pytestmark = pytest.mark.django_db


def nom_de(client, page):
    reponse = client.get(f"/admin/api/main/pages/{page.pk}/", headers={"accept": "application/json"})
    return reponse.status_code, reponse.json().get("title")


def test_qui_traduit_lit_le_nom_d_une_page_citee_de_sa_ville_et_rien_d_autre(commandee, nantes, ailleurs, gens):
    en = gens["Traduction · English"]
    lu = en.get(f"/admin/api/main/pages/{nantes.oeuvre.pk}/").json()
    assert lu == {
        "id": nantes.oeuvre.pk,
        "meta": {"type": "oeuvres.OeuvrePage"},
        "title": "Les Anneaux",
        "admin_display_title": "Les Anneaux",
    }
    assert nom_de(en, ailleurs.oeuvre) == (404, None)
    assert nom_de(gens["sans rôle"], nantes.oeuvre) == (404, None)
    nantes.oeuvre.unpublish()
    assert nom_de(en, nantes.oeuvre) == (404, None)
    nantes.quartier.unpublish()
    assert nom_de(en, nantes.quartier) == (200, "Île de Nantes")  # its English is under way


def test_une_page_que_l_on_peut_explorer_se_lit_comme_avant(nantes, gens):
    lu = gens["Communication"].get(f"/admin/api/main/pages/{nantes.oeuvre.pk}/").json()
    assert (lu["title"], "children" in lu["meta"]) == ("Les Anneaux", True)


@pytest.mark.parametrize("adresse", ["/admin/api/main/pages/999999/", "/admin/rien/", "/admin/localize/rien/"])
def test_rien_ne_renvoie_l_administration_sous_une_langue(nantes, gens, adresse):
    assert gens["Administration"].get(adresse).status_code == 404


def props(client, objet, route="wagtailadmin_pages:edit"):
    reponse = client.get(reverse(route, args=[objet.pk]))
    return json.loads(etree.HTML(reponse.content.decode()).find(".//*[@data-props]").get("data-props"))


def test_les_etapes_d_un_parcours_sont_numerotees(nantes, en, gens):
    libre = {"titre": "Le quai", "latitude": 47.2, "longitude": -1.5, "pourquoi": "On voit tout."}
    ligne = fabrique.parcours(nantes.accueil, [nantes.oeuvre, libre])
    commander(ligne, [en])
    traduite = Page.objects.get(translation_key=ligne.translation_key, locale=en)
    segments = props(gens["Traduction · English"], traduite)["segments"]
    vus = {(s["location"]["field"], s["contentPath"].split(".")[-1]) for s in segments if "etapes." in s["contentPath"]}
    assert vus == {("Étape 1", "histoire"), ("Étape 2", "titre"), ("Étape 2", "pourquoi")}


def test_la_ville_d_une_edition_ne_se_montre_pas(nantes, en, gens):
    ete = Edition.objects.create(
        site=nantes.site, nom="Été 2026", locale=nantes.accueil.locale, debut=date(2026, 6, 21), fin=date(2026, 9, 21)
    )
    commander(ete, [en])
    traduite = type(ete).objects.get(translation_key=ete.translation_key, locale=en)
    segments = props(gens["Traduction · English"], traduite, "wagtailsnippets_agenda_edition:edit")["segments"]
    assert ("nom" in {s["contentPath"] for s in segments}, "site" in {s["contentPath"] for s in segments}) == (
        True,
        False,
    )


# --- one language ---------------------------------------------------------------


def parler(client, langue):
    """Give somebody the admin in a language."""
    UserProfile.objects.update_or_create(user=client_connu(client), defaults={"preferred_language": langue})
    return client


def client_connu(client):
    return get_user_model().objects.get(pk=client.session["_auth_user_id"])


@pytest.mark.parametrize(
    ("langue", "publier", "sections"),
    [
        (
            "fr",
            "Publier en ",
            {"source": "français", "cible": "anglais", "dit": "Traduction\u00a0: français → anglais"},
        ),
        ("en", "Publish in ", {"source": "French", "cible": "English", "dit": "Translation: French → English"}),
    ],
)
def test_l_editeur_parle_la_langue_de_qui_traduit(commandee, quartier_en, gens, il_est, langue, publier, sections):
    il_est("2026-05-04 10:00")
    traductrice = parler(gens["Traduction · English"], langue)
    ecrit = ecrire(traductrice, commandee, "title", "Isle of Nantes").json()
    lu = props(traductrice, quartier_en)
    relu = next(texte for texte in lu["initialStringTranslations"] if texte["data"] == "Isle of Nantes")
    quand = {"fr": "Traduit le 4 mai 2026", "en": "Translated on 4 May 2026"}[langue]
    assert (ecrit["comment"], relu["comment"]) == (quand, quand)

    html = etree.HTML(traductrice.get(reverse("wagtailadmin_pages:edit", args=[quartier_en.pk])).content.decode())
    mots = json.loads(html.find(".//script[@id='mots-de-l-editeur']").text)
    noms = (lu["sourceLocale"]["displayName"], lu["locale"]["displayName"])
    assert (noms, mots[f"{noms[0]} to {noms[1]} translation"]) == (
        (sections["source"], sections["cible"]),
        sections["dit"],
    )
    catalogue = traductrice.get("/admin/localize/jsi18n/").content.decode()
    assert f'"Publish in ": "{publier}"' in catalogue


def test_les_textes_se_datent_en_autant_de_questions_pour_un_ou_pour_dix(
    commandee, quartier_en, django_assert_num_queries
):
    tout_traduire(commandee)
    combien = commandee.source.stringsegment_set.count()
    with django_assert_num_queries(2):
        assert len(textes_par_segment(commandee)) == combien
