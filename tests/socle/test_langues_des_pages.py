"""What pages say in each language: which one a picture is described in, and how a date is said."""

import re
from datetime import date

import pytest
from django.template import Context, Template
from django.utils import translation

from socle.mots import jour
from tests.medias.conftest import visuel

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
