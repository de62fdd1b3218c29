"""When an event that others wrote takes place: a date or a rule, dates added, taken away, moved. Read right, or refused."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from itertools import islice

from agenda.rules.ailleurs import RegleDAilleurs, fois_ici
from agenda.rules.fuseaux import FuseauIllisible, Horloge
from agenda.rules.periodes import ANNEES, UN_JOUR, Dates
from agenda.rules.recurrences import EXCEPTIONS_AU_PLUS, RegleRefusee, mots_de_la_regle

DATES_AU_PLUS = 200
"""Dates of one event that a rule does not give."""

Instant = date | datetime
"""A day, or a moment on the city's clock, without its zone; `fold` tells the two hours of October apart."""


class EvenementRefuse(Exception):
    """An event that is not read: a word for why, and the part that is at fault."""

    def __init__(self, raison: str, quoi: str = ""):
        self.raison, self.quoi = raison, quoi
        super().__init__(raison)


@dataclass(frozen=True)
class _Fois:
    """One time that it takes place; `fin` is None where nobody said."""

    debut: Instant
    fin: Instant | None

    def dates(self, regle: str = "") -> Dates:
        for moment in (self.debut, self.fin):
            if moment is not None and not ANNEES[0] <= moment.year <= ANNEES[1]:
                raise EvenementRefuse("date_illisible", str(moment))
        if not isinstance(self.debut, datetime):
            dernier = (self.fin - UN_JOUR) if self.fin and self.fin > self.debut + UN_JOUR else None
            return Dates(self.debut, None, dernier, None, regle)
        debut, fin = _a_la_minute(self.debut), self.fin and _a_la_minute(self.fin)
        if fin is None or fin <= debut:
            return Dates(debut.date(), debut.time(), regle=regle)
        dernier = fin.date() if fin.date() != debut.date() else None
        return Dates(debut.date(), debut.time(), dernier, fin.time(), regle)


def _a_la_minute(moment: datetime) -> datetime:
    return moment.replace(second=0, microsecond=0, fold=0)


def dates_lues(maitre, autres: list, horloge: Horloge) -> tuple[Dates, ...]:
    """Return the dates of an event; `autres` are the components that move or cancel one of them (RECURRENCE-ID).

    Raises EvenementRefuse for what is not understood, rather than telling people another hour.
    """
    debut = _moment(maitre, "dtstart", horloge)
    regle = _regle(maitre)
    jusqu_a = _duree(maitre, debut, horloge, bool(regle))
    debuts = [debut]
    if regle and isinstance(debut, datetime):
        regle, debuts = _a_l_heure_d_ici(maitre, regle, debut, horloge)
    fois = {} if regle else {un: _Fois(un, jusqu_a(un)) for un in debuts}
    for une in islice(_ajoutees(maitre, debut, jusqu_a, horloge), DATES_AU_PLUS + 1):
        fois[une.debut] = une
    sautees = list(islice((m for m, _fin in _liste(maitre, "exdate", horloge)), EXCEPTIONS_AU_PLUS + 1))
    sautees += [_deplacee(autre, horloge) for autre in autres]
    if len(fois) + len(autres) > DATES_AU_PLUS or len(sautees) > EXCEPTIONS_AU_PLUS:
        raise EvenementRefuse("trop_de_dates")
    exceptions = set()
    for sautee in sautees:
        otees = [un for un in fois if _est(un, sautee)]
        for un in otees:
            del fois[un]
        if not otees or _heure(sautee) == _heure(debut):
            exceptions.add(_jour(sautee))
    toutes = [_Fois(debut, jusqu_a(debut)).dates(regle)] if regle else []
    if regle:
        gardees = sorted(jour for jour in exceptions if ANNEES[0] <= jour.year <= ANNEES[1])
        toutes = [replace(toutes[0], exceptions=tuple(gardees))]
    toutes += [une.dates() for une in fois.values()]
    toutes += [_une(autre, horloge).dates() for autre in autres if str(autre.get("status", "")).upper() != "CANCELLED"]
    if not toutes:
        raise EvenementRefuse("sans_date")
    return tuple(dict.fromkeys(toutes))


def _une(composant, horloge: Horloge) -> _Fois:
    debut = _moment(composant, "dtstart", horloge)
    return _Fois(debut, _duree(composant, debut, horloge)(debut))


def _regle(maitre) -> str:
    lue = maitre.get("rrule")
    if lue is None:
        return ""
    if isinstance(lue, list):
        raise EvenementRefuse("plusieurs_regles")
    regle = lue.to_ical().decode()
    try:
        mots_de_la_regle(regle)
    except RegleRefusee as refus:
        raise EvenementRefuse("regle", refus.quoi) from None
    return regle


def _a_l_heure_d_ici(maitre, regle: str, debut: datetime, horloge: Horloge) -> tuple[str, list[datetime]]:
    """Return a rule that gives, on the city's clock, the dates that it gives on its own; else no rule, and its dates."""
    propriete = _propriete(maitre, "dtstart")
    zone = horloge.zone_de(propriete.dt, _tzid(propriete))
    try:
        fois = fois_ici(regle, propriete.dt.replace(tzinfo=None), zone, horloge.zone, DATES_AU_PLUS)
    except RegleDAilleurs:
        raise EvenementRefuse("autre_heure", str(zone)[:80]) from None
    except (OverflowError, ValueError):
        raise EvenementRefuse("date_illisible", str(debut)) from None
    return (regle, [debut]) if fois is None else ("", fois)


