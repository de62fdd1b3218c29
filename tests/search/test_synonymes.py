"""Editors teach the search their city's words: in their city and their languages, at once, and nobody else's."""

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.urls import reverse
from wagtail.models import GroupSitePermission, Locale

from comptes.actions import poser_les_roles
from search.models import Synonyme, synonymes_de_la_ville
from search.rules.requete import lire_la_requete
from socle.lectures import une_requete
from tests import fabrique
from tests.bureau.outils import chef, client_de
from tests.comptes.test_roles import ROLES, personne

VUES = ("edit", "delete", "copy", "history", "usage")


@pytest.fixture
def nantes(ville):
    poser_les_roles(ville.site)
    return ville


@pytest.fixture
def saint_nazaire(ville):
    autre = fabrique.ville("Saint-Nazaire", "saint-nazaire.example", par_defaut=False)
    poser_les_roles(autre.site)
    return autre


def langue(code):
    return Locale.objects.get(language_code=code)


def synonyme(ville, termes="toboggan, rampe", code="fr"):
    return Synonyme.objects.create(site=ville.site, locale=langue(code), termes=termes)


def adresse(vue, *args):
    return reverse(f"wagtailsnippets_search_synonyme:{vue}", args=args)


def ecrire(client, ville, termes, code="fr"):
    return client.post(adresse("add"), {"site": ville.site.pk, "locale": langue(code).pk, "termes": termes})


def ecrits():
    lus = Synonyme.objects.order_by("pk").values_list("site__site_name", "locale__language_code", "termes")
    return list(lus)


# --- what may be written ----------------------------------------------------


@pytest.mark.parametrize(
    ("termes", "raison"),
    [
        ("toboggan", "Écrivez au moins deux expressions, séparées par une virgule."),
        ("toboggan, ", "Écrivez au moins deux expressions, séparées par une virgule."),
        (",".join(f"mot{rang}" for rang in range(21)), "Écrivez au plus 20 expressions : il y en a 21."),
        ("rampe, " + "a" * 61, "« aaaaaaaaaaaaaaaaaaaa… » est trop long : 60 caractères au plus."),
        ("rampe, !!!", "« !!! » ne contient aucun mot."),
        ("Été, rampe, ete", "« ete » est déjà écrit : accents et majuscules ne comptent pas."),
        ("rampe, Toboggan", "Ce groupe existe déjà : « toboggan, rampe »."),
    ],
)
def test_un_groupe_mal_ecrit_est_refuse_avec_sa_raison(ville, termes, raison):
    synonyme(ville)
    with pytest.raises(ValidationError) as refus:
        Synonyme(site=ville.site, locale=langue("fr"), termes=termes).full_clean()
    assert refus.value.message_dict == {"termes": [raison]}


def test_un_groupe_est_range_et_le_meme_peut_servir_dans_une_autre_langue(ville):
    synonyme(ville)
    autre = Synonyme(site=ville.site, locale=langue("en"), termes=" toboggan ,, rampe  de   skate,")
    autre.full_clean()
    assert autre.termes == "toboggan, rampe de skate"


def test_se_reecrire_soi_meme_n_est_pas_se_repeter(ville):
    synonyme(ville).full_clean()


# --- who writes, and where --------------------------------------------------


@pytest.mark.parametrize(
    ("role", "langues"),
    [
        ("Communication", ["fr"]),
        ("Relecture", ["fr", "en", "de"]),
        ("Administration", ["fr", "en", "de"]),
        ("Traduction · English", ["en"]),
        ("Traduction · Deutsch", ["de"]),
    ],
)
def test_chacun_ecrit_dans_ses_langues_et_sa_ville_seulement(nantes, saint_nazaire, role, langues):
    client = client_de(personne(role))
    for code in ("fr", "en", "de"):
        ecrire(client, nantes, f"un {code}, deux {code}", code)
        ecrire(client, saint_nazaire, f"un {code}, deux {code}", code)
    assert ecrits() == [("Nantes", code, f"un {code}, deux {code}") for code in langues]


def test_le_formulaire_dit_pourquoi_il_refuse(nantes):
    reponse = ecrire(client_de(personne("Communication")), nantes, "rampe")
    assert reponse.context["form"].errors == {
        "termes": ["Écrivez au moins deux expressions, séparées par une virgule."]
    }


def test_qui_ecrit_dans_deux_villes_n_ecrit_que_dans_la_langue_de_chacune(nantes, saint_nazaire):
    compte = personne("Traduction · English")
    compte.groups.add(Group.objects.get(name="Saint-Nazaire · Traduction · Deutsch"))

    reponse = ecrire(client_de(compte), saint_nazaire, "ramp, toboggan", "en")

    assert reponse.context["form"].non_field_errors() == ["Vous n’écrivez pas dans cette langue pour cette ville."]
    assert ecrits() == []


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("vue", VUES)
def test_rien_d_une_autre_ville_ne_s_ouvre(nantes, saint_nazaire, role, vue):
    autre = synonyme(saint_nazaire, "sous-marin, submersible")
    client = client_de(personne(role))
    for reponse in (client.get(adresse(vue, autre.pk)), client.post(adresse(vue, autre.pk), {"termes": "a, b"})):
        assert reponse.status_code in (302, 403)
        assert "sous-marin" not in reponse.content.decode()
    assert ecrits() == [("Saint-Nazaire", "fr", "sous-marin, submersible")]


