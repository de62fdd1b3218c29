"""Which city a page is of, and in which cities a person works: nothing of one city shows in another."""

import re
from urllib.parse import urlsplit

from django.db.models import Q
from wagtail.models import Page, Site
from wagtail.permissions import page_permission_policy

from socle.lectures import une_fois
from socle.queries import LONGUEUR_DU_CHEMIN_DE_LA_VILLE, PROFONDEUR_DE_LA_VILLE


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
    condition = Q(pk__in=[])
    for autre, cle in villes_par_chemin().items():
        if cle == ville:
            condition |= Q(path__startswith=autre)
    return condition


def pages_a_voir(user):
    """Return the pages that a person may see in the admin: theirs to change, and those above them."""
    return page_permission_policy.explorable_instances(user)


def sites_de(user):
    """Return the sites of the cities in which a person works."""
    if user.is_superuser:
        return Site.objects.all()
    cles = pages_a_voir(user).filter(depth=PROFONDEUR_DE_LA_VILLE).values("translation_key")
    return Site.objects.filter(root_page__translation_key__in=cles)


_PAGE_EDITEE = re.compile(r"/pages/(?:add/\w+/\w+/)?(\d+)/")


def page_editee(request):
    """Return the page whose form asks for a chooser, or the one above it while it is being created; else None.

    A chooser's window is told neither: the browser says from which form it was opened.
    """
    trouvee = _PAGE_EDITEE.search(urlsplit(request.headers.get("referer", "")).path)
    return Page.objects.filter(pk=trouvee[1]).first() if trouvee else None
