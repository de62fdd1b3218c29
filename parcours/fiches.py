"""The cards of routes and of their list."""

from collections.abc import Callable

from django.db.models import BooleanField, Case, F, When
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.models import Page

from parcours.models import Etape
from parcours.queries import arrets_qui_se_voient
from parcours.rules.chemins import chemins_jusqu_aux_arrets, retour_inconnu
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
    chemins, titres = _lire_les_arrets(parcours)
    promesses = _promesses(parcours)
    return {
        p.pk: {
            "technique": p.theme,
            "lieux": tuple(nom for etape, _chemin in chemins[p.pk] if (nom := titres(etape))),
            "resume": p.accroche,
            "texte": "\n".join(
                [
                    texte_du_corps(p, "corps", "depart", "arrivee"),
                    *(etape.pourquoi for etape, _chemin in chemins[p.pk] if etape.pourquoi),
                ]
            ),
            "promesses": promesses.get(p.promesse_id, ()),
            "sans_marche": SANS_MARCHE.get(_sans_marche(p, chemins[p.pk])),
            "position": _depart(chemins[p.pk]),
            "image_id": p.image_id,
            "mention": p.theme,
            "poids": POIDS,
        }
        for p in parcours
    }


def _lire_les_arrets(parcours) -> tuple[dict[int, list], Callable[[Etape], str]]:
    """Return the stops that each route's own page shows, with the way to each, and what names one in the nearest language."""
    etapes = list(
        Etape.objects.filter(page__in=[p.pk for p in parcours])
        .annotate(
            cle=F("histoire__translation_key"),
            se_voit=Case(When(arrets_qui_se_voient(), then=True), default=False, output_field=BooleanField()),
        )
        .order_by("page_id", "sort_order")
    )
    histoires = visibles(Page.objects.filter(translation_key__in={e.cle for e in etapes if e.cle}))
    lues = au_plus_proche(
        histoires.values_list("translation_key", "locale_id", "title", named=True), parcours[0].locale
    )
    titres = {h.translation_key: h.title for h in lues}
    par_page = {p.pk: [etape for etape in etapes if etape.page_id == p.pk] for p in parcours}
    chemins = {page: chemins_jusqu_aux_arrets(siennes, lambda e: e.se_voit) for page, siennes in par_page.items()}
    return chemins, lambda etape: etape.titre or titres.get(etape.cle, "")


def _depart(chemins):
    """Return where a route starts, where its first stop is a point of its own: a story's place is read on its card."""
    return chemins[0][0].point if chemins else None


def _sans_marche(parcours, chemins) -> str:
    """Tell whether the whole way is step-free, as the route's own page does."""
    reponses = [etape.passe_sans_marche for _arret, chemin in chemins for etape in chemin]
    inconnu = retour_inconnu(parcours.boucle, [arret.cle or arret.point for arret, _chemin in chemins])
    return Connu.de_l_ensemble([*reponses, *([Connu.INCONNU] if inconnu else [])])


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
