"""Writing in the admin: create, edit, autosave, revert, copy, alias. After each door the audit is clean."""

import json

import pytest
from django.urls import reverse
from wagtail.actions.create_alias import CreatePageAliasAction
from wagtail.models import Page
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from oeuvres.models import OeuvrePage
from quartiers.models import QuartierPage
from recit.models import PromessePage, RecitPage
from tests import fabrique
from tests.bureau.outils import envoyer
from tests.portes.conftest import fautes, traduire

pytestmark = pytest.mark.django_db


def _creer(admin, modele, parent, json=False, **champs):
    adresse = reverse("wagtailadmin_pages:add", args=[modele._meta.app_label, modele._meta.model_name, parent.pk])
    entetes = {"accept": "application/json"} if json else {}
    return admin.post(adresse, nested_form_data({"comments": inline_formset([]), **champs}), headers=entetes)


def _un_quartier(promesse, **champs):
    return {
        "title": "Chantenay",
        "slug": "chantenay",
        "echelle": "quartier",
        "accroche": "Un coteau.",
        "ancrage": "Ici aussi, le fleuve.",
        "corps": streamfield([("texte", rich_text("<p>Ici.</p>"))]),
        "chiffres": streamfield([]),
        "promesses_tenues": inline_formset([{"promesse": promesse.pk}]),
        "precision": "relevee",
        "qpv": "non",
        **champs,
    }


def test_creer_un_quartier_le_rattache_au_recit_de_son_arbre(admin, ville, suivant):
    reponse = _creer(
        admin,
        QuartierPage,
        ville.recit,
        **_un_quartier(ville.promesse),
        **{"recit": suivant[0].pk, "action-publish": 1},
    )
    assert reponse.status_code == 302
    assert QuartierPage.objects.get(slug="chantenay").recit == ville.recit
    assert fautes() == []


def test_creer_en_anglais_rattache_au_recit_anglais(admin, ville_traduite):
    reponse = _creer(
        admin,
        QuartierPage,
        ville_traduite.en["recit"],
        **_un_quartier(ville_traduite.promesse),
        **{"action-publish": 1},
    )
    quartier = QuartierPage.objects.get(slug="chantenay")
    assert (reponse.status_code, quartier.recit_id) == (302, ville_traduite.en["recit"].pk)
    assert fautes() == []


@pytest.mark.parametrize("action", ["action-publish", "action-submit", None])
def test_une_promesse_d_un_autre_recit_ne_rend_rien_incoherent(admin, ville, suivant, action):
    suite = {action: 1} if action else {}
    reponse = _creer(admin, QuartierPage, ville.recit, **_un_quartier(suivant[1]), **suite)
    assert reponse.status_code in (200, 302)
    assert not QuartierPage.objects.filter(slug="chantenay", live=True).exists()
    assert fautes() == []
    reponse = envoyer(admin, ville.quartier, action, promesses_tenues___0___promesse=str(suivant[1].pk))
    assert reponse.status_code in (200, 302)
    assert fautes() == []


def test_l_enregistrement_automatique_cree_et_modifie_sans_rien_defaire(admin, ville, suivant):
    reponse = _creer(admin, QuartierPage, ville.recit, json=True, **_un_quartier(ville.promesse))
    assert json.loads(reponse.content)["success"] is True
    quartier = QuartierPage.objects.get(slug="chantenay")
    reponse = envoyer(admin, quartier, json=True, ancrage="")
    assert json.loads(reponse.content)["success"] is True
    assert fautes() == []


def test_une_histoire_ne_se_cree_pas_hors_d_un_recit(admin, ville):
    for modele in (QuartierPage, OeuvrePage, PromessePage):
        reponse = admin.get(
            reverse("wagtailadmin_pages:add", args=[modele._meta.app_label, modele._meta.model_name, ville.accueil.pk])
        )
        assert reponse.status_code == 302
    assert fautes() == []


def test_un_second_recit_ne_se_publie_pas(admin, ville, suivant):
    reponse = envoyer(admin, suivant[0], "action-publish")
    assert "Changer de récit" in reponse.content.decode()
    assert not RecitPage.objects.get(pk=suivant[0].pk).live
    assert fautes() == []


def test_revenir_a_une_revision_dont_le_recit_n_est_plus(admin, ville, suivant):
    recit, _promesse = suivant
    _promesse.delete()
    revision = QuartierPage.objects.get(pk=ville.quartier.pk).save_revision()
    revision.content["recit"] = recit.pk
    revision.content["promesses_tenues"].append({"pk": None, "promesse": 999999, "page": ville.quartier.pk})
    revision.save()
    recit.delete()
    reponse = admin.get(reverse("wagtailadmin_pages:revisions_revert", args=[ville.quartier.pk, revision.pk]))
    assert reponse.status_code == 200
    revision.publish()
    assert QuartierPage.objects.get(pk=ville.quartier.pk).recit == ville.recit
    assert fautes() == []


