"""Reads an iCalendar file that others wrote: what is understood, what is refused and why. Nothing in it is trusted."""

import logging
from collections import defaultdict
from dataclasses import dataclass, replace
from hashlib import sha256
from zoneinfo import ZoneInfo

from agenda.rules.fichiers import CalendrierRefuse, lire_le_fichier
from agenda.rules.fuseaux import Horloge
from agenda.rules.periodes import Dates
from agenda.rules.series import EvenementRefuse, dates_lues
from socle.rules import Point

logger = logging.getLogger(__name__)

EVENEMENTS_AU_PLUS = 5_000
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
        except EvenementRefuse as erreur:
            refus.append(Refus(_texte(siens[0], "summary", "titre") or uid, erreur.raison, erreur.quoi))
        except Exception:  # what nobody foresaw costs this event, not the others
            logger.exception("An event of an imported calendar is not read: %r", uid)
            refus.append(Refus(_texte(siens[0], "summary", "titre") or uid, "imprevu"))
    return lus, refus


def _lire(uid: str, composants: list, horloge: Horloge) -> Lu:
    maitres = [c for c in composants if "RECURRENCE-ID" not in c]
    if not maitres:
        raise EvenementRefuse("sans_premiere_date")
    # Of several versions of one event, the latest counts.
    maitre = max(maitres, key=_sequence)
    titre = _texte(maitre, "summary", "titre")
    if not titre:
        raise EvenementRefuse("sans_titre")
    return Lu(
        uid=uid,
        sequence=_sequence(maitre),
        titre=titre,
        dates=dates_lues(maitre, [c for c in composants if "RECURRENCE-ID" in c], horloge),
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
