"""Events as lists show them: when, where, whether they take place."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db.models import F
from django.utils import timezone
from wagtail.models import Page

from agenda.enums import ABANDONNES, Statut
from agenda.models import EvenementPage, Occurrence
from agenda.queries import maintenant
from agenda.rules.periodes import Moment, Periode
from socle.queries import visibles
from socle.references import langue_de, lire_au_plus_proche


@dataclass(frozen=True)
class Annonce:
    """One event in a list, at one of its dates; `autres`: how many other dates the list stands for.

    `statut` is empty for an event that takes place as announced. `langue` is set when it is not told in the
    reader's language.
    """

    titre: str
    adresse: str
    periode: Periode
    moment: Moment
    accroche: str = ""
    lieu: str = ""
    statut: str = ""
    statut_dit: str = ""
    gratuit: bool = False
    autres: int = 0
    langue: str | None = None
    langue_du_lieu: str | None = None

    @property
    def en_cours(self) -> bool:
        return self.moment == Moment.EN_COURS

    @property
    def abandonnee(self) -> bool:
        """The date that is told does not hold."""
        return self.statut in ABANDONNES

    @property
    def passe(self) -> bool:
        return self.moment == Moment.PASSE


class Faits(NamedTuple):
    """What the version whose facts count says."""

    statut: str
    lieu: str
    commune: str
    gratuit: bool


def annoncees(occurrences):
    """Give occurrences what a list says of their event; no more queries."""
    return occurrences.annotate(
        statut=F("evenement__statut"),
        lieu=F("evenement__lieu"),
        commune=F("evenement__commune"),
        gratuit=F("evenement__gratuit"),
        cle_du_lieu=F("evenement__ou__translation_key"),
    )


def annonces(occurrences: Iterable[Occurrence], request, locale, autres=None, avec_lieux=True) -> list[Annonce]:
    """Return events as a list shows them, each in the nearest language; `autres` counts other dates by key.

    Two queries for any number of them: one for the events, one for the places that are told.
    """
    occurrences = list(occurrences)
    if not occurrences:
        return []
    voulues = EvenementPage.objects.filter(translation_key__in={o.cle for o in occurrences})
    pages = {p.translation_key: p for p in lire_au_plus_proche(voulues.visibles(), locale, "accroche")}
    cles = {o.cle_du_lieu for o in occurrences if o.cle_du_lieu} if avec_lieux else set()
    lieux = {}
    if cles:
        lieux = {
            p.translation_key: p
            for p in lire_au_plus_proche(visibles(Page.objects.filter(translation_key__in=cles)), locale)
        }
    return [
        annonce(
            pages[o.cle],
            o.periode,
            Faits(o.statut, o.lieu, o.commune, o.gratuit),
            lieux.get(o.cle_du_lieu),
            request,
            locale,
            (autres or {}).get(o.cle, 0),
        )
        for o in occurrences
        if o.cle in pages
    ]


def annonce(page, periode, faits: Faits, lieu, request, locale, autres=0) -> Annonce:
    """Return an event as a list shows it: its text in `page`, its facts, and its place where it may be named."""
    statut = "" if faits.statut == Statut.CONFIRME else faits.statut
    return Annonce(
        titre=page.title,
        adresse=page.get_url(request) or "",
        periode=periode,
        moment=periode.moment(maintenant()),
        accroche=page.accroche,
        lieu=lieu.title if lieu else (faits.lieu or faits.commune),
        statut=statut,
        statut_dit=str(Statut(statut).label) if statut else "",
        gratuit=bool(faits.gratuit),
        autres=autres,
        langue=langue_de(page) if page.locale_id != locale.pk else None,
        langue_du_lieu=langue_de(lieu) if lieu and lieu.locale_id != locale.pk else None,
    )


def par_jour(annonces: Iterable[Annonce], depuis: date | None) -> list[tuple[date, list[Annonce]]]:
    """Group events by local day; what began before `depuis`, and is still of that day, is told on that day."""
    groupes = {}
    for une in annonces:
        jour = timezone.localtime(une.periode.debut).date()
        if depuis:
            jour = max(jour, min(depuis, une.periode.dernier_de_ses_jours))
        groupes.setdefault(jour, []).append(une)
    # A night that is not over comes before what has gone on for days, though it began later.
    return sorted(groupes.items()) if depuis else list(groupes.items())
