"""Reads an iCalendar file that others wrote: what is understood, what is refused and why. Nothing in it is trusted."""

import logging
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from hashlib import sha256
from zoneinfo import ZoneInfo

from agenda.rules.fichiers import CalendrierRefuse, lire_le_fichier
from agenda.rules.fuseaux import FuseauIllisible, Horloge
from agenda.rules.periodes import ANNEES, UN_JOUR, Dates
from agenda.rules.recurrences import EXCEPTIONS_AU_PLUS, RegleRefusee, mots_de_la_regle
from socle.rules import Point

logger = logging.getLogger(__name__)

EVENEMENTS_AU_PLUS = 5_000
DATES_AU_PLUS = 200
"""Dates of one event that a rule does not give."""

LONGUEURS = {"uid": 255, "titre": 200, "description": 5_000, "lieu": 200, "adresse": 500, "organisateur": 160}


@dataclass(frozen=True)
class Lu:
    """An event as another agenda tells it. `statut` is iCalendar's; `empreinte` changes with anything that is kept."""

    uid: str
    sequence: int
    titre: str
    dates: tuple[Dates, ...]
    description: str = ""
    lieu: str = ""
    point: Point | None = None
    adresse: str = ""
    organisateur: str = ""
    statut: str = "CONFIRMED"

    @property
    def empreinte(self) -> str:
        """A print of what is told, whatever the sequence: some agendas never count."""
        return sha256(repr(replace(self, sequence=0)).encode()).hexdigest()


@dataclass(frozen=True)
class Refus:
    """An event that is not read: its title or identifier, and a word for why."""

    titre: str
    raison: str
    quoi: str = ""


class _Refus(Exception):
    def __init__(self, raison: str, quoi: str = ""):
        self.raison, self.quoi = raison, quoi
        super().__init__(raison)


def lire_le_calendrier(octets: bytes, zone: ZoneInfo) -> tuple[list[Lu], list[Refus]]:
    """Return the events of a file, each once, and those that are refused; hours become those of `zone`.

    Raises CalendrierRefuse where the file is no calendar, or is larger than what is read.
    """
    composants, horloge = lire_le_fichier(octets, zone)
    par_uid, refus = defaultdict(list), []
    for composant in composants:
        uid = _propre(composant.get("uid"))
        if 0 < len(uid) <= LONGUEURS["uid"]:
            par_uid[uid].append(composant)
        else:  # cut, two identifiers would become one
            refus.append(Refus(_texte(composant, "summary", "titre"), "uid_trop_long" if uid else "sans_uid"))
    if len(par_uid) > EVENEMENTS_AU_PLUS:
        raise CalendrierRefuse("trop_long")
    lus = []
    for uid, siens in par_uid.items():
        try:
            lus.append(_lire(uid, siens, horloge))
        except _Refus as erreur:
            refus.append(Refus(_texte(siens[0], "summary", "titre") or uid, erreur.raison, erreur.quoi))
        except Exception:  # what nobody foresaw costs this event, not the others
            logger.exception("An event of an imported calendar is not read: %r", uid)
            refus.append(Refus(_texte(siens[0], "summary", "titre") or uid, "imprevu"))
    return lus, refus


def _lire(uid: str, composants: list, horloge: Horloge) -> Lu:
    maitres = [c for c in composants if "RECURRENCE-ID" not in c]
    if not maitres:
        raise _Refus("sans_premiere_date")
    # Of several versions of one event, the latest counts.
    maitre = max(maitres, key=_sequence)
    titre = _texte(maitre, "summary", "titre")
    if not titre:
        raise _Refus("sans_titre")
    return Lu(
        uid=uid,
        sequence=_sequence(maitre),
        titre=titre,
        dates=_dates(maitre, [c for c in composants if "RECURRENCE-ID" in c], horloge),
        description=_texte(maitre, "description", "description"),
        lieu=_texte(maitre, "location", "lieu"),
        point=_point(maitre),
        adresse=_adresse(maitre),
        organisateur=_organisateur(maitre),
        statut=_texte(maitre, "status", "titre").upper() or "CONFIRMED",
    )


def _sequence(composant) -> int:
    try:
        return max(0, min(int(composant.get("sequence", 0)), 2**31 - 1))
    except (TypeError, ValueError):
        return 0


def _texte(composant, nom: str, longueur: str) -> str:
    """Return a text, cut at what is kept."""
    return _propre(composant.get(nom), lignes=longueur == "description")[: LONGUEURS[longueur]].strip()


def _propre(valeur, lignes: bool = False) -> str:
    """Return a text without what nobody types: controls, and blanks around; on one line, unless `lignes`."""
    if isinstance(valeur, list):
        valeur = valeur[0] if valeur else None
    propre = "".join(
        c for c in str(valeur or "").replace("\r\n", "\n") if c in "\n\t" or c.isprintable() or c == "\u00a0"
    )
    if not lignes:
        propre = " ".join(propre.split(None)) if "\n" in propre or "\t" in propre else propre
    return propre.strip()


def _adresse(composant) -> str:
    lue = _texte(composant, "url", "adresse")
    return lue if lue.lower().startswith(("https://", "http://")) and len(lue) < LONGUEURS["adresse"] else ""


def _organisateur(composant) -> str:
    lui = composant.get("organizer")
    nom = _propre(getattr(lui, "params", {}).get("CN", ""))
    return "" if nom.lower().startswith("mailto:") else nom[: LONGUEURS["organisateur"]].strip()


