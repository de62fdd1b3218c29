"""A translation with a text of its source left is published by no door, and each says what is left."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from quartiers.models import QuartierPage
from socle.models import PublicationRefusee
from tests.traduction.conftest import ecrire, paroles, segment, tout_traduire
from traduction.actions import traduire


@pytest.fixture
def presque(commandee):
    """All is translated but one text."""
    tout_traduire(commandee)
    un = segment(commandee, "accroche")
    un.string.translations.all().delete()
    return commandee


@pytest.fixture
def publiee(commandee, quartier_en, comptes):
    """The English quartier, on line."""
    tout_traduire(commandee)
    from traduction.actions import publier

    publier(commandee, comptes["Relecture"])
    return QuartierPage.objects.get(pk=quartier_en.pk)


def etat(page):
    page = QuartierPage.objects.get(pk=page.pk)
    return page.live, page.title, page.accroche, page.corps[0].value.source


BROUILLON = (False, "Île de Nantes", "Un bord de fleuve.", "<p>Ce qui se raconte ici.</p>")
ANGLAIS = (True, "Isle of Nantes", "A riverside.", "<p>What is told here.</p>")


def test_l_editeur_de_traductions_dit_ce_qui_reste(presque, quartier_en, gens):
    cliente = gens["Relecture"]
    reponse = cliente.post(reverse("wagtailadmin_pages:edit", args=[quartier_en.pk]), {"action": "publish"})
    assert reponse.status_code == 302
    assert "il reste à traduire « Un bord de fleuve. »" in paroles(cliente)
    assert etat(quartier_en) == BROUILLON


def test_la_publication_en_lot_dit_ce_qui_reste(presque, quartier_en, gens):
    cliente = gens["Relecture"]
    adresse = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    reponse = cliente.post(f"{adresse}?id={quartier_en.pk}&next=/admin/")
    assert reponse.status_code == 302
    assert "« Un bord de fleuve. »" in paroles(cliente)
    assert etat(quartier_en) == BROUILLON


def test_le_code_est_refuse_avec_ce_qui_reste(presque, quartier_en):
    with pytest.raises(PublicationRefusee, match="Un bord de fleuve"):
        quartier_en.save_revision().publish()
    assert etat(quartier_en) == BROUILLON


def test_la_porte_de_wagtail_localize_est_refusee(presque, quartier_en, django_capture_on_commit_callbacks):
    with pytest.raises(PublicationRefusee), django_capture_on_commit_callbacks(execute=True):
        presque.save_target(publish=True)
    assert etat(quartier_en)[0] is False


def test_a_l_heure_dite_la_page_reste_en_brouillon(presque, quartier_en):
    hier = timezone.now() - timedelta(days=1)
    quartier_en.go_live_at = hier
    revision = quartier_en.save_revision(approved_go_live_at=hier)
    call_command("publish_scheduled")
    assert etat(quartier_en) == BROUILLON
    assert quartier_en.revisions.filter(pk=revision.pk).exists()


def test_au_terme_d_un_circuit_la_page_reste_en_brouillon(presque, quartier_en, comptes, gens):
    quartier_en.save_revision(user=comptes["Traduction · English"])
    circuit = quartier_en.get_workflow().start(quartier_en, comptes["Traduction · English"])
    etape = circuit.current_task_state
    adresse = reverse("wagtailadmin_pages:workflow_action", args=[quartier_en.pk, "approve", etape.pk])
    assert gens["Relecture"].post(adresse).status_code < 400
    assert etat(quartier_en) == BROUILLON


def test_un_brouillon_plus_vieux_que_ses_traductions_ne_se_publie_pas(commandee, quartier_en):
    """All is translated, yet the draft that would go on line still holds the words of the source."""
    tout_traduire(commandee)
    with pytest.raises(PublicationRefusee, match="Un bord de fleuve"):
        quartier_en.get_latest_revision().publish()
    assert etat(quartier_en) == BROUILLON


def test_une_relecture_ne_se_demande_pas_d_une_traduction_incomplete(presque, quartier_en, gens):
    cliente = gens["Traduction · English"]
    cliente.post(f"/admin/localize/translate/{presque.pk}/relecture/")
    assert "Un bord de fleuve." in paroles(cliente)
    assert quartier_en.current_workflow_state is None


def test_de_la_traduction_a_la_mise_en_ligne(commandee, quartier_en, gens, comptes):
    """The whole way: a translator sees what there is to do, translates, asks; a garant publishes."""
    traductrice, garant = gens["Traduction · English"], gens["Relecture"]
    rapport = traductrice.get("/admin/localize/reports/translations/")
    editeur = reverse("wagtailadmin_pages:edit", args=[quartier_en.pk])
    assert editeur in rapport.content.decode()
    assert "Demander la relecture" in traductrice.get(editeur).content.decode()
    from tests.traduction.conftest import EN_LIGNE_EN_ANGLAIS

    for un in commandee.source.stringsegment_set.select_related("string", "context"):
        reponse = ecrire(
            traductrice, commandee, un.context.path, EN_LIGNE_EN_ANGLAIS.get(un.string.data, "isle-of-nantes")
        )
        assert reponse.status_code == 201
    traductrice.post(f"/admin/localize/translate/{commandee.pk}/relecture/")
    assert "La relecture de « Isle of Nantes » est demandée." in paroles(traductrice)
    assert ecrire(traductrice, commandee, "accroche", "Too late").status_code == 409
    etape = quartier_en.current_workflow_task_state
    adresse = reverse("wagtailadmin_pages:workflow_action", args=[quartier_en.pk, "approve", etape.pk])
    assert traductrice.post(adresse).status_code in (302, 403)
    assert etat(quartier_en) == BROUILLON
    garant.post(adresse)
    assert etat(quartier_en) == ANGLAIS


def test_la_source_change_et_la_page_en_ligne_reste_telle_quelle(publiee, commandee, nantes, gens):
    assert etat(publiee) == ANGLAIS
    nantes.quartier.accroche = "Un autre bord."
    nantes.quartier.save_revision().publish()
    cliente = gens["Administration"]
    reponse = cliente.post(f"/admin/localize/update/{commandee.source_id}/", {"publish_translations": "on"})
    assert reponse.status_code == 302
    assert etat(publiee) == ANGLAIS
    assert segment(commandee, "accroche").string.data == "Un autre bord."
    edition = reverse("wagtailadmin_pages:edit", args=[publiee.pk])
    cliente.post(edition, {"action": "publish"})
    assert "il reste à traduire « Un autre bord. »" in paroles(cliente)
    with pytest.raises(PublicationRefusee):
        commandee.save_target(publish=True)
    with pytest.raises(PublicationRefusee):
        commandee.save_target(publish=False)
    assert etat(publiee) == ANGLAIS


def test_une_page_en_ligne_s_enregistre_encore_quand_sa_source_a_change(publiee, commandee, nantes):
    nantes.quartier.accroche = "Un autre bord."
    nantes.quartier.save_revision().publish()
    commandee.source.update_from_db()
    page = QuartierPage.objects.get(pk=publiee.pk)
    page.save()
    assert etat(publiee) == ANGLAIS


def test_un_retour_a_une_revision_d_avant_la_traduction_est_refuse(publiee):
    premiere = publiee.revisions.order_by("pk").first()
    with pytest.raises(PublicationRefusee):
        premiere.publish()
    assert etat(publiee) == ANGLAIS


def test_une_page_ecrite_dans_sa_langue_n_attend_aucune_traduction(nantes, en, publiee):
    from tests import fabrique

    recit = Page.objects.get(translation_key=nantes.recit.translation_key, locale=en).specific
    propre = fabrique.quartier(recit, nantes.promesse, titre="Only in English", slug="only")
    assert propre.live


def test_dire_ce_qui_manque_ne_coute_qu_une_requete(presque, quartier_en, django_assert_num_queries):
    from traduction.exigences import ce_qui_reste

    with django_assert_num_queries(2):
        assert ce_qui_reste(quartier_en) == ["Un bord de fleuve."]


def test_un_artiste_incomplet_ne_se_publie_pas_et_n_est_jamais_en_francais(nantes, en, gens):
    from wagtail_localize.models import Translation

    from oeuvres.models import Artiste
    from tests import fabrique

    artiste = fabrique.artiste(nantes.site, presentation="Il peint.", pays="France")
    cliente = gens["Administration"]
    cliente.post(f"/admin/localize/submit/snippet/oeuvres/artiste/{artiste.pk}/", {"locales": [en.pk]})
    anglais = Artiste.objects.get(translation_key=artiste.translation_key, locale=en)
    assert (anglais.nom, anglais.presentation, anglais.pays) == ("Daniel Buren", "", "")
    adresse = anglais.snippet_viewset.get_url_name("edit")
    cliente.post(reverse(adresse, args=[anglais.pk]), {"action": "publish"})
    assert "il reste à traduire « Il peint. » ; « France »" in paroles(cliente)
    anglais.refresh_from_db()
    assert anglais.presentation == ""
    tout_traduire(Translation.objects.get(source__object_id=artiste.translation_key), {"Il peint.": "He paints."})
    cliente.post(reverse(adresse, args=[anglais.pk]), {"action": "publish"})
    anglais.refresh_from_db()
    assert anglais.presentation == "He paints."


def test_traduire_passe_par_la_meme_porte(nantes, en, comptes):
    """What is loaded is refused as what is typed: a promise must be kept in the story it hangs under."""
    from traduction.actions import a_traduire

    traduire(nantes.recit, en, {t: t.upper() for t in a_traduire(nantes.recit)})
    nantes.quartier.promesses_tenues.all().delete()
    sans = QuartierPage.objects.get(pk=nantes.quartier.pk)
    with pytest.raises(PublicationRefusee):
        traduire(sans, en, {t: t.upper() for t in a_traduire(sans)})
    assert not Page.objects.filter(translation_key=nantes.quartier.translation_key, locale=en).exists()
