"""The city's promise changed: which stories must be read again?"""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, Permission
from django.core import management
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupPagePermission, Page

from comptes.models import Compte
from quartiers.models import QuartierPage
from recit import rules
from recit.models import ARelire, PositionnementPage, PromessePage, Signature
from recit.rules import AJOUTE, GARDE, OTE, Morceau, difference
from tests import fabrique
from tests.portes.conftest import dits

pytestmark = pytest.mark.django_db


def _republier(page, **champs):
    page = type(page).objects.get(pk=page.pk)
    for champ, valeur in champs.items():
        setattr(page, champ, valeur)
    page.save_revision().publish()
    return page


def _a_relire() -> set[int]:
    return set(ARelire.objects.ouvertes().values_list("page_id", flat=True))


def test_une_promesse_republiee_avec_un_autre_texte_fait_relire_ce_qui_la_tient(ville):
    _republier(ville.promesse, enonce="Le fleuve est rendu à tous.")
    assert _a_relire() == {ville.quartier.pk, ville.oeuvre.pk}
    marque = ARelire.objects.ouvertes().first()
    assert marque.differences == [
        (
            "énoncé",
            [
                Morceau("Le fleuve est rendu ", GARDE),
                Morceau("aux habitants.", OTE),
                Morceau("à tous.", AJOUTE),
            ],
        )
    ]


def test_republier_le_meme_texte_ne_fait_rien_relire(ville):
    _republier(ville.promesse, couleur=3)
    assert _a_relire() == set()


def test_un_recit_republie_fait_relire_ses_quartiers_et_eux_seuls(ville):
    secteur = fabrique.quartier(ville.quartier, ville.promesse, titre="Secteur", slug="secteur")
    _republier(ville.recit, corps=[("texte", "<p>Une autre histoire.</p>")])
    assert _a_relire() == {ville.quartier.pk, secteur.pk}


def test_un_positionnement_fait_relire_son_quartier_ou_tous(ville):
    autre = fabrique.quartier(ville.recit, ville.promesse, titre="Doulon", slug="doulon")
    champs = {
        "enonce": "Ici on relie.",
        "vision": "Relier.",
        "qualites": [("qualite", {"qualite": "unique", "nom": "", "pourquoi": "Un fleuve."})],
    }
    du_quartier = ville.quartier.add_child(instance=PositionnementPage(title="Ici", **champs))
    de_la_ville = ville.recit.add_child(instance=PositionnementPage(title="La ville", **champs))
    _republier(du_quartier, vision="Relier les rives.")
    assert _a_relire() == {ville.quartier.pk, ville.oeuvre.pk}
    ARelire.objects.all().delete()
    _republier(de_la_ville, vision="Relier les rives.")
    assert _a_relire() == {ville.quartier.pk, autre.pk}


def test_une_promesse_reprise_fait_relire_celle_qui_la_reprend(ville):
    du_quartier = ville.quartier.add_child(
        instance=PromessePage(title="Ici", slug="ici", enonce="Ici aussi.", reprend=ville.promesse)
    )
    _republier(ville.promesse, enonce="Autre chose.")
    assert _a_relire() == {ville.quartier.pk, ville.oeuvre.pk, du_quartier.pk}


def test_un_texte_anglais_ne_fait_relire_que_de_l_anglais(ville_traduite):
    _republier(ville_traduite.en["promesse"], enonce="The river belongs to all.")
    assert _a_relire() == {ville_traduite.en["quartier"].pk, ville_traduite.en["oeuvre"].pk}


def test_une_correction_mineure_ne_fait_rien_relire_et_ne_vaut_qu_une_fois(ville):
    promesse = _republier(ville.promesse, enonce="Le fleuve est rendu aux habitants !", correction_mineure=True)
    assert _a_relire() == set()
    promesse = PromessePage.objects.get(pk=promesse.pk)
    assert (promesse.correction_mineure, promesse.get_latest_revision_as_object().correction_mineure) == (False, False)
    _republier(promesse, enonce="Tout autre chose.")
    assert _a_relire() == {ville.quartier.pk, ville.oeuvre.pk}


