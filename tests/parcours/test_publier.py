"""No door publishes a route whose stops are not whole; a draft may have them, and is saved with all the rest."""

import json
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from parcours.models import ParcoursPage
from socle.exigences import manques_en_lot
from socle.models import PublicationRefusee
from socle.rules import Point
from tests import fabrique
from tests.bureau.outils import chef, client_de, en_ligne, envoyer, paroles_en_attente, refus_de
from tests.parcours.test_traces import gpx

pytestmark = pytest.mark.django_db

SANS_NOM = "Étape 2\u00a0: choisissez une histoire, ou donnez un nom à ce point."
SANS_PLACE = "Étape 1\u00a0: un point libre a une latitude et une longitude."


@pytest.fixture
def bureau(ville):
    return client_de(chef())


@pytest.fixture
def en_chantier(ville):
    """A draft that stops at a point without a place, at nothing yet, and at a story."""
    page = fabrique.parcours(ville.accueil, [{"titre": "Le ponton", "latitude": 47.2}, {}, ville.oeuvre], live=False)
    page.save_revision()
    return page


def test_un_arret_incomplet_s_enregistre_de_lui_meme_et_ce_qui_lui_manque_se_dit(bureau, en_chantier):
    reponse = envoyer(bureau, en_chantier, json=True, theme="Le fleuve", etapes___1___chemin="Longez le quai.")

    retour = json.loads(reponse.content)
    assert (reponse.status_code, retour["success"]) == (200, True)
    assert [phrase in retour["html"] for phrase in (SANS_NOM, SANS_PLACE)] == [True, True]
    ecrit = ParcoursPage.objects.get(pk=en_chantier.pk).get_latest_revision_as_object()
    assert (ecrit.theme, [e.chemin for e in ecrit.etapes.all()]) == ("Le fleuve", ["", "Longez le quai.", ""])


def test_un_brouillon_dont_un_arret_est_incomplet_se_regarde(bureau, ville, en_chantier):
    html = bureau.get(reverse("wagtailadmin_pages:view_draft", args=[en_chantier.pk])).content.decode()
    assert (ville.oeuvre.title in html, "Le ponton" in html) == (True, False)


def test_le_formulaire_refuse_de_publier_et_garde_la_saisie(bureau, en_chantier):
    reponse = envoyer(bureau, en_chantier, "action-publish", title="La ligne bleue")

    assert reponse.context["form"].formsets["etapes"].non_form_errors() == [SANS_NOM, SANS_PLACE]
    assert 'value="La ligne bleue"' in reponse.content.decode()
    assert not en_ligne(en_chantier)


def test_le_formulaire_publie_quand_les_arrets_sont_complets(bureau, en_chantier):
    complets = {"etapes___0___longitude": "-1,55", "etapes___1___titre": "Le quai"}
    complets |= {"etapes___1___latitude": "47,2", "etapes___1___longitude": "-1,56"}

    assert envoyer(bureau, en_chantier, "action-publish", **complets).status_code == 302
    assert (en_ligne(en_chantier), refus_de(ParcoursPage.objects.get(pk=en_chantier.pk))) == (True, [])


def test_le_lot_le_code_et_l_heure_venue_refusent_aussi(bureau, en_chantier):
    lot = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"]) + f"?id={en_chantier.pk}"
    assert SANS_NOM in bureau.get(lot).content.decode()
    bureau.post(lot)
    assert SANS_NOM in paroles_en_attente(bureau)

    with pytest.raises(PublicationRefusee) as refus:
        en_chantier.save_revision().publish()
    assert refus.value.messages == [SANS_NOM, SANS_PLACE]

    en_chantier.go_live_at = timezone.now() + timedelta(hours=1)
    revision = en_chantier.save_revision()
    revision.publish()
    revision.refresh_from_db()
    revision.approved_go_live_at = timezone.now() - timedelta(minutes=1)
    revision.content["go_live_at"] = revision.approved_go_live_at.isoformat()
    revision.save()
    call_command("publish_scheduled")
    assert not en_ligne(en_chantier)


def test_les_etapes_incompletes_se_disent_ensemble(ville):
    page = fabrique.parcours(ville.accueil, [{}, {}, {"titre": "a"}, {"titre": "b", "longitude": 1.0}], live=False)
    assert refus_de(page) == [
        "Étapes 1, 2\u00a0: choisissez une histoire, ou donnez un nom à ces points.",
        "Étapes 3, 4\u00a0: un point libre a une latitude et une longitude.",
    ]


# --- the line and its stops -------------------------------------------------


def tracer(ville, *points):
    page = fabrique.parcours(ville.accueil, [{"titre": "Le ponton", "latitude": 47.2, "longitude": -1.5}, ville.oeuvre])
    page.tracer([Point(*point) for point in points])
    return page


@pytest.mark.parametrize(
    ("points", "phrases"),
    [
        ([(47.2, -1.5), (48.2, -1.5)], []),
        ([(47.37, -1.5), (47.38, -1.5)], []),
        (
            [(-1.5, 47.2), (-1.51, 47.2)],
            ["Le tracé passe à 7\xa0200 km des arrêts\xa0: latitude et longitude sont-elles inversées\xa0?"],
        ),
        (
            [(48.85, 2.35), (48.86, 2.35)],
            ["Le tracé passe à 340 km des arrêts\xa0: est-ce bien celui de ce parcours\xa0?"],
        ),
    ],
)
def test_un_trace_loin_de_tous_ses_arrets_refuse_la_publication(ville, points, phrases):
    assert refus_de(tracer(ville, *points)) == phrases


def test_un_trace_dont_nul_arret_n_est_situe_ne_se_juge_pas(ville):
    page = fabrique.parcours(ville.accueil, [ville.oeuvre, ville.quartier])
    page.tracer([Point(-1.5, 47.2), Point(-1.51, 47.2)])
    assert (ville.oeuvre.point, refus_de(page)) == (None, [])


def test_un_trace_retourne_se_dit_a_cote_de_son_fichier(ville, bureau):
    page = tracer(ville, (47.2, -1.5), (47.21, -1.5))
    page.save_revision()
    fichier = SimpleUploadedFile("ligne.gpx", gpx([(-1.5, 47.2), (-1.51, 47.2)]))
    reponse = envoyer(bureau, page, "action-publish", fichier_du_trace=fichier)
    [phrase] = reponse.context["form"].errors["fichier_du_trace"]
    assert (reponse.status_code, "inversées" in phrase) == (200, True)
    # What is wrong is mended in the same form.
    page.tracer([Point(-1.5, 47.2), Point(-1.51, 47.2)])
    page.save_revision()
    assert envoyer(bureau, page, "action-publish", sans_trace="on").status_code == 302
    assert ParcoursPage.objects.get(pk=page.pk).trace is None


def test_les_manques_de_deux_parcours_et_de_six_se_lisent_en_autant_de_requetes(ville, django_assert_num_queries):
    pages = [tracer(ville, (47.2, -1.5), (47.21, -1.5 + rang / 100)) for rang in range(6)]
    for page in pages:
        page.save()
    with CaptureQueriesContext(connection) as pour_deux:
        manques_en_lot(pages[:2])
    with django_assert_num_queries(len(pour_deux)):
        manques_en_lot(pages)
