"""Who may see and do what: one set of groups for each city, and nothing on another's."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.urls import reverse
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    GroupSitePermission,
    Page,
    Workflow,
    WorkflowPage,
)
from wagtail.permissions import page_permission_policy

from comptes.actions import poser_les_roles
from tests import fabrique
from tests.bureau.outils import client_de

ROLES = ["Communication", "Relecture", "Administration", "Traduction · English", "Traduction · Deutsch"]


@pytest.fixture
def saint_nazaire(ville):
    """A second city in the same installation."""
    autre = fabrique.ville("Saint-Nazaire", "saint-nazaire.example", par_defaut=False)
    poser_les_roles(autre.site)
    return autre


@pytest.fixture
def nantes(ville):
    poser_les_roles(ville.site)
    return ville


def personne(role, ville="Nantes"):
    compte = get_user_model().objects.create_user(
        f"{role}@{ville}.example".lower().replace(" ", "-").replace("·", "x"), "une-longue-phrase-secrete"
    )
    compte.groups.add(Group.objects.get(name=f"{ville} · {role}"))
    return get_user_model().objects.get(pk=compte.pk)


def peut(compte, page):
    """Return what this person may do on a page, in the order of the alphabet."""
    droits = page.permissions_for_user(compte)
    return sorted(
        nom
        for nom, oui in {
            "modifier": droits.can_edit(),
            "publier": droits.can_publish(),
            "ajouter": droits.can_add_subpage(),
            "verrouiller": droits.can_lock(),
            "depublier": droits.can_unpublish(),
        }.items()
        if oui
    )


def test_une_ville_a_ses_groupes_et_la_seconde_fois_ne_change_rien(ville):
    premiere = poser_les_roles(ville.site)
    seconde = poser_les_roles(ville.site)

    assert sorted(Group.objects.filter(name__startswith="Nantes").values_list("name", flat=True)) == sorted(
        f"Nantes · {role}" for role in ROLES
    )
    assert premiere.changements
    assert seconde.changements == []


def test_ce_qui_a_ete_retire_a_la_main_est_remis_et_ce_qui_a_ete_ajoute_reste(nantes):
    groupe = Group.objects.get(name="Nantes · Communication")
    GroupPagePermission.objects.filter(group=groupe, permission__codename="change_page").delete()
    GroupPagePermission.objects.create(group=groupe, page=nantes.accueil, permission_type="publish")

    call_command("roles")

    assert set(GroupPagePermission.objects.filter(group=groupe).values_list("permission__codename", flat=True)) == {
        "add_page",
        "change_page",
        "publish_page",
    }


def test_rien_n_est_donne_sur_l_autre_ville(nantes, saint_nazaire):
    groupes = Group.objects.filter(name__startswith="Nantes")
    pages = {d.page_id for d in GroupPagePermission.objects.filter(group__in=groupes)}
    collections = {d.collection for d in GroupCollectionPermission.objects.filter(group__in=groupes)}
    sites = {d.site for d in GroupSitePermission.objects.filter(group__in=groupes)}

    assert pages == {accueil.pk for accueil in nantes.accueils.values()}
    assert collections == {nantes.collection}
    assert sites == {nantes.site}


def test_deux_villes_du_meme_nom_ne_partagent_ni_groupe_ni_collection(nantes):
    jumelle = fabrique.ville("Nantes", "autre.example", par_defaut=False)
    poser_les_roles(jumelle.site)

    groupe = Group.objects.get(name="Nantes (autre.example:80) · Administration")
    assert {d.page_id for d in GroupPagePermission.objects.filter(group=groupe)} == {
        accueil.pk for accueil in jumelle.accueils.values()
    }
    assert poser_les_roles(nantes.site).changements == []
    assert poser_les_roles(jumelle.site).changements == []
    assert (
        GroupCollectionPermission.objects.filter(
            group=groupe, collection__in=Collection.objects.filter(pk=nantes.collection.pk)
        ).count()
        == 0
    )


def test_une_ville_renommee_garde_ses_groupes(nantes):
    compte = personne("Relecture")
    nantes.site.site_name = "Nantes Métropole"
    nantes.site.save()

    poser_les_roles(nantes.site)

    assert [groupe.name for groupe in compte.groups.all()] == ["Nantes Métropole · Relecture"]
    assert not Group.objects.filter(name="Nantes · Relecture").exists()


@pytest.mark.parametrize(
    ("role", "en_francais", "en_anglais"),
    [
        ("Communication", ["ajouter", "modifier"], []),
        ("Relecture", ["modifier", "publier"], ["modifier", "publier"]),
        (
            "Administration",
            ["ajouter", "depublier", "modifier", "publier", "verrouiller"],
            ["ajouter", "modifier", "publier", "verrouiller"],
        ),
        ("Traduction · English", [], ["modifier"]),
        ("Traduction · Deutsch", [], []),
    ],
)
def test_ce_que_chacun_peut_faire_dans_chaque_langue(nantes, saint_nazaire, role, en_francais, en_anglais):
    compte = personne(role)

    assert peut(compte, nantes.quartier) == en_francais
    assert peut(compte, nantes.accueils["en"]) == en_anglais
    assert peut(compte, saint_nazaire.quartier) == []
    assert peut(compte, saint_nazaire.accueils["en"]) == []


@pytest.mark.parametrize("role", ROLES)
def test_nul_ne_voit_l_autre_ville(nantes, saint_nazaire, role):
    compte = personne(role)
    client = client_de(compte)
    autres = Page.objects.filter(path__startswith=saint_nazaire.accueil.path)

    assert not page_permission_policy.explorable_instances(compte).filter(pk__in=autres).exists()
    assert client.get(reverse("wagtailadmin_pages:edit", args=[saint_nazaire.quartier.pk])).status_code == 302
    assert client.get(reverse("wagtailadmin_explore", args=[saint_nazaire.accueil.pk])).status_code == 302
    assert "Saint-Nazaire" not in client.get(reverse("wagtailadmin_home")).content.decode()


@pytest.mark.parametrize(("role", "oui"), [("Administration", True), ("Relecture", False), ("Communication", False)])
def test_seule_l_administration_regle_la_ville_et_la_sienne_seulement(nantes, saint_nazaire, role, oui):
    client = client_de(personne(role))

    def adresse(ville):
        return reverse("wagtailsettings:edit", args=["home", "reglagesville", ville.site.pk])

    assert (client.get(adresse(nantes)).status_code == 200) is oui
    assert client.get(adresse(saint_nazaire)).status_code != 200


def test_seule_l_administration_envoie_en_traduction(nantes):
    droits = {role: personne(role).has_perm("wagtail_localize.submit_translation") for role in ROLES}
    assert droits == {role: role == "Administration" for role in ROLES}


def test_le_circuit_d_une_ville_est_relu_par_ses_garants_et_eux_seuls(nantes, saint_nazaire):
    circuit = WorkflowPage.objects.get(page=nantes.accueil).workflow

    assert {lien.page_id for lien in WorkflowPage.objects.filter(workflow=circuit)} == {
        accueil.pk for accueil in nantes.accueils.values()
    }
    assert [groupe.name for etape in circuit.tasks for groupe in etape.specific.groups.all()] == ["Nantes · Relecture"]
    assert nantes.quartier.get_workflow() == circuit
    assert saint_nazaire.quartier.get_workflow() != circuit


def test_un_circuit_choisi_par_la_ville_est_garde(ville):
    autre = Workflow.objects.create(name="Le nôtre")
    WorkflowPage.objects.create(workflow=autre, page=ville.accueil)

    poser_les_roles(ville.site)

    assert ville.quartier.get_workflow() == autre


def test_de_la_redaction_a_la_publication_par_la_relecture(nantes):
    brouillon = fabrique.quartier(nantes.recit, nantes.promesse, titre="Chantenay", slug="chantenay", live=False)
    redaction, garant = personne("Communication"), personne("Relecture")
    brouillon.save_revision(user=redaction)
    brouillon.get_workflow().start(brouillon, redaction)
    etape = brouillon.current_workflow_task_state
    approuver = reverse("wagtailadmin_pages:workflow_action", args=[brouillon.pk, "approve", etape.pk])

    client_de(redaction).post(approuver)
    assert not Page.objects.get(pk=brouillon.pk).live

    client_de(garant).post(approuver)
    assert Page.objects.get(pk=brouillon.pk).live


@pytest.mark.parametrize("role", ["Administration", "Relecture", "Communication"])
def test_aucune_adresse_de_l_administration_ne_montre_une_page_de_l_autre_ville(nantes, saint_nazaire, role):
    secrete = fabrique.quartier(
        saint_nazaire.recit, saint_nazaire.promesse, titre="Le Petit-Maroc", slug="petit-maroc", live=False
    )
    revision = secrete.save_revision()
    client = client_de(personne(role))
    numero, accueil = secrete.pk, saint_nazaire.accueil.pk
    bavardes = []
    for adresse in [
        *(
            reverse(f"wagtailadmin_pages:{nom}", args=[numero])
            for nom in (
                "edit",
                "delete",
                "unpublish",
                "copy",
                "move",
                "history",
                "usage",
                "view_draft",
                "add_subpage",
                "convert_alias",
                "workflow_history",
                "history_results",
            )
        ),
        reverse("wagtailadmin_pages:revisions_view", args=[numero, revision.pk]),
        reverse("wagtailadmin_pages:revisions_revert", args=[numero, revision.pk]),
        reverse("wagtailadmin_pages:revisions_compare", args=[numero, "earliest", "latest"]),
        reverse("wagtailadmin_explore", args=[numero]),
        reverse("wagtailadmin_explore", args=[saint_nazaire.recit.pk]),
        reverse("wagtailadmin_explore_results", args=[saint_nazaire.recit.pk]),
        reverse("wagtailadmin_explore", args=[accueil]),
        reverse("wagtailadmin_explore_root"),
        reverse("wagtailadmin_choose_page"),
        reverse("wagtailadmin_choose_page_child", args=[saint_nazaire.recit.pk]),
        reverse("wagtailadmin_choose_page_search") + "?q=Maroc",
        reverse("wagtailadmin_pages:search") + "?q=Maroc",
        reverse("wagtailadmin_choose_page_chosen_multiple") + f"?id={numero}",
        reverse("socle_manques"),
        reverse("socle_manques") + "?export=csv",
        reverse("recit_coherence"),
        reverse("medias_droits"),
        reverse("wagtailadmin_api:pages:listing") + "?for_explorer=1",
        reverse("wagtailadmin_api:pages:listing") + f"?child_of={saint_nazaire.recit.pk}",
        reverse("wagtailadmin_api:pages:detail", args=[numero]),
        reverse("wagtailadmin_reports:locked_pages"),
        reverse("wagtailadmin_reports:aging_pages"),
        reverse("wagtailadmin_reports:site_history"),
        reverse("wagtailadmin_reports:workflow"),
        reverse("wagtailadmin_reports:workflow_tasks"),
        reverse("wagtailadmin_reports:page_types_usage"),
        reverse("wagtailadmin_home"),
    ]:
        reponse = client.get(adresse)
        assert reponse.status_code < 500, adresse
        if "Petit-Maroc" in reponse.getvalue().decode():
            bavardes.append(adresse)

    assert bavardes == []
