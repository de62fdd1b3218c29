"""How dates come back: RFC 5545 rules, written for editors, read with bounds."""

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from itertools import islice
from types import MappingProxyType
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr

from agenda.rules.periodes import ANNEES, Dates, Periode
from socle.rules import lire_un_jour

HORIZON = timedelta(days=731)
"""How far ahead dates are computed; the clock takes it further every day."""

MEMOIRE = timedelta(days=366)
"""How long ago the dates of a rule without end are kept."""

AU_PLUS = 1_000
"""Dates kept of one rule."""

LONGUEUR_D_UNE_REGLE = 500
COMPTES_AU_PLUS = 100
"""Dates walked through to know whether the last is over."""

EXCEPTIONS_AU_PLUS = 1_000
NOMBRE_AU_PLUS = 1_000

CLES = frozenset(
    (
        "FREQ",
        "INTERVAL",
        "COUNT",
        "UNTIL",
        "WKST",
        "BYDAY",
        "BYMONTHDAY",
        "BYMONTH",
        "BYSETPOS",
        "BYYEARDAY",
        "BYWEEKNO",
    )
)
"""What a rule may say. Hours are those of the first date: a rule that gives others is refused."""

BORNES = {"BYMONTHDAY": 31, "BYMONTH": 12, "BYSETPOS": 366, "BYYEARDAY": 366, "BYWEEKNO": 53}
"""The greatest number of each list, counted from the beginning or, but for months, from the end."""

FREQUENCES = frozenset(("DAILY", "WEEKLY", "MONTHLY", "YEARLY"))

JOURS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")

_FREQ = {
    "jours": "DAILY",
    "semaines": "WEEKLY",
    "mois": "MONTHLY",
    "mois_semaine": "MONTHLY",
    "annees": "YEARLY",
}
_UNTIL = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})(Z?))?")
_JOUR_ECRIT = re.compile(rf"([+-]?[0-9]{{1,2}})?(?:{'|'.join(JOURS)})")


class RegleRefusee(ValueError):
    """A rule that is not read: `raison` is a word for why, `quoi` the part that is at fault."""

    def __init__(self, raison: str, quoi: str = ""):
        self.raison = raison
        self.quoi = quoi
        super().__init__(f"{raison}: {quoi}")


def regle_de(
    frequence: str, jour: date, tous_les: int = 1, jours=(), jusqu_au: date | None = None, nombre: int | None = None
) -> str:
    """Return the RRULE of what an editor chose; nothing where the date does not come back."""
    if not frequence:
        return ""
    mots = [f"FREQ={_FREQ[frequence]}"]
    if tous_les and tous_les > 1:
        mots.append(f"INTERVAL={tous_les}")
    if frequence == "semaines" and jours:
        mots.append("BYDAY=" + ",".join(j for j in JOURS if j in jours))
    if frequence == "mois_semaine":
        rang = (jour.day - 1) // 7 + 1
        mots.append(f"BYDAY={-1 if rang == 5 else rang}{JOURS[jour.weekday()]}")
    if jusqu_au:
        mots.append(f"UNTIL={jusqu_au:%Y%m%d}")
    elif nombre:
        mots.append(f"COUNT={nombre}")
    return ";".join(mots)


@lru_cache(maxsize=1_000)
def mots_de_la_regle(regle: str) -> Mapping[str, str]:
    """Return the words of a rule, checked: RegleRefusee says what is at fault."""
    propre = regle.strip().removeprefix("RRULE:").upper()
    if len(propre) > LONGUEUR_D_UNE_REGLE:
        raise RegleRefusee("trop_longue", str(len(propre)))
    mots = {}
    for mot in propre.strip(";").split(";"):
        cle, egal, valeur = mot.partition("=")
        if not egal or not valeur or cle in mots:
            raise RegleRefusee("illisible", mot)
        if cle not in CLES:
            raise RegleRefusee("mot_inconnu", cle)
        mots[cle] = valeur
    if mots.get("FREQ") not in FREQUENCES:
        raise RegleRefusee("frequence", mots.get("FREQ", ""))
    if "COUNT" in mots and "UNTIL" in mots:
        raise RegleRefusee("deux_fins", propre)
    for cle in ("COUNT", "INTERVAL"):
        # In four figures: a number is also written again elsewhere, as it came.
        if cle in mots and not (re.fullmatch(r"[0-9]{1,4}", mots[cle]) and int(mots[cle])):
            raise RegleRefusee("nombre_illisible", f"{cle}={mots[cle]}")
    for cle in BORNES.keys() & mots.keys():
        _verifier_les_nombres(cle, mots[cle])
    if "BYDAY" in mots:
        _verifier_les_jours(mots)
    if mots.get("WKST", "MO") not in JOURS:
        raise RegleRefusee("illisible", f"WKST={mots['WKST']}")
    if "UNTIL" in mots:
        derniere = _derniere(mots["UNTIL"], UTC)
        if not ANNEES[0] <= derniere.year <= ANNEES[1]:
            raise RegleRefusee("fin_illisible", mots["UNTIL"])
    try:
        rrulestr(_sans_fin(mots), dtstart=datetime(2026, 1, 1))
    except (ValueError, KeyError, TypeError, IndexError) as erreur:
        raise RegleRefusee("illisible", str(erreur)) from None
    return MappingProxyType(mots)


def _verifier_les_nombres(cle: str, valeur: str):
    for nombre in valeur.split(","):
        lu = int(nombre) if re.fullmatch(r"[+-]?[0-9]{1,3}", nombre) else 0
        if not lu or abs(lu) > BORNES[cle] or (cle == "BYMONTH" and lu < 0):
            raise RegleRefusee("nombre_illisible", f"{cle}={nombre}")


