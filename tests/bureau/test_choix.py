"""Choosers offer only what is coherent: this city, and the promises of this narrative; the rest is refused in words."""

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data, streamfield

from oeuvres.models import Artiste
from recit.models import PromessePage, RecitPage
from tests import fabrique
from tests.bureau.outils import chef, client_de, envoyer
from tests.comptes.test_roles import personne

AILLEURS = "Ceci est d’une autre ville : choisissez dans celle-ci."


def choix(client, page_editee, parent=None, **demande):
    """Return what a page chooser offers, opened from the form of a page."""
    adresse = (
        reverse("wagtailadmin_choose_page_child", args=[parent.pk]) if parent else reverse("wagtailadmin_choose_page")
    )
    formulaire = reverse("wagtailadmin_pages:edit", args=[page_editee.pk])
    return client.get(adresse, demande, headers={"referer": f"http://testserver{formulaire}"}).json()["html"]


def test_le_choix_ne_propose_que_la_ville_de_la_page(nantes, saint_nazaire):
    html = choix(client_de(chef()), nantes.oeuvre)
    assert nantes.accueil.title in html
    assert "Saint-Nazaire" not in html


def test_la_recherche_ne_trouve_que_dans_la_ville_de_la_page(nantes, saint_nazaire):
    saint_nazaire.oeuvre.title = saint_nazaire.oeuvre.draft_title = "Les Anneaux du port"
    saint_nazaire.oeuvre.save()
    formulaire = reverse("wagtailadmin_pages:edit", args=[nantes.oeuvre.pk])

    html = (
        client_de(chef())
        .get(
            reverse("wagtailadmin_choose_page_search"),
            {"q": "Anneaux"},
            headers={"referer": f"http://testserver{formulaire}"},
        )
        .content.decode()
    )

    assert "Les Anneaux" in html
    assert "Les Anneaux du port" not in html


def test_le_choix_s_ouvre_la_ou_l_on_choisit_le_recit_pour_une_promesse_la_ville_sinon(nantes, saint_nazaire):
    client = client_de(personne("Communication"))

    promesses = choix(client, nantes.oeuvre, page_type="recit.promessepage", locale="fr")
    pages = choix(client, nantes.oeuvre)

    assert nantes.promesse.title in promesses
    assert nantes.recit.title in pages
    assert saint_nazaire.accueil.title not in pages


def test_le_choix_ouvert_sans_formulaire_ou_depuis_une_autre_ville_n_est_pas_une_erreur(nantes, saint_nazaire):
    client = client_de(personne("Communication"))

    for referent in (
        "",
        "/admin/pages/999999/edit/",
        reverse("wagtailadmin_pages:edit", args=[saint_nazaire.oeuvre.pk]),
    ):
        reponse = client.get(
            reverse("wagtailadmin_choose_page"),
            {"page_type": "recit.promessepage", "locale": "en"},
            headers={"referer": f"http://testserver{referent}"},
        )
        assert reponse.status_code == 200
        assert "Saint-Nazaire" not in reponse.content.decode()


def test_le_choix_d_une_promesse_ne_propose_que_celles_de_son_recit(nantes):
    prochain = nantes.accueil.add_child(instance=RecitPage(title="Le prochain récit", slug="prochain", live=False))
    prochain.add_child(instance=PromessePage(title="Une promesse à venir", slug="a-venir", live=False))
    client = client_de(personne("Communication"))

    accueil = choix(client, nantes.oeuvre, nantes.accueil, page_type="recit.promessepage")
    recit = choix(client, nantes.oeuvre, nantes.recit, page_type="recit.promessepage")
    a_venir = choix(client, nantes.oeuvre, prochain, page_type="recit.promessepage")

    assert "Le prochain récit" not in accueil
    assert "Le fleuve" in recit
    assert "Une promesse à venir" not in a_venir


def test_une_promesse_d_une_autre_ville_est_refusee_a_cote_du_champ(nantes, saint_nazaire):
    reponse = envoyer(
        client_de(personne("Communication")),
        nantes.quartier,
        promesses_tenues___0___promesse=str(saint_nazaire.promesse.pk),
    )

    promesses = reponse.context["form"].formsets["promesses_tenues"]
    assert promesses.forms[0].errors == {"promesse": [AILLEURS]}


