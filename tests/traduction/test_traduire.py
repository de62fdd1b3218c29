"""Translating what is loaded: as a translator would, in bulk, published through the same gate."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Locale, Page
from wagtail_localize.models import (
    OverridableSegment,
    StringSegment,
    StringTranslation,
    TemplateSegment,
    Translation,
    TranslationContext,
)

from quartiers.models import QuartierPage
from tests import fabrique
from traduction.actions import TexteSansTraduction, TraductionImpossible, a_traduire, traduire
from traduction.actions.extraire import prendre_la_source

RECIT = {"Le récit": "The story", "Une ligne.": "A line.", "Une ville.": "A city.", "Ce qui se raconte ici.": "Told."}
PROMESSE = {"Le fleuve": "The river", "Le fleuve est rendu aux habitants.": "The river is given back."}
QUARTIER = {
    "Île de Nantes": "Isle of Nantes",
    "Ici aussi, le fleuve.": "Here too, the river.",
    "Un bord de fleuve.": "A riverside.",
    "Ce qui se raconte ici.": "What is told here.",
    "ile-de-nantes": "isle-of-nantes",
}


@pytest.fixture
def en(ville):
    return Locale.objects.get(language_code="en")


@pytest.fixture
def quartier_en(ville, en):
    traduire(ville.recit, en, RECIT)
    traduire(ville.promesse, en, PROMESSE)
    return traduire(ville.quartier, en, QUARTIER)


def test_un_quartier_traduit_est_en_ligne_et_entier_dans_le_recit_de_sa_langue(ville, en, quartier_en):
    assert {
        "titre": quartier_en.title,
        "adresse": quartier_en.slug,
        "accroche": quartier_en.accroche,
        "ancrage": quartier_en.ancrage,
        "corps": quartier_en.corps[0].value.source,
        "en ligne": quartier_en.live,
        "à publier": quartier_en.has_unpublished_changes,
        "récit": (quartier_en.recit.locale, quartier_en.recit.title),
        "promesses": [tenue.promesse_id for tenue in quartier_en.promesses_tenues.all()],
        "code": quartier_en.code,
        "alias": quartier_en.alias_of_id,
    } == {
        "titre": "Isle of Nantes",
        "adresse": "isle-of-nantes",
        "accroche": "A riverside.",
        "ancrage": "Here too, the river.",
        "corps": "<p>What is told here.</p>",
        "en ligne": True,
        "à publier": False,
        "récit": (en, "The story"),
        "promesses": [ville.promesse.pk],
        "code": ville.quartier.code,
        "alias": None,
    }


def test_ce_qu_il_faut_traduire_se_lit_avant(ville):
    assert a_traduire(ville.quartier) == [
        "Île de Nantes",
        "Ici aussi, le fleuve.",
        "Un bord de fleuve.",
        "Ce qui se raconte ici.",
    ]


def test_sans_un_texte_rien_n_est_ecrit_et_l_erreur_le_nomme(ville, en):
    traduire(ville.recit, en, RECIT)
    avant = (Page.objects.count(), StringTranslation.objects.count(), Translation.objects.count())
    sans = {texte: traduit for texte, traduit in QUARTIER.items() if texte != "Un bord de fleuve."}
    with pytest.raises(TexteSansTraduction) as refus:
        traduire(ville.quartier, en, sans)
    assert refus.value.textes == ["Un bord de fleuve."]
    assert (Page.objects.count(), StringTranslation.objects.count(), Translation.objects.count()) == avant


def test_la_page_au_dessus_se_traduit_d_abord(ville, en):
    with pytest.raises(TraductionImpossible, match="traduisez d’abord la page au-dessus, « Le récit »"):
        traduire(ville.quartier, en, QUARTIER)


def test_traduire_de_nouveau_corrige_la_meme_page(ville, en, quartier_en):
    encore = traduire(ville.quartier, "en", QUARTIER | {"Un bord de fleuve.": "By the river."})
    assert (encore.pk, encore.accroche, encore.live) == (quartier_en.pk, "By the river.", True)
    assert QuartierPage.objects.filter(locale=en).count() == 1


def test_le_balisage_refuse_ne_s_ecrit_pas(ville, en):
    with pytest.raises(TraductionImpossible):
        traduire(ville.recit, en, RECIT | {"Ce qui se raconte ici.": "<img src=x onerror=alert(1)>"})


def test_les_accueils_de_toutes_les_langues_gardent_leur_adresse(ville, en):
    traduit = traduire(ville.accueil, en, {"Nantes": "Nantes", "La ville se raconte.": "The city tells itself."})
    assert (traduit.slug, traduit.phrase, traduit.live) == ("nantes-en", "The city tells itself.", True)


def test_un_artiste_se_traduit_comme_une_page(ville, en):
    artiste = fabrique.artiste(ville.site, presentation="Il travaille *in situ* & peint.", pays="France")
    traduit = traduire(
        artiste, en, {"Il travaille *in situ* & peint.": "He works in situ & paints.", "France": "France"}
    )
    assert (traduit.nom, traduit.presentation, traduit.locale, traduit.site) == (
        "Daniel Buren",
        "He works in situ & paints.",
        en,
        ville.site,
    )


def photographier(source):
    """Return what an extraction wrote, without the keys of the rows."""

    def lignes(modele, *champs):
        return sorted(modele.objects.filter(source=source).values_list("order", "context__path", *champs))

    contextes = TranslationContext.objects.filter(object_id=source.object_id)
    return {
        "textes": lignes(StringSegment, "string__data", "attrs"),
        "gabarits": lignes(TemplateSegment, "template__template", "template__string_count"),
        "remplaçables": lignes(OverridableSegment, "data_json"),
        "contextes": sorted(contextes.values_list("path", "path_id", "field_path")),
    }


def test_l_extraction_ecrit_les_memes_lignes_que_wagtail_localize(ville, en):
    ville.quartier.corps = [
        ("chapitre", "Un début"),
        ("texte", '<p>Du <b>vert</b> &amp; un <a href="https://exemple.fr/">lien</a>.</p><ul><li>Un</li></ul>'),
        ("chronologie", {"dates": [{"quand": "1987", "quoi": "Fin"}, {"quand": "2007", "quoi": "Début"}]}),
        ("citation", {"texte": "Deux\nlignes", "voix": "Une voix", "qualite": ""}),
    ]
    ville.quartier.save_revision().publish()
    source = prendre_la_source(QuartierPage.objects.get(pk=ville.quartier.pk))
    la_notre = photographier(source)
    for modele in (StringSegment, TemplateSegment, OverridableSegment, TranslationContext):
        modele.objects.all().delete()
    source.refresh_segments()
    assert photographier(source) == la_notre
    assert [len(la_notre[genre]) for genre in la_notre] == [13, 1, 1, 13]


def test_autant_de_requetes_pour_trois_textes_que_pour_trente(ville, en):
    traduire(ville.recit, en, RECIT)
    comptes = []
    for nombre in (3, 30):
        page = fabrique.quartier(
            ville.recit,
            ville.promesse,
            titre=f"Quartier {nombre}",
            slug=f"q{nombre}",
            corps=[("texte", f"<p>Un texte numéro {i}.</p>") for i in range(nombre)],
        )
        textes = {texte: texte.replace("Un", "One") for texte in a_traduire(page)}
        with CaptureQueriesContext(connection) as requetes:
            traduire(page, en, textes)
        comptes.append(len(requetes))
    assert comptes[1] <= comptes[0] + 2
