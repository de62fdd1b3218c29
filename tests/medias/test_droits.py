"""When a medium may go out: each right by itself, and the query answers as the rule does."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from medias.models import Son, Visuel
from medias.rules import Droits
from tests.medias.conftest import octets, son, visuel

JOUR = date(2026, 11, 23)
ENTIERS = Droits(usages=frozenset({"site"}), fin=None, consentement_manquant=False)


@pytest.mark.parametrize(
    ("droits", "obstacles"),
    [
        (ENTIERS, ()),
        (Droits(frozenset(), None, False), ("usage",)),
        (Droits(frozenset({"site"}), JOUR, False), ("fin",)),
        (Droits(frozenset({"site"}), JOUR + timedelta(days=1), False), ()),
        (Droits(frozenset({"site"}), None, True), ("consentement",)),
        (Droits(frozenset(), JOUR, True, ("credit", "licence")), ("credit", "licence", "consentement", "usage", "fin")),
    ],
)
def test_un_medium_sort_quand_rien_ne_s_y_oppose(droits, obstacles):
    assert (droits.obstacles("site", JOUR), droits.permettent("site", JOUR)) == (obstacles, not obstacles)


def test_sans_accord_rien_ne_sort_pour_aucun_usage():
    droits = Droits(frozenset({"site", "impression", "donnees", "hors_ligne"}), None, True)
    assert [droits.permettent(u, JOUR) for u in ("site", "impression", "donnees", "hors_ligne")] == [False] * 4


@pytest.mark.django_db
def test_une_image_faite_sans_formulaire_ne_sort_pas_tant_qu_il_lui_manque_quelque_chose():
    jour = timezone.localdate()
    cas = {
        "complète": {},
        "décorative": {"description": "", "decoratif": True},
        "sans crédit": {"credit": ""},
        "crédit blanc": {"credit": "  "},
        "sans licence": {"licence": ""},
        "licence inconnue": {"licence": "à moi"},
        "contrat sans fin": {"licence": "contrat"},
        "contrat en cours": {"licence": "contrat", "droits_fin": jour + timedelta(days=1)},
        "contrat fini": {"licence": "contrat", "droits_fin": jour},
        "sans description": {"description": ""},
        "sans accord": {"consentement": "manquant"},
        "pas sur le site": {"usage_site": False},
    }
    contenu = octets(gps=False)
    for titre, champs in cas.items():
        visuel(titre, contenu, **champs)
    sortent = ["complète", "contrat en cours", "décorative"]
    assert sorted(v.title for v in Visuel.objects.all() if v.diffusable) == sortent
    assert sorted(v.title for v in Visuel.objects.diffusables(jour)) == sortent
    assert {v.title: v.obstacles for v in Visuel.objects.filter(title__in=["contrat fini", "sans accord"])} == {
        "contrat fini": ["les droits sont finis"],
        "sans accord": ["l’accord des personnes reconnaissables manque"],
    }


@pytest.mark.django_db
def test_un_son_sans_transcription_ne_sort_pas():
    son("entier")
    son("muet", transcription=" ")
    assert [s.title for s in Son.objects.all() if s.diffusable] == ["entier"]
    assert [s.title for s in Son.objects.diffusables(timezone.localdate())] == ["entier"]
