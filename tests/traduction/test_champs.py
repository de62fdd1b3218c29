"""What of each type is translated, and what is the same in all languages."""

import pytest
from wagtail_localize.fields import TranslatableField, get_translatable_fields
from wagtail_localize.segments import OverridableSegmentValue
from wagtail_localize.segments.extract import extract_segments

from home.models import ContentPage, HomePage
from oeuvres.models import Artiste, ArtistesPage, OeuvrePage
from quartiers.models import QuartierPage
from recit.models import PositionnementPage, PromessePage, RecitPage
from tests import fabrique
from traduction.actions import a_traduire, traduire

DE_TOUTE_PAGE = {"title", "slug", "seo_title", "search_description"}


@pytest.mark.parametrize(
    ("modele", "traduits"),
    [
        (HomePage, DE_TOUTE_PAGE | {"phrase", "chapo", "corps", "pied"}),
        (ContentPage, DE_TOUTE_PAGE | {"accroche", "corps"}),
        (RecitPage, DE_TOUTE_PAGE | {"accroche", "vision", "corps"}),
        (PositionnementPage, DE_TOUTE_PAGE | {"enonce", "qualites", "vision", "distingue", "corps"}),
        (PromessePage, DE_TOUTE_PAGE | {"enonce", "accroche", "corps"}),
        (QuartierPage, DE_TOUTE_PAGE | {"autres_noms", "ancrage", "accroche", "corps", "chiffres", "qpv_source"}),
        (
            OeuvrePage,
            DE_TOUTE_PAGE
            | {"acces_precisions", "ancrage", "accroche", "corps", "technique", "dimensions"}
            | {"autres_noms", "collection", "proprietaire", "lieu"},
        ),
        (ArtistesPage, DE_TOUTE_PAGE | {"accroche"}),
        (Artiste, {"presentation", "pays"}),
    ],
)
def test_ce_qui_se_traduit_d_un_type(modele, traduits):
    champs = get_translatable_fields(modele)
    assert {champ.field_name for champ in champs if isinstance(champ, TranslatableField)} == traduits


@pytest.mark.parametrize("modele", [RecitPage, PositionnementPage, PromessePage, QuartierPage, OeuvrePage])
def test_ce_qui_est_derive_ou_technique_n_est_propose_a_aucun_traducteur(modele):
    techniques = {"code", "recit", "reprend", "wikidata", "inventaire", "qpv_code", "commune", "owner", "locale"}
    champs = [champ for champ in get_translatable_fields(modele) if champ.field_name in techniques]
    assert [champ.field_name for champ in champs if isinstance(champ, TranslatableField) or champ.overridable] == []


def test_une_oeuvre_traduite_est_entiere(nantes, en):
    artiste = fabrique.artiste(nantes.site)
    oeuvre = fabrique.oeuvre(
        nantes.quartier,
        nantes.promesse,
        titre="Une grue",
        slug="une-grue",
        artistes=[artiste],
        latitude=47.2,
        longitude=-1.57,
        inventaire="N-12",
        wikidata="Q42",
        commune="Nantes",
        lieu="Au bord",
    )
    for page in (nantes.recit, nantes.quartier, oeuvre):
        traduite = traduire(page, en, {texte: f"{texte} (en)" for texte in a_traduire(page)})
    assert {
        "en ligne": traduite.live,
        "récit": traduite.recit.locale.language_code,
        "promesses": [tenue.promesse_id for tenue in traduite.promesses_tenues.all()],
        "artistes": [un.artiste_id for un in traduite.artistes.all()],
        "position": (traduite.latitude, traduite.longitude),
        "identifiants": (traduite.inventaire, traduite.wikidata, traduite.commune, traduite.annee),
        "lieu": traduite.lieu,
        "code": traduite.code,
        "parent": traduite.get_parent().locale.language_code,
    } == {
        "en ligne": True,
        "récit": "en",
        "promesses": [nantes.promesse.pk],
        "artistes": [artiste.pk],
        "position": (47.2, -1.57),
        "identifiants": ("N-12", "Q42", "Nantes", 2007),
        "lieu": "Au bord (en)",
        "code": oeuvre.code,
        "parent": "en",
    }


def test_dans_une_histoire_les_textes_se_traduisent_et_le_reste_suit(nantes):
    page = nantes.quartier
    page.corps = [
        ("chapitre", "Un titre"),
        ("citation", {"texte": "Des mots", "voix": "Quelqu’un", "qualite": ""}),
        ("chiffre", {"valeur": "42", "unite": "œuvres", "libelle": "au bord", "source": "La ville", "annee": 2024}),
        ("video", {"adresse": "https://exemple.fr/v", "titre": "Un film", "image": None, "transcription": "On parle."}),
        ("histoire", {"histoire": nantes.recit, "pourquoi": "Parce que."}),
    ]
    page.save_revision().publish()
    page = QuartierPage.objects.get(pk=page.pk)
    segments = [s for s in extract_segments(page) if s.path.startswith("corps")]
    assert [s.data for s in segments if isinstance(s, OverridableSegmentValue)] == [
        "https://exemple.fr/v",
        nantes.recit.pk,
    ]
    assert [s.string.data for s in segments if hasattr(s, "string")] == [
        "Un titre",
        "Des mots",
        "Quelqu’un",
        "42",
        "œuvres",
        "au bord",
        "La ville",
        "Un film",
        "On parle.",
        "Parce que.",
    ]
