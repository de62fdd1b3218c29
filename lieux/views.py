"""What visitors read of places: a page, what the pages of neighbourhoods, promises and works show of them."""

from dataclasses import replace

from django.utils.translation import gettext as _

from lieux.models import LieuPage
from quartiers.views import contours_autour
from recit.views import premiere_suite, promesses_de, recit_de
from socle.carte import Lieu
from socle.queries import fil_de
from socle.references import lire_au_plus_proche
from socle.vignettes import (
    PROCHES,
    Suite,
    Vignette,
    a_distance,
    autour_de,
    en_marchant,
    lieux_des_vignettes,
    prevoir_les_images,
    vignette,
)

VOISINAGE = 1_500
"""Metres within which a story is said to be near another."""

VOISINS = 4

CHAMPS = ("genre", "accroche", "image_id", "latitude", "longitude", "precision")
"""What lists and maps show of a place, beside its name and where it is in the tree."""


def pour_une_liste(lieux, locale, au_plus=None) -> list[LieuPage]:
    """Return the visible places of a QuerySet, each in the nearest language, with no more than a list shows.

    `au_plus` is how many are looked at, all languages together.
    """
    return lire_au_plus_proche(lieux.visibles()[:au_plus], locale, *CHAMPS)


def vignettes(lieux, request, locale) -> list[Vignette]:
    """Return places as lists show them, with their pictures read at once."""
    prevoir_les_images(lieux)
    return en_vignettes(lieux, request, locale)


def en_vignettes(lieux, request, locale) -> list[Vignette]:
    """Return places as lists show them; their pictures have been read."""
    return [replace(vignette(l, request, locale), mention=str(l.get_genre_display())) for l in lieux]


def lieux_pres_de(page, locale) -> list[LieuPage]:
    """Return the places told near a story that has a position, of the same narrative."""
    pres = LieuPage.objects.filter(recit__translation_key=recit_de(page).translation_key).pres_de(page.point, VOISINAGE)
    # Enough rows for each of the nearest to come in each language.
    return pour_une_liste(pres.exclude(translation_key=page.translation_key), locale, VOISINS * 6)[:VOISINS]


def montrer_un_lieu(page, request) -> dict:
    """A place: what it keeps, how one gets in, what is near."""
    locale = page.locale
    siennes = []
    if page.point:
        siennes = a_distance(vignettes(lieux_pres_de(page, locale), request, locale), page.point)
    proches = autour_de(page, request, siennes, VOISINS) if page.point else []
    return {
        "recit": recit_de(page),
        "tenues": promesses_de(page)[0],
        "proches": proches,
        "lieux": _plan(page, proches, request, locale),
        "suite": premiere_suite(page, PROCHES, request) or _suite(page, proches, request),
    }


def _suite(page, proches, request) -> Suite | None:
    if proches:
        return Suite.vers(proches[0], _("Tout près"), depuis=page.point)
    parent = fil_de(page)[-1:]
    return Suite(parent[0].title, parent[0].get_url(request), _("Revenir au quartier")) if parent else None


def _plan(page, proches, request, locale) -> list[Lieu]:
    """The place on its map: the outlines around it, and what is near."""
    if page.point is None:
        return []
    ici = Lieu(page.title, "", page.point, None, "lieu", None, True, page.position_approchee)
    autour = [replace(lieu, numero=None) for lieu in lieux_des_vignettes(proches)]
    return [*contours_autour(page, request, locale), *autour, ici]


def lieux_du_quartier(page, request) -> dict:
    """The places told in a neighbourhood, in walking order."""
    if not page.path:
        return {}
    locale = page.locale
    trouves = en_marchant(pour_une_liste(LieuPage.objects.sous_toutes_les_versions(page).order_by("path"), locale))
    return {"haltes": vignettes(trouves, request, locale)}


def etapes_d_une_promesse(promesse, request) -> dict:
    """The places that keep a promise, for its thread."""
    trouves = pour_une_liste(LieuPage.objects.qui_tiennent(promesse).order_by("path"), promesse.locale)
    return {"etapes": vignettes(trouves, request, promesse.locale)}