def test_une_correction_mineure_vaut_aussi_pour_une_publication_a_l_heure_dite(ville):
    promesse = PromessePage.objects.get(pk=ville.promesse.pk)
    promesse.enonce = "Le fleuve est rendu aux habitants !"
    promesse.correction_mineure = True
    promesse.go_live_at = timezone.now() + timedelta(hours=1)
    revision = promesse.save_revision()
    revision.publish()
    revision.refresh_from_db()
    revision.approved_go_live_at = timezone.now() - timedelta(minutes=1)
    revision.content["go_live_at"] = revision.approved_go_live_at.isoformat()
    revision.save()
    management.call_command("publish_scheduled")
    promesse.refresh_from_db()
    assert (promesse.enonce, promesse.correction_mineure, _a_relire()) == (
        "Le fleuve est rendu aux habitants !",
        False,
        set(),
    )


def test_un_brouillon_ne_fait_rien_relire(ville):
    promesse = PromessePage.objects.get(pk=ville.promesse.pk)
    promesse.enonce = "Un essai."
    promesse.save_revision()
    assert _a_relire() == set()


def test_plusieurs_changements_gardent_le_dernier_texte_lu(ville):
    _republier(ville.promesse, enonce="Un.")
    _republier(ville.promesse, enonce="Deux.")
    assert [(m.avant["enonce"], m.apres["enonce"]) for m in ARelire.objects.ouvertes()] == [
        ("Le fleuve est rendu aux habitants.", "Deux.")
    ] * 2
    _republier(ville.promesse, enonce="Le fleuve est rendu aux habitants.")
    assert _a_relire() == set()


def test_un_garant_voit_la_difference_et_confirme(admin, ville):
    _republier(ville.promesse, enonce="<script>alert(1)</script> est rendu.")
    liste = admin.get(reverse("recit_a_relire"))
    assert [marque.page_id for marque, _e in liste.context["lignes"]] == [ville.quartier.pk, ville.oeuvre.pk]
    adresse = reverse("recit_histoire_a_relire", args=[ville.quartier.pk])
    page = admin.get(adresse)
    assert "<ins>&lt;script&gt;alert(1)&lt;/script&gt; </ins>" in page.content.decode()
    assert ville.quartier.signature is None
    admin.post(adresse, {"empreinte": page.context["empreinte"]})
    assert _a_relire() == {ville.oeuvre.pk}
    quartier = QuartierPage.objects.get(pk=ville.quartier.pk)
    signature = Signature.objects.get(page=quartier.pk)
    assert (quartier.signature, signature.textes["ancrage"], list(signature.textes["promesses"].values())) == (
        signature,
        "Ici aussi, le fleuve.",
        [["Le fleuve", "<script>alert(1)</script> est rendu."]],
    )


def test_plusieurs_histoires_se_confirment_ensemble(admin, ville):
    _republier(ville.promesse, enonce="Un.")
    liste = admin.get(reverse("recit_a_relire"))
    choix = [f"{marque.page_id}:{empreinte}" for marque, empreinte in liste.context["lignes"]]
    reponse = admin.post(reverse("recit_a_relire"), {"histoire": [*choix, "999999:x", "rien", "9" * 5000]}, follow=True)
    assert (dits(reponse).strip(), _a_relire()) == ("2 histoires confirmées.", set())


def test_la_liste_ne_lit_pas_plus_quand_plus_d_histoires_attendent(admin, ville):
    def lectures() -> int:
        admin.get(reverse("recit_a_relire"))
        with CaptureQueriesContext(connection) as requetes:
            admin.get(reverse("recit_a_relire"))
        return len(requetes)

    _republier(ville.promesse, enonce="Un.")
    avec_deux = lectures()
    for rang in range(8):
        fabrique.oeuvre(ville.quartier, ville.promesse, titre=f"Œuvre {rang}", slug=f"oeuvre-{rang}")
    _republier(ville.promesse, enonce="Deux.")
    assert (len(_a_relire()), lectures()) == (10, avec_deux)


def test_un_texte_qui_change_pendant_la_lecture_n_est_pas_signe(admin, ville):
    _republier(ville.promesse, enonce="Un.")
    adresse = reverse("recit_histoire_a_relire", args=[ville.quartier.pk])
    lue = admin.get(adresse).context["empreinte"]
    _republier(ville.promesse, enonce="Deux.")
    reponse = admin.post(adresse, {"empreinte": lue}, follow=True)
    assert ("a changé pendant que vous lisiez" in dits(reponse), Signature.objects.count()) == (True, 0)


