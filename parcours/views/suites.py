"""Where the line leads on: at the end of a route, and where it crosses another."""

from dataclasses import dataclass
from datetime import timedelta

from django.core.cache import cache
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Page

from mesure.models import Passage
from parcours.models import Etape
from parcours.rules.suite import Candidat, Raison, choisir_la_suite
from parcours.views.arrets import Arret
from parcours.views.passes import Passe
from quartiers.enums import Qpv
from quartiers.models import QuartierPage
from quartiers.views import cles_des_quartiers, quartiers_de_la_ville, recit_de_la_ville
from recit.models import PromessePage
from socle.geographie import milieu
from socle.queries import visibles
from socle.references import langue_de
from socle.rules import chemins_au_dessus
from socle.vignettes import Suite

TROIS_MOIS = 91
"""Days over which passages are counted, to tell where few pass."""

COMPTES_GARDES = timedelta(hours=1)
"""How long these counts are kept: a season's figures do not change from one visitor to the next."""

RAISONS = {
    Raison.PRIORITAIRE: gettext_lazy("Un quartier prioritaire, où la ligne vous attend."),
    Raison.PEU_VU: gettext_lazy("On y passe peu : vous y serez parmi les premiers."),
    Raison.PROMESSE: gettext_lazy("On y tient la promesse que ce parcours fait voir."),
    Raison.PROCHE: gettext_lazy("C’est le quartier le plus proche."),
}


@dataclass(frozen=True)
class Croisee:
    """Another route that one may take here, towards a quartier that the city wants visited more than those ahead."""

    passe: Passe
    quartier: str
    langue: str | None
    raison: str


def au_bout(page, arrets: list[Arret], request, garde: str) -> Suite:
    """At the end of a route, lead to the quartier that the city wants visited, and say why; else back to the route.

    `garde` carries the pace that was chosen.
    """
    ici = next((a.point for a in reversed(arrets) if a.point), None)
    traverses = set().union(*(a.dans for a in arrets))
    possibles = {q.translation_key: q for q in quartiers_de_la_ville(page) if q.translation_key not in traverses}
    choix = _choisir(page, possibles, ici)
    if choix is None:
        return Suite(page.title, page.get_url(request) + garde, _("Revenir au parcours"))
    candidat, raison = choix
    quartier = possibles[candidat.cle]
    return Suite(
        quartier.title,
        quartier.get_url(request),
        _("Aller plus loin"),
        str(RAISONS[raison]),
        ici.metres_jusqu_a(candidat.point),
        langue_de(quartier) if quartier.locale_id != page.locale_id else None,
    )


def a_la_croisee(page, arrets: list[Arret], rang: int, autres: list[Passe]) -> Croisee | None:
    """Where routes cross, tell which other one leads to the quartier that the city wants visited, and why.

    None where this route goes there itself: one had better follow it.
    """
    if not autres:
        return None
    arret = arrets[rang]
    derriere = set().union(*(a.dans for a in arrets[: rang + 1]))
    devant = set().union(*(a.dans for a in arrets[rang + 1 :]))
    par_la = {}
    for passe, cles in _ou_menent(page, arret, autres):
        for cle in cles - derriere:
            par_la.setdefault(cle, passe)
    proposes = par_la.keys() | (devant - derriere)
    quartiers = {q.translation_key: q for q in quartiers_de_la_ville(page) if q.translation_key in proposes}
    choix = _choisir(page, quartiers, arret.point)
    if choix is None or choix[0].cle in devant:
        return None
    candidat, raison = choix
    quartier = quartiers[candidat.cle]
    langue = langue_de(quartier) if quartier.locale_id != page.locale_id else None
    return Croisee(par_la[candidat.cle], quartier.title, langue, str(RAISONS[raison]))


def _ou_menent(page, arret: Arret, autres: list[Passe]) -> list[tuple[Passe, set]]:
    """Return the keys of the quartiers where each of these routes goes on after this stop; one query."""
    racontees = visibles(Page.objects.all()).values("translation_key")
    etapes = Etape.objects.filter(
        page__in=[passe.parcours for passe in autres], histoire__translation_key__in=racontees
    ).order_by("page_id", "sort_order")
    suites = {passe.parcours: [] for passe in autres}
    for parcours, cle, chemin in etapes.values_list("page_id", "histoire__translation_key", "histoire__path"):
        suites[parcours].append((cle, chemin))
    cles = cles_des_quartiers(page)
    menent = []
    for passe in autres:
        suite = suites[passe.parcours]
        ici = next((rang for rang, (cle, _chemin) in enumerate(suite) if cle == arret.histoire.translation_key), -1)
        apres = [c for _cle, chemin in suite[ici + 1 :] for c in (chemin, *chemins_au_dessus(chemin))]
        menent.append((passe, {cles[chemin] for chemin in apres if chemin in cles}))
    return menent


def _choisir(page, quartiers: dict, ici):
    """Choose among these quartiers, by key; those that are nowhere on the map are left out."""
    situes = {cle: q for cle, q in quartiers.items() if q.point or q.contour}
    if not situes:
        return None
    tenues = set()
    if page.promesse_id:
        promesse = PromessePage.objects.filter(pk=page.promesse_id).values("translation_key")
        tenue = QuartierPage.objects.filter(promesses_tenues__promesse__translation_key__in=promesse)
        tenues = set(tenue.values_list("translation_key", flat=True))
    passages = _passages_recents(page)
    candidats = [
        Candidat(cle, q.point or milieu(q.contour), q.qpv != Qpv.NON, passages.get(cle, 0), cle in tenues)
        for cle, q in situes.items()
    ]
    return choisir_la_suite(candidats, ici, passages.values())


def _passages_recents(page) -> dict:
    """Return how much each quartier of the city was read lately; counted once an hour."""
    recit = recit_de_la_ville(page)
    if recit is None:
        return {}
    jour = timezone.localdate()
    return cache.get_or_set(
        f"passages-recents-{recit.translation_key}-{jour}",
        lambda: Passage.objects.recents(set(cles_des_quartiers(page).values()), TROIS_MOIS, jour),
        COMPTES_GARDES.total_seconds(),
    )
