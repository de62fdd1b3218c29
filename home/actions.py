"""Verbs that write: found a city."""

from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.utils.text import slugify
from wagtail.models import Collection, Locale, Page, Site

from home.models import HomePage, ReglagesVille


@dataclass(frozen=True)
class Ville:
    """A city just founded: its site, its home page in each language by language code, its collection."""

    site: Site
    accueils: dict[str, HomePage]
    collection: Collection


@transaction.atomic
def fonder_une_ville(
    nom: str, hote: str = "localhost", port: int = 80, langues=None, par_defaut: bool = False
) -> Ville:
    """Make a city: one home page a language (drafts), its site, its settings and its collection of media.

    `langues` are language codes, the city's first language first; by default those of the settings.
    """
    langues = list(langues or [code for code, _nom in settings.WAGTAIL_CONTENT_LANGUAGES])
    racine = Page.get_first_root_node()
    premiere = None
    accueils = {}
    for code in langues:
        locale, _cree = Locale.objects.get_or_create(language_code=code)
        racine.refresh_from_db()
        if premiere is None:
            premiere = racine.add_child(
                instance=HomePage(title=nom, slug=_adresse_libre(slugify(nom)), locale=locale, live=False)
            )
            accueils[code] = premiere
        else:
            accueils[code] = premiere.copy_for_translation(locale)
    site = Site.objects.create(hostname=hote, port=port, site_name=nom, root_page=premiere, is_default_site=par_defaut)
    ReglagesVille.objects.create(site=site, nom=nom)
    collection = Collection.get_first_root_node().add_child(name=nom)
    return Ville(site, accueils, collection)


def _adresse_libre(voulue: str) -> str:
    prises = set(Page.objects.filter(depth=2).values_list("slug", flat=True))
    libre, rang = voulue, 1
    while libre in prises:
        rang += 1
        libre = f"{voulue}-{rang}"
    return libre
