"""What pages say in each language: which one a picture is described in, and how a date is said."""

import re
from datetime import date

import pytest
from django.template import Context, Template
from django.utils import translation
from wagtail.models import Locale

from socle.lectures import retenir, une_requete
from socle.mots import a_la_commune, jour
from socle.references import LES_LANGUES, au_plus_proche, langue_de
from tests.medias.conftest import visuel
from tests.villes import traduire

pytestmark = pytest.mark.django_db


def dit(langue: str, options: str = "") -> str:
    with translation.override(langue):
        gabarit = Template("{% load visuels %}{% visuel image " + options + " %}")
        html = gabarit.render(Context({"image": visuel()}))
    return re.search(r'alt="[^"]*"(?: lang="\w+")?', html).group()


def test_l_alternative_d_une_image_dit_sa_langue_sur_une_page_qui_en_a_une_autre():
    assert {langue: dit(langue) for langue in ("fr", "en", "de")} == {
        "fr": 'alt="Un quai."',
        "en": 'alt="Un quai." lang="fr"',
        "de": 'alt="Un quai." lang="fr"',
    }


def test_une_image_decorative_n_a_pas_d_autre_langue():
    assert dit("en", "decoratif=True") == 'alt=""'


def test_une_date_se_dit_comme_on_la_dit_dans_chaque_langue():
    dites = {}
    for langue in ("fr", "en", "de"):
        with translation.override(langue):
            dites[langue] = [jour(date(2026, 3, 1)), jour(date(2026, 11, 3))]
    assert dites == {
        "fr": ["1er mars 2026", "3 novembre 2026"],
        "en": ["1 March 2026", "3 November 2026"],
        "de": ["1. März 2026", "3. November 2026"],
    }


def test_une_langue_ou_la_ville_n_a_pas_d_accueil_vient_apres_les_siennes(ville):
    francais, allemand = Locale.objects.get(language_code="fr"), Locale.objects.get_or_create(language_code="de")[0]
    en_allemand = traduire(ville.accueil, "de")
    with une_requete():
        retenir(LES_LANGUES, [francais])  # as where a city has a home page in French only
        assert au_plus_proche([en_allemand, ville.accueil], francais) == [ville.accueil]
        assert (au_plus_proche([en_allemand], francais), langue_de(en_allemand)) == ([en_allemand], "de")
    assert allemand.pk == en_allemand.locale_id


@pytest.mark.parametrize(
    ("lieu", "commune", "dit"),
    [
        ("Place Graslin", "Nantes", "Place Graslin, Nantes"),
        ("Saint-Brevin-les-Pins", "saint-brevin-les-pins", "Saint-Brevin-les-Pins"),
        ("", "Couëron", "Couëron"),
        ("Le Lieu Unique", "", "Le Lieu Unique"),
    ],
)
def test_un_lieu_et_sa_commune_se_disent_une_fois(lieu, commune, dit):
    assert a_la_commune(lieu, commune) == dit
