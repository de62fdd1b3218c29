"""The house holds: what hangs under what, and no foreign key climbs the staircase."""

from django.apps import apps
from django.db.models import ForeignKey, ManyToManyField
from wagtail.models import Page

from socle.models import PageSocle

ESCALIER = (
    "home",
    "search",
    "traduction",
    "diffusion",
    "agenda",
    "parcours",
    "oeuvres",
    "lieux",
    "quartiers",
    "recit",
    "mesure",
    "socle",
    "medias",
    "comptes",
)
"""From the top to the foot: an app references only what is below it."""

ARBRE = {
    "HomePage": {"RecitPage", "ParcoursIndexPage", "AgendaPage", "ArtistesPage", "ContentPage"},
    "RecitPage": {"PositionnementPage", "PromessePage", "QuartierPage"},
    "QuartierPage": {"PositionnementPage", "PromessePage", "QuartierPage", "OeuvrePage", "LieuPage"},
    "PositionnementPage": set(),
    "PromessePage": set(),
    "OeuvrePage": set(),
    "LieuPage": set(),
    "ParcoursIndexPage": {"ParcoursPage"},
    "ParcoursPage": set(),
    "AgendaPage": {"EvenementPage"},
    "EvenementPage": set(),
    "ArtistesPage": set(),
    "ContentPage": {"ContentPage"},
}


def _types_de_page():
    return [modele for modele in apps.get_models() if issubclass(modele, PageSocle)]


def test_ce_qui_se_range_sous_quoi():
    assert {
        modele.__name__: {enfant.__name__ for enfant in modele.allowed_subpage_models()} for modele in _types_de_page()
    } == ARBRE


def test_les_parents_disent_la_meme_chose_que_les_enfants():
    assert {
        modele.__name__: {parent.__name__ for parent in modele.allowed_parent_page_models() if parent is not Page}
        for modele in _types_de_page()
    } == {nom: {parent for parent, enfants in ARBRE.items() if nom in enfants} for nom in ARBRE}
    # A bare page, which Wagtail would let anyone make, carries a city and nothing else.
    assert {m.__name__ for m in _types_de_page() if Page in m.allowed_parent_page_models()} == {"HomePage"}


def test_aucune_cle_etrangere_ne_monte_l_escalier():
    rang = {nom: place for place, nom in enumerate(ESCALIER)}
    qui_montent = [
        (champ.model._meta.label, champ.name, champ.related_model._meta.label)
        for modele in apps.get_models()
        if modele._meta.app_label in rang
        for champ in modele._meta.get_fields()
        if isinstance(champ, (ForeignKey, ManyToManyField))
        and champ.related_model._meta.app_label in rang
        and rang[champ.related_model._meta.app_label] < rang[modele._meta.app_label]
    ]
    assert qui_montent == []


def test_l_escalier_est_celui_des_applications_installees():
    nos = [config.label for config in apps.get_app_configs() if config.label in ESCALIER]
    assert tuple(nos) == ESCALIER
