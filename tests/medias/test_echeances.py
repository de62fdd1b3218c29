"""The desk says a month before what leaves the site, to those who look after it."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone

from comptes.models import Compte
from medias.echeances import droits_qui_finissent, s_occupe_de_medias
from medias.models import Fichier, Visuel
from tests.medias.conftest import permettre, son, visuel

pytestmark = pytest.mark.django_db


@pytest.fixture
def fonds(racine):
    """Media of two collections, with and without an end; someone who looks after one of them, someone of none."""
    nantes, ailleurs = racine.add_child(name="Nantes"), racine.add_child(name="Ailleurs")
    jour = timezone.localdate()
    visuel("Fini hier", droits_fin=jour - timedelta(days=1), collection=nantes)
    visuel("Finit dans un mois", droits_fin=jour + timedelta(days=30), collection=nantes)
    visuel("Finit plus tard", droits_fin=jour + timedelta(days=31), collection=nantes)
    visuel("Sans fin", collection=nantes)
    visuel("Finit ailleurs", droits_fin=jour + timedelta(days=2), collection=ailleurs)
    son("Son qui finit", droits_fin=jour + timedelta(days=3), collection=nantes)
    groupe = Group.objects.create(name="Communication")
    acces = Permission.objects.get(codename="access_admin")
    groupe.permissions.add(acces)
    permettre(groupe, nantes, "wagtailimages.change_image", "wagtailmedia.change_media")
    veille = Compte.objects.create_user("com@ville.example", "mot de passe")
    veille.groups.add(groupe)
    sans = Compte.objects.create_user("trad@ville.example", "mot de passe")
    sans.user_permissions.add(acces)
    return veille, sans, jour


def test_chacun_voit_ce_dont_il_s_occupe(fonds):
    veille, sans, jour = fonds
    assert [e.titre for e in droits_qui_finissent(veille, jour)] == [
        "Fini hier",
        "Son qui finit",
        "Finit dans un mois",
    ]
    assert s_occupe_de_medias(veille) is True
    assert (droits_qui_finissent(sans, jour), s_occupe_de_medias(sans)) == ([], False)


@pytest.mark.parametrize("nom", ["medias_droits", "medias_droits_results"])
def test_le_rapport_les_dit(client, fonds, nom):
    veille, sans, _jour = fonds
    client.force_login(veille)
    html = client.get(reverse(nom)).content.decode()
    titres = ("Fini hier", "Son qui finit", "Finit dans un mois", "Finit plus tard", "Sans fin", "Finit ailleurs")
    assert [titre in html for titre in titres] == [True, True, True, False, False, False]
    assert "Retiré du site depuis le" in html
    client.force_login(sans)
    assert client.get(reverse(nom)).status_code == 302


@pytest.mark.parametrize("genre", ["csv", "xlsx"])
def test_le_rapport_s_emporte(client, fonds, genre):
    client.force_login(fonds[0])
    reponse = client.get(reverse("medias_droits"), {"export": genre})
    contenu = b"".join(reponse.streaming_content) if reponse.streaming else reponse.content
    assert (reponse.status_code, b"Finit ailleurs" in contenu) == (200, False)
    if genre == "csv":
        assert contenu.decode().splitlines()[0] == "Titre,Genre,Collection,Crédit,Fin des droits,Sur le site"


def test_aucun_tableur_ne_prend_un_credit_pour_une_formule(client, fonds):
    veille, _sans, jour = fonds
    Visuel.objects.filter(title="Fini hier").update(title="=1+1", credit="@SUM(A1)")
    client.force_login(veille)
    contenu = b"".join(client.get(reverse("medias_droits"), {"export": "csv"}).streaming_content).decode()
    assert contenu.splitlines()[1].startswith(f"'=1+1,image,Nantes,'@SUM(A1),{jour - timedelta(days=1)}")


@pytest.mark.parametrize("genre", ["images", "documents"])
def test_l_api_de_l_administration_ne_nomme_que_ce_que_l_on_voit(client, fonds, racine, genre):
    Fichier.objects.create(title="Plan d’ailleurs", file=ContentFile(b"plan", name="plan.txt"), collection=racine)
    client.force_login(fonds[0])
    titres = [medium["title"] for medium in client.get(f"/admin/api/main/{genre}/").json()["items"]]
    visibles = {"images": ["Fini hier", "Finit dans un mois", "Finit plus tard", "Sans fin"], "documents": []}
    assert titres == visibles[genre]


def test_le_menu_des_rapports_le_montre_a_qui_s_en_occupe(client, fonds):
    veille, sans, _jour = fonds
    pages = []
    for compte in (veille, sans):
        client.force_login(compte)
        pages.append(reverse("medias_droits") in client.get(reverse("wagtailadmin_home")).content.decode())
    assert pages == [True, False]