def test_la_signature_tombe_quand_l_ancrage_change(admin, ville):
    adresse = reverse("recit_histoire_a_relire", args=[ville.quartier.pk])
    admin.post(adresse, {"empreinte": admin.get(adresse).context["empreinte"]})
    assert QuartierPage.objects.get(pk=ville.quartier.pk).signature is not None
    _republier(ville.quartier, ancrage="Tout autre chose.")
    assert QuartierPage.objects.get(pk=ville.quartier.pk).signature is None


def test_les_filtres_par_cause_et_par_quartier(admin, ville):
    autre = fabrique.quartier(ville.recit, ville.promesse, titre="Doulon", slug="doulon")
    _republier(ville.promesse, enonce="Un.")
    _republier(ville.recit, vision="Autre.")

    def pages(**filtre):
        lignes = admin.get(reverse("recit_a_relire"), filtre).context["lignes"]
        return sorted(marque.page_id for marque, _e in lignes)

    tout = sorted([ville.quartier.pk, ville.quartier.pk, ville.oeuvre.pk, autre.pk, autre.pk])
    assert pages() == pages(cause="x") == tout
    assert pages(cause=ville.recit.pk) == [ville.quartier.pk, autre.pk]
    assert pages(quartier=autre.pk) == [autre.pk, autre.pk]


def test_seul_un_garant_de_la_page_la_voit_et_la_signe(client, ville):
    _republier(ville.promesse, enonce="Un.")
    garants = Group.objects.create(name="garants d’un quartier")
    garants.permissions.add(Permission.objects.get(codename="access_admin"))
    GroupPagePermission.objects.create(
        group=garants, page=Page.objects.get(pk=ville.oeuvre.pk), permission_type="publish"
    )
    personne = Compte.objects.create_user("garant@ville.example", "x")
    personne.groups.add(garants)
    client.force_login(personne)
    assert [m.page_id for m, _e in client.get(reverse("recit_a_relire")).context["lignes"]] == [ville.oeuvre.pk]
    refus = client.post(reverse("recit_histoire_a_relire", args=[ville.quartier.pk]), {"empreinte": "x"})
    assert (refus.status_code, Signature.objects.count()) == (302, 0)
    reponse = client.post(reverse("recit_a_relire"), {"histoire": [f"{ville.quartier.pk}:x"]}, follow=True)
    assert "vous n’avez pas le droit" in dits(reponse)
    personne.groups.clear()
    Compte.objects.filter(pk=personne.pk).update(is_superuser=False)
    assert client.get(reverse("recit_a_relire")).status_code == 302


def test_la_difference_se_lit_dans_l_ordre():
    assert difference("un deux trois", "un quatre trois") == [
        Morceau("un ", GARDE),
        Morceau("deux ", OTE),
        Morceau("quatre ", AJOUTE),
        Morceau("trois", GARDE),
    ]
    assert difference("", "neuf") == [Morceau("neuf", AJOUTE)]


def test_le_formulaire_dit_qui_a_signe_ou_ce_qui_est_a_relire(admin, ville):
    def formulaire():
        return admin.get(reverse("wagtailadmin_pages:edit", args=[ville.oeuvre.pk])).content.decode()

    assert "Aucun garant n’a encore signé" in formulaire()
    adresse = reverse("recit_histoire_a_relire", args=[ville.oeuvre.pk])
    admin.post(adresse, {"empreinte": admin.get(adresse).context["empreinte"]})
    assert "admin@ville.example a signé cet ancrage le" in formulaire()
    _republier(ville.promesse, enonce="Un.")
    assert "À relire : un texte" in formulaire()


def test_le_public_sait_que_l_ancrage_est_relu_sans_savoir_par_qui(admin, client, ville):
    adresse = reverse("recit_histoire_a_relire", args=[ville.oeuvre.pk])
    admin.post(adresse, {"empreinte": admin.get(adresse).context["empreinte"]})
    page = client.get(ville.oeuvre.url).content.decode()
    assert ("Relu par le garant du récit" in page, "admin@ville" in page) == (True, False)


def test_une_meme_difference_ne_se_calcule_qu_une_fois(monkeypatch):
    calculs = []

    class Compte(rules.SequenceMatcher):
        def __init__(self, *arguments, **options):
            calculs.append(arguments)
            super().__init__(*arguments, **options)

    monkeypatch.setattr(rules, "SequenceMatcher", Compte)
    lues = [difference("Un quai, un fleuve.", "Un pont, un fleuve.") for _histoire in range(30)]
    assert (len(calculs), all(lue == lues[0] for lue in lues)) == (1, True)
