"""Say everything again to an engine: after a change of analysis, a restored database, a lost cluster."""

import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Q
from django.utils import timezone
from wagtail.models import Page

from search.actions.changements import PAR_LOT, envoyer, remplacer_les_fiches
from search.enums import Moteur
from search.models import AEnvoyer, FicheIndexee, pages_concernees
from search.moteurs import Index, IndexIndisponible
from search.moteurs.elastic import disjoncteur
from search.moteurs.elastic.bascule import Bascule
from search.moteurs.sql import IndexSql
from search.rules.demande import Demande
from search.rules.requete import lire_la_requete
from socle.actions import un_seul_a_la_fois
from socle.fiches import FicheRecherche, fiches_des
from socle.queries import visibles

TEMOINS_PAR_LANGUE = 10
"""Stories looked for by their name, in each language, before a new index answers."""

ATTENTE = 60
"""Seconds that one waits for changes on their way to be taken."""

HORLOGES = timedelta(minutes=5)
"""How far the clocks of two servers may differ: changes sent that long before the start are replayed too."""


class ReindexationRefusee(Exception):
    """Nothing has changed: another run is at work, or the new index does not answer as it should."""


@dataclass(frozen=True)
class Bilan:
    """What was said again: cards by language, changes replayed, witnesses that answered."""

    fiches: dict[str, int]
    rejoues: int
    temoins: int


def reindexer(nom: str, avancer: Callable[[int, int], None]) -> Bilan:
    """Say every card again to an engine; `avancer(done, all)` is called as it goes, in pages.

    The cluster gets new indexes beside those that answer, which take their place in one step at the end. The
    database is written in place, card by card: each is whole at every moment.

    Raises `ReindexationRefusee` where another run is at work or what was built does not answer, `IndexIndisponible`
    where the engine does not: what answered before still does.
    """
    with un_seul_a_la_fois(f"recherche-reindexer-{nom}") as la_place_est_libre:
        if not la_place_est_libre:
            raise ReindexationRefusee("Une réindexation est déjà en cours.")
        bilan = _dans_la_base(avancer) if nom == Moteur.SQL else _dans_le_cluster(avancer)
    envoyer(nom)
    return bilan


def _dans_la_base(avancer) -> Bilan:
    # No change is taken meanwhile: a card read here a moment ago must not replace a newer one.
    with _sans_envoi(Moteur.SQL):
        index = IndexSql()
        vues = _tout_redire(index, avancer)
        # Read once: a page that was hidden or deleted meanwhile goes from the index, and is not expected in it.
        se_voient = set(visibles(Page.objects.all()).values_list("pk", flat=True))
        index.retirer(set(FicheIndexee.objects.values_list("pk", flat=True)) - se_voient)
        return _verifier(index, {page: langue for page, langue in vues.items() if page in se_voient}, rejoues=0)


def _dans_le_cluster(avancer) -> Bilan:
    debut = timezone.now() - HORLOGES
    bascule = Bascule()
    try:
        bascule.creer()
        vues = _tout_redire(bascule.index, avancer)
        rejoues = _rejouer(bascule.index, debut, vues)
        with _sans_envoi(Moteur.ELASTIC):
            # The last ones, that came while the others were replayed; those still to come wait for the new indexes.
            rejoues = max(rejoues, _rejouer(bascule.index, debut, vues))
            bascule.rafraichir()
            bilan = _verifier(bascule.index, vues, rejoues)
            bascule.basculer()
            disjoncteur.retablir()
    except BaseException:
        # A cluster that does not answer keeps them until the next run, which deletes what it finds half-built.
        with suppress(IndexIndisponible):
            bascule.abandonner()
        raise
    return bilan


@contextmanager
def _sans_envoi(nom: str):
    """Keep changes waiting: whoever sends them holds this same lock, for a moment."""
    fin = time.monotonic() + ATTENTE
    while True:
        with un_seul_a_la_fois(f"recherche-{nom}") as la_place_est_libre:
            if la_place_est_libre:
                yield
                return
        if time.monotonic() > fin:
            raise ReindexationRefusee("Des changements sont en cours d’envoi depuis trop longtemps.")
        time.sleep(0.2)


def _tout_redire(index: Index, avancer) -> dict[int, str]:
    """Give an index the card of every visible page; return the language of each, by page id."""
    total = visibles(Page.objects.all()).count()
    vues, faites = {}, 0
    avancer(0, total)
    for lot in _lots():
        vues |= remplacer_les_fiches(index, lot)
        faites += len(lot)
        avancer(faites, max(total, faites))
    return vues


def _lots() -> Iterator[list[int]]:
    """Yield the ids of all visible pages, some at a time, in order."""
    dernier = 0
    while lot := list(
        visibles(Page.objects.filter(pk__gt=dernier)).order_by("pk").values_list("pk", flat=True)[:PAR_LOT]
    ):
        yield lot
        dernier = lot[-1]


def _rejouer(index: Index, depuis, vues: dict[int, str]) -> int:
    """Say again what changed since, sent to the old index or still waiting; return how many pages that is."""
    changements = AEnvoyer.objects.filter(Q(envoye_le__isnull=True) | Q(envoye_le__gte=depuis), moteur=Moteur.ELASTIC)
    pages = pages_concernees(changements.order_by("pk").values_list("page_id", "branche"))
    for page in pages:
        vues.pop(page, None)
    vues |= remplacer_les_fiches(index, pages)
    return len(pages)


def _verifier(index: Index, vues: dict[int, str], rejoues: int) -> Bilan:
    """Compare what an index holds with what it was told, and look for some stories by their name.

    Raises `ReindexationRefusee` saying what differs.
    """
    attendues = Counter(vues.values())
    tenues = {langue: nombre for langue, nombre in index.compter().items() if nombre or langue in attendues}
    if tenues != dict(attendues):
        raise ReindexationRefusee(f"L’index tient {_en_mots(tenues)} ; les pages en donnent {_en_mots(attendues)}.")
    temoins = [fiche for langue in sorted(attendues) for fiche in _temoins(vues, langue)]
    muets = [fiche.titre for fiche in temoins if not _est_trouvee(index, fiche)]
    if muets:
        raise ReindexationRefusee(f"Cherchés par leur nom, ne répondent pas : {', '.join(muets)}.")
    return Bilan(dict(attendues), rejoues, len(temoins))


def _en_mots(nombres) -> str:
    return ", ".join(f"{langue} {nombre}" for langue, nombre in sorted(nombres.items())) or "0"


def _temoins(vues: dict[int, str], langue: str) -> list[FicheRecherche]:
    """Return some stories of a language, spread over all of them."""
    pages = sorted(page for page, sienne in vues.items() if sienne == langue)
    return fiches_des(pages[:: max(1, len(pages) // TEMOINS_PAR_LANGUE)][:TEMOINS_PAR_LANGUE])


def _est_trouvee(index: Index, fiche: FicheRecherche) -> bool:
    """Tell whether a story answers to its name; one among many of the same name need only have namesakes."""
    requete = lire_la_requete(fiche.titre, fiche.langue)
    reponse = index.chercher(Demande(requete, fiche.ville, timezone.localdate()))
    trouvees = [trouvaille.page_id for trouvaille in reponse.trouvailles]
    return fiche.page_id in trouvees or reponse.total > len(trouvees)
