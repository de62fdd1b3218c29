"""A date that is not whole yet is kept in a draft, which saves itself; no door publishes it."""

import json
from datetime import date, time, timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from agenda.models import EvenementPage
from socle.models import PublicationRefusee
from tests import fabrique
from tests.bureau.outils import chef, client_de, en_ligne, envoyer, paroles_en_attente, refus_de

pytestmark = pytest.mark.django_db

SANS_JOUR = "Date 2\u00a0: dites quel jour."
SANS_HEURE = "Date 3\u00a0: une heure de fin demande une heure de début."


@pytest.fixture
def bureau(ville):
    return client_de(chef())


@pytest.fixture
def en_chantier(agenda):
    """A draft of three dates: whole, an hour without a day, an end without a beginning."""
    horaires = [
        {"jour": date(2026, 8, 1), "heure": time(18)},
        {"heure": time(20)},
        {"jour": date(2026, 8, 3), "heure_de_fin": time(20)},
    ]
    page = fabrique.evenement(agenda, "Le bal", live=False, horaires=horaires)
    page.save_revision()
    return page


def ecrit(page):
    return EvenementPage.objects.get(pk=page.pk).get_latest_revision_as_object()


def test_une_date_incomplete_s_enregistre_d_elle_meme_et_ce_qui_lui_manque_se_dit(bureau, en_chantier):
    reponse = envoyer(bureau, en_chantier, json=True, accroche="On valse.", horaires___1___heure="21:00")

    retour = json.loads(reponse.content)
    assert (reponse.status_code, retour["success"]) == (200, True)
    assert [phrase in retour["html"] for phrase in (SANS_JOUR, SANS_HEURE)] == [True, True]
    garde = ecrit(en_chantier)
    assert (garde.accroche, [(h.jour, h.heure) for h in garde.horaires.all()]) == (
        "On valse.",
        [(date(2026, 8, 1), time(18)), (None, time(21)), (date(2026, 8, 3), None)],
    )


@pytest.mark.parametrize(
    "champs",
    [
        {"jour": "", "heure": "", "frequence": "mois_semaine"},
        {"jour": "", "heure": "", "dernier_jour": "2026-07-01"},
        {"jour": "", "heure": "", "exceptions": "25/07/2026"},
        {"jour": "", "heure": "", "jusqu_au": "2026-07-01", "nombre": "3"},
        {"dernier_jour": "2026-07-01"},
        {"jusqu_au": "2026-09-01"},
        {"exceptions": "jamais"},
        {"tous_les": ""},
        {"regle_importee": "FREQ=HOURLY"},
    ],
    ids=lambda champs: " ".join(nom for nom, dit in champs.items() if dit) or "rien",
)
def test_rien_de_ce_que_l_on_ecrit_dans_une_date_n_arrete_l_enregistrement(bureau, en_chantier, champs):
    envoye = {f"horaires___0___{nom}": valeur for nom, valeur in champs.items()}
    reponse = envoyer(bureau, en_chantier, json=True, accroche="On valse.", **envoye)
    assert (json.loads(reponse.content)["success"], ecrit(en_chantier).accroche) == (True, "On valse.")
    for adresse in ("wagtailadmin_pages:view_draft", "wagtailadmin_pages:edit"):
        assert bureau.get(reverse(adresse, args=[en_chantier.pk])).status_code == 200
    assert bureau.get(reverse("raconter_evenements:index")).status_code == 200


def test_le_formulaire_refuse_de_publier_a_cote_de_chaque_champ_et_garde_la_saisie(bureau, en_chantier):
    reponse = envoyer(bureau, en_chantier, "action-publish", title="Le grand bal")

    horaires = reponse.context["form"].formsets["horaires"]
    assert (horaires.errors, horaires.non_form_errors()) == (
        [{}, {"jour": ["Dites quel jour."]}, {"heure": ["Une heure de fin demande une heure de début."]}],
        [],
    )
    html = reponse.content.decode()
    assert ("Dites quel jour." in html, 'value="Le grand bal"' in html, en_ligne(en_chantier)) == (True, True, False)


def test_une_date_neuve_et_incomplete_refuse_aussi_a_cote_de_son_champ(bureau, agenda):
    bal = fabrique.evenement(agenda, "Le bal", live=False)
    neuve = {
        f"horaires___1___{nom}": valeur for nom, valeur in {"heure": "20:00", "tous_les": "1", "ORDER": "2"}.items()
    }
    reponse = envoyer(bureau, bal, "action-publish", horaires___TOTAL_FORMS="2", **neuve)
    assert reponse.context["form"].formsets["horaires"].errors == [{}, {"jour": ["Dites quel jour."]}]


def test_le_formulaire_publie_quand_les_dates_sont_entieres(bureau, en_chantier):
    complets = {"horaires___1___jour": "2026-08-02", "horaires___2___heure": "18:00"}
    assert envoyer(bureau, en_chantier, "action-publish", **complets).status_code == 302
    assert (en_ligne(en_chantier), refus_de(EvenementPage.objects.get(pk=en_chantier.pk))) == (True, [])


def test_le_lot_refuse(bureau, en_chantier):
    lot = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"]) + f"?id={en_chantier.pk}"
    assert SANS_JOUR in bureau.get(lot).content.decode()
    bureau.post(lot)
    assert (SANS_JOUR in paroles_en_attente(bureau), en_ligne(en_chantier)) == (True, False)


def test_le_code_et_l_heure_venue_refusent(en_chantier):
    with pytest.raises(PublicationRefusee) as refus:
        en_chantier.save_revision().publish()
    assert refus.value.messages == [f"{SANS_JOUR} {SANS_HEURE}"]

    en_chantier.go_live_at = timezone.now() - timedelta(minutes=1)
    en_chantier.save_revision(approved_go_live_at=en_chantier.go_live_at)
    call_command("publish_scheduled")
    assert not en_ligne(en_chantier)


def test_planifier_enregistre_et_previent(bureau, en_chantier):
    plus_tard = (timezone.now() + timedelta(days=1)).strftime("%Y-%m-%d %H:%M")
    assert envoyer(bureau, en_chantier, "action-publish", go_live_at=plus_tard).status_code == 302
    assert (SANS_JOUR in paroles_en_attente(bureau), en_ligne(en_chantier)) == (True, False)


def test_ce_qui_a_ete_ecrit_pour_rien_refuse_aussi_la_publication(agenda):
    bal = fabrique.evenement(agenda, "Le bal", live=False, horaires=[{"jour": date(2026, 8, 1), "nombre": 3}])
    assert refus_de(bal) == ["Date 1\u00a0: dites d’abord, plus haut, comment cela se répète."]
