"""Ordering translations makes drafts; nothing of it is seen by the public."""

import pytest
from django.urls import reverse
from wagtail.models import Page
from wagtail_localize.models import Translation, TranslationSource

from tests.traduction.conftest import paroles, tout_traduire
from traduction.actions import commander, publier


def en_ligne():
    return sorted(Page.objects.filter(live=True, depth__gt=1).values_list("pk", flat=True))


def test_demander_tout_un_arbre_ne_met_rien_en_ligne(nantes, en, de, gens):
    avant = en_ligne()
    reponse = gens["Administration"].post(
        f"/admin/localize/submit/page/{nantes.recit.pk}/",
        {"locales": [en.pk, de.pk], "include_subtree": "on"},
    )
    assert reponse.status_code == 302
    assert "8 brouillons à traduire. Rien n’est publié." in paroles(gens["Administration"])
    assert en_ligne() == avant
    for langue in (en, de):
        arbre = Page.objects.filter(locale=langue, depth__gt=2).order_by("path")
        assert [(p.specific_class.__name__, p.live, p.alias_of_id) for p in arbre] == [
            ("RecitPage", False, None),
            ("PromessePage", False, None),
            ("QuartierPage", False, None),
            ("OeuvrePage", False, None),
        ]
    assert Translation.objects.filter(enabled=True).count() == 8


def test_les_pages_au_dessus_qui_manquaient_sont_des_brouillons(nantes, en, gens):
    avant = en_ligne()
    gens["Administration"].post(f"/admin/localize/submit/page/{nantes.oeuvre.pk}/", {"locales": [en.pk]})
    assert en_ligne() == avant
    arbre = Page.objects.filter(locale=en, depth__gt=2).order_by("path")
    assert [(p.specific_class.__name__, p.live, bool(p.alias_of_id)) for p in arbre] == [
        ("RecitPage", False, True),
        ("QuartierPage", False, True),
        ("OeuvrePage", False, False),
    ]
    nantes.quartier.save_revision().publish()
    assert en_ligne() == avant


def test_demander_deux_fois_laisse_ce_qui_est_la(commandee, quartier_en, nantes, en):
    tout_traduire(commandee)
    publier(commandee, None)
    assert commander(nantes.quartier, [en]) == 0
    quartier_en.refresh_from_db()
    assert (quartier_en.title, quartier_en.live) == ("Isle of Nantes", True)


def test_on_ne_demande_que_les_langues_ou_l_on_publie(nantes, de, gens, comptes):
    from wagtail.models import GroupPagePermission

    GroupPagePermission.objects.filter(page__locale=de, permission__codename="publish_page").delete()
    adresse = f"/admin/localize/submit/page/{nantes.recit.pk}/"
    reponse = gens["Administration"].post(adresse, {"locales": [de.pk]})
    assert reponse.status_code == 200
    assert [l.language_code for l in reponse.context["form"].fields["locales"].queryset] == ["en"]
    assert not TranslationSource.objects.exists()


def test_un_alias_ne_remplace_pas_une_page_en_ligne(commandee, quartier_en, gens):
    tout_traduire(commandee)
    publier(commandee, None)
    reponse = gens["Administration"].post(f"/admin/localize/page/{quartier_en.pk}/convert_to_alias/")
    assert (reponse.status_code, "Dépubliez-la d’abord" in reponse.content.decode()) == (403, True)
    quartier_en.refresh_from_db()
    assert (quartier_en.title, quartier_en.live, quartier_en.alias_of_id) == ("Isle of Nantes", True, None)
    assert Translation.objects.filter(pk=commandee.pk).exists()


def test_un_alias_d_une_autre_langue_reste_hors_ligne(commandee, quartier_en, nantes, gens):
    avant = en_ligne()
    gens["Administration"].post(f"/admin/localize/page/{quartier_en.pk}/convert_to_alias/")
    quartier_en.refresh_from_db()
    assert (quartier_en.alias_of_id, quartier_en.live) == (nantes.quartier.pk, False)
    assert not Translation.objects.filter(pk=commandee.pk).exists()
    assert en_ligne() == avant
    nantes.quartier.save_revision().publish()
    assert en_ligne() == avant


def test_la_traduction_automatique_et_la_publication_ne_sont_pas_proposees_en_mettant_a_jour(commandee, gens):
    formulaire = gens["Administration"].get(f"/admin/localize/update/{commandee.source_id}/").context["form"]
    assert list(formulaire.fields) == ["publish_translations"]
    assert formulaire.fields["publish_translations"].widget.is_hidden


def test_mettre_a_jour_une_source_disparue_repond_404(commandee, nantes, gens):
    nantes.oeuvre.delete()
    Page.objects.get(pk=nantes.quartier.pk).delete()
    assert gens["Administration"].get(f"/admin/localize/update/{commandee.source_id}/").status_code == 404


def test_effacer_une_page_garde_ses_traductions(commandee, quartier_en):
    tout_traduire(commandee)
    quartier_en.delete()
    commandee.refresh_from_db()
    assert (
        commandee.enabled,
        commandee.source.stringsegment_set.get_translations(commandee.target_locale).count(),
    ) == (
        False,
        5,
    )


@pytest.mark.parametrize("porte", ["preview/", "pofile/download/"])
def test_une_traduction_dont_la_page_est_partie_repond_404(commandee, quartier_en, gens, porte):
    quartier_en.delete()
    assert gens["Administration"].get(f"/admin/localize/translate/{commandee.pk}/{porte}").status_code == 404


def liens_de_l_editeur(client, page):
    import json

    from bs4 import BeautifulSoup

    contenu = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content
    editeur = BeautifulSoup(contenu, "html.parser").find(class_="js-translation-editor")
    donnees = json.loads(editeur["data-props"])
    return {
        "alias": bool(donnees["links"]["convertToAliasUrl"]),
        "arrêter": "traduction-sans-arret" not in str(editeur.parent.get("class")),
        "effacer": donnees["perms"]["canDelete"],
        "publier": donnees["perms"]["canPublish"],
    }


def test_l_editeur_ne_propose_que_ce_que_l_on_peut(commandee, quartier_en, gens):
    assert {
        nom: [quoi for quoi, ouvert in liens_de_l_editeur(gens[nom], quartier_en).items() if ouvert]
        for nom in ("Relecture", "Administration", "Traduction · English")
    } == {
        "Relecture": ["publier"],
        "Administration": ["alias", "arrêter", "effacer", "publier"],
        "Traduction · English": [],
    }


def test_les_menus_et_les_boutons_ne_menent_qu_a_des_portes_ouvertes(nantes, gens):
    menu = {
        nom: "/admin/localize/reports/" in gens[nom].get("/admin/").content.decode()
        for nom in ("sans rôle", "Relecture")
    }
    assert menu == {"sans rôle": False, "Relecture": True}
    adresse = reverse("wagtailadmin_explore", args=[nantes.recit.pk])
    boutons = {
        nom: f"/admin/localize/submit/page/{nantes.recit.pk}/" in gens[nom].get(adresse).content.decode()
        for nom in ("Communication", "Administration", "Relecture")
    }
    assert boutons == {"Communication": False, "Administration": True, "Relecture": False}
