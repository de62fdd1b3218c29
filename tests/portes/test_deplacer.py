"""Moves: single, bulk, by code, by the API; in every language."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.models import Page

from oeuvres.models import OeuvrePage
from quartiers.models import QuartierPage
from tests import fabrique
from tests.portes.conftest import dits, fautes, traduire

pytestmark = pytest.mark.django_db


def _deplacer(admin, page, destination):
    return admin.post(reverse("wagtailadmin_pages:move_confirm", args=[page.pk, destination.pk]), follow=True)


def _deplacer_en_lot(admin, pages, destination):
    adresse = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "move"])
    choix = "&".join(f"id={page.pk}" for page in pages)
    return admin.post(f"{adresse}?{choix}&next=/admin/pages/", {"chooser": destination.pk}, follow=True)


def test_une_oeuvre_deplacee_dans_l_admin_l_est_dans_toutes_les_langues(admin, ville_traduite, autre_quartier):
    anglais = traduire(autre_quartier)
    reponse = _deplacer(admin, ville_traduite.oeuvre, autre_quartier)
    assert reponse.status_code == 200
    assert OeuvrePage.objects.get(pk=ville_traduite.oeuvre.pk).get_parent().pk == autre_quartier.pk
    assert OeuvrePage.objects.get(pk=ville_traduite.en["oeuvre"].pk).get_parent().pk == anglais.pk
    assert fautes() == []


def test_un_quartier_deplace_en_anglais_l_est_en_francais(ville_traduite, autre_quartier):
    anglais = traduire(autre_quartier)
    ville_traduite.en["quartier"].move(anglais, pos="last-child")
    assert QuartierPage.objects.get(pk=ville_traduite.quartier.pk).get_parent().pk == autre_quartier.pk
    assert OeuvrePage.objects.get(pk=ville_traduite.oeuvre.pk).recit == ville_traduite.recit
    assert fautes() == []


def test_la_traduction_attend_celle_du_parent_et_l_audit_le_dit(ville_traduite, autre_quartier):
    ville_traduite.oeuvre.move(autre_quartier, pos="last-child")
    assert fautes() == [("arbres", ville_traduite.en["oeuvre"].pk)]


def test_ranger_autrement_range_autrement_dans_toutes_les_langues(ville_traduite, autre_quartier):
    anglais = traduire(autre_quartier)
    autre_quartier.move(ville_traduite.quartier, pos="left")
    ordre = [page.pk for page in ville_traduite.en["recit"].get_children().type(QuartierPage)]
    assert ordre == [anglais.pk, ville_traduite.en["quartier"].pk]
    Page.objects.get(pk=autre_quartier.pk).move(Page.objects.get(pk=ville_traduite.quartier.pk), pos="right")
    ordre = [page.pk for page in ville_traduite.en["recit"].get_children().type(QuartierPage)]
    assert ordre == [ville_traduite.en["quartier"].pk, anglais.pk]
    assert fautes() == []


def test_l_admin_refuse_avec_des_mots_d_aller_vers_un_autre_recit(admin, ville, suivant):
    reponse = _deplacer(admin, ville.quartier, suivant[0])
    assert (reponse.status_code, "Changer de récit" in dits(reponse)) == (200, True)
    assert QuartierPage.objects.get(pk=ville.quartier.pk).get_parent().pk == ville.recit.pk
    assert fautes() == []


def test_le_code_refuse_d_aller_vers_un_autre_recit(ville, suivant):
    with pytest.raises(ValidationError, match="Changer de récit"):
        ville.quartier.move(suivant[0], pos="last-child")
    assert fautes() == []


def test_une_histoire_ne_quitte_pas_son_recit_ni_sa_langue(admin, ville_traduite):
    for destination in (ville_traduite.accueil, ville_traduite.en["recit"], ville_traduite.accueils["de"]):
        reponse = _deplacer(admin, ville_traduite.quartier, destination)
        assert reponse.status_code == 200
        with pytest.raises(ValidationError):
            Page.objects.get(pk=ville_traduite.quartier.pk).move(Page.objects.get(pk=destination.pk), pos="last-child")
    assert QuartierPage.objects.get(pk=ville_traduite.quartier.pk).get_parent().pk == ville_traduite.recit.pk
    assert fautes() == []


def test_l_api_de_l_admin_repond_400(admin, ville, suivant):
    adresse = reverse("wagtailadmin_api:pages:action", args=[ville.quartier.pk, "move"])
    reponse = admin.post(adresse, {"destination_page_id": suivant[0].pk, "position": "last-child"})
    assert (reponse.status_code, "Changer de récit" in reponse.content.decode()) == (400, True)


def test_un_lot_deplace_ce_qui_peut_l_etre_et_dit_le_reste(admin, ville, suivant, autre_quartier):
    troisieme = fabrique.quartier(ville.recit, ville.promesse, titre="Doulon", slug="doulon")
    d_ailleurs = fabrique.quartier(suivant[0], suivant[1], titre="Bouffay", slug="bouffay", live=False)
    reponse = _deplacer_en_lot(admin, [troisieme, d_ailleurs, ville.oeuvre], autre_quartier)
    assert reponse.status_code == 200
    assert "« Bouffay » : Là commence un autre récit" in dits(reponse)
    parents = [Page.objects.get(pk=page.pk).get_parent().pk for page in (troisieme, d_ailleurs, ville.oeuvre)]
    assert parents == [autre_quartier.pk, suivant[0].pk, autre_quartier.pk]
    assert fautes() == []


def test_un_lot_dont_tout_est_refuse_le_dit_et_ne_bouge_rien(admin, ville, suivant):
    reponse = _deplacer_en_lot(admin, [ville.quartier], suivant[0])
    assert (reponse.status_code, "cette page reste" in dits(reponse)) == (200, True)
    assert fautes() == []


def test_une_page_et_ce_qu_elle_porte_choisis_ensemble_partent_ensemble(admin, ville, autre_quartier):
    secteur = fabrique.quartier(ville.quartier, ville.promesse, titre="Secteur", slug="secteur")
    reponse = _deplacer_en_lot(admin, [ville.quartier, secteur], autre_quartier)
    assert reponse.status_code == 200
    assert Page.objects.get(pk=secteur.pk).get_parent().pk == ville.quartier.pk
    assert fautes() == []


def test_une_adresse_deja_prise_dans_une_autre_langue_se_dit_avant(ville_traduite, autre_quartier):
    anglais = traduire(autre_quartier)
    homonyme = fabrique.oeuvre(anglais, ville_traduite.promesse, slug=ville_traduite.en["oeuvre"].slug)
    with pytest.raises(ValidationError, match="est déjà prise"):
        ville_traduite.oeuvre.move(autre_quartier, pos="last-child")
    assert homonyme.get_parent().pk == anglais.pk
    assert fautes() == []


def test_les_adresses_d_avant_le_deplacement_menent_encore(admin, ville_traduite, autre_quartier):
    traduire(autre_quartier)
    avant = [ville_traduite.oeuvre.url, ville_traduite.en["oeuvre"].url]
    _deplacer(admin, ville_traduite.oeuvre, autre_quartier)
    assert [admin.get(adresse).status_code for adresse in avant] == [301, 301]
    assert [admin.get(adresse, follow=True).status_code for adresse in avant] == [200, 200]
