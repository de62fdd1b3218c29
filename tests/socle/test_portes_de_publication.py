"""No door publishes an incomplete page; none answers a 500, none stays silent."""

import json
from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupApprovalTask, Page, PageLogEntry, Revision, Workflow, WorkflowPage, WorkflowTask
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from oeuvres.models import OeuvrePage
from quartiers.models import QuartierPage
from recit.models import PromessePage
from socle.exigences import manques, manques_en_lot
from socle.models import PublicationRefusee
from tests import fabrique
from tests.bureau.outils import champs_de, chef, client_de, en_ligne, envoyer, paroles_en_attente

ACCROCHE = "Écrivez l’accroche : la première phrase que l’on lira."
PROMESSE = "Choisissez au moins une promesse de la ville que cette histoire tient."


@pytest.fixture
def compte(db):
    return chef()


@pytest.fixture
def bureau(compte):
    return client_de(compte)


@pytest.fixture
def incomplet(ville, compte):
    """A draft without its opening line."""
    page = fabrique.quartier(ville.recit, ville.promesse, titre="Sans accroche", live=False, accroche="")
    page.owner = compte
    page.save()
    page.save_revision(user=compte)
    return page


def formulaire_d_un_quartier(promesse=None, **champs):
    return nested_form_data(
        {
            "title": "Chantenay",
            "slug": "chantenay",
            "echelle": "quartier",
            "accroche": "Un coteau.",
            "ancrage": "Ici aussi, le fleuve.",
            "corps": streamfield([("texte", rich_text("<p>Un coteau sur la Loire.</p>"))]),
            "chiffres": streamfield([]),
            "promesses_tenues": inline_formset([{"promesse": promesse.pk}] if promesse else []),
            "precision": "relevee",
            "qpv": "non",
            "comments": inline_formset([]),
        }
        | champs
    )


def adresse_de_creation(modele, parent):
    return reverse("wagtailadmin_pages:add", args=[modele._meta.app_label, modele._meta.model_name, parent.pk])


# --- the editing form -------------------------------------------------------


def test_publier_a_la_creation_refuse_dit_quoi_et_garde_la_saisie(ville, bureau):
    adresse = adresse_de_creation(QuartierPage, ville.recit)
    donnees = formulaire_d_un_quartier(accroche="") | {"action-publish": "1"}

    reponse = bureau.post(adresse, donnees)

    formulaire = reponse.context["form"]
    assert reponse.status_code == 200
    assert formulaire.errors == {"accroche": [ACCROCHE]}
    assert formulaire.formsets["promesses_tenues"].non_form_errors() == [PROMESSE]
    assert 'value="Chantenay"' in reponse.content.decode()
    assert not QuartierPage.objects.filter(slug="chantenay").exists()


def test_une_page_complete_se_publie_des_la_creation(ville, bureau):
    adresse = adresse_de_creation(QuartierPage, ville.recit)

    reponse = bureau.post(adresse, formulaire_d_un_quartier(ville.promesse) | {"action-publish": "1"})

    page = QuartierPage.objects.get(slug="chantenay")
    assert (reponse.status_code, page.live, page.recit_id) == (302, True, ville.recit.pk)


def test_une_promesse_de_quartier_creee_sans_dire_ce_qu_elle_reprend_n_est_pas_publiee(ville, bureau):
    adresse = adresse_de_creation(PromessePage, ville.quartier)
    donnees = nested_form_data(
        {
            "title": "Une île",
            "slug": "une-ile",
            "enonce": "Une île pour tous.",
            "couleur": "1",
            "corps": streamfield([]),
            "comments": inline_formset([]),
            "action-publish": "1",
        }
    )

    reponse = bureau.post(adresse, donnees)

    assert reponse.context["form"].errors == {"reprend": ["Choisissez la promesse de la ville que celle-ci reprend."]}
    assert not PromessePage.objects.filter(slug="une-ile").exists()


def test_un_brouillon_a_le_droit_de_manquer_de_tout(ville, bureau):
    adresse = adresse_de_creation(QuartierPage, ville.recit)

    reponse = bureau.post(adresse, formulaire_d_un_quartier(accroche="", ancrage="", corps=streamfield([])))

    page = QuartierPage.objects.get(slug="chantenay")
    assert (reponse.status_code, page.live) == (302, False)
    assert [manque.champ for manque in manques(page) if manque.refuse] == [
        "accroche",
        "corps",
        "ancrage",
        "promesses_tenues",
    ]


