"""The small door to what answers: the cluster while there is one that answers, else the site's own database."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from django.conf import settings
from django.db.models import Count, Exists, Min, OuterRef, Q
from django.utils import timezone
from wagtail.models import Page

from search.enums import Moteur
from search.models import AEnvoyer, sous_ces_chemins
from search.moteurs import Index, IndexIndisponible
from search.moteurs.elastic import IndexElastic, disjoncteur
from search.moteurs.sql import IndexSql
from search.rules.demande import Demande, Exclusions, Reponse, Suggestion
from socle.lectures import une_fois
from socle.queries import branches_fermees, visibles

EN_ATTENTE_AU_PLUS = 500
"""Changes on their way to the cluster beyond which its counts are not to be trusted: the database answers."""

RETARD_AU_PLUS = timedelta(minutes=2)
"""How long a change may be on its way: a cluster that takes none any more, read-only or full, no longer answers."""


def moteurs_tenus_a_jour() -> list[str]:
    """Return the engines that every change must reach: the database always, since it answers for the cluster."""
    return [Moteur.SQL, Moteur.ELASTIC] if settings.ELASTICSEARCH_URL else [Moteur.SQL]


def moteur(nom: str) -> Index:
    """Return an engine by name."""
    return IndexElastic() if nom == Moteur.ELASTIC else IndexSql()


def chercher(demande: Demande) -> Reponse:
    return _demander(lambda index, posees: index.chercher(*posees), demande)


def situer(demande: Demande) -> tuple[int, ...]:
    return _demander(lambda index, posees: index.situer(*posees), demande)


def combien(demandes: Sequence[Demande]) -> tuple[int, ...]:
    return _demander(lambda index, posees: index.combien(posees), *demandes)


def nommees(ville: str, langues: Sequence[str], texte: str, nombre: int) -> list[tuple[int, str]]:
    """Return, of the stories that bear this very name in one of these languages, the heaviest: (page id, public code).

    The database always has them: it answers, whatever the engine. Who asks looks at what may be seen.
    """
    return IndexSql().nommees(ville, langues, texte, nombre)


def suggerer(demande: Demande) -> tuple[Suggestion, ...]:
    return _demander(lambda index, posees: index.suggerer(*posees), demande)


def _demander(appel, *demandes: Demande):
    if settings.ELASTICSEARCH_URL:
        exclusions = exclusions_pour(Moteur.ELASTIC)
        if exclusions is not None and disjoncteur.laisse_passer():
            try:
                reponse = appel(IndexElastic(), [replace(demande, exclusions=exclusions) for demande in demandes])
            except IndexIndisponible as raison:
                disjoncteur.couper(raison)
            else:
                disjoncteur.retablir()
                return reponse
    exclusions = exclusions_pour(Moteur.SQL) or Exclusions()
    return appel(IndexSql(), [replace(demande, exclusions=exclusions) for demande in demandes])


def le_cluster_repond() -> bool:
    """Tell whether visitors are answered by the cluster; one that failed is tried again here, so that none waits for it.

    A cluster that lacks an index, or whose outbox is late, does not answer either.
    """
    if exclusions_pour(Moteur.ELASTIC) is None or not disjoncteur.laisse_passer():
        return False
    try:
        IndexElastic().verifier()
    except IndexIndisponible as raison:
        disjoncteur.couper(raison)
        return False
    disjoncteur.retablir()
    return True


def exclusions_pour(nom: str) -> Exclusions | None:
    """Return what this engine may still hold and nobody may see; None where it lags too far behind to tell.

    Closed and private branches are as they are now. Of the pages whose change still waits, those that can be seen
    stay, with the card they had. Read once a request.
    """
    return une_fois(("exclusions", nom), lambda: _exclusions(nom))


def _exclusions(nom: str) -> Exclusions | None:
    eteintes, privees = branches_fermees()
    attendent = AEnvoyer.objects.pour(nom).order_by()
    lus = attendent.aggregate(nombre=Count("pk"), depuis=Min("depuis"), branches=Count("pk", filter=Q(branche=True)))
    if nom == Moteur.ELASTIC and lus["nombre"] and _en_retard(lus):
        return None
    pages = set()
    if lus["nombre"]:
        se_voit = visibles(Page.objects.filter(pk=OuterRef("page_id")))
        pages |= set(attendent.filter(~Exists(se_voit)).values_list("page_id", flat=True))
    if lus["branches"]:
        pages |= _invisibles_dessous(attendent.filter(branche=True))
    return Exclusions(frozenset(pages), eteintes | privees)


def _en_retard(lus) -> bool:
    return lus["nombre"] > EN_ATTENTE_AU_PLUS or lus["depuis"] < timezone.now() - RETARD_AU_PLUS


def _invisibles_dessous(branches) -> set[int]:
    """Return, of what hangs below these pages, what no visitor may see."""
    cachee = ~Exists(visibles(Page.objects.filter(pk=OuterRef("pk"))))
    chemins = Page.objects.filter(pk__in=branches.values("page_id")).values_list("path", flat=True)
    return {
        numero
        for dessous in sous_ces_chemins(chemins)
        for numero in Page.objects.filter(dessous, cachee).values_list("pk", flat=True)
    }
