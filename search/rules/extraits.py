"""What to show of a story: the passage where the words of a query are, and the words themselves."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from search.rules.requete import Requete
from search.rules.texte import plat

LONGUEUR = 180
"""Characters of a passage, more or less a word."""

UNE_PHRASE = 40
"""Characters from which a line is not a heading."""

_MOT = re.compile(r"[^\W_]+")
_RACINE = 4
"""Letters that two forms of one word share, at least: « panier » and « paniers », « banc » and « bancs »."""


@dataclass(frozen=True)
class Morceau:
    """A piece of a passage; `trouve` when it is a word that was looked for."""

    texte: str
    trouve: bool = False


def extrait(textes: Sequence[str], requete: Requete) -> tuple[Morceau, ...]:
    """Return the passage of the first line of these texts that has most of the words; the beginning where none has any.

    Lines are paragraphs and headings: a sentence is shown rather than a heading.
    """
    voulus = {partie for mot in requete.mots for forme in mot.formes for partie in forme}
    propres = [" ".join(ligne.split()) for texte in textes for ligne in texte.splitlines() if ligne.strip()]
    if not propres:
        return ()
    trouves = [[m.span() for m in _MOT.finditer(texte) if _dit(m[0], voulus, requete.langue)] for texte in propres]

    def ordre(rang: int):
        return min(len(trouves[rang]), len(requete.mots)), len(propres[rang]) >= UNE_PHRASE, -rang

    choisi = max(range(len(propres)), key=ordre)
    return tuple(_decouper(propres[choisi], trouves[choisi]))


def _dit(mot: str, voulus: set[str], langue: str) -> bool:
    dit = plat(mot, langue)
    return any(
        dit == voulu
        or (
            len(voulu) >= _RACINE
            and dit.startswith(voulu[: max(_RACINE, len(voulu) - 1)])
            and abs(len(dit) - len(voulu)) <= 2
        )
        for voulu in voulus
    )


def _decouper(texte: str, trouves: list[tuple[int, int]]):
    debut, fin = _fenetre(texte, trouves)
    if debut:
        yield Morceau("… ")
    ici = debut
    for commence, finit in trouves:
        if commence < debut or finit > fin:
            continue
        if commence > ici:
            yield Morceau(texte[ici:commence])
        yield Morceau(texte[commence:finit], True)
        ici = finit
    if ici < fin:
        yield Morceau(texte[ici:fin])
    if fin < len(texte):
        yield Morceau(" …")


def _fenetre(texte: str, trouves: list[tuple[int, int]]) -> tuple[int, int]:
    """Return the part of the text, cut between words, that holds most of what was found."""
    if len(texte) <= LONGUEUR:
        return 0, len(texte)
    departs = [commence for commence, _finit in trouves] or [0]
    meilleur = max(departs, key=lambda d: (sum(d <= c < d + LONGUEUR - 40 for c, _f in trouves), -d))
    debut = 0 if meilleur < 60 else texte.find(" ", meilleur - 40) + 1
    fin = texte.find(" ", debut + LONGUEUR)
    return debut, len(texte) if fin == -1 else fin