def test_publier_une_page_incomplete_refuse_a_cote_du_champ(bureau, incomplet):
    reponse = envoyer(bureau, incomplet, "action-publish", title="Titre retouché")

    assert reponse.status_code == 200
    assert reponse.context["form"].errors == {"accroche": [ACCROCHE]}
    assert "Titre retouché" in reponse.content.decode()
    assert not en_ligne(incomplet)


def test_publier_une_page_que_l_on_vient_de_completer(bureau, incomplet):
    assert envoyer(bureau, incomplet, "action-publish", accroche="Un coteau.").status_code == 302
    assert en_ligne(incomplet)


def test_retirer_la_derniere_promesse_en_publiant_est_refuse(ville, bureau):
    reponse = envoyer(bureau, ville.quartier, "action-publish", promesses_tenues___0___DELETE="on")

    assert reponse.context["form"].formsets["promesses_tenues"].non_form_errors() == [PROMESSE]
    assert PROMESSE in reponse.content.decode()
    assert QuartierPage.objects.get(pk=ville.quartier.pk).promesses_tenues.count() == 1


def test_l_enregistrement_automatique_garde_un_brouillon_incomplet_et_redit_ce_qui_manque(bureau, incomplet):
    reponse = envoyer(bureau, incomplet, json=True, ancrage="")

    retour = json.loads(reponse.content)
    assert (reponse.status_code, retour["success"]) == (200, True)
    assert "#ce-qui-manque" in retour["html"]
    assert "Écrivez l’ancrage" in retour["html"]


def test_l_enregistrement_automatique_cree_un_brouillon(ville, bureau):
    adresse = adresse_de_creation(QuartierPage, ville.recit)

    reponse = bureau.post(
        adresse, formulaire_d_un_quartier(accroche="", ancrage=""), headers={"accept": "application/json"}
    )

    assert json.loads(reponse.content)["success"] is True
    assert not QuartierPage.objects.get(slug="chantenay").live


def test_chaque_ligne_de_la_liste_mene_a_son_champ(ville, bureau, incomplet):
    html = bureau.get(reverse("wagtailadmin_pages:edit", args=[incomplet.pk])).content.decode()

    lignes = incomplet.ce_qui_manque
    assert [(ligne.message, ligne.refuse) for ligne in lignes][0] == (ACCROCHE, True)
    for ligne in lignes:
        assert f'id="{ligne.ancre}"' in html, ligne
        assert f'href="#{ligne.ancre}"' in html


def test_les_manques_dans_un_groupe_ou_une_liste_menent_aussi_quelque_part(ville, bureau):
    vide = fabrique.oeuvre(ville.quartier, ville.promesse, titre="Vide", live=False, ancrage="", annee=None)
    vide.promesses_tenues.clear()
    vide.statut = "temporaire"
    vide.save()
    html = bureau.get(reverse("wagtailadmin_pages:edit", args=[vide.pk])).content.decode()

    ancres = [ligne.ancre for ligne in vide.ce_qui_manque]
    assert len(ancres) >= 4
    assert [ancre for ancre in ancres if f'id="{ancre}"' not in html] == []


# --- review -----------------------------------------------------------------


@pytest.fixture
def circuit(ville):
    circuit = Workflow.objects.create(name="Relecture")
    etape = GroupApprovalTask.objects.create(name="Garant")
    WorkflowTask.objects.create(workflow=circuit, task=etape, sort_order=0)
    WorkflowPage.objects.create(workflow=circuit, page=ville.accueil)
    return circuit


def test_envoyer_en_relecture_dit_ce_qui_manque(bureau, incomplet, circuit):
    assert envoyer(bureau, incomplet, "action-submit").status_code == 302

    assert incomplet.current_workflow_state.status == "in_progress"
    assert ACCROCHE in paroles_en_attente(bureau)


def test_approuver_depuis_le_formulaire_une_page_incomplete_est_refuse_a_cote_du_champ(
    bureau, compte, incomplet, circuit
):
    circuit.start(incomplet, compte)

    adresse = reverse("wagtailadmin_pages:edit", args=[incomplet.pk])
    champs = champs_de(bureau, adresse)
    champs["action-workflow-action"] = "1"
    champs["workflow-action-name"] = "approve"
    reponse = bureau.post(adresse, champs)

    assert reponse.status_code == 200
    assert reponse.context["form"].errors == {"accroche": [ACCROCHE]}
    assert (en_ligne(incomplet), incomplet.current_workflow_state.status) == (False, "in_progress")


