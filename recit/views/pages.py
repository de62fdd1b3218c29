"""What the pages of the narrative show: its promises, its positioning, the thread of a promise."""

from django.utils.translation import gettext as _

from recit.models import PositionnementPage, PromessePage
from socle import registres
from socle.references import au_plus_proche, resoudre
from socle.vignettes import Suite, avec_distances, en_marchant, lieux_des_vignettes, vignette

FIL = "fil"
"""The place where upper apps give what keeps a promise: `etapes`, a list of `Vignette`."""


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
    """A promise: all that keeps it, in the order one would walk; the city promise it takes up."""
    locale = page.locale
    lus = [lu for _gabarit, lu in registres.complements.lire(page, FIL, request)]
    marche = avec_distances(en_marchant([etape for lu in lus for etape in lu.get("etapes", ())]))
    reprise = None
    if page.reprend_id:
        cle = page.reprend.translation_key
        reprise = resoudre([cle], locale, PromessePage.objects.all()).get(cle)
    return {
        "etapes": marche,
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
    return Suite(page.recit.title, page.recit.get_url(request), _("Lire le récit de la ville"))


def premiere_suite(page, place, request):
    """Return the onward step that an upper app proposes at `place`, if any does."""
    for _gabarit, lu in registres.complements.lire(page, place, request):
        if lu.get("suite"):
            return lu["suite"]
    return None


def promesses_tenues(page) -> list[PromessePage]:
    """Return the promises that a story keeps, each in the nearest language to the story's, the city's first."""
    tenues = [tenue.promesse_id for tenue in page.promesses_tenues.all()]
    sources = PromessePage.objects.filter(pk__in=tenues).values("translation_key")
    versions = PromessePage.objects.filter(translation_key__in=sources).visibles().select_related("locale")
    return sorted(au_plus_proche(versions.defer("corps"), page.locale), key=lambda p: (p.depth, p.path))
