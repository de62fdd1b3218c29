"""What the pages of the narrative show: its promises, its positioning, the thread of a promise."""

from django.core.paginator import Paginator
from django.db.models import F, Q
from django.utils.translation import gettext as _

from recit.models import PositionnementPage, PromessePage
from socle import registres
from socle.lectures import est_en_memoire
from socle.queries import fil_de
from socle.references import au_plus_proche, resoudre
from socle.vignettes import Suite, avec_distances, en_marchant, lieux_des_vignettes, vignette

FIL = "fil"
"""The place where upper apps give what keeps a promise: `etapes`, a list of `Vignette`."""

PREUVES_PAR_PAGE = 20
"""Proofs on one page of a promise: more weigh on the phone of who reads the first."""


def montrer_le_recit(page, request) -> dict:
    """A narrative: its promises where it makes them, and the first of them as the way on."""
    promesses = list(PromessePage.objects.child_of(page).visibles())
    suite = None
    if promesses:
        premiere = vignette(promesses[0], request)
        suite = Suite(premiere.accroche or premiere.titre, premiere.adresse, _("Suivre une promesse"))
    return {
        "promesses": promesses,
        "positionnement": PositionnementPage.objects.child_of(page).visibles().first(),
        "suite": suite,
    }


def montrer_une_promesse(page, request) -> dict:
    """A promise: all that keeps it, in the order one would walk, some a page; the city promise it takes up."""
    locale = page.locale
    lus = [lu for _gabarit, lu in registres.complements.lire(page, FIL, request)]
    marche = avec_distances(en_marchant([etape for lu in lus for etape in lu.get("etapes", ())]))
    feuille = Paginator(marche, PREUVES_PAR_PAGE).get_page(request.GET.get("page"))
    reprise = None
    if page.reprend_id:
        cle = page.reprend.translation_key
        reprise = resoudre([cle], locale, PromessePage.objects.all()).get(cle)
    return {
        "etapes": feuille.object_list,
        "feuille": feuille,
        "lieux": [lieu for lu in lus for lieu in lu.get("lieux", ())] + lieux_des_vignettes(marche),
        "reprise": reprise,
        "suite": Suite.vers(marche[0], _("Suivre ce fil")) if marche else _vers_le_recit(page, request),
    }


def montrer_un_positionnement(page, request) -> dict:
    """A positioning: the way on is the story it stands for."""
    return {"suite": _vers_le_dessus(page, request)}


def _vers_le_dessus(page, request):
    parent = page.get_parent() if page.path else None
    return Suite(parent.title, parent.get_url(request), _("Lire l’histoire")) if parent else None


def _vers_le_recit(page, request):
    recit = recit_de(page)
    return Suite(recit.title, recit.get_url(request), _("Lire le récit de la ville"))


def premiere_suite(page, place, request):
    """Return the onward step that an upper app proposes at `place`, if any does."""
    for _gabarit, lu in registres.complements.lire(page, place, request):
        if lu.get("suite"):
            return lu["suite"]
    return None


def promesses_de(page) -> tuple[list[PromessePage], list[PromessePage]]:
    """Return the promises a story keeps, the city's first, and those that are made right under it.

    Each is in the nearest language to the story's. One query, whatever their number.
    """
    liens = type(page).promesses_tenues.rel.related_model.objects.filter(page=page.pk)
    if est_en_memoire(page):
        # A draft being previewed holds its own in memory.
        tenues = PromessePage.objects.filter(pk__in=[t.promesse_id for t in page.promesses_tenues.all()])
        cles = list(tenues.values_list("translation_key", flat=True))
    else:
        cles = liens.values("promesse__translation_key")
    voulues = Q(translation_key__in=cles)
    if page.path:
        voulues |= Q(path__startswith=page.path, depth=page.depth + 1)
    versions = (
        PromessePage.objects.filter(voulues)
        .visibles()
        .annotate(cle_reprise=F("reprend__translation_key"))
        .select_related("locale")
        .defer("corps")
        .order_by("depth", "path")
    )
    toutes = au_plus_proche(versions, page.locale)
    siennes = [p for p in toutes if page.path and p.path.startswith(page.path)]
    return [p for p in toutes if p not in siennes], siennes


def recit_de(page):
    """Return the narrative a story hangs under, as this request has read it on the way down: perhaps a generic page."""
    return next((ancetre for ancetre in fil_de(page) if ancetre.pk == page.recit_id), None) or page.recit
