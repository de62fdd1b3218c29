"""The cards of routes and of their list."""

from django.db.models import F
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.models import Page

from parcours.models import Etape
from parcours.queries import arrets_qui_se_voient
from recit.models import PromessePage
from socle.enums import SANS_MARCHE, Connu
from socle.fiches import texte_du_corps
from socle.queries import visibles
from socle.references import au_plus_proche

PARCOURS = pgettext_lazy("plusieurs", "parcours")
LISTES = _("liste des parcours")

POIDS = 0.4
"""A route names all its stops: each of them answers to its own name before it."""


def fiches_des_parcours(parcours) -> dict[int, dict]:
    arrets = _arrets(parcours)
    promesses = _promesses(parcours)
    return {
        p.pk: {
            "technique": p.theme,
            "lieux": tuple(nom for _etape, nom in arrets[p.pk] if nom),
            "resume": p.accroche,
            "texte": "\n".join(
                [
                    texte_du_corps(p, "corps", "depart", "arrivee"),
                    *(etape.pourquoi for etape, _nom in arrets[p.pk] if etape.pourquoi),
                ]
            ),
            "promesses": promesses.get(p.promesse_id, ()),
            "sans_marche": SANS_MARCHE.get(
                Connu.de_l_ensemble(etape.passe_sans_marche for etape, _nom in arrets[p.pk][1:])
            ),
            "position": _depart([etape for etape, _nom in arrets[p.pk]]),
            "image_id": p.image_id,
            "mention": p.theme,
            "poids": POIDS,
        }
        for p in parcours
    }


def _arrets(parcours) -> dict[int, list[tuple[Etape, str]]]:
    """Return the stops of each route that its own page shows, in order, each with its name in the nearest language."""
    etapes = list(
        Etape.objects.filter(arrets_qui_se_voient(), page__in=[p.pk for p in parcours])
        .annotate(cle=F("histoire__translation_key"))
        .order_by("page_id", "sort_order")
    )
    histoires = visibles(Page.objects.filter(translation_key__in={e.cle for e in etapes if e.cle}))
    lues = au_plus_proche(
        histoires.values_list("translation_key", "locale_id", "title", named=True), parcours[0].locale
    )
    titres = {h.translation_key: h.title for h in lues}
    arrets = {p.pk: [] for p in parcours}
    for etape in etapes:
        arrets[etape.page_id].append((etape, etape.titre or titres.get(etape.cle, "")))
    return arrets


def _depart(etapes):
    """Return where a route starts, where its first stop is a point of its own: a story's place is read on its card."""
    return etapes[0].point if etapes else None


def _promesses(parcours) -> dict[int, tuple]:
    """Return the promise of each route in its language, by the id of the one that was chosen."""
    cles = dict(
        PromessePage.objects.filter(pk__in=[p.promesse_id for p in parcours if p.promesse_id]).values_list(
            "pk", "translation_key"
        )
    )
    lues = {
        p.translation_key: (p.code, p.title)
        for p in au_plus_proche(
            PromessePage.objects.filter(translation_key__in=cles.values()).visibles().defer("corps"), parcours[0].locale
        )
    }
    return {numero: (lues[cle],) for numero, cle in cles.items() if cle in lues}


def fiches_des_listes(pages) -> dict[int, dict]:
    return {page.pk: {"resume": page.accroche} for page in pages}