def _copier(admin, page, parent, **suite):
    return admin.post(
        reverse("wagtailadmin_pages:copy", args=[page.pk]),
        {"new_title": "Copie", "new_slug": "copie", "new_parent_page": parent.pk, **suite},
        follow=True,
    )


@pytest.mark.parametrize("suite", [{}, {"copy_subpages": "on"}, {"copy_subpages": "on", "publish_copies": "on"}])
def test_copier_un_quartier_ici_la_bas_ou_dans_une_autre_langue(admin, ville_traduite, suivant, suite):
    for rang, parent in enumerate((ville_traduite.recit, suivant[0], ville_traduite.en["recit"])):
        reponse = _copier(admin, ville_traduite.quartier, parent, new_slug=f"copie-{rang}", **suite)
        assert reponse.status_code == 200
        copie = QuartierPage.objects.get(slug=f"copie-{rang}")
        assert (copie.recit_id, copie.locale_id) == (parent.pk, parent.locale_id)
        assert fautes() == []


def test_copier_le_recit_entier_en_fait_un_brouillon(admin, ville):
    reponse = _copier(admin, ville.recit, ville.accueil, copy_subpages="on", publish_copies="on")
    assert reponse.status_code == 200
    copie = RecitPage.objects.get(slug="copie")
    assert copie.live is False
    assert set(OeuvrePage.objects.values_list("recit", flat=True)) == {ville.recit.pk, copie.pk}
    assert fautes() == []


@pytest.mark.parametrize("suite", [{}, {"copy_subpages": "on"}])
def test_un_alias_ici_la_bas_ou_dans_une_autre_langue(admin, ville_traduite, suivant, suite):
    for rang, parent in enumerate((ville_traduite.recit, suivant[0], ville_traduite.en["recit"])):
        reponse = _copier(admin, ville_traduite.quartier, parent, new_slug=f"alias-{rang}", alias="on", **suite)
        assert reponse.status_code == 200
        alias = QuartierPage.objects.get(slug=f"alias-{rang}")
        assert (alias.recit_id, alias.live) == (parent.pk, rang == 0)
        assert fautes() == []


def test_un_alias_suit_sa_source_puis_s_en_detache(admin, ville, suivant):
    ici = CreatePageAliasAction(ville.quartier, parent=ville.recit, update_slug="ici").execute()
    la_bas = CreatePageAliasAction(ville.quartier, parent=suivant[0], update_slug="la-bas").execute()
    source = QuartierPage.objects.get(pk=ville.quartier.pk)
    source.accroche = "Une autre accroche."
    source.save_revision().publish()
    assert {QuartierPage.objects.get(pk=page.pk).accroche for page in (ici, la_bas)} == {"Une autre accroche."}
    assert fautes() == []
    for alias in (ici, la_bas):
        assert admin.post(reverse("wagtailadmin_pages:convert_alias", args=[alias.pk])).status_code == 302
    assert [QuartierPage.objects.get(pk=page.pk).recit_id for page in (ici, la_bas)] == [ville.recit.pk, suivant[0].pk]
    assert fautes() == []


def test_un_recit_alias_ne_vient_pas_en_ligne(admin, ville):
    assert _copier(admin, ville.recit, ville.accueil, alias="on", copy_subpages="on").status_code == 200
    ville.recit.get_latest_revision_as_object().save_revision().publish()
    assert RecitPage.objects.get(slug="copie").live is False
    assert fautes() == []


def test_l_api_de_l_admin_copie_et_refuse_sans_500(admin, ville, suivant):
    def agir(page, action, **donnees):
        return admin.post(reverse("wagtailadmin_api:pages:action", args=[page.pk, action]), donnees).status_code

    assert agir(ville.quartier, "copy", destination_page_id=suivant[0].pk, recursive=True) == 201
    assert agir(suivant[0], "publish") == 400
    assert fautes() == []


def test_la_traduction_d_une_copie_reste_la_sienne(ville_traduite):
    copie = ville_traduite.oeuvre.copy(to=ville_traduite.quartier, update_attrs={"slug": "autre"})
    anglais = traduire(copie)
    assert (anglais.recit_id, anglais.get_parent().pk) == (
        ville_traduite.en["recit"].pk,
        ville_traduite.en["quartier"].pk,
    )
    assert fautes() == []


def test_une_promesse_copiee_sous_un_autre_recit_ne_reprend_plus_rien(ville, suivant):
    quartier = fabrique.quartier(suivant[0], suivant[1], titre="Bouffay", slug="bouffay", live=False)
    reprise = ville.quartier.add_child(
        instance=PromessePage(title="Ici", slug="ici", enonce="Ici aussi.", reprend=ville.promesse)
    )
    copie = reprise.copy(to=Page.objects.get(pk=quartier.pk))
    assert (copie.reprend, PromessePage.objects.get(pk=copie.pk).live) == (None, False)
    assert fautes() == []
