"""The cards of the narrative, its promises and its positionings; the promises that any story keeps."""

from collections import defaultdict

from django.utils.translation import gettext_lazy as _

from recit.models import PromessePage
from socle.fiches import texte_du_corps
from socle.references import au_plus_proche

LE_RECIT = _("le récit")
PROMESSES = _("promesses")
LE_POSITIONNEMENT = _("le positionnement")

POIDS_D_UN_POSITIONNEMENT = 0.5


def fiches_des_recits(recits) -> dict[int, dict]:
    return {r.pk: {"resume": r.accroche, "texte": texte_du_corps(r, "vision", "corps")} for r in recits}


def fiches_des_promesses(promesses) -> dict[int, dict]:
    """A promise answers to its sentence; one that takes up the city’s is found with it."""
    reprises = _reprises(promesses)
    return {
        p.pk: {
            "resume": p.enonce,
            "texte": texte_du_corps(p, "accroche", "corps"),
            "promesses": ((p.code, p.title), *reprises.get(p.reprend_id, ())),
        }
        for p in promesses
    }


def _reprises(promesses) -> dict:
    """Return the city’s promises that these take up, in their language, by the id of the one that was chosen."""
    choisies = PromessePage.objects.filter(pk__in=[p.reprend_id for p in promesses if p.reprend_id])
    cles = dict(choisies.values_list("pk", "translation_key"))
    lues = _promesses_lues(promesses[0].locale, cles.values())
    return {numero: (lues[cle],) for numero, cle in cles.items() if cle in lues}


def fiches_des_positionnements(positionnements) -> dict[int, dict]:
    return {
        p.pk: {
            "resume": p.enonce,
            "texte": texte_du_corps(p, "qualites", "vision", "distingue", "corps"),
            "poids": POIDS_D_UN_POSITIONNEMENT,
        }
        for p in positionnements
    }


def promesses_tenues(pages) -> dict[int, tuple[tuple[str, str], ...]]:
    """Return the promises that each of these stories of one type keeps, (public code, title) in the nearest language."""
    liens = type(pages[0]).promesses_tenues.rel.related_model.objects.filter(page__in=[p.pk for p in pages])
    lignes = list(liens.order_by("page_id", "sort_order").values_list("page_id", "promesse__translation_key"))
    lues = _promesses_lues(pages[0].locale, [cle for _page, cle in lignes])
    tenues = defaultdict(list)
    for numero, cle in lignes:
        if cle in lues:
            tenues[numero].append(lues[cle])
    return {page.pk: tuple(tenues[page.pk]) for page in pages}


def _promesses_lues(locale, cles) -> dict:
    if not cles:
        return {}
    promesses = PromessePage.objects.filter(translation_key__in=set(cles)).visibles()
    lues = au_plus_proche(promesses.values_list("translation_key", "locale_id", "code", "title", named=True), locale)
    return {p.translation_key: (p.code, p.title) for p in lues}
