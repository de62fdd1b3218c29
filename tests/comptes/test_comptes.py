"""An account is an e-mail address: whatever its case, at every door; no weak password, and nothing to guess."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core import mail
from django.db import IntegrityError
from django.urls import reverse

from comptes.actions import poser_les_roles
from tests.bureau.outils import chef, client_de

SECRET = "une-longue-phrase-secrete"


@pytest.fixture
def marie(db):
    return get_user_model().objects.create_superuser("Marie@Ville.example", SECRET, first_name="Marie")


def se_connecter(client, email, mot_de_passe=SECRET):
    client.post(reverse("wagtailadmin_login"), {"username": email, "password": mot_de_passe})
    return "_auth_user_id" in client.session


@pytest.mark.parametrize("email", ["Marie@ville.example", "marie@ville.example", " MARIE@VILLE.EXAMPLE "])
def test_on_se_connecte_quelle_que_soit_la_casse(marie, client, email):
    assert se_connecter(client, email)


@pytest.mark.parametrize(
    ("email", "mot_de_passe"), [("marie@ville.example", "faux"), ("personne@ville.example", SECRET), ("", "")]
)
def test_une_connexion_refusee_dit_la_meme_chose_que_le_compte_existe_ou_non(marie, client, email, mot_de_passe):
    reponse = client.post(reverse("wagtailadmin_login"), {"username": email, "password": mot_de_passe})
    assert reponse.status_code == 200
    assert "_auth_user_id" not in client.session


def test_le_mot_de_passe_oublie_repond_de_meme_a_un_inconnu(marie, client):
    adresse = reverse("wagtailadmin_password_reset")

    connue = client.post(adresse, {"email": "marie@ville.example"})
    inconnue = client.post(adresse, {"email": "personne@ville.example"})

    assert (connue.status_code, connue.url) == (inconnue.status_code, inconnue.url)
    assert [message.to for message in mail.outbox] == [["Marie@ville.example"]]


def test_deux_comptes_ne_different_pas_par_la_casse(marie):
    with pytest.raises(IntegrityError):
        get_user_model().objects.create_user("MARIE@ville.example")


def creer(client, **champs):
    return client.post(
        reverse("wagtailusers_users:add"),
        {
            "email": "jean@ville.example",
            "first_name": "Jean",
            "last_name": "Martin",
            "password1": SECRET,
            "password2": SECRET,
        }
        | champs,
    )


def test_on_cree_un_compte_dans_l_administration_puis_il_se_connecte(marie, client, ville):
    poser_les_roles(ville.site)
    groupe = Group.objects.get(name="Nantes · Communication")

    reponse = creer(client_de(marie), groups=[groupe.pk])

    assert reponse.status_code == 302
    jean = get_user_model().objects.get(email="jean@ville.example")
    assert [g.name for g in jean.groups.all()] == ["Nantes · Communication"]
    assert not jean.is_superuser
    assert se_connecter(client, "Jean@Ville.example")


@pytest.mark.parametrize(
    "champs",
    [
        {"password1": "12345678", "password2": "12345678"},
        {"password1": "jean.martin", "password2": "jean.martin"},
        {"password1": "", "password2": ""},
        {"password2": "autre-chose-entierement"},
        {"email": "MARIE@VILLE.EXAMPLE"},
        {"email": "pas une adresse"},
    ],
)
def test_un_compte_mal_rempli_est_refuse_en_clair(marie, champs):
    reponse = creer(client_de(marie), **champs)
    assert reponse.status_code == 200
    assert reponse.context["form"].errors
    assert get_user_model().objects.count() == 1


def test_on_modifie_un_compte_dans_l_administration(marie):
    jean = get_user_model().objects.create_user("jean@ville.example", SECRET, first_name="Jean", last_name="M")

    reponse = client_de(marie).post(
        reverse("wagtailusers_users:edit", args=[jean.pk]),
        {"email": "Jean.Martin@ville.example", "first_name": "Jean", "last_name": "Martin", "is_active": "on"},
    )

    assert reponse.status_code == 302
    jean.refresh_from_db()
    assert (jean.email, jean.last_name, jean.check_password(SECRET)) == ("Jean.Martin@ville.example", "Martin", True)


@pytest.mark.parametrize("vue", ["index", "add"])
def test_seul_qui_tient_l_installation_gere_les_comptes(ville, vue):
    poser_les_roles(ville.site)
    alex = get_user_model().objects.create_user("alex@ville.example", SECRET)
    alex.groups.add(Group.objects.get(name="Nantes · Administration"))
    assert client_de(alex).get(reverse(f"wagtailusers_users:{vue}")).status_code == 302


def test_la_liste_et_la_recherche_des_comptes_s_ouvrent(marie):
    client = client_de(marie)
    assert "Marie@ville.example" in client.get(reverse("wagtailusers_users:index"), {"q": "marie"}).content.decode()


def test_chacun_change_son_adresse_et_sa_langue(db):
    compte = chef()
    client = client_de(compte)
    html = client.get(reverse("wagtailadmin_account")).content.decode()
    assert '<html lang="fr"' in html

    client.post(
        reverse("wagtailadmin_account"),
        {
            "name_email-first_name": "Camille",
            "name_email-last_name": "Durand",
            "name_email-email": "camille@ville.example",
            "locale-preferred_language": "en",
            "locale-current_time_zone": "Europe/Paris",
            "theme-theme": "system",
            "theme-density": "default",
            "theme-contrast": "system",
            "notifications-submitted_notifications": "on",
        },
    )

    compte.refresh_from_db()
    assert (compte.first_name, compte.email) == ("Camille", "camille@ville.example")
    assert '<html lang="en"' in client.get(reverse("wagtailadmin_home")).content.decode()


def test_on_ne_prend_pas_l_adresse_d_un_autre_compte_a_la_casse_pres(marie):
    jean = get_user_model().objects.create_user("jean@ville.example", SECRET, first_name="Jean", last_name="M")

    reponse = client_de(marie).post(
        reverse("wagtailusers_users:edit", args=[jean.pk]),
        {"email": "marie@VILLE.example", "first_name": "Jean", "last_name": "M", "is_active": "on"},
    )

    assert reponse.status_code == 200
    assert "Un compte porte déjà cette adresse." in reponse.content.decode()


@pytest.mark.django_db
def test_le_mot_de_passe_se_demande_en_francais(client):
    html = client.get(reverse("wagtailadmin_login"), headers={"accept-language": "fr"}).content.decode()
    assert ("Mot de passe" in html, ">Password" in html) == (True, False)
