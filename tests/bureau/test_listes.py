"""The listings show what matters, of this city only, in as many queries for many rows as for few."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from wagtail.log_actions import log
from wagtail.users.models import UserProfile

from comptes.actions import poser_les_roles
from oeuvres.models import Artiste, ArtisteDeLOeuvre
from recit.models import ARelire
from tests import fabrique
from tests.bureau.outils import chef, client_de
from tests.comptes.test_roles import personne

LISTES = ["recits", "promesses", "positionnements", "quartiers", "oeuvres", "pages"]


@pytest.fixture
def saint_nazaire(ville):
    autre = fabrique.ville("Saint-Nazaire", "saint-nazaire.example", par_defaut=False)
    autre.oeuvre.title = autre.oeuvre.draft_title = "Suite de triangles"
    autre.oeuvre.save()
    fabrique.artiste(autre.site, "Felice Varini")
    poser_les_roles(autre.site)
    return autre


def liste(client, nom, **demande):
    reponse = client.get(reverse(f"raconter_{nom}:index"), demande)
    assert reponse.status_code == 200
    return reponse


def titres(reponse):
    return sorted(page.title for page in reponse.context["object_list"])


@pytest.mark.parametrize("nom", LISTES)
def test_chaque_liste_s_ouvre_et_se_trie(nantes, nom):
    client = client_de(personne("Administration"))
    for ordre in ("title", "-latest_revision_created_at", "live", "n-importe-quoi"):
        liste(client, nom, ordering=ordre)


def test_la_liste_des_oeuvres_dit_les_artistes_ce_qui_manque_et_les_langues(nantes):
    buren = fabrique.artiste(nantes.site)
    fabrique.oeuvre(nantes.quartier, nantes.promesse, titre="À finir", live=False, artistes=[buren], accroche="")

    html = liste(client_de(personne("Communication")), "oeuvres").content.decode()

    assert "Daniel Buren" in html
    assert "Écrivez l’accroche" in html
    assert "Français : brouillon" in html
    assert "Français : en ligne" in html


@pytest.mark.parametrize(
    ("filtre", "attendues"),
    [
        ({"manque": "refuse"}, ["À finir"]),
        ({"manque": "conseille"}, ["Les Anneaux"]),
        ({"manque": "rien"}, []),
        ({"etat": "brouillon"}, ["À finir"]),
        ({"etat": "en_ligne"}, ["Les Anneaux"]),
        ({"traduction": "en_ligne:fr"}, ["Les Anneaux"]),
        ({"traduction": "pas_en_ligne:en"}, ["Les Anneaux", "À finir"]),
        ({"locale": "en"}, []),
        ({"manque": "n-importe-quoi"}, ["Les Anneaux", "À finir"]),
    ],
)
def test_on_filtre_la_liste_des_oeuvres(nantes, filtre, attendues):
    fabrique.oeuvre(nantes.quartier, nantes.promesse, titre="À finir", live=False, accroche="")
    assert titres(liste(client_de(personne("Communication")), "oeuvres", **filtre)) == attendues


def test_une_histoire_a_relire_se_voit_et_se_filtre(nantes):
    fabrique.oeuvre(nantes.quartier, nantes.promesse, titre="Autre")
    ARelire.objects.create(
        page_id=nantes.oeuvre.pk, cause_id=nantes.promesse.pk, avant={}, apres={}, depuis=timezone.now()
    )
    client = client_de(personne("Relecture"))

    assert reverse("recit_histoire_a_relire", args=[nantes.oeuvre.pk]) in liste(client, "oeuvres").content.decode()
    assert titres(liste(client, "oeuvres", coherence="a_relire")) == ["Les Anneaux"]
    assert titres(liste(client, "oeuvres", coherence="relue")) == ["Autre"]


def test_on_filtre_les_oeuvres_par_quartier(nantes):
    autre = fabrique.quartier(nantes.recit, nantes.promesse, titre="Chantenay", slug="chantenay")
    fabrique.oeuvre(autre, nantes.promesse, titre="Ailleurs")
    client = client_de(personne("Communication"))

    assert titres(liste(client, "oeuvres", quartier=autre.pk)) == ["Ailleurs"]


@pytest.mark.parametrize("nom", LISTES)
def test_une_liste_ne_montre_que_sa_ville(nantes, saint_nazaire, nom):
    html = liste(client_de(personne("Administration")), nom).content.decode()
    assert "Saint-Nazaire" not in html
    assert "Suite de triangles" not in html


def test_l_explorateur_a_les_memes_colonnes_et_ne_nomme_pas_l_autre_ville(nantes, saint_nazaire):
    fabrique.oeuvre(nantes.quartier, nantes.promesse, titre="À finir", live=False, accroche="")
    client = client_de(personne("Administration"))

    html = client.get(reverse("wagtailadmin_explore", args=[nantes.quartier.pk])).content.decode()

    assert "Écrivez l’accroche" in html
    assert "Saint-Nazaire" not in html


@pytest.mark.parametrize(
    "adresse", ["/admin/pages/", "/admin/reports/site-history/", "/admin/reports/site-history/results/"]
)
def test_aucun_filtre_ne_nomme_qui_travaille_pour_une_autre_ville(nantes, saint_nazaire, adresse):
    la, ici = personne("Communication", "Saint-Nazaire"), personne("Communication")
    for page, qui in ((saint_nazaire.oeuvre, la), (nantes.oeuvre, ici)):
        log(page, "wagtail.edit", user=qui)
    html = client_de(personne("Administration")).get(adresse).content.decode()
    assert (la.email in html, ici.email in html) == (False, "site-history/" in adresse)


def test_huit_lignes_ou_vingt_quatre_autant_de_requetes(nantes):
    client = client_de(personne("Administration"))
    adresse = reverse("raconter_oeuvres:index")

    def requetes(combien):
        while nantes.quartier.get_children().count() < combien:
            fabrique.oeuvre(nantes.quartier, nantes.promesse, titre="Œuvre", live=False)
        client.get(adresse)
        with CaptureQueriesContext(connection) as lues:
            assert len(client.get(adresse).context["object_list"]) == combien
        return len(lues)

    assert requetes(8) == requetes(24)


def test_les_artistes_sont_ceux_de_la_ville_avec_leurs_oeuvres(nantes, saint_nazaire):
    buren = fabrique.artiste(nantes.site)
    nantes.oeuvre.artistes.add(ArtisteDeLOeuvre(artiste=buren))
    nantes.oeuvre.save()
    client = client_de(personne("Communication"))

    reponse = client.get(reverse("wagtailsnippets_oeuvres_artiste:list"))

    assert [(a.nom, a.nombre_d_oeuvres) for a in reponse.context["object_list"]] == [("Daniel Buren", 1)]
    usage = client.get(reverse("wagtailsnippets_oeuvres_artiste:usage", args=[buren.pk]))
    assert "Les Anneaux" in usage.content.decode()


def test_un_artiste_d_une_autre_ville_ne_s_ouvre_pas(nantes, saint_nazaire):
    varini = Artiste.objects.get(nom="Felice Varini")
    client = client_de(personne("Administration"))
    for vue in ("edit", "delete", "usage", "history"):
        reponse = client.get(reverse(f"wagtailsnippets_oeuvres_artiste:{vue}", args=[varini.pk]))
        assert "Varini" not in reponse.content.decode(), vue


def test_une_traductrice_ne_change_que_sa_langue(nantes):
    en_francais = fabrique.artiste(nantes.site)
    en_anglais = en_francais.copy_for_translation(nantes.accueils["en"].locale)
    en_anglais.save()
    client = client_de(personne("Traduction · English"))

    def ouvre(artiste):
        return client.get(reverse("wagtailsnippets_oeuvres_artiste:edit", args=[artiste.pk])).status_code == 200

    assert (ouvre(en_francais), ouvre(en_anglais)) == (False, True)


def test_on_ne_cree_pas_un_artiste_dans_une_autre_ville(nantes, saint_nazaire):
    client = client_de(personne("Administration"))

    reponse = client.post(
        reverse("wagtailsnippets_oeuvres_artiste:add") + "?locale=fr", {"site": saint_nazaire.site.pk, "nom": "Intrus"}
    )

    assert list(reponse.context["form"].errors) == ["site"]
    assert not Artiste.objects.filter(nom="Intrus").exists()


def test_le_choix_d_un_artiste_ne_propose_que_la_ville_et_la_langue_de_la_page(nantes, saint_nazaire):
    fabrique.artiste(nantes.site)
    page = reverse("wagtailadmin_pages:edit", args=[nantes.oeuvre.pk])
    adresse = reverse("wagtailsnippetchoosers_oeuvres_artiste:choose")

    html = client_de(chef()).get(adresse, headers={"referer": f"http://testserver{page}"}).content.decode()

    assert "Daniel Buren" in html
    assert "Varini" not in html


def test_une_histoire_que_rien_ne_met_en_doute_le_dit_aussi(nantes):
    html = liste(client_de(personne("Relecture")), "quartiers").content.decode()

    assert "Rien n’attend d’être relu." in html


@pytest.mark.parametrize(
    ("langue", "un", "plusieurs"),
    [("fr", "parcours", "parcours"), ("en", "route", "routes"), ("de", "Rundgang", "Rundgänge")],
)
def test_un_parcours_et_plusieurs_se_disent_dans_chaque_langue(ville, langue, un, plusieurs):
    """French has one word for both."""
    ligne = fabrique.parcours(ville.accueil, [ville.oeuvre, ville.quartier], slug="ligne")
    compte = chef()
    UserProfile.objects.create(user=compte, preferred_language=langue)

    client = client_de(compte)
    formulaire = client.get(reverse("wagtailadmin_pages:add", args=["parcours", "parcourspage", ligne.get_parent().pk]))

    assert un.lower() in re.search("<title>(.*?)</title>", formulaire.content.decode(), re.S)[1].lower()
    with override(langue):
        assert str(ligne._meta.verbose_name_plural) == plusieurs
