"""QuerySets of the agenda that read as phrases, and the one clock of a request."""

from collections import defaultdict
from datetime import datetime, timedelta

from django.apps import apps
from django.db.models import Count, F, Max, Min, Q, QuerySet
from django.utils import timezone

from agenda.enums import Statut
from agenda.rules.periodes import MATIN, UN_JOUR, Periode, echeances, journee_de, mois_de, semaine_de
from socle.lectures import garder, ne_plus_garder, une_fois
from socle.queries import (
    LONGUEUR_DU_CHEMIN_DE_LA_VILLE,
    AvecPositionQuerySet,
    PageSocleManager,
    PageSocleQuerySet,
    dans_ces_branches,
    fil_de,
    versions_du_fil,
)


def maintenant() -> datetime:
    """Return the time of this request, read once: what is coming for one part of a page is not over for another."""
    return une_fois("maintenant", timezone.now)


STATUTS_QUI_ONT_LIEU = (Statut.CONFIRME, Statut.DEPLACE)
"""What one may be sent to."""


class EvenementQuerySet(AvecPositionQuerySet, PageSocleQuerySet):
    """The phrases of all pages, and of all that has a position."""

    def de_la_ville_de(self, page):
        """Those of the city of this page, in all languages; what the request knows of the pages above it will do."""
        accueil = next(iter(fil_de(page)), page)
        versions = versions_du_fil(page)[accueil.translation_key]
        return self.filter(dans_ces_branches(v.path[:LONGUEUR_DU_CHEMIN_DE_LA_VILLE] for v in versions))

    def porteurs(self, cles):
        """The version of each event whose dates, status and place count: the first written of those one may see.

        Where nobody may see any, the first of those on line: an event under a closed agenda keeps its dates.
        """
        en_ligne = self.filter(live=True, translation_key__in=cles)
        vues = en_ligne.visibles()
        cachees = en_ligne.exclude(translation_key__in=vues.values("translation_key"))
        return self.filter(Q(pk__in=_premieres(vues)) | Q(pk__in=_premieres(cachees)))


def _premieres(versions):
    """Return, as a query, the id of the first written version of each event."""
    return versions.order_by().values("translation_key").annotate(premiere=Min("pk")).values("premiere")


class OccurrenceQuerySet(QuerySet):
    """Filters chain; a version of the event must be visible: `visibles()` comes with each list."""

    def de_la_ville(self, page, evenements):
        """Those of events of this page's city that every visitor may see in some language."""
        return self.filter(cle__in=evenements.de_la_ville_de(page).visibles().values("translation_key"))

    def a_venir(self, moment):
        """Those that are not over: what ends at this moment is."""
        return self.filter(fin__gt=moment)

    def entre(self, debut, fin):
        """Those that take place, even in part, from `debut` to `fin` excluded."""
        return self.filter(debut__lt=fin).filter(Q(fin__gt=debut) | Q(debut__gte=debut))

    def aux_jours(self, periode):
        """Those that are told under these local days: what began the night before is told under its own day."""
        matin = periode.debut + timedelta(hours=MATIN.hour)
        fin_de_nuit = Q(debut__lt=periode.debut, debut__gt=F("fin") - UN_JOUR, fin__lte=matin)
        return self.entre(periode.debut, periode.fin).exclude(fin_de_nuit)

    def au_lieu(self, page):
        """Those at this place, or anywhere below it, in whatever language it was chosen."""
        conditions = Q(pk__in=[])
        for version in versions_du_fil(page)[page.translation_key]:
            conditions |= Q(evenement__ou__path__startswith=version.path)
        return self.filter(conditions)

    def de_l_edition(self, edition):
        return self.filter(evenement__edition__translation_key=edition.translation_key)

    def bornes(self) -> tuple[datetime, datetime] | None:
        """When the first of these begins, and the last moment of the one that ends last; None where there are none."""
        lues = self.aggregate(premier=Min("debut"), dernier=Max("fin"))
        return lues["premier"] and (lues["premier"], lues["dernier"] - timedelta(microseconds=1))

    def par_evenement(self):
        """One row an event: `cle`, its first and last beginnings among these, how many there are, its page."""
        return (
            self.order_by()
            .values("cle")
            .annotate(premier=Min("debut"), dernier=Max("debut"), nombre=Count("pk"), page=Min("evenement_id"))
        )


EvenementManager = PageSocleManager.from_queryset(EvenementQuerySet)


LIEUX_QUI_ATTENDENT = "agenda-lieux-qui-attendent"
DUREE = 60
"""Seconds that the places where something is coming are kept; writing an event forgets them where it is written."""


def lieux_qui_attendent() -> frozenset[str]:
    """Return the tree paths of the places of coming events, kept between requests: what may be shown is asked after."""

    def lire():
        occurrences = apps.get_model("agenda", "Occurrence").objects.a_venir(maintenant())
        chemins = occurrences.filter(evenement__ou__isnull=False).values_list("evenement__ou__path", flat=True)
        return frozenset(chemins.order_by().distinct())

    return garder(LIEUX_QUI_ATTENDENT, lire, DUREE)


def oublier_les_lieux_qui_attendent():
    ne_plus_garder(LIEUX_QUI_ATTENDENT)


def echeances_du_jour(jour) -> dict:
    """Return how soon each event takes place, seen from a day, by its key: those of this month and week only."""
    zone = timezone.get_default_timezone()
    fin = max(mois_de(jour, zone).fin, semaine_de(jour, zone).fin)
    modele = apps.get_model("agenda", "Occurrence")
    ici = modele.objects.entre(journee_de(jour, zone).debut, fin)
    par_cle = defaultdict(list)
    for cle, debut, fin in ici.filter(evenement__statut__in=STATUTS_QUI_ONT_LIEU).values_list("cle", "debut", "fin"):
        par_cle[cle].append(Periode(timezone.localtime(debut), timezone.localtime(fin)))
    return {cle: echeances(periodes, jour, zone) for cle, periodes in par_cle.items()}
