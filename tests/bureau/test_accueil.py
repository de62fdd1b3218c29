"""The home of the admin answers « Qu’est-ce qui m’attend ? », to each their own and for their city alone."""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.log_actions import log
from wagtail_localize.operations import TranslationCreator

from home.attentes import ce_qui_attend
from recit.models import ARelire
from tests import fabrique
from tests.bureau.outils import client_de
from tests.comptes.test_roles import personne


def attentes(compte):
    return {attente.cle: attente for attente in ce_qui_attend(compte)}


def a_relire(page, cause):
    return ARelire.objects.create(page_id=page.pk, cause_id=cause.pk, avant={}, apres={}, depuis=timezone.now())


@pytest.mark.parametrize(
    ("role", "listes"),
    [
        ("Communication", {"mes-brouillons", "publications-refusees", "traductions", "droits"}),
        (
            "Relecture",
            {"a-relire", "en-relecture", "mes-brouillons", "publications-refusees", "traductions", "droits"},
        ),
        ("Traduction · English", {"mes-brouillons", "publications-refusees", "traductions"}),
    ],
)
def test_a_chacun_ses_listes_meme_vides(nantes, role, listes):
    compte = personne(role)

    assert set(attentes(compte)) == listes
    html = client_de(compte).get(reverse("wagtailadmin_home")).content.decode()
    assert "Qu’est-ce qui m’attend" in html
    assert "Aucun brouillon à vous." in html
    assert "w-summary__list" not in html, "Wagtail compte les pages et les images ; cela ne dit pas quoi faire"


def test_ce_qui_est_a_relire_attend_les_garants_de_la_ville(nantes, saint_nazaire):
    a_relire(nantes.oeuvre, nantes.promesse)
    a_relire(nantes.oeuvre, nantes.recit)
    a_relire(saint_nazaire.oeuvre, saint_nazaire.promesse)

    attente = attentes(personne("Relecture"))["a-relire"]

    assert (attente.nombre, [ligne.titre for ligne in attente.lignes]) == (1, ["Les Anneaux"])
    assert attente.lignes[0].adresse == reverse("recit_histoire_a_relire", args=[nantes.oeuvre.pk])


def test_une_page_en_relecture_attend_l_avis_d_un_garant(nantes, saint_nazaire):
    brouillon = fabrique.quartier(nantes.recit, nantes.promesse, titre="Chantenay", live=False)
    redaction = personne("Communication")
    brouillon.save_revision(user=redaction)
    brouillon.get_workflow().start(brouillon, redaction)

    ici = attentes(personne("Relecture"))["en-relecture"]
    ailleurs = attentes(personne("Relecture", "Saint-Nazaire"))["en-relecture"]

    assert (ici.nombre, [ligne.titre for ligne in ici.lignes], ailleurs.nombre) == (1, ["Chantenay"], 0)


def test_mes_brouillons_disent_combien_il_leur_manque(nantes):
    compte = personne("Communication")
    fabrique.quartier(nantes.recit, nantes.promesse, titre="À finir", live=False, accroche="", owner=compte)
    fabrique.quartier(nantes.recit, nantes.promesse, titre="Fini", live=False, owner=compte)
    fabrique.quartier(nantes.recit, nantes.promesse, titre="D’un autre", live=False)
    envoye = fabrique.quartier(nantes.recit, nantes.promesse, titre="Envoyé", live=False, owner=compte)
    envoye.save_revision(user=compte)
    envoye.get_workflow().start(envoye, compte)

    lignes = attentes(compte)["mes-brouillons"].lignes

    assert {ligne.titre: ligne.detail for ligne in lignes} == {
        "À finir": "il lui manque 1 chose",
        "Fini": "peut être publié",
        "Envoyé": "en relecture",
    }


def test_une_publication_refusee_par_l_horloge_attend_jusqu_a_sa_publication(nantes):
    compte = personne("Communication")
    page = fabrique.quartier(nantes.recit, nantes.promesse, titre="Trop tôt", live=False, accroche="", owner=compte)
    page.go_live_at = timezone.now() - timedelta(minutes=1)
    revision = page.save_revision(user=compte, approved_go_live_at=page.go_live_at)
    assert revision.approved_go_live_at
    call_command("taches")

    refusees = attentes(compte)["publications-refusees"]
    assert [(ligne.titre, ligne.detail) for ligne in refusees.lignes] == [
        ("Trop tôt", "Écrivez l’accroche : la première phrase que l’on lira.")
    ]

    page = type(page).objects.get(pk=page.pk)
    page.accroche = "Un coteau."
    page.save_revision().publish()
    assert attentes(compte)["publications-refusees"].nombre == 0


def test_une_traduction_a_reprendre_attend_sa_traductrice_et_elle_seule(nantes):
    chef = personne("Administration")
    anglais = nantes.accueils["en"].locale
    TranslationCreator(user=chef, target_locales=[anglais]).create_translations(nantes.recit)

    ligne = attentes(personne("Traduction · English"))["traductions"].lignes[0]

    assert (ligne.titre, ligne.detail, ligne.langue) == ("Le récit", "des textes restent à traduire", "en")
    assert attentes(personne("Traduction · Deutsch"))["traductions"].nombre == 0


def test_l_accueil_ne_lit_pas_plus_quand_il_y_a_plus(nantes):
    compte = personne("Administration")
    client = client_de(compte)

    def requetes(combien):
        for rang in range(combien):
            page = fabrique.oeuvre(
                nantes.quartier, nantes.promesse, titre=f"Œuvre {rang}", live=False, owner=compte, accroche=""
            )
            a_relire(page, nantes.promesse)
            log(instance=page, action="recit.publication_refusee", data={"raisons": ["Parce que."]})
        client.get(reverse("wagtailadmin_home"))
        with CaptureQueriesContext(connection) as lues:
            client.get(reverse("wagtailadmin_home"))
        return len(lues)

    assert requetes(2) == requetes(12)


def test_l_administration_porte_le_nom_de_la_ville_ou_l_on_travaille(nantes, saint_nazaire, client):
    ici = client_de(personne("Communication")).get(reverse("wagtailadmin_home")).content.decode()
    la_bas = client_de(personne("Communication", "Saint-Nazaire")).get(reverse("wagtailadmin_home")).content.decode()

    assert "- Nantes</title>" in ici
    assert "- Saint-Nazaire</title>" in la_bas
    assert "Nantes : se connecter" in client.get(reverse("wagtailadmin_login")).content.decode()


def test_sans_role_l_accueil_dit_a_qui_le_demander(db):
    compte = get_user_model().objects.create_user("nouvelle@ville.example", "une-longue-phrase-secrete")
    compte.user_permissions.add(Permission.objects.get(codename="access_admin"))

    html = client_de(compte).get(reverse("wagtailadmin_home")).content.decode()

    assert "Aucun rôle ne vous a encore été donné" in html


def test_l_apercu_d_un_brouillon_est_la_page_publique(nantes):
    brouillon = fabrique.quartier(nantes.recit, nantes.promesse, titre="Chantenay", slug="chantenay", live=False)
    brouillon.save_revision()
    client = client_de(personne("Communication"))

    reponse = client.get(reverse("wagtailadmin_pages:view_draft", args=[brouillon.pk]))

    html = reponse.content.decode()
    assert reponse.status_code == 200
    assert "Chantenay" in html
    assert "composants.css" in html
