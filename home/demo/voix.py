"""Says a text aloud with espeak-ng, where the machine has it; the demo is whole without."""

import re
import shutil
import subprocess
import wave
from dataclasses import dataclass
from io import BytesIO

MOTS_PAR_MINUTE = 165
"""A little slower than espeak-ng's 175: it is listened to while walking."""

SILENCE = 0.35
"""Seconds between two sentences."""

PATIENCE = 20
"""Seconds; a sentence takes some 50 ms."""

PHRASE = re.compile(r"(?<=[.!?])\s+")


@dataclass(frozen=True)
class Enregistrement:
    """A WAV file, and its captions as WebVTT: one a sentence, timed by what was spoken."""

    wav: bytes
    sous_titres: str


def dire(texte: str, langue: str) -> Enregistrement | None:
    """Return `texte` as a synthetic voice of `langue` says it; None where this machine cannot."""
    if not (programme := shutil.which("espeak-ng")):
        return None
    phrases = PHRASE.split(texte.strip())
    try:
        dites = [_dire(programme, phrase, langue) for phrase in phrases]
    except (subprocess.SubprocessError, OSError, wave.Error, EOFError):
        return None
    return _assembler(phrases, dites)


def _dire(programme, phrase, langue) -> tuple[int, bytes]:
    """Return the samples a second, and the samples: 16 bits, one channel."""
    dit = subprocess.run(
        [programme, "-v", langue, "-s", str(MOTS_PAR_MINUTE), "--stdin", "--stdout"],
        input=phrase.encode(),
        capture_output=True,
        check=True,
        timeout=PATIENCE,
    )
    with wave.open(BytesIO(dit.stdout)) as lu:
        # On a pipe its header cannot know the length: what is read counts, not what is announced.
        return lu.getframerate(), lu.readframes(lu.getnframes())


def _assembler(phrases, dites) -> Enregistrement:
    cadence = dites[0][0]
    silence = bytes(2 * round(SILENCE * cadence))
    fichier, repliques, debut = BytesIO(), ["WEBVTT"], 0.0
    with wave.open(fichier, "wb") as ecrit:
        ecrit.setnchannels(1)
        ecrit.setsampwidth(2)
        ecrit.setframerate(cadence)
        for phrase, (_cadence, son) in zip(phrases, dites, strict=True):
            fin = debut + len(son) / 2 / cadence
            repliques.append(f"{_instant(debut)} --> {_instant(fin)}\n{phrase}")
            ecrit.writeframes(son + silence)
            debut = fin + SILENCE
    return Enregistrement(fichier.getvalue(), "\n\n".join(repliques) + "\n")


def _instant(secondes: float) -> str:
    millisecondes = round(secondes * 1000)
    return f"{millisecondes // 60_000:02}:{millisecondes // 1000 % 60:02}.{millisecondes % 1000:03}"
