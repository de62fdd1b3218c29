"""What a calendar is told of events: iCalendar (RFC 5545, with the name, the description and the refresh of RFC 7986)."""

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, vDuration, vRecur, vText, vUri

from agenda.rules.periodes import UN_JOUR, Dates, Periode
from agenda.rules.recurrences import debuts, regle_ical
from socle.rules import Point

logger = logging.getLogger(__name__)

FRAICHEUR = timedelta(hours=4)
"""How often a calendar that subscribes is asked to read again."""

PRODID = "-//Récit//agenda//FR"


@dataclass(frozen=True)
class Inscription:
    """An event as calendars know it. `statut` is one of iCalendar's: CONFIRMED, TENTATIVE or CANCELLED.

    `cle` names the event for ever. `dates` are what the editor typed, in order, each under what names it for ever among
    them: each is an entry of its own. `sequence` and `change_le` say how often and when it changed.
    """

    cle: str
    titre: str
    dates: tuple[tuple[int, Dates], ...]
    adresse: str
    langue: str
    description: str = ""
    lieu: str = ""
    point: Point | None = None
    statut: str = "CONFIRMED"
    organisateur: str = ""
    sequence: int = 0
    change_le: datetime = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Droits:
    """On what terms a calendar is given: in words, and where the licence is read (empty: all rights are reserved)."""

    en_clair: str
    licence: str


def calendrier(
    inscriptions: Iterable[Inscription],
    nom: str,
    adresse: str,
    zone: ZoneInfo,
    maintenant: datetime,
    droits: Droits,
) -> bytes:
    """Return a calendar, the same to the byte as long as nothing changed."""
    lui = Calendar()
    lui.add("prodid", PRODID)
    lui.add("version", "2.0")
    lui.add("calscale", "GREGORIAN")
    lui.add("method", "PUBLISH")
    lui.add("name", vText(nom))
    lui.add("x-wr-calname", vText(nom))
    lui.add("x-wr-timezone", vText(zone.key))
    lui.add("url", vUri(adresse))
    lui.add("description", vText(droits.en_clair))
    lui.add("x-wr-caldesc", vText(droits.en_clair))
    if droits.licence:
        # The relation that IANA registers (RFC 4946), in iCalendar's words (RFC 9253).
        lui.add("link", vUri(droits.licence), parameters={"LINKREL": "license", "VALUE": "URI"})
    lui.add("refresh-interval", vDuration(FRAICHEUR), parameters={"VALUE": "DURATION"})
    lui.add("x-published-ttl", vDuration(FRAICHEUR))
    for inscription in inscriptions:
        for entree in _ecrites(inscription, zone, maintenant):
            lui.add_component(entree)
    lui.add_missing_timezones()
    return lui.to_ical()


def _ecrites(inscription: Inscription, zone, maintenant) -> list[Event]:
    """Return the entries of an event; none, and a line in the log, where one cannot be written: the others are awaited."""
    try:
        entrees = [
            entree
            for numero, dates in inscription.dates
            for entree in _entrees(inscription, uid(inscription.cle, numero), dates, zone, maintenant)
        ]
        for entree in entrees:
            entree.to_ical()
    except Exception:
        logger.exception("Event %s is left out of its calendars: it cannot be written.", inscription.cle)
        return []
    return entrees


def uid(cle: str, numero: int) -> str:
    """Return what names an entry for ever: neither the city's host, nor the order of dates, nor their hours are in it."""
    return f"{cle}-{numero}@recit"


def _entrees(inscription, uid: str, dates: Dates, zone, maintenant) -> list[Event]:
    premiere = dates.a_partir_de(dates.debut, zone)
    maitresse = _entree(inscription, uid, premiere)
    if not dates.regle:
        return [maitresse]
    maitresse.add("rrule", vRecur.from_ical(regle_ical(dates.regle, dates, zone)))
    if dates.exceptions:
        maitresse.add(
            "exdate",
            [
                _a(dates.debut.replace(year=j.year, month=j.month, day=j.day), dates, zone)
                for j in sorted(dates.exceptions)
            ],
        )
    autres = []
    for debut in plus_longues(dates, zone, maintenant.year + 1):
        periode = dates.a_partir_de(debut, zone)
        entree = _entree(inscription, uid, periode)
        entree.add("recurrence-id", periode.debut)
        autres.append(entree)
    return [maitresse, *autres]


@lru_cache(maxsize=2_000)
def plus_longues(dates: Dates, zone: ZoneInfo, annee: int) -> tuple[datetime, ...]:
    """Return the nights, up to the end of a year, that a change of hour makes longer or shorter than the first.

    Calendars count hours, people read the clock. Few rules have such nights: the others are not walked through.
    """
    if dates.journee or dates.fin is None:
        return ()
    duree = _secondes(dates, dates.debut, zone)
    jours = (dates.fin.date() - dates.jour).days
    touches = {
        changement - timedelta(days=rang)
        for an in range(dates.jour.year, annee + 1)
        for changement in _changements(zone, an)
        for rang in range(jours + 1)
    }
    touches = {j for j in touches if _secondes(dates, datetime.combine(j, dates.heure), zone) != duree}
    if not touches:
        return ()
    limite = datetime.combine(max(touches), time.max)
    return tuple(debut for debut in debuts(dates, zone, limite) if debut.date() in touches)


def _secondes(dates: Dates, debut: datetime, zone: ZoneInfo) -> float:
    periode = dates.a_partir_de(debut, zone)
    return periode.fin.timestamp() - periode.debut.timestamp()


@lru_cache(maxsize=1_000)
def _changements(zone: ZoneInfo, annee: int) -> tuple[date, ...]:
    """Return the days of a year on which the hour changes."""
    minuits = [datetime(annee, 1, 1) + timedelta(days=rang) for rang in range(367)]
    ecarts = [zone.utcoffset(minuit) for minuit in minuits]
    return tuple(minuits[rang].date() for rang in range(366) if ecarts[rang] != ecarts[rang + 1])


def _a(debut: datetime, dates: Dates, zone) -> date | datetime:
    return debut.date() if dates.journee else debut.replace(tzinfo=zone)


def _entree(inscription: Inscription, uid: str, periode: Periode) -> Event:
    elle = Event()
    elle.add("uid", uid)
    elle.add("dtstamp", inscription.change_le.astimezone(UTC))
    elle.add("last-modified", inscription.change_le.astimezone(UTC))
    elle.add("sequence", inscription.sequence)
    if periode.journee:
        elle.add("dtstart", periode.debut.date())
        elle.add("dtend", _fin_des_journees(periode))
    else:
        elle.add("dtstart", periode.debut)
        if periode.fin_dite:
            elle.add("dtend", periode.fin)
    en = {"LANGUAGE": inscription.langue}
    elle.add("summary", vText(inscription.titre), parameters=en)
    if inscription.description:
        elle.add("description", vText(inscription.description), parameters=en)
    if inscription.lieu:
        elle.add("location", vText(inscription.lieu))
    if inscription.point:
        elle.add("geo", (inscription.point.latitude, inscription.point.longitude))
    if inscription.organisateur:
        elle.add("contact", vText(inscription.organisateur))
    elle.add("url", vUri(inscription.adresse))
    elle.add("status", inscription.statut)
    elle.add("transp", "TRANSPARENT" if periode.journee else "OPAQUE")
    return elle


def _fin_des_journees(periode: Periode) -> date:
    return max(periode.fin.date(), periode.debut.date() + UN_JOUR)