def test_ni_la_liste_ni_le_choix_ni_l_effacement_en_lot_ne_nomment_une_autre_ville(nantes, saint_nazaire):
    ici, autre = synonyme(nantes), synonyme(saint_nazaire, "sous-marin, submersible")
    client = client_de(personne("Administration"))
    en_lot = reverse("wagtail_bulk_action", args=["search", "synonyme", "delete"])

    for page in (
        adresse("list"),
        adresse("list") + "?q=marin",
        reverse("wagtailsnippetchoosers_search_synonyme:choose"),
        f"{en_lot}?id={autre.pk}&id={ici.pk}",
        f"{en_lot}?id=all",
    ):
        html = client.get(page).content.decode()
        assert ("sous-marin" in html, "Saint-Nazaire" in html) == (False, False), page
    assert "toboggan, rampe" in client.get(adresse("list")).content.decode()

    client.post(f"{en_lot}?id={autre.pk}&id={ici.pk}")
    assert ecrits() == [("Saint-Nazaire", "fr", "sous-marin, submersible")]


@pytest.mark.parametrize("vue", VUES)
def test_une_traductrice_n_ouvre_que_sa_langue(nantes, vue):
    en_francais, en_anglais = synonyme(nantes), synonyme(nantes, "ramp, toboggan", "en")
    client = client_de(personne("Traduction · English"))
    assert [client.get(adresse(vue, objet.pk)).status_code for objet in (en_francais, en_anglais)] == [302, 200]


def test_un_synonyme_se_modifie_et_s_efface(nantes):
    objet = synonyme(nantes)
    client = client_de(personne("Communication"))

    client.post(
        adresse("edit", objet.pk),
        {"site": nantes.site.pk, "locale": langue("fr").pk, "termes": "toboggan, rampe, skate"},
    )
    assert ecrits() == [("Nantes", "fr", "toboggan, rampe, skate")]
    client.post(adresse("delete", objet.pk))
    assert ecrits() == []


def test_manage_py_roles_donne_les_synonymes_a_une_ville_deja_la(nantes):
    droits = GroupSitePermission.objects.filter(permission__codename="add_synonyme")
    droits.delete()
    call_command("roles")
    assert sorted(droits.all().values_list("group__name", flat=True)) == sorted(f"Nantes · {role}" for role in ROLES)


# --- the screens ------------------------------------------------------------


def test_la_liste_vide_le_dit_et_rappelle_ce_que_la_recherche_sait_deja(nantes):
    html = client_de(personne("Communication")).get(adresse("list")).content.decode()
    assert "Aucun synonyme pour l’instant." in html
    assert "boulevard, bd, bld, boul, bvd" in html
    assert 'lang="de">straße, str, strasse' in html


def test_la_liste_se_filtre_par_langue_et_se_cherche(nantes):
    synonyme(nantes)
    synonyme(nantes, "ramp, skate park", "en")
    client = client_de(personne("Administration"))

    def termes(**demande):
        return [objet.termes for objet in client.get(adresse("list"), demande).context["object_list"]]

    assert termes() == ["ramp, skate park", "toboggan, rampe"]
    assert termes(locale="en") == ["ramp, skate park"]
    assert termes(q="rampe") == ["toboggan, rampe"]
    assert termes(locale="n-importe-quoi") == ["ramp, skate park", "toboggan, rampe"]


def test_le_menu_raconter_mene_aux_synonymes(nantes):
    html = client_de(personne("Traduction · English")).get(reverse("wagtailadmin_home")).content.decode()
    assert adresse("list") in html


def commence(client, **demande):
    formulaire = client.get(adresse("add"), demande).context["form"]
    return {nom: formulaire[nom].value() for nom in ("site", "locale", "termes")}


def test_l_adresse_commence_un_synonyme(nantes, saint_nazaire):
    demande = {"termes": "rampe", "langue": "en"}
    tout = {"site": nantes.site.pk, "locale": langue("en").pk, "termes": "rampe, "}

    assert commence(client_de(personne("Relecture")), **demande, ville=nantes.site.pk) == tout
    assert commence(client_de(chef()), **demande, ville=saint_nazaire.site.pk) == tout | {"site": saint_nazaire.site.pk}


@pytest.mark.parametrize(
    "demande",
    [
        {"langue": "xx", "ville": "moi"},
        {"langue": "fr\x00", "ville": "²", "termes": "\x00"},
        {"ville": "9" * 40},
        {"ville": "-1"},
    ],
)
def test_une_adresse_mal_ecrite_commence_un_synonyme_vide(nantes, saint_nazaire, demande):
    vide = commence(client_de(chef()), **demande)
    assert vide["site"] is None
    assert vide["termes"] in (None, "")


def test_on_ne_commence_pas_dans_une_autre_ville(nantes, saint_nazaire):
    compte = personne("Communication")
    assert commence(client_de(compte), termes="rampe", ville=saint_nazaire.site.pk)["site"] == nantes.site.pk


# --- the effect -------------------------------------------------------------


def formes(ville, texte, code="fr"):
    requete = lire_la_requete(texte, code, synonymes_de_la_ville(ville.site, code))
    return [set(mot.formes) for mot in requete.mots]


def test_un_synonyme_agit_aussitot_dans_sa_ville_et_sa_langue(nantes, saint_nazaire):
    assert formes(nantes, "rampe") == [{("rampe",)}]

    ecrire(client_de(personne("Communication")), nantes, "toboggan, rampe, grand saut")

    trois = {("toboggan",), ("rampe",), ("grand", "saut")}
    assert formes(nantes, "Rampe") == [trois]
    assert formes(nantes, "le grand-saut") == [trois]
    assert formes(nantes, "rampe", "en") == [{("rampe",)}]
    assert formes(saint_nazaire, "rampe") == [{("rampe",)}]


def test_les_synonymes_ne_sont_lus_qu_une_fois_par_requete(nantes, django_assert_num_queries):
    synonyme(nantes)
    with une_requete(), django_assert_num_queries(1):
        assert synonymes_de_la_ville(nantes.site, "fr") == synonymes_de_la_ville(nantes.site, "fr")
