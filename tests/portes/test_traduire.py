"""Translations: core's, wagtail-localize's, and what hangs from them."""

from contextlib import suppress

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.urls import reverse
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation, TranslationSource

from oeuvres.models import OeuvrePage
from quartiers.models import QuartierPage
from recit.models import RecitPage
from tests.portes.conftest import fautes, traduire

pytestmark = pytest.mark.django_db


def test_la_traduction_du_coeur_se_rattache_au_recit_de_sa_langue(ville_traduite):
    en = ville_traduite.en
    assert [(en[nom].recit_id, en[nom].code) for nom in ("promesse", "quartier", "oeuvre")] == [
        (en["recit"].pk, getattr(ville_traduite, nom).code) for nom in ("promesse", "quartier", "oeuvre")
    ]
    assert fautes() == []


def test_traduire_en_alias_ne_met_pas_une_langue_sous_l_adresse_d_une_autre(ville):
    for page in (ville.recit, ville.promesse, ville.quartier, ville.oeuvre):
        alias = page.copy_for_translation(Locale.objects.get(language_code="de"), alias=True)
        assert alias.live is False
    assert fautes() == []


def test_traduire_sans_les_parents_est_refuse_par_le_coeur_et_rien_ne_change(ville):
    from wagtail.actions.copy_for_translation import ParentNotTranslatedError

    with pytest.raises(ParentNotTranslatedError):
        ville.oeuvre.copy_for_translation(Locale.objects.get(language_code="de"))
    alias = ville.oeuvre.copy_for_translation(Locale.objects.get(language_code="de"), copy_parents=True)
    assert (alias.live, alias.get_parent().live, RecitPage.objects.filter(live=True).count()) == (False, False, 1)
    assert fautes() == []


def test_commander_mettre_a_jour_convertir_en_alias(admin, ville, django_capture_on_commit_callbacks):
    allemand = Locale.objects.get(language_code="de")
    with django_capture_on_commit_callbacks(execute=True):
        reponse = admin.post(
            reverse("wagtail_localize:submit_page_translation", args=[ville.recit.pk]),
            {"locales": [allemand.pk], "include_subtree": "on"},
        )
    assert reponse.status_code == 302
    quartier = QuartierPage.objects.get(translation_key=ville.quartier.translation_key, locale=allemand)
    assert (quartier.recit.locale_id, quartier.live) == (allemand.pk, False)
    assert fautes() == []

    source = TranslationSource.objects.get(object_id=ville.quartier.translation_key)
    source.get_source_instance().save_revision().publish()
    assert admin.post(reverse("wagtail_localize:update_translations", args=[source.pk])).status_code in (200, 302)
    assert fautes() == []

    assert admin.post(reverse("wagtail_localize:convert_to_alias", args=[quartier.pk])).status_code == 302
    assert QuartierPage.objects.get(pk=quartier.pk).live is False
    assert fautes() == []


def test_publier_une_traduction_de_localize_ne_defait_rien(ville, django_capture_on_commit_callbacks):
    from traduction.actions.commander import commander

    allemand = Locale.objects.get(language_code="de")
    with django_capture_on_commit_callbacks(execute=True):
        commander(ville.recit, [allemand], avec_ce_qui_suit=True)
    for traduction in Translation.objects.filter(target_locale=allemand):
        # The gate of translations may refuse: what matters is that nothing is left incoherent.
        with suppress(PermissionDenied, ValidationError), transaction.atomic():
            traduction.save_target(publish=True)
    assert fautes() == []


def test_deplacer_la_source_deplace_la_traduction_commandee(ville, autre_quartier, django_capture_on_commit_callbacks):
    from traduction.actions.commander import commander

    allemand = Locale.objects.get(language_code="de")
    with django_capture_on_commit_callbacks(execute=True):
        commander(ville.recit, [allemand], avec_ce_qui_suit=True)
    ville.oeuvre.move(autre_quartier, pos="last-child")
    en_allemand = OeuvrePage.objects.get(translation_key=ville.oeuvre.translation_key, locale=allemand)
    assert en_allemand.get_parent().translation_key == autre_quartier.translation_key
    assert fautes() == []


def test_l_arbre_d_une_langue_nouvelle_reste_en_brouillon(ville):
    allemand = Locale.objects.get(language_code="de")
    for page in (ville.recit, ville.promesse, ville.quartier, ville.oeuvre):
        traduire(page, "de", live=False)
    assert Page.objects.filter(locale=allemand, live=True, depth__gt=2).count() == 0
    assert fautes() == []
