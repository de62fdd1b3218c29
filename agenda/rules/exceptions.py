"""What exceptions take away from dates that come back."""

from dataclasses import replace
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from agenda.rules.periodes import Dates
from agenda.rules.recurrences import HORIZON, debuts


def exceptions_sans_effet(dates: Dates, zone: ZoneInfo, maintenant: datetime) -> list[date]:
    """Return the exceptions that are none of the dates; those beyond what is computed are not judged."""
    limite = _limite(zone, maintenant)
    jugees = [jour for jour in dates.exceptions if jour <= limite.date()]
    if not jugees:
        return []
    dernier = min(limite, datetime.combine(max(jugees), time.max))
    jours = {debut.date() for debut in debuts(replace(dates, exceptions=()), zone, dernier)}
    return [jour for jour in jugees if jour not in jours]


def reste_t_il_une_date(dates: Dates, zone: ZoneInfo, maintenant: datetime) -> bool:
    """Tell whether exceptions leave a date, as far as dates are computed."""
    return next(debuts(dates, zone, _limite(zone, maintenant)), None) is not None


def _limite(zone: ZoneInfo, maintenant: datetime) -> datetime:
    return (maintenant + HORIZON).astimezone(zone).replace(tzinfo=None)
