"""Reads the demo's facts and stories from their files, and pairs each French string with its translation."""

import json
import re
import tomllib
from functools import cache
from html import escape
from pathlib import Path

DOSSIER = Path(__file__).parent
BLANCS = re.compile(r"[ \t\n]+")
"""Ordinary blanks only: the no-break spaces of typography stay."""


NOMS = "autres_noms"


@cache
def faits(nom: str):
    """Return the facts of `donnees/<nom>.json`."""
    return json.loads((DOSSIER / "donnees" / f"{nom}.json").read_text())


@cache
def textes(nom: str, langue: str = "fr") -> dict:
    """Return the stories of `textes/<langue>/<nom>.toml`; empty where there is no such file."""
    fichier = DOSSIER / "textes" / langue / f"{nom}.toml"
    return tomllib.loads(fichier.read_text()) if fichier.exists() else {}


def titre_de(fait: dict) -> str:
    """Return the title of a work as a typographer sets it."""
    return fait["titre"].replace("'", "’")


def paragraphes(texte: str) -> list[str]:
    """Return the paragraphs of a text, as HTML without its tags."""
    return [escape(BLANCS.sub(" ", bloc.strip()), quote=False) for bloc in texte.strip().split("\n\n") if bloc.strip()]


def html(texte: str) -> str:
    return "".join(f"<p>{paragraphe}</p>" for paragraphe in paragraphes(texte))


def corps(chapitres: list[dict]) -> list[tuple]:
    """Return the blocks of a story from its chapters."""
    blocs = []
    for chapitre in chapitres:
        if chapitre.get("titre"):
            blocs.append(("chapitre", chapitre["titre"]))
        blocs.append(("texte", html(chapitre["texte"])))
    return blocs


def correspondances(source, cible) -> dict[str, str]:
    """Return {French string: its translation} for two texts of one shape, paragraph by paragraph.

    Raises ValueError where a text has not as many paragraphs, or a list not as many items, as its source; lists of
    other names are free.
    """
    paires: dict[str, str] = {}
    if isinstance(source, dict):
        for cle, valeur in source.items():
            if cle == NOMS and cle in cible:
                # People do not give a place as many names in every language.
                paires["\n".join(valeur)] = "\n".join(cible[cle])
            elif cle in cible:
                paires |= correspondances(valeur, cible[cle])
    elif isinstance(source, list):
        if len(source) != len(cible):
            raise ValueError(f"{len(source)} items, {len(cible)} translated: {source!r}")
        for un, autre in zip(source, cible, strict=True):
            paires |= correspondances(un, autre)
    elif isinstance(source, str):
        uns, autres = paragraphes(source), paragraphes(cible)
        if len(uns) != len(autres):
            raise ValueError(f"{len(uns)} paragraphs, {len(autres)} translated: {source[:60]!r}")
        paires |= dict(zip(uns, autres, strict=True))
        paires[source.strip()] = cible.strip()
    return paires
