"""The routes that stop at a story, for its page and for where they cross."""

from dataclasses import dataclass

from parcours.models import ParcoursPage
from socle.references import au_plus_proche, langue_de
from socle.rules import code_public


@dataclass(frozen=True)
class Passe:
    """A route that stops at a story: `adresse` is the page of that stop, `parcours` the number of its page."""

    parcours: int
    cle: object
    titre: str
    adresse: str
    couleur: int
    langue: str | None


def parcours_de(histoire, locale, request) -> list[Passe]:
    """Return the routes that stop at a story, each in the nearest language; one query."""
    trouves = au_plus_proche(
        ParcoursPage.objects.qui_s_arretent_a(histoire.translation_key)
        .visibles()
        .only("path", "depth", "title", "slug", "url_path", "translation_key", "locale_id", "couleur")
        .order_by("path"),
        locale,
    )
    return [
        Passe(
            p.pk,
            p.translation_key,
            p.title,
            f"{p.get_url(request)}{code_public(p.cle_de_l_etape)}/",
            p.couleur,
            langue_de(p) if p.locale_id != locale.pk else None,
        )
        for p in trouves
    ]


def parcours_d_une_histoire(page, request) -> dict:
    """The routes that stop here, for the page of a story."""
    return {"passent": parcours_de(page, page.locale, request)}