def _duree(composant, debut: Instant, horloge: Horloge, revient: bool = False) -> Callable[[Instant], Instant | None]:
    """Return what tells when it ends from when it begins: at the same hour as the first, or so many hours later.

    Days are those of the calendar and hours those that go by (RFC 5545, 3.3.6); where a rule makes it come back,
    all end at one hour, so that the night of a change of hour is not the measure of the others.
    """
    if "DTEND" in composant:
        fin = _moment(composant, "dtend", horloge)
        if isinstance(fin, datetime) != isinstance(debut, datetime):
            raise EvenementRefuse("date_illisible", "DTEND")
        if horloge.ecoule(debut, fin) < timedelta(0):
            raise EvenementRefuse("fin_avant", str(fin))
        return lambda un: fin if un == debut else un + (fin - debut)
    duree = getattr(composant.get("duration"), "dt", None)
    if not isinstance(duree, timedelta):
        return lambda un: None
    return lambda un: _apres(un, duree, horloge, exacte=not revient)


def _apres(debut: Instant, duree: timedelta, horloge: Horloge, exacte: bool = True) -> Instant | None:
    if duree < timedelta(0):
        raise EvenementRefuse("fin_avant", "DURATION")
    try:
        if not duree:
            return None
        if not isinstance(debut, datetime) or not exacte:
            return debut + duree
        jours = timedelta(days=duree.days)
        return horloge.plus(debut + jours if jours else debut, duree - jours)
    except (OverflowError, ValueError):
        raise EvenementRefuse("date_illisible", "DURATION") from None


def _ajoutees(maitre, debut: Instant, jusqu_a, horloge: Horloge) -> Iterator[_Fois]:
    """Yield the dates that RDATE adds: as long as the first, unless each says how long it lasts (PERIOD)."""
    for moment, fin in _liste(maitre, "rdate", horloge):
        if not isinstance(debut, datetime):
            moment, fin = _jour(moment), None
        elif not isinstance(moment, datetime):
            moment, fin = datetime.combine(moment, debut.time()), None
        if isinstance(fin, timedelta):
            yield _Fois(moment, _apres(moment, fin, horloge))
        elif fin is None:
            yield _Fois(moment, jusqu_a(moment))
        elif horloge.ecoule(moment, fin) < timedelta(0):
            raise EvenementRefuse("fin_avant", str(fin))
        else:
            yield _Fois(moment, fin)


def _deplacee(autre, horloge: Horloge) -> Instant:
    """Return the date that a component moves or cancels: one, never all that follow."""
    propriete = _propriete(autre, "recurrence-id")
    if str(getattr(propriete, "params", {}).get("RANGE", "")).upper() == "THISANDFUTURE":
        raise EvenementRefuse("et_les_suivantes")
    return _moment(autre, "recurrence-id", horloge)


def _est(moment: Instant, sautee: Instant) -> bool:
    """Tell whether a date is the one that is taken away; a day alone takes away all that begins on it."""
    if isinstance(moment, datetime) and isinstance(sautee, datetime):
        return moment == sautee
    return _jour(moment) == _jour(sautee)


def _jour(moment: Instant) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _heure(moment: Instant) -> time | None:
    return moment.time() if isinstance(moment, datetime) else None


def _propriete(composant, nom: str):
    valeur = composant.get(nom)
    if isinstance(valeur, list):
        valeur = valeur[0]
    if not isinstance(getattr(valeur, "dt", None), date):
        raise EvenementRefuse("sans_date" if nom == "dtstart" else "date_illisible", nom.upper())
    return valeur


def _tzid(propriete) -> str:
    return getattr(propriete, "params", {}).get("TZID", "")


def _moment(composant, nom: str, horloge: Horloge) -> Instant:
    """Return the moment of a property on the city's clock."""
    propriete = _propriete(composant, nom)
    return _local(propriete.dt, propriete, horloge)


def _local(moment, propriete, horloge: Horloge) -> Instant:
    try:
        return horloge.locale(moment, _tzid(propriete))
    except FuseauIllisible as erreur:
        raise EvenementRefuse("fuseau", erreur.tzid[:80]) from None
    except (OverflowError, ValueError):
        raise EvenementRefuse("date_illisible", str(moment)) from None


def _liste(composant, nom: str, horloge: Horloge) -> Iterator[tuple[Instant, Instant | timedelta | None]]:
    """Yield the moments of a list, with the end or the length of those that are periods."""
    listes = composant.get(nom) or []
    for liste in listes if isinstance(listes, list) else [listes]:
        for element in getattr(liste, "dts", ()):
            moment, fin = element.dt if isinstance(element.dt, tuple) else (element.dt, None)
            if not isinstance(moment, date):  # a time of day, a duration
                raise EvenementRefuse("date_illisible", nom.upper())
            yield _local(moment, liste, horloge), _local(fin, liste, horloge) if isinstance(fin, date) else fin