@pytest.mark.parametrize("fenetre", [True, False])
def test_approuver_depuis_le_tableau_de_bord_une_page_incomplete_dit_pourquoi_et_ne_bouge_rien(
    bureau, compte, incomplet, circuit, fenetre
):
    circuit.start(incomplet, compte)
    etape = incomplet.current_workflow_task_state
    adresse = reverse("wagtailadmin_pages:workflow_action", args=[incomplet.pk, "approve", etape.pk])

    entetes = {"x-requested-with": "XMLHttpRequest"} if fenetre else {}
    reponse = bureau.post(adresse, {"comment": "Bien."}, headers=entetes)

    edition = reverse("wagtailadmin_pages:edit", args=[incomplet.pk])
    if fenetre:
        assert json.loads(reponse.content) == {"step": "success", "redirect": edition}
    else:
        assert (reponse.status_code, reponse.url) == (302, edition)
    assert ACCROCHE in paroles_en_attente(bureau)
    etape.refresh_from_db()
    assert (en_ligne(incomplet), etape.status) == (False, "in_progress")


def test_approuver_une_page_complete_la_publie(ville, bureau, compte, incomplet, circuit):
    incomplet.accroche = "Un coteau."
    incomplet.save()
    incomplet.save_revision()
    circuit.start(incomplet, compte)
    etape = incomplet.current_workflow_task_state

    bureau.post(reverse("wagtailadmin_pages:workflow_action", args=[incomplet.pk, "approve", etape.pk]), {})

    assert en_ligne(incomplet)


# --- several at once --------------------------------------------------------


def en_lot(client, *pages, **donnees):
    adresse = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    return client.post(adresse + "?" + "&".join(f"id={page.pk}" for page in pages), donnees)


def test_publier_plusieurs_pages_publie_celles_qui_peuvent_et_nomme_les_autres(ville, bureau, incomplet):
    complet = fabrique.quartier(ville.recit, ville.promesse, titre="Complet", live=False)

    reponse = en_lot(bureau, complet, incomplet)

    assert (reponse.status_code, en_ligne(complet), en_ligne(incomplet)) == (302, True, False)
    dit = paroles_en_attente(bureau)
    assert "« Sans accroche » n’est pas publié" in dit
    assert ACCROCHE in dit


def test_publier_avec_ce_qui_est_en_dessous(ville, bureau, incomplet):
    complete = fabrique.oeuvre(incomplet, ville.promesse, titre="Complète", live=False)
    vide = fabrique.oeuvre(incomplet, ville.promesse, titre="Œuvre vide", live=False, corps=[])
    incomplet.accroche = "Un coteau."
    incomplet.save()
    incomplet.save_revision()

    assert en_lot(bureau, incomplet, include_descendants="on").status_code == 302

    assert [en_ligne(page) for page in (incomplet, complete, vide)] == [True, True, False]
    assert "« Œuvre vide » n’est pas publié" in paroles_en_attente(bureau)


def test_la_confirmation_dit_d_avance_ce_qui_restera_en_brouillon(bureau, incomplet):
    adresse = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])

    html = bureau.get(f"{adresse}?id={incomplet.pk}").content.decode()

    assert "« Sans accroche » restera en brouillon" in html
    assert ACCROCHE in html


# --- the clock --------------------------------------------------------------


def planifier(page, quand, compte=None):
    page.go_live_at = quand
    revision = page.save_revision(user=compte)
    revision.publish()
    return revision


def il_est_l_heure(*revisions):
    Revision.objects.filter(pk__in=[r.pk for r in revisions]).update(
        approved_go_live_at=timezone.now() - timedelta(minutes=1)
    )
    for revision in revisions:
        revision.refresh_from_db()
        revision.content["go_live_at"] = (timezone.now() - timedelta(minutes=1)).isoformat()
        Revision.objects.filter(pk=revision.pk).update(content=revision.content)


def test_planifier_une_page_incomplete_est_permis_mais_dit_ce_qui_l_empechera(bureau, incomplet):
    demain = (timezone.localtime() + timedelta(days=1)).strftime("%Y-%m-%d %H:%M")

    reponse = envoyer(bureau, incomplet, "action-publish", go_live_at=demain)

    assert reponse.status_code == 302
    assert Page.objects.get(pk=incomplet.pk).scheduled_revision is not None
    assert ACCROCHE in paroles_en_attente(bureau)


