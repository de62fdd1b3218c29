"""A rule that is told on another clock than the city's: what it gives here, or that it cannot be told here."""

from datetime import date, datetime, time, timedelta, tzinfo
from functools import lru_cache
from itertools import islice
from zoneinfo import ZoneInfo

from agenda.rules.periodes import ANNEES, Dates
from agenda.rules.recurrences import debuts, est_sans_fin, mots_de_la_regle

ANNEES_COMPAREES = 4
"""Years over which two clocks are compared: some change their hour one year in two."""

PORTEE = timedelta(days=366 * 20)
"""How far after the first date a rule is unrolled."""

MOTS_QUI_TOMBENT = frozenset(("FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST", "BYDAY"))
"""What a rule that is unrolled may say: mixed with more, a rule may never fall, and be looked for up to the year 9999."""


class RegleDAilleurs(ValueError):
    """A rule that goes on, on a clock which the city's does not follow."""


def fois_ici(regle: str, premier: datetime, zone: tzinfo, ici: ZoneInfo, au_plus: int) -> list[datetime] | None:
    """Return the dates, on the city's clock, of a rule that begins at `premier` on the clock of `zone`.

    None where the same words give the same dates on both clocks: the rule can be kept as it is. RegleDAilleurs where
    it cannot, and gives more dates than `au_plus`.
    """
    la_bas = Dates(premier.date(), premier.time(), regle=regle)
    debut = _ici(premier, zone, ici)
    if _va_de_pair(regle, premier, debut, zone, ici):
        return None
    mots = mots_de_la_regle(regle)
    if est_sans_fin(regle) or not _tombe(mots):
        raise RegleDAilleurs
    limite = _limite(premier)
    fois = [_ici(un, zone, ici) for un in islice(debuts(la_bas, zone, limite), au_plus + 1)]
    complete = len(fois) == int(mots["COUNT"]) if "COUNT" in mots else _finit_avant(mots["UNTIL"], limite)
    if len(fois) > au_plus or not complete:
        raise RegleDAilleurs
    comme_ici = debuts(Dates(debut.date(), debut.time(), regle=regle), ici, _limite(debut))
    return None if list(islice(comme_ici, au_plus + 1)) == fois else fois


def _tombe(mots) -> bool:
    """Tell whether a rule surely falls, again and again."""
    if mots["FREQ"] == "MONTHLY" and "BYDAY" not in mots:
        return mots.keys() <= MOTS_QUI_TOMBENT | {"BYMONTHDAY"}
    if mots["FREQ"] == "DAILY" and "BYDAY" in mots and mots.get("INTERVAL", "1") != "1":
        return False
    return mots.keys() <= MOTS_QUI_TOMBENT


def _ici(moment: datetime, zone: tzinfo, ici: ZoneInfo) -> datetime:
    return moment.replace(tzinfo=zone).astimezone(ici).replace(tzinfo=None, fold=0)


def _limite(debut: datetime) -> datetime:
    return min(debut + PORTEE, datetime(ANNEES[1], 12, 31))


def _finit_avant(until: str, limite: datetime) -> bool:
    return until[:8] < f"{limite:%Y%m%d}"


def _va_de_pair(regle: str, premier: datetime, debut: datetime, zone: tzinfo, ici: ZoneInfo) -> bool:
    """Tell whether two clocks keep their distance, and the days that the rule names are the same on both."""
    if zone is ici or getattr(zone, "key", None) == ici.key:
        return True
    mots = mots_de_la_regle(regle)
    if "T" in mots.get("UNTIL", "") and not mots["UNTIL"].endswith("Z"):
        return False  # an end on the other clock
    sans_jour = mots["FREQ"] in ("DAILY", "WEEKLY") and not any(mot.startswith("BY") for mot in mots)
    if debut.date() != premier.date() and not (sans_jour and "UNTIL" not in mots):
        return False
    ecarts = {_ecart(zone, ici, premier.year + rang) for rang in range(ANNEES_COMPAREES)}
    return len(ecarts) == 1 and None not in ecarts


@lru_cache(maxsize=1_000)
def _ecart(zone: tzinfo, ici: ZoneInfo, annee: int) -> timedelta | None:
    """Return the distance of two clocks during a year; None where it changes."""
    midis = (datetime.combine(date(annee, 1, 1), time(12)) + timedelta(days=rang) for rang in range(366))
    ecarts = {ici.utcoffset(midi) - zone.utcoffset(midi) for midi in midis}
    return ecarts.pop() if len(ecarts) == 1 else None