def test_une_histoire_d_une_autre_ville_dans_le_recit_est_refusee_a_cote_du_champ(nantes, saint_nazaire):
    corps = nested_form_data(
        {"corps": streamfield([("histoire", {"histoire": saint_nazaire.oeuvre.pk, "pourquoi": ""})])}
    )

    reponse = envoyer(client_de(personne("Communication")), nantes.quartier, **corps)

    assert reponse.context["form"].errors == {"corps": [AILLEURS]}


def test_un_artiste_d_une_autre_ville_est_refuse_a_cote_du_champ(nantes, saint_nazaire):
    varini = fabrique.artiste(saint_nazaire.site, "Felice Varini")
    lien = nested_form_data({"artistes": {"TOTAL_FORMS": "1", "0": {"artiste": varini.pk, "ORDER": "1"}}})

    reponse = envoyer(client_de(personne("Communication")), nantes.oeuvre, **lien)

    assert reponse.context["form"].formsets["artistes"].forms[0].errors == {"artiste": [AILLEURS]}


def test_le_nom_d_une_page_choisie_ne_se_dit_qu_a_qui_la_voit(nantes, saint_nazaire):
    client = client_de(personne("Communication"))
    adresse = reverse("wagtailadmin_choose_page_chosen_multiple")

    assert client.get(adresse, {"id": nantes.oeuvre.pk}).status_code == 200
    assert client.get(adresse, {"id": saint_nazaire.oeuvre.pk}).status_code == 302
    assert client.get(adresse, {"id": "n-importe-quoi"}).status_code == 400


@pytest.mark.parametrize("genre", ["chosen", "chosen_multiple"])
def test_un_artiste_d_une_autre_ville_ne_se_nomme_pas_par_son_numero(nantes, saint_nazaire, genre):
    buren, varini = fabrique.artiste(nantes.site), fabrique.artiste(saint_nazaire.site, "Felice Varini")
    adresse = Artiste.snippet_viewset.chooser_viewset.get_url_name(genre)
    client = client_de(personne("Communication"))

    def dit(artiste):
        if genre == "chosen":
            return client.get(reverse(adresse, args=[artiste.pk])).content.decode()
        return client.get(reverse(adresse), {"id": [artiste.pk, "9" * 30, "x"]}).content.decode()

    assert "Daniel Buren" in dit(buren)
    assert "Felice Varini" not in dit(varini)


def test_deux_artistes_ne_prennent_pas_la_meme_adresse(nantes):
    client = client_de(personne("Administration"))
    adresse = reverse("wagtailsnippets_oeuvres_artiste:add")
    saisie = dict.fromkeys(["nom_de_tri", "slug", "presentation", "pays", "naissance", "mort", "adresse"], "")
    saisie |= {"site": nantes.site.pk, "nom": "Daniel Buren"}

    client.post(adresse, saisie)
    seconde = client.post(adresse, saisie)
    client.post(adresse, saisie | {"nom": "草間彌生"})
    client.post(adresse, saisie | {"nom": "村上隆"})

    assert seconde.context["form"].errors == {
        "slug": ["Un artiste de cette ville a déjà cette adresse : écrivez-en une autre."]
    }
    adresses = dict(Artiste.objects.values_list("nom", "slug"))
    assert (adresses["Daniel Buren"], len(set(adresses.values())), "" in adresses.values()) == (
        "daniel-buren",
        3,
        False,
    )


def test_un_artiste_nouveau_est_deja_de_la_seule_ville_ou_l_on_ecrit(nantes, saint_nazaire):
    formulaire = client_de(personne("Communication")).get(reverse("wagtailsnippets_oeuvres_artiste:add") + "?locale=fr")

    assert formulaire.context["form"]["site"].value() == nantes.site.pk


@pytest.mark.parametrize("genre", ["quartiers.quartierpage", "oeuvres.oeuvrepage"])
def test_la_carte_du_formulaire_montre_les_quartiers_de_la_ville_et_d_elle_seule(nantes, saint_nazaire, genre):
    carre = {"type": "Polygon", "coordinates": [[[-1.6, 47.2], [-1.5, 47.2], [-1.5, 47.3], [-1.6, 47.2]]]}
    for ville, titre in ((nantes, "L’île </script>"), (saint_nazaire, "Le port voisin")):
        fabrique.quartier(ville.recit, ville.promesse, titre=titre, contour=carre)
    adresse = reverse("wagtailadmin_pages:add", args=[*genre.split("."), nantes.quartier.pk])

    html = client_de(personne("Communication")).get(adresse).content.decode()

    assert '<script type="application/json">[{"nom": "L\\u2019\\u00eele \\u003C/script\\u003E"' in html
    assert "Le port voisin" not in html