def _verifier_les_jours(mots):
    au_plus = 5 if mots["FREQ"] == "MONTHLY" or "BYMONTH" in mots else 53
    for jour in mots["BYDAY"].split(","):
        lu = _JOUR_ECRIT.fullmatch(jour)
        if not lu:
            raise RegleRefusee("illisible", f"BYDAY={jour}")
        if lu[1] and not 1 <= abs(int(lu[1])) <= au_plus:
            raise RegleRefusee("nombre_illisible", f"BYDAY={jour}")


def regle_ical(regle: str, dates: Dates, zone: ZoneInfo) -> str:
    """Return a rule as calendars ask for it: its end in UTC where there are hours, a day where there are none."""
    mots = dict(mots_de_la_regle(regle))
    if "UNTIL" in mots:
        derniere = _derniere(mots["UNTIL"], zone)
        if dates.journee:
            mots["UNTIL"] = f"{derniere:%Y%m%d}"
        else:
            mots["UNTIL"] = f"{derniere.replace(tzinfo=zone).astimezone(UTC):%Y%m%dT%H%M%SZ}"
    return ";".join(f"{cle}={valeur}" for cle, valeur in mots.items())


def est_sans_fin(regle: str) -> bool:
    """Tell whether a rule goes on until somebody stops it."""
    return bool(regle) and not {"COUNT", "UNTIL"} & mots_de_la_regle(regle).keys()


def est_passe(dates: Dates, zone: ZoneInfo, maintenant: datetime) -> bool:
    """Tell whether these dates are over. Of a rule that counts far, it is not known: walking it would be long."""
    if est_sans_fin(dates.regle):
        return False
    dernier = dates.debut
    if dates.regle:
        mots = mots_de_la_regle(dates.regle)
        if "UNTIL" in mots:
            dernier = max(dernier, _derniere(mots["UNTIL"], zone))
        elif int(mots["COUNT"]) > COMPTES_AU_PLUS:
            return False
        else:
            dernier = max(debuts(dates, zone, datetime(ANNEES[1], 12, 31)), default=dernier)
    return dates.a_partir_de(dernier, zone).fin <= maintenant


def periodes(dates: Dates, zone: ZoneInfo, maintenant: datetime) -> list[Periode]:
    """Return when these dates take place, in order: at most AU_PLUS, up to HORIZON from now.

    A rule without end forgets what is older than MEMOIRE. RegleRefusee where the rule is not read.
    """
    if not dates.regle:
        return [dates.a_partir_de(dates.debut, zone)]
    limite = (maintenant + HORIZON).astimezone(zone).replace(tzinfo=None)
    toutes = (dates.a_partir_de(debut, zone) for debut in debuts(dates, zone, limite))
    if est_sans_fin(dates.regle):
        depuis = maintenant - MEMOIRE
        toutes = (periode for periode in toutes if periode.fin > depuis)
    return list(islice(toutes, AU_PLUS))


def debuts(dates: Dates, zone: ZoneInfo, limite: datetime) -> Iterator[datetime]:
    """Yield the local beginnings of these dates up to `limite`, excepted days left out.

    The first date counts even where the rule does not fall on it (RFC 5545, 3.8.5.3).
    """
    mots = mots_de_la_regle(dates.regle)
    nombre = int(mots["COUNT"]) if "COUNT" in mots else None
    derniere = min(_derniere(mots["UNTIL"], zone), limite) if "UNTIL" in mots else limite
    tous = _a_partir_du_premier(mots, dates.debut, derniere)
    for debut in islice(tous, nombre):
        if debut.date() not in dates.exceptions:
            yield debut


def _a_partir_du_premier(mots, premier: datetime, derniere: datetime) -> Iterator[datetime]:
    yield premier
    if derniere <= premier:
        return
    # A bound in the rule itself: a rule that never falls stops being looked for.
    suite = rrulestr(f"{_sans_fin(mots)};UNTIL={derniere:%Y%m%dT%H%M%S}", dtstart=premier)
    yield from (debut for debut in suite if debut > premier)


def _sans_fin(mots) -> str:
    return ";".join(f"{cle}={valeur}" for cle, valeur in mots.items() if cle not in ("COUNT", "UNTIL"))


def _derniere(until: str, zone) -> datetime:
    """Return the last local moment a rule allows: a day is meant whole."""
    lu = _UNTIL.fullmatch(until)
    try:
        jour = date(*(int(partie) for partie in lu.groups()[:3]))
        if lu[4] is None:
            return datetime.combine(jour, time(23, 59, 59))
        moment = datetime.combine(jour, time(*(int(partie) for partie in lu.groups()[3:6])))
    except (AttributeError, ValueError):
        raise RegleRefusee("fin_illisible", until) from None
    return moment.replace(tzinfo=UTC).astimezone(zone).replace(tzinfo=None) if lu[7] else moment


def lire_des_jours(texte: str) -> list[date]:
    """Return the days of a text, one a line: « 14/07/2026 » or « 2026-07-14 ». ValueError names the first bad line."""
    jours = []
    for ligne in filter(None, map(str.strip, texte.splitlines())):
        jour = lire_un_jour(ligne)
        if jour is None:
            raise ValueError(ligne)
        jours.append(jour)
    if len(jours) > EXCEPTIONS_AU_PLUS:
        raise ValueError(f"{len(jours)}")
    return jours
