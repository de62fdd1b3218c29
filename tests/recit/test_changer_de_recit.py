"""*Changer de récit*: the next narrative takes the place of the current one, whole, in every language."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from wagtail.models import GroupPagePermission, Page, Revision

from comptes.models import Compte
from oeuvres.models import OeuvrePage
from quartiers.models import QuartierPage
from recit.actions.changer import ChangementRefuse, changer, repeter
from recit.models import ARelire, PromessePage, RecitPage
from socle.queries import visibles
from tests import fabrique
from tests.portes.conftest import dits, fautes, traduire

pytestmark = pytest.mark.django_db


def _vues() -> set[int]:
    return set(visibles(Page.objects.filter(depth__gt=3)).values_list("pk", flat=True))


@pytest.fixture
def tout_traduit(ville_traduite, suivant):
    """The next narrative too is in both languages."""
    recit, promesse = suivant
    recit.refresh_from_db()
    ville_traduite.suivant, ville_traduite.foret = recit, promesse
    ville_traduite.en["suivant"] = traduire(recit, live=False)
    ville_traduite.en["foret"] = traduire(promesse, live=False)
    return ville_traduite


def _etat(ville):
    return (
        sorted(Page.objects.values_list("pk", "path", "live", "url_path", "latest_revision_id")),
        sorted(QuartierPage.objects.values_list("pk", "recit_id", "promesses_tenues__promesse_id")),
    )


def test_tout_passe_au_nouveau_recit_dans_toutes_les_langues(tout_traduit, client):
    ville = tout_traduit
    adresses = [page.url for page in (ville.quartier, ville.oeuvre, ville.en["quartier"], ville.en["oeuvre"])]
    bilan = changer(ville.recit, ville.suivant, {ville.promesse.translation_key: ville.foret.translation_key})
    assert (bilan.perdues, bilan.incompletes, bilan.sans_traduction) == ([], [], [])
    assert {p.page_id for p in bilan.deplacees} == {
        ville.quartier.pk,
        ville.oeuvre.pk,
        ville.en["quartier"].pk,
        ville.en["oeuvre"].pk,
    }
    assert fautes() == []
    assert [RecitPage.objects.get(pk=page.pk).live for page in (ville.recit, ville.en["recit"])] == [False, False]
    assert [RecitPage.objects.get(pk=page.pk).live for page in (ville.suivant, ville.en["suivant"])] == [True, True]
    assert QuartierPage.objects.get(pk=ville.en["quartier"].pk).recit_id == ville.en["suivant"].pk
    assert OeuvrePage.objects.get(pk=ville.oeuvre.pk).recit_id == ville.suivant.pk
    tenues = [tenue.promesse_id for tenue in QuartierPage.objects.get(pk=ville.quartier.pk).promesses_tenues.all()]
    assert tenues == [ville.foret.pk]
    assert PromessePage.objects.get(pk=ville.promesse.pk).get_parent().pk == ville.recit.pk
    reponses = [client.get(adresse, follow=True) for adresse in adresses]
    assert [reponse.status_code for reponse in reponses] == [200] * 4
    assert [client.get(page.url).status_code for page in (ville.recit, ville.promesse)] == [301, 301]


def test_la_repetition_dit_tout_et_ne_change_rien(tout_traduit):
    ville = tout_traduit
    avant = _etat(ville)
    bilan = repeter(ville.recit, ville.suivant, {ville.promesse.translation_key: None})
    assert _etat(ville) == avant
    assert {p.page_id for p in bilan.perdues} == {p.page_id for p in bilan.deplacees}
    assert {p.page_id for p in bilan.incompletes} == {p.page_id for p in bilan.deplacees}
    assert fautes() == []


def test_rien_ne_quitte_le_public_sans_qu_on_l_accepte(tout_traduit):
    ville = tout_traduit
    avant = _etat(ville)
    with pytest.raises(ChangementRefuse, match="quitteraient le public"):
        changer(ville.recit, ville.suivant, {})
    assert _etat(ville) == avant
    changer(ville.recit, ville.suivant, {}, accepter_les_pertes=True)
    assert QuartierPage.objects.get(pk=ville.quartier.pk).live is False
    assert fautes() == []


def test_la_ou_le_nouveau_recit_n_est_pas_traduit_les_histoires_l_attendent(ville_traduite, suivant):
    ville, (recit, promesse) = ville_traduite, suivant
    bilan = repeter(ville.recit, recit, {ville.promesse.translation_key: promesse.translation_key})
    assert [(p.titre, p.langue) for p in bilan.sans_traduction] == [
        ("Le récit suivant", "English"),
        ("La forêt", "English"),
    ]
    assert {p.page_id for p in bilan.perdues} == {ville.en["quartier"].pk, ville.en["oeuvre"].pk}
    changer(ville.recit, recit, {ville.promesse.translation_key: promesse.translation_key}, accepter_les_pertes=True)
    assert fautes() == []
    anglais = RecitPage.objects.get(translation_key=recit.translation_key, locale__language_code="en")
    assert (anglais.live, QuartierPage.objects.get(pk=ville.en["quartier"].pk).recit_id) == (False, anglais.pk)
    assert not ARelire.objects.filter(page=ville.en["quartier"].pk).exists()
    perdues = _vues()
    anglais.title = "The next narrative"
    anglais.save_revision().publish()
    marque = ARelire.objects.get(page=ville.en["quartier"].pk)
    assert (marque.avant["title"], marque.apres["title"]) == ("Le récit (en)", "The next narrative")
    assert _vues() - perdues == {ville.en["quartier"].pk, ville.en["oeuvre"].pk}
    assert fautes() == []


def test_ce_qui_passe_est_a_relire_avec_les_deux_textes(tout_traduit):
    ville = tout_traduit
    changer(ville.recit, ville.suivant, {ville.promesse.translation_key: ville.foret.translation_key})
    marques = {(m.page_id, m.cause_id): (m.avant["title"], m.apres["title"]) for m in ARelire.objects.ouvertes()}
    assert marques[ville.quartier.pk, ville.suivant.pk] == ("Le récit", "Le récit suivant")
    assert marques[ville.oeuvre.pk, ville.foret.pk] == ("Le fleuve", "La forêt")
    assert marques[ville.en["oeuvre"].pk, ville.en["foret"].pk] == ("Le fleuve (en)", "La forêt (en)")


def test_un_brouillon_en_cours_garde_ses_mots_et_prend_les_nouvelles_promesses(tout_traduit):
    ville = tout_traduit
    brouillon = QuartierPage.objects.get(pk=ville.quartier.pk)
    brouillon.accroche = "En train de s’écrire."
    brouillon.save_revision()
    changer(ville.recit, ville.suivant, {ville.promesse.translation_key: ville.foret.translation_key})
    brouillon = QuartierPage.objects.get(pk=ville.quartier.pk).get_latest_revision_as_object()
    assert (brouillon.accroche, [t.promesse_id for t in brouillon.promesses_tenues.all()]) == (
        "En train de s’écrire.",
        [ville.foret.pk],
    )
    brouillon.save_revision().publish()
    assert fautes() == []


def test_une_vieille_revision_ne_ramene_pas_l_ancien_recit(tout_traduit):
    ville = tout_traduit
    vieille = QuartierPage.objects.get(pk=ville.quartier.pk).save_revision()
    QuartierPage.objects.get(pk=ville.quartier.pk).save_revision()
    changer(ville.recit, ville.suivant, {ville.promesse.translation_key: ville.foret.translation_key})
    page = Revision.objects.get(pk=vieille.pk).as_object()
    assert (page.recit_id, list(page.promesses_tenues.all())) == (ville.suivant.pk, [])
    page.save_revision()
    assert fautes() == []


def test_les_promesses_des_quartiers_reprennent_la_nouvelle(tout_traduit):
    ville = tout_traduit
    la_leur = ville.quartier.add_child(
        instance=PromessePage(title="Ici", slug="ici", enonce="Ici aussi.", reprend=ville.promesse)
    )
    changer(ville.recit, ville.suivant, {ville.promesse.translation_key: ville.foret.translation_key})
    la_leur.refresh_from_db()
    assert (la_leur.reprend_id, la_leur.recit_id, la_leur.live) == (ville.foret.pk, ville.suivant.pk, True)
    assert fautes() == []


def test_deux_promesses_en_deviennent_une(tout_traduit):
    ville = tout_traduit
    autre = ville.recit.add_child(instance=PromessePage(title="Le pont", slug="pont", enonce="Un pont."))
    quartier = fabrique.quartier(ville.recit, ville.promesse, titre="Doulon", slug="doulon")
    quartier.promesses_tenues.create(promesse=autre)
    vers = ville.foret.translation_key
    changer(ville.recit, ville.suivant, {ville.promesse.translation_key: vers, autre.translation_key: vers})
    tenues = QuartierPage.objects.get(pk=quartier.pk).promesses_tenues.all()
    assert [tenue.promesse_id for tenue in tenues] == [ville.foret.pk]


def test_un_recit_incomplet_ou_sans_promesse_est_refuse(ville):
    incomplet = ville.accueil.add_child(instance=RecitPage(title="Vide", slug="vide", live=False))
    with pytest.raises(ChangementRefuse, match="Racontez"):
        changer(ville.recit, incomplet, {})
    complet = ville.accueil.add_child(
        instance=RecitPage(title="Seul", slug="seul", accroche="A.", vision="V.", corps=fabrique.TEXTE, live=False)
    )
    with pytest.raises(ChangementRefuse, match="aucune promesse"):
        changer(ville.recit, complet, {})
    assert fautes() == []


def test_l_administration_choisit_repete_puis_change(admin, tout_traduit):
    ville = tout_traduit
    assert admin.get(reverse("recit_changer_lequel"), follow=True).redirect_chain[0][0] == reverse(
        "recit_changer", args=[ville.recit.pk]
    )
    adresse = f"{reverse('recit_changer', args=[ville.recit.pk])}?nouveau={ville.suivant.pk}"
    champ = f"promesse-{ville.promesse.pk}"
    assert champ in admin.get(adresse).context["correspondances"].fields
    avant = _etat(ville)
    repetition = admin.post(adresse, {champ: ville.foret.pk, "geste": "repeter"})
    assert (repetition.status_code, len(repetition.context["bilan"].deplacees)) == (200, 4)
    assert _etat(ville) == avant
    refus = admin.post(adresse, {champ: "", "geste": "changer"})
    assert (refus.status_code, "quitteraient le public" in dits(refus)) == (200, True)
    assert _etat(ville) == avant
    reponse = admin.post(adresse, {champ: ville.foret.pk, "geste": "changer"}, follow=True)
    assert "Le récit suivant" in dits(reponse)
    assert (RecitPage.objects.get(pk=ville.suivant.pk).live, fautes()) == (True, [])


def test_une_mauvaise_demande_se_dit_et_ne_change_rien(admin, tout_traduit):
    ville = tout_traduit
    avant = _etat(ville)
    adresse = reverse("recit_changer", args=[ville.recit.pk])
    for suite in ("", "?nouveau=x", "?nouveau=999999", f"?nouveau={ville.quartier.pk}"):
        for donnees in ({}, {"geste": "changer"}, {f"promesse-{ville.promesse.pk}": "x", "geste": "changer"}):
            assert admin.post(adresse + suite, donnees).status_code == 200
    assert admin.get(reverse("recit_changer", args=[ville.quartier.pk]), follow=True).status_code == 404
    assert _etat(ville) == avant


def test_seule_l_administration_change_de_recit(client, tout_traduit):
    ville = tout_traduit
    garants = Group.objects.create(name="garants")
    garants.permissions.add(Permission.objects.get(codename="access_admin"))
    for droit in ("change", "publish"):
        GroupPagePermission.objects.create(group=garants, page=ville.accueil, permission_type=droit)
    personne = Compte.objects.create_user("garant@ville.example", "x")
    personne.groups.add(garants)
    client.force_login(personne)
    adresse = f"{reverse('recit_changer', args=[ville.recit.pk])}?nouveau={ville.suivant.pk}"
    assert [client.get(adresse).status_code, client.post(adresse, {"geste": "changer"}).status_code] == [302, 302]
    assert RecitPage.objects.get(pk=ville.recit.pk).live
