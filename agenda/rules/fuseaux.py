"""The time zones that a file defines itself (VTIMEZONE): read with bounds, for this file alone, never instead of a real one."""

import re
from bisect import bisect_right
from collections.abc import Iterable
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta, tzinfo
from itertools import islice
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr

from agenda.rules.periodes import ANNEES

OBSERVANCES_AU_PLUS = 200
"""Observances of all the zones of one file. Those that agendas write have two, the longest histories some fifty."""

DATES_AU_PLUS = 500
"""Changes of hour of one observance."""

_REGLE = re.compile(
    r"FREQ=YEARLY"
    r"(?:;(?:INTERVAL=1|WKST=(?:MO|SU)|UNTIL=\d{8}(?:T\d{6}Z?)?|BYMONTH=(?:[1-9]|1[0-2])"
    r"|BYDAY=[+-]?[1-5]?(?:MO|TU|WE|TH|FR|SA|SU)|BYMONTHDAY=-?(?:[1-9]|1\d|2[0-8])(?:,-?(?:[1-9]|1\d|2[0-8])){0,6}))*"
)
"""What a change of hour may follow: a day of a month, every year. A faster rule would be walked for ever."""

_UNTIL = re.compile(r";UNTIL=(\d{4})[^;]*")


class FuseauIllisible(ValueError):
    """A moment in a zone that is neither known nor defined in a way that is read: `tzid` is its name."""

    def __init__(self, tzid: str):
        self.tzid = tzid
        super().__init__(tzid)


class Horloge:
    """Reads moments on the clock of `zone`, with the zones that a file defines. One a file: two files may use one name."""

    def __init__(self, zone: ZoneInfo, definitions: Iterable = ()):
        self.zone = zone
        self._definitions = {}
        for definition in definitions:
            self._definitions.setdefault(_nom(definition.get("tzid")), definition)
        self._trop = sum(len(d.subcomponents) for d in self._definitions.values()) > OBSERVANCES_AU_PLUS
        self._lus = {}

    def locale(self, valeur: date | datetime, tzid: str = "") -> date | datetime:
        """Return a moment on the city's clock, without its zone; one that has none is already on it. `fold` is kept.

        `tzid` counts where `valeur` came without a zone: no known one bears that name. FuseauIllisible where the file
        does not define it either; OverflowError or ValueError where the moment is out of what a clock shows.
        """
        if not isinstance(valeur, datetime):
            return valeur
        if valeur.tzinfo is None:
            if not tzid:
                return valeur
            valeur = valeur.replace(tzinfo=self.zone_de(valeur, tzid))
        return valeur.astimezone(self.zone).replace(tzinfo=None)

    def zone_de(self, valeur: datetime, tzid: str = "") -> tzinfo:
        """Return the zone of a moment: its own, else the one that the file defines, else the city's."""
        if valeur.tzinfo is not None:
            return valeur.tzinfo
        if not tzid:
            return self.zone
        nom = _nom(tzid)
        if nom not in self._lus:
            definition = None if self._trop else self._definitions.get(nom)
            changements = _changements(definition) if definition is not None else ()
            self._lus[nom] = _FuseauDuFichier(nom, changements) if changements else None
        if self._lus[nom] is None:
            raise FuseauIllisible(str(tzid))
        return self._lus[nom]

    def plus(self, moment: datetime, duree: timedelta) -> datetime:
        """Return the moment that comes after so much time, both on the city's clock: a clock jumps, time does not."""
        ecoule = moment.replace(tzinfo=self.zone).astimezone(UTC) + duree
        return ecoule.astimezone(self.zone).replace(tzinfo=None)

    def ecoule(self, debut: date | datetime, fin: date | datetime) -> timedelta:
        """Return the time that goes by between two moments of the city's clock, or two days."""
        if not isinstance(debut, datetime):
            return fin - debut
        return fin.replace(tzinfo=self.zone).astimezone(UTC) - debut.replace(tzinfo=self.zone).astimezone(UTC)


class _FuseauDuFichier(tzinfo):
    """A zone by its changes of hour, in order: (local moment, offset before, offset after)."""

    def __init__(self, nom: str, changements: tuple):
        self._nom, self._changements = nom, changements

    def __str__(self):
        return self._nom

    def utcoffset(self, moment):
        rang = bisect_right(self._changements, moment.replace(tzinfo=None), key=lambda changement: changement[0])
        return self._changements[rang - 1][2] if rang else self._changements[0][1]

    def dst(self, moment):
        return None

    def tzname(self, moment):
        return self._nom

    def fromutc(self, moment):
        return moment + self.utcoffset(moment + self.utcoffset(moment))


def _nom(tzid) -> str:
    return str(tzid or "").strip("/")


def _changements(definition) -> tuple[tuple[datetime, timedelta, timedelta], ...]:
    """Return when the hour changes, in order: (local moment, offset before, offset after); nothing where it is not read."""
    tous = []
    with suppress(ValueError, TypeError, AttributeError, KeyError, IndexError, OverflowError):
        for observance in definition.subcomponents:
            avant, apres = observance["tzoffsetfrom"].td, observance["tzoffsetto"].td
            tous += [(moment, avant, apres) for moment in _moments(observance)]
        return tuple(sorted(tous))
    return ()


def _moments(observance) -> list[datetime]:
    debut = observance["dtstart"].dt
    debut = datetime(debut.year, debut.month, debut.day, getattr(debut, "hour", 0), getattr(debut, "minute", 0))
    if regle := observance.get("rrule"):
        return _d_une_regle(regle.to_ical().decode(), debut)
    listes = observance.get("rdate") or []
    donnes = [
        e.dt.replace(tzinfo=None) for liste in (listes if isinstance(listes, list) else [listes]) for e in liste.dts
    ]
    return _pas_trop([debut, *donnes])


def _d_une_regle(regle: str, debut: datetime) -> list[datetime]:
    if not _REGLE.fullmatch(regle.upper()):
        raise ValueError(regle)
    lu = _UNTIL.search(regle)
    fin = min(int(lu[1]), ANNEES[1]) if lu else ANNEES[1]
    # Some agendas begin in 1601: the clock of that time is nobody's.
    debut = debut.replace(year=max(debut.year, ANNEES[0]))
    if fin < debut.year:
        return [debut]
    sans_fin = _UNTIL.sub("", regle)
    jusqu_a = lu[0][len(";UNTIL=") :].rstrip("Z") if lu and int(lu[1]) < ANNEES[1] else f"{fin}1231"
    return _pas_trop(list(islice(rrulestr(f"{sans_fin};UNTIL={jusqu_a}", dtstart=debut), DATES_AU_PLUS + 1)))


def _pas_trop(moments: list[datetime]) -> list[datetime]:
    if len(moments) > DATES_AU_PLUS:
        raise ValueError(len(moments))
    return moments