def test_a_l_heure_dite_la_page_incomplete_reste_en_brouillon_son_auteur_le_sait_et_les_autres_paraissent(
    ville, compte, incomplet, bureau, django_capture_on_commit_callbacks
):
    complet = fabrique.quartier(ville.recit, ville.promesse, titre="Complet", live=False)
    demain = timezone.now() + timedelta(days=1)
    il_est_l_heure(planifier(incomplet, demain, compte), planifier(complet, demain))

    with django_capture_on_commit_callbacks(execute=True):
        call_command("publish_scheduled")

    assert (en_ligne(incomplet), en_ligne(complet)) == (False, True)
    assert Page.objects.get(pk=incomplet.pk).scheduled_revision is None
    assert [(m.to, m.subject) for m in mail.outbox] == [([compte.email], "« Sans accroche » n’a pas été publié")]
    assert ACCROCHE in mail.outbox[0].body
    entree = PageLogEntry.objects.get(action="recit.publication_refusee")
    assert (entree.page_id, entree.data) == (incomplet.pk, {"raisons": [ACCROCHE]})
    historique = bureau.get(reverse("wagtailadmin_pages:history", args=[incomplet.pk])).content.decode()
    assert "Publication planifiée refusée" in historique

    with django_capture_on_commit_callbacks(execute=True):
        call_command("publish_scheduled")
    assert len(mail.outbox) == 1


def test_une_page_en_ligne_garde_sa_version_quand_la_suivante_est_refusee(ville):
    ville.quartier.save_revision().publish()
    ville.quartier.refresh_from_db()
    ville.quartier.accroche = ""
    il_est_l_heure(planifier(ville.quartier, timezone.now() + timedelta(days=1)))

    call_command("publish_scheduled")

    page = QuartierPage.objects.get(pk=ville.quartier.pk)
    assert (page.live, page.accroche) == (True, "Un bord de fleuve.")


def test_une_panne_sur_une_page_n_arrete_pas_les_autres(ville, monkeypatch):
    premier = fabrique.quartier(ville.recit, ville.promesse, titre="Premier", live=False)
    second = fabrique.quartier(ville.recit, ville.promesse, titre="Second", live=False)
    demain = timezone.now() + timedelta(days=1)
    en_panne, saine = planifier(premier, demain), planifier(second, demain)
    il_est_l_heure(en_panne, saine)
    publier = Revision.publish

    def publier_ou_tomber(revision, **options):
        if revision.pk == en_panne.pk:
            raise RuntimeError("panne")
        return publier(revision, **options)

    monkeypatch.setattr(Revision, "publish", publier_ou_tomber)
    call_command("publish_scheduled")

    assert (en_ligne(premier), en_ligne(second)) == (False, True)


def test_ce_qui_a_expire_sort_de_la_ligne(ville):
    ville.quartier.expire_at = timezone.now() - timedelta(minutes=1)
    ville.quartier.save()

    call_command("taches")

    page = Page.objects.get(pk=ville.quartier.pk)
    assert (page.live, page.expired) == (False, True)


def test_deux_tours_d_horloge_ne_se_marchent_pas_dessus(ville, capsys):
    from socle.actions import un_seul_a_la_fois

    with un_seul_a_la_fois("taches") as premier:
        if premier:
            ville.quartier.expire_at = timezone.now() - timedelta(minutes=1)
            ville.quartier.save()
        dehors = lancer_dans_une_autre_connexion()

    assert premier
    assert dehors is False


def lancer_dans_une_autre_connexion():
    """Ask for the lock from another thread: another connection on PostgreSQL, another file handle on SQLite."""
    from threading import Thread

    from django.db import connection

    from socle.actions import un_seul_a_la_fois

    obtenu = []

    def demander():
        with un_seul_a_la_fois("taches") as libre:
            obtenu.append(libre)
        connection.close()

    fil = Thread(target=demander)
    fil.start()
    fil.join()
    return obtenu[0]


# --- the other doors --------------------------------------------------------


def test_le_code_recoit_publication_refusee_avec_les_raisons(incomplet):
    with pytest.raises(PublicationRefusee) as refus:
        incomplet.get_latest_revision().publish()

    assert [manque.champ for manque in refus.value.manques] == ["accroche"]
    assert refus.value.messages == [ACCROCHE]


def test_revenir_a_une_version_incomplete_et_la_publier_est_refuse(ville, bureau):
    ville.quartier.accroche = ""
    ancienne = ville.quartier.save_revision()
    ville.quartier.accroche = "Un coteau."
    ville.quartier.save_revision().publish()

    retour = reverse("wagtailadmin_pages:revisions_revert", args=[ville.quartier.pk, ancienne.pk])
    champs = champs_de(bureau, retour)
    champs["action-publish"] = "1"
    reponse = bureau.post(reverse("wagtailadmin_pages:edit", args=[ville.quartier.pk]), champs)

    assert reponse.context["form"].errors == {"accroche": [ACCROCHE]}
    assert QuartierPage.objects.get(pk=ville.quartier.pk).accroche == "Un coteau."


