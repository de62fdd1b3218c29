"""Half a position is kept in a draft, on every page type that has one, and no door publishes it."""

import json
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import get_page_models

from socle.exigences import manques
from socle.models import AvecPosition, PublicationRefusee
from tests import fabrique
from tests.bureau.outils import chef, client_de, en_ligne, envoyer, paroles_en_attente

pytestmark = pytest.mark.django_db

PHRASE = "Une position a une latitude et une longitude."


@pytest.fixture
def bureau(ville):
    return client_de(chef())


@pytest.fixture
def brouillons(ville):
    """A draft of each page type that has a position, complete but for its position."""
    return {
        "QuartierPage": fabrique.quartier(ville.recit, ville.promesse, titre="Chantenay", live=False),
        "OeuvrePage": fabrique.oeuvre(ville.quartier, ville.promesse, titre="Le Serpent", live=False),
        "LieuPage": fabrique.lieu(ville.quartier, ville.promesse, titre="La grue", live=False),
        "EvenementPage": fabrique.evenement(fabrique.agenda(ville.accueil), titre="Le bal", live=False),
    }


TYPES = ["QuartierPage", "OeuvrePage", "LieuPage", "EvenementPage"]


@pytest.fixture(params=TYPES)
def brouillon(request, brouillons):
    return brouillons[request.param]


def a_moitie(page):
    page.latitude, page.longitude = 47.2, None
    page.save_revision()
    page.save()
    return page


def test_tous_les_types_de_pages_qui_ont_une_position_sont_essayes():
    assert sorted(m.__name__ for m in get_page_models() if issubclass(m, AvecPosition)) == sorted(TYPES)


@pytest.mark.parametrize(("dite", "tue"), [("latitude", "longitude"), ("longitude", "latitude")])
def test_ce_qui_manque_se_dit_a_son_champ(brouillon, dite, tue):
    setattr(brouillon, dite, 12.5)
    assert [(m.champ, m.message) for m in manques(brouillon) if m.refuse] == [(tue, PHRASE)]
    setattr(brouillon, tue, 12.5)
    assert [m for m in manques(brouillon) if m.refuse] == []


def test_une_demi_position_s_enregistre_d_elle_meme_et_ce_qui_manque_se_dit(bureau, brouillon):
    reponse = envoyer(bureau, brouillon, json=True, latitude="47,2", accroche="Une autre accroche.")
    retour = json.loads(reponse.content)
    assert (reponse.status_code, retour["success"], PHRASE in retour["html"]) == (200, True, True)
    ecrit = type(brouillon).objects.get(pk=brouillon.pk).get_latest_revision_as_object()
    assert (ecrit.accroche, ecrit.latitude, ecrit.longitude, ecrit.point) == ("Une autre accroche.", 47.2, None, None)
    assert bureau.get(reverse("wagtailadmin_pages:view_draft", args=[brouillon.pk])).status_code == 200


def test_le_formulaire_refuse_de_publier_a_cote_du_champ_et_garde_la_saisie(bureau, brouillon):
    reponse = envoyer(bureau, brouillon, "action-publish", latitude="47,2")
    formulaire = reponse.context["form"]
    assert (formulaire.errors, formulaire["latitude"].value()) == ({"longitude": [PHRASE]}, "47,2")
    assert not en_ligne(brouillon)
    assert envoyer(bureau, brouillon, "action-publish", latitude="47,2", longitude="-1,5").status_code == 302
    assert en_ligne(brouillon)


def test_le_lot_refuse(bureau, brouillon):
    a_moitie(brouillon)
    lot = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"]) + f"?id={brouillon.pk}"
    assert PHRASE in bureau.get(lot).content.decode()
    bureau.post(lot)
    assert (PHRASE in paroles_en_attente(bureau), en_ligne(brouillon)) == (True, False)


def test_le_code_et_l_heure_venue_refusent(brouillon):
    a_moitie(brouillon)
    with pytest.raises(PublicationRefusee) as refus:
        brouillon.save_revision().publish()
    assert refus.value.messages == [PHRASE]

    brouillon.go_live_at = timezone.now() - timedelta(minutes=1)
    brouillon.save_revision(approved_go_live_at=brouillon.go_live_at)
    call_command("publish_scheduled")
    assert not en_ligne(brouillon)
