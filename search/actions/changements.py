"""Verbs that write: send to the engines what changed, in order."""

import logging
from datetime import datetime, timedelta

from django.utils import timezone

from search.enums import Moteur
from search.index import le_cluster_repond, moteur, moteurs_tenus_a_jour
from search.models import AEnvoyer, pages_concernees
from search.moteurs import IndexIndisponible
from search.moteurs.elastic import disjoncteur
from socle.actions import un_seul_a_la_fois
from socle.fiches import fiches_des

journal = logging.getLogger(__name__)

PAR_LOT = 200
"""Changes read at once, and cards sent at once."""

GARDE = timedelta(days=2)
"""How long a change is kept that was sent, or that no engine in use waits for: an index being rebuilt replays those
that came meanwhile."""


def envoyer(nom: str) -> int:
    """Send what this engine does not know yet, in order; return how many changes it took.

    Cards are read as pages are now, so that sending twice changes nothing. An engine that does not answer
    loses nothing: what it did not take waits for the next time.
    """
    with un_seul_a_la_fois(f"recherche-{nom}") as la_place_est_libre:
        return _envoyer(nom) if la_place_est_libre else 0


def _envoyer(nom: str) -> int:
    index = moteur(nom)
    envoyes = 0
    while lot := list(AEnvoyer.objects.pour(nom)[:PAR_LOT]):
        try:
            remplacer_les_fiches(index, pages_concernees([(c.page_id, c.branche) for c in lot]))
        except IndexIndisponible as raison:
            journal.warning("%s does not take changes for now: %s", nom, raison)
            disjoncteur.couper(raison)
            break
        AEnvoyer.objects.filter(pk__in=[c.pk for c in lot]).update(envoye_le=timezone.now())
        envoyes += len(lot)
    return envoyes


def remplacer_les_fiches(index, pages: list[int]) -> dict[int, str]:
    """Give an index the cards of these pages as they are now; it forgets those of pages that have none.

    Return the language of each card given, by page id.
    """
    donnees = {}
    for rang in range(0, len(pages), PAR_LOT):
        lot = pages[rang : rang + PAR_LOT]
        fiches = fiches_des(lot)
        index.ecrire(fiches)
        index.retirer(set(lot) - {fiche.page_id for fiche in fiches})
        donnees |= {fiche.page_id: fiche.langue for fiche in fiches}
    return donnees


def envoyer_ce_qui_attend() -> int:
    """Send to every engine what it does not know yet: the clock's part, for what the worker left.

    A cluster that failed is tried again, so that it answers visitors once it can, even if nobody searches.
    """
    moteurs = moteurs_tenus_a_jour()
    envoyes = sum(envoyer(nom) for nom in moteurs)
    if Moteur.ELASTIC in moteurs and disjoncteur.est_coupe():
        le_cluster_repond()
    return envoyes


def oublier_ce_qui_est_envoye(maintenant: datetime):
    """Forget changes sent long ago, and old ones meant for an engine that is no longer used.

    Not the others: a command run without ELASTICSEARCH_URL, by mistake, must not make the cluster miss a change.
    """
    limite = maintenant - GARDE
    AEnvoyer.objects.filter(envoye_le__lt=limite).delete()
    AEnvoyer.objects.exclude(moteur__in=moteurs_tenus_a_jour()).filter(depuis__lt=limite).delete()