def _point(composant) -> Point | None:
    geo = composant.get("geo")
    try:
        latitude, longitude = float(geo.latitude), float(geo.longitude)
    except (AttributeError, TypeError, ValueError):
        return None
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180) or (latitude, longitude) == (0, 0):
        return None
    return Point(latitude, longitude)


def _dates(maitre, autres: list, horloge: Horloge) -> tuple[Dates, ...]:
    premiere = _date(maitre, horloge)
    regle = _regle(maitre)
    exceptions = set(_jours(maitre, "exdate", horloge)) if regle else set()
    toutes = []
    for jour in _moments(maitre, "rdate", horloge):
        toutes.append(_decaler(premiere, jour))
    for autre in autres:
        depuis = _valeur(autre, "recurrence-id", horloge)
        exceptions.add(depuis if not isinstance(depuis, datetime) else depuis.date())
        if _texte(autre, "status", "titre").upper() != "CANCELLED":
            toutes.append(_date(autre, horloge))
    if len(toutes) > DATES_AU_PLUS or len(exceptions) > EXCEPTIONS_AU_PLUS:
        raise _Refus("trop_de_dates")
    gardees = tuple(sorted(j for j in exceptions if ANNEES[0] <= j.year <= ANNEES[1])) if regle else ()
    return tuple(dict.fromkeys([replace(premiere, regle=regle, exceptions=gardees), *toutes]))


def _regle(maitre) -> str:
    lue = maitre.get("rrule")
    if lue is None:
        return ""
    if isinstance(lue, list):
        raise _Refus("plusieurs_regles")
    regle = lue.to_ical().decode()
    try:
        mots_de_la_regle(regle)
    except RegleRefusee as refus:
        raise _Refus("regle", refus.quoi) from None
    return regle


def _valeur(composant, nom: str, horloge: Horloge) -> date | datetime:
    """Return the moment of a property on the city's clock."""
    valeur = composant.get(nom)
    if isinstance(valeur, list):
        valeur = valeur[0]
    if not isinstance(getattr(valeur, "dt", None), date):
        raise _Refus("sans_date" if nom == "dtstart" else "date_illisible", nom.upper())
    return _local(valeur.dt, valeur, horloge)


def _local(moment, propriete, horloge: Horloge) -> date | datetime:
    try:
        return horloge.locale(moment, getattr(propriete, "params", {}).get("TZID", ""))
    except FuseauIllisible as erreur:
        raise _Refus("fuseau", erreur.tzid[:80]) from None
    except (OverflowError, ValueError):
        raise _Refus("date_illisible", str(moment)) from None


def _date(composant, horloge: Horloge) -> Dates:
    debut = _valeur(composant, "dtstart", horloge)
    fin = _fin(composant, debut, horloge)
    for moment in (debut, fin):
        if moment is not None and not ANNEES[0] <= moment.year <= ANNEES[1]:
            raise _Refus("date_illisible", str(moment))
    if not isinstance(debut, datetime):
        dernier = (fin - UN_JOUR) if fin and fin > debut + UN_JOUR else None
        return Dates(debut, None, dernier)
    jour, heure = debut.date(), debut.time().replace(second=0, microsecond=0)
    if fin is None or fin <= debut:
        return Dates(jour, heure)
    return Dates(jour, heure, fin.date() if fin.date() != jour else None, fin.time().replace(second=0, microsecond=0))


def _fin(composant, debut, horloge: Horloge):
    if "DTEND" in composant:
        fin = _valeur(composant, "dtend", horloge)
        if isinstance(fin, datetime) != isinstance(debut, datetime):
            raise _Refus("date_illisible", "DTEND")
        if fin < debut and not _se_suivent(composant):
            raise _Refus("fin_avant", str(fin))
        return fin
    duree = getattr(composant.get("duration"), "dt", None)
    if not isinstance(duree, timedelta):
        return None
    if duree < timedelta(0):
        raise _Refus("fin_avant", "DURATION")
    try:
        return debut + duree if duree else None
    except OverflowError:
        raise _Refus("date_illisible", "DURATION") from None


def _se_suivent(composant) -> bool:
    """Tell whether an end comes after its beginning, though the clock was put back in between."""
    debut, fin = composant.get("dtstart").dt, composant.get("dtend").dt
    return bool(getattr(debut, "tzinfo", None) and getattr(fin, "tzinfo", None)) and debut.timestamp() < fin.timestamp()


def _moments(composant, nom: str, horloge: Horloge) -> Iterable[date | datetime]:
    listes = composant.get(nom) or []
    for liste in listes if isinstance(listes, list) else [listes]:
        for element in getattr(liste, "dts", ()):
            moment = element.dt[0] if isinstance(element.dt, tuple) else element.dt
            if not isinstance(moment, date):  # a time of day, a duration
                raise _Refus("date_illisible", nom.upper())
            yield _local(moment, liste, horloge)


def _jours(composant, nom: str, horloge: Horloge) -> Iterable[date]:
    for moment in _moments(composant, nom, horloge):
        yield moment.date() if isinstance(moment, datetime) else moment


def _decaler(premiere: Dates, moment) -> Dates:
    """Return another date of the same length as the first."""
    jour = moment.date() if isinstance(moment, datetime) else moment
    if not ANNEES[0] <= jour.year <= ANNEES[1]:
        raise _Refus("date_illisible", str(jour))
    dernier = premiere.dernier_jour and jour + (premiere.dernier_jour - premiere.jour)
    heure = (
        moment.time().replace(second=0, microsecond=0)
        if isinstance(moment, datetime) and premiere.heure
        else premiere.heure
    )
    return Dates(jour, heure, dernier, premiere.heure_de_fin if heure == premiere.heure else None)