def test_annuler_une_publication_planifiee(bureau, incomplet):
    revision = planifier(incomplet, timezone.now() + timedelta(days=1))

    adresse = reverse("wagtailadmin_pages:revisions_unschedule", args=[incomplet.pk, revision.pk])
    assert bureau.post(adresse).status_code == 302

    assert Page.objects.get(pk=incomplet.pk).scheduled_revision is None


def rendre_incomplete(page):
    """As when the city asks more of its pages than the day they were published."""
    type(page).objects.filter(pk=page.pk).update(accroche="")


def copier(client, page, parent, **donnees):
    return client.post(
        reverse("wagtailadmin_pages:copy", args=[page.pk]),
        {"new_title": "Copie", "new_slug": "copie", "new_parent_page": parent.pk, "publish_copies": "on", **donnees},
    )


def test_copier_une_page_incomplete_en_la_publiant_fait_un_brouillon(ville, bureau):
    rendre_incomplete(ville.oeuvre)

    reponse = copier(bureau, ville.oeuvre, ville.quartier)

    assert reponse.status_code == 302
    assert not OeuvrePage.objects.get(slug="copie").live
    assert "1 page copiée reste en brouillon" in paroles_en_attente(bureau)


def test_copier_une_branche_en_la_publiant_ne_publie_que_ce_qui_est_complet(ville, bureau):
    rendre_incomplete(ville.oeuvre)
    fabrique.oeuvre(ville.quartier, ville.promesse, titre="Autre", slug="autre")

    assert copier(bureau, ville.quartier, ville.recit, copy_subpages="on").status_code == 302

    copie = QuartierPage.objects.get(slug="copie")
    etats = {page.slug: page.live for page in copie.get_descendants(inclusive=True)}
    assert etats == {"copie": True, "les-anneaux": False, "autre": True}


def test_copier_une_page_complete_en_la_publiant_la_publie(ville, bureau):
    copier(bureau, ville.oeuvre, ville.quartier)
    assert OeuvrePage.objects.get(slug="copie").live


def test_un_alias_d_une_page_incomplete_reste_hors_ligne(ville, bureau):
    rendre_incomplete(ville.oeuvre)

    assert copier(bureau, ville.oeuvre, ville.quartier, alias="on").status_code == 302

    assert not OeuvrePage.objects.get(slug="copie").live


def test_un_refus_imprevu_pendant_une_publication_ramene_au_formulaire_avec_les_raisons(bureau, incomplet, monkeypatch):
    monkeypatch.setattr("socle.forms.manques", lambda page, niveau: [])

    reponse = envoyer(bureau, incomplet, "action-publish")

    assert (reponse.status_code, reponse.url) == (302, reverse("wagtailadmin_pages:edit", args=[incomplet.pk]))
    assert ACCROCHE in paroles_en_attente(bureau)
    assert not en_ligne(incomplet)


def test_une_requete_tronquee_recoit_une_raison(bureau, incomplet):
    reponse = bureau.post(reverse("wagtailadmin_pages:edit", args=[incomplet.pk]), {"title": "Sans le reste"})
    assert reponse.status_code == 400


# --- many at once -----------------------------------------------------------


def test_les_manques_de_vingt_pages_et_de_deux_cents_se_lisent_en_autant_de_requetes(ville, incomplet):
    vide = fabrique.oeuvre(ville.quartier, ville.promesse, titre="Vide", live=False, accroche="", corps=[])
    quelques_unes = [ville.quartier, ville.oeuvre, ville.promesse, incomplet, vide]
    plus_nombreuses = quelques_unes + [
        fabrique.oeuvre(ville.quartier, ville.promesse, titre=f"Œuvre {rang}", live=False) for rang in range(15)
    ]

    with CaptureQueriesContext(connection) as pour_cinq:
        manques_en_lot(Page.objects.filter(pk__in=[p.pk for p in quelques_unes]))
    with CaptureQueriesContext(connection) as pour_vingt:
        trouves = manques_en_lot(Page.objects.filter(pk__in=[p.pk for p in plus_nombreuses]))

    assert len(pour_vingt) == len(pour_cinq)
    assert [m.champ for m in trouves[vide.pk] if m.refuse] == ["accroche", "corps"]
    assert [m.champ for m in trouves[incomplet.pk] if m.refuse] == ["accroche"]
    assert [m.champ for m in trouves[ville.quartier.pk] if m.refuse] == []
