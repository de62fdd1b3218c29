"""When something takes place: half-open periods, and where a moment falls."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import Enum
from zoneinfo import ZoneInfo

DUREE_SUPPOSEE = timedelta(hours=2)
"""How long an event is taken to last when nobody said: it must be over one day, and nobody is sent to it late."""

UN_JOUR = timedelta(days=1)

ANNEES = (1900, 2200)
"""Years between which a date is read: a slip of the finger is not computed for centuries."""

MATIN = time(6)
"""When a night is over: what ends by then ends the day before, as people count."""


class Moment(Enum):
    A_VENIR = "a_venir"
    EN_COURS = "en_cours"
    PASSE = "passe"


@dataclass(frozen=True, order=True)
class Periode:
    """From `debut` to `fin` excluded, both aware. `journee`: whole days; `fin_dite`: somebody said when it ends."""

    debut: datetime
    fin: datetime
    journee: bool = False
    fin_dite: bool = True

    @property
    def dernier_de_ses_jours(self) -> date:
        """The last day under which it is told, where both are local: the tail of a night is not another day.

        From Friday 22:00 to Saturday 02:00 is Friday's; what lasts a day or more is of each day that it touches.
        """
        jour, dernier = self.debut.date(), self.fin.date()
        if dernier > jour and (
            self.fin.time() == time.min or (self.fin.time() <= MATIN and self.fin - self.debut < UN_JOUR)
        ):
            return dernier - UN_JOUR
        return dernier

    def moment(self, maintenant: datetime) -> Moment:
        """Return where `maintenant` falls: what ends now is over, what begins now is under way."""
        if self.fin <= maintenant:
            return Moment.PASSE
        return Moment.A_VENIR if maintenant < self.debut else Moment.EN_COURS


@dataclass(frozen=True)
class Dates:
    """What an editor types: local days and hours. Without `heure`, whole days.

    An end before the beginning on the clock is on the next day: from 22:00 to 02:00.
    """

    jour: date
    heure: time | None = None
    dernier_jour: date | None = None
    heure_de_fin: time | None = None
    regle: str = ""
    exceptions: tuple[date, ...] = ()

    @property
    def journee(self) -> bool:
        return self.heure is None

    @property
    def debut(self) -> datetime:
        """The local beginning of the first occurrence, without its zone."""
        return datetime.combine(self.jour, self.heure or time.min)

    @property
    def fin(self) -> datetime | None:
        """The local end of the first occurrence, excluded, without its zone; None where nobody said."""
        if self.journee:
            return datetime.combine(self.dernier_jour or self.jour, time.min) + UN_JOUR
        if self.heure_de_fin is not None:
            fin = datetime.combine(self.dernier_jour or self.jour, self.heure_de_fin)
            return fin + UN_JOUR if self.dernier_jour is None and fin <= self.debut else fin
        if self.dernier_jour is not None and self.dernier_jour > self.jour:
            return datetime.combine(self.dernier_jour, time.min) + UN_JOUR
        return None

    def a_partir_de(self, debut: datetime, zone: ZoneInfo) -> Periode:
        """Return the occurrence that begins at this local moment: it ends at the same hour as the others.

        In the night of a change of hour it is then an hour longer or shorter, as people understand it. An hour that
        does not exist is counted from before the change (RFC 5545, 3.3.5).
        """
        avec_zone = debut.replace(tzinfo=zone)
        if self.fin is None:
            return Periode(avec_zone, _plus(avec_zone, DUREE_SUPPOSEE, zone), fin_dite=False)
        fin = (debut + (self.fin - self.debut)).replace(tzinfo=zone)
        return Periode(avec_zone, max(avec_zone, fin, key=datetime.timestamp), self.journee)


def _plus(moment: datetime, duree: timedelta, zone: ZoneInfo) -> datetime:
    """Add elapsed time: arithmetic on one zone counts on the clock, and a clock jumps."""
    return datetime.fromtimestamp(moment.timestamp() + duree.total_seconds(), zone)


def journee_de(jour: date, zone: ZoneInfo) -> Periode:
    """Return the whole of a local day."""
    return jours_entre(jour, jour + UN_JOUR, zone)


def semaine_de(jour: date, zone: ZoneInfo) -> Periode:
    """Return the week of a day, from Monday."""
    lundi = jour - timedelta(days=jour.weekday())
    return jours_entre(lundi, lundi + timedelta(days=7), zone)


def jours_entre(debut: date, fin: date, zone: ZoneInfo) -> Periode:
    """Return local days from `debut` to `fin` excluded."""
    return Periode(datetime.combine(debut, time.min, zone), datetime.combine(fin, time.min, zone), journee=True)


def mois_de(jour: date, zone: ZoneInfo) -> Periode:
    """Return the month of a day."""
    premier = jour.replace(day=1)
    suivant = (premier + timedelta(days=32)).replace(day=1)
    return jours_entre(premier, suivant, zone)


def echeances(periodes: Iterable[Periode], jour: date, zone: ZoneInfo) -> tuple[str, ...]:
    """Return how soon these take place, from a day on: « aujourd-hui », « cette-semaine », « ce-mois ».

    What was earlier in the week is no more this week's: one looks for what one can still go to. `periodes` are local.
    """
    fins = {
        "aujourd-hui": journee_de(jour, zone).fin,
        "cette-semaine": semaine_de(jour, zone).fin,
        "ce-mois": mois_de(jour, zone).fin,
    }
    restantes = [p for p in periodes if p.dernier_de_ses_jours >= jour]
    return tuple(nom for nom, fin in fins.items() if any(p.debut < fin for p in restantes))
