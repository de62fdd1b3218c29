"""What captions hold: read with a library, checked, and written anew as the site gives them out."""

from dataclasses import dataclass
from io import StringIO

import webvtt

OCTETS_AU_PLUS = 400 * 1024
"""Three hours of speech, at a caption every three seconds."""

REPLIQUES_AU_PLUS = 4_000
DEBORD = 2.0
"""Seconds by which the last caption may outlast the sound: durations are rounded."""


class SousTitresRefuses(Exception):
    """These are not captions that can be shown. `raison` is one of the values below, `rang` the caption it is about."""

    ILLISIBLES, VIDES, TROP, TEMPS, ORDRE, DUREE = "illisibles", "vides", "trop", "temps", "ordre", "duree"

    def __init__(self, raison: str, rang: int = 0):
        self.raison, self.rang = raison, rang
        super().__init__(raison)


@dataclass(frozen=True)
class Replique:
    """What is heard from `debut` to `fin`, in seconds."""

    debut: float
    fin: float
    texte: str


def normaliser(texte: str, duree: float = 0) -> str:
    """Return captions written as WebVTT: read from WebVTT or SubRip, checked, without styles nor comments.

    `duree` is the sound's, in seconds; 0 when nobody knows. Raises `SousTitresRefuses`.
    """
    if len(texte.encode()) > OCTETS_AU_PLUS:
        raise SousTitresRefuses(SousTitresRefuses.TROP)
    lues = _lire(texte)
    if not lues:
        raise SousTitresRefuses(SousTitresRefuses.VIDES)
    if len(lues) > REPLIQUES_AU_PLUS:
        raise SousTitresRefuses(SousTitresRefuses.TROP)
    precedent = 0.0
    for rang, lue in enumerate(lues, 1):
        debut, fin = _secondes(lue.start_time), _secondes(lue.end_time)
        if fin <= debut:
            raise SousTitresRefuses(SousTitresRefuses.TEMPS, rang)
        if debut < precedent:
            raise SousTitresRefuses(SousTitresRefuses.ORDRE, rang)
        if duree and fin > duree + DEBORD:
            raise SousTitresRefuses(SousTitresRefuses.DUREE, rang)
        precedent = debut
        lue.comments = []
    return webvtt.WebVTT(captions=lues).content


def repliques(texte: str) -> list[Replique]:
    """Return the captions of what `normaliser` has written, as people read them."""
    lues = _lire(texte) if texte else []
    return [Replique(_secondes(lue.start_time), _secondes(lue.end_time), lue.text) for lue in lues]


def _secondes(instant) -> float:
    heures, minutes, secondes, millisecondes = instant.to_tuple()
    return heures * 3_600 + minutes * 60 + secondes + millisecondes / 1_000


def _lire(texte: str) -> list:
    texte = texte.replace("\ufeff", "").replace("\x00", "").strip() + "\n"
    try:
        if texte.startswith("WEBVTT"):
            lus = webvtt.WebVTT.from_string(texte, strict=True)
        else:
            lus = webvtt.WebVTT.from_buffer(StringIO(texte), format="srt")
    except (webvtt.errors.MalformedFileError, webvtt.errors.MalformedCaptionError, ValueError) as erreur:
        raise SousTitresRefuses(SousTitresRefuses.ILLISIBLES) from erreur
    return list(lus.captions)
