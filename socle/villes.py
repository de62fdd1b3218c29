"""Which city a page is of, and in which cities a person works: nothing of one city shows in another."""

import re
from urllib.parse import urlsplit
from uuid import uuid4

from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.db.models import Q
from wagtail.models import GroupCollectionPermission, Page, Site
from wagtail.permissions import page_permission_policy

from socle.lectures import retenir, une_fois
from socle.queries import (
    LONGUEUR_DU_CHEMIN_DE_LA_VILLE,
    PROFONDEUR_DE_LA_VILLE,
    dans_ces_branches,
    sont_visibles,
)
from socle.references import LES_LANGUES


def villes_par_chemin() -> dict:
    """Return the translation key of every home page by its path: pages of one key are one city."""
    return une_fois(
        "villes",
        lambda: dict(Page.objects.filter(depth=PROFONDEUR_DE_LA_VILLE).values_list("path", "translation_key")),
    )


def ville_au_chemin(chemin: str):
    """Return the key of the city that a page at this path is of; None outside any city."""
    return villes_par_chemin().get(chemin[:LONGUEUR_DU_CHEMIN_DE_LA_VILLE])


def sont_d_une_meme_ville(*chemins: str) -> bool:
    return len({ville_au_chemin(chemin) for chemin in chemins}) <= 1


def de_la_ville_au_chemin(chemin: str) -> Q:
    """Narrow pages to those of the city that a page at this path is of, in every language."""
    ville = ville_au_chemin(chemin)
    return dans_ces_branches(autre for autre, cle in villes_par_chemin().items() if cle == ville)


def villes_des_collections() -> dict[str, set]:
    """Return the cities that work in each collection of media, by its path; the root is everyone's."""
    permis = GroupCollectionPermission.objects.filter(collection__depth__gt=1)
    villes = {}
    for collection, page in permis.values_list("collection__path", "group__page_permissions__page__path").distinct():
        if page and (ville := ville_au_chemin(page)):
            villes.setdefault(collection, set()).add(ville)
    return villes


def est_d_une_autre_ville(medium, chemin: str) -> bool:
    """Tell whether a picture, a sound or a document is in a collection of other cities than a page at this path."""
    la_sienne = medium.collection.path
    tiennent = [villes for racine, villes in villes_des_collections().items() if la_sienne.startswith(racine)]
    return bool(tiennent) and ville_au_chemin(chemin) not in set().union(*tiennent)


def pages_a_voir(user):
    """Return the pages that a person may see in the admin: theirs to change, and those above them."""
    return page_permission_policy.explorable_instances(user)


def sites_de(user):
    """Return the sites of the cities in which a person works."""
    if user.is_superuser:
        return Site.objects.all()
    cles = pages_a_voir(user).filter(depth=PROFONDEUR_DE_LA_VILLE).values("translation_key")
    return Site.objects.filter(root_page__translation_key__in=cles)


def accueils_visibles(site) -> dict[str, Page]:
    """Return the city's home page in each language that visitors may read, in the order of the settings, once a request.

    They come whole, as pages of their own type, with their languages: who asks for the ones asks for the others.
    """

    def lire():
        modele = site.root_page.specific_class
        pages = modele.objects.filter(translation_key=site.root_page.translation_key).select_related("locale")
        par_langue = {page.locale.language_code: page for page in pages}
        retenir(LES_LANGUES, [page.locale for page in par_langue.values()])
        ordre = [code for code, _nom in settings.WAGTAIL_CONTENT_LANGUAGES]
        return {code: par_langue[code] for code in ordre if code in par_langue and sont_visibles([par_langue[code]])}

    return une_fois(("accueils", site.pk), lire)


DUREE_D_UN_SITE = 60
"""Seconds that the site of a host is kept between requests; saving a site forgets them all at once where it is saved."""

GENERATION_DES_SITES = "sites"


def retenir_le_site(request):
    """Find the site of a request among those known; Wagtail, which looks for it at each request, finds it done."""
    generation = cache.get(GENERATION_DES_SITES, 0)
    cle = f"site-{generation}-{request.get_host()}"
    site = cache.get(cle)
    if site is None:
        cache.set(cle, Site.find_for_request(request), DUREE_D_UN_SITE)
    else:
        request._wagtail_site = site  # where Wagtail keeps its own answer


def oublier_les_sites(**_options):
    """Forget which site answers at which host: one has just been written (a receiver)."""

    def une_autre_generation():
        cache.set(GENERATION_DES_SITES, uuid4().hex, None)

    une_autre_generation()
    transaction.on_commit(une_autre_generation)  # until then others read what was


_PAGE_EDITEE = re.compile(r"/pages/(?:add/\w+/\w+/)?(\d+)/")


def page_editee(request):
    """Return the page whose form asks for a chooser, or the one above it while it is being created; else None.

    A chooser's window is told neither: the browser says from which form it was opened.
    """
    trouvee = _PAGE_EDITEE.search(urlsplit(request.headers.get("referer", "")).path)
    return Page.objects.filter(pk=trouvee[1]).first() if trouvee else None
