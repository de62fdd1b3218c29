"""What a person typed, as every engine reads it: words, and the other ways of saying each."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice, product

from search.rules.mots_vides import MOTS_VIDES
from search.rules.synonymes import AUSSI_DES_MOTS, DE_LA_LANGUE, Expression, Groupe, ecritures_du_nombre
from search.rules.texte import cle_exacte, plat

MOTS_AU_PLUS = 12
"""Words that are looked for; people type three, those who type more are pasting."""

MOTS_LUS = 60
"""Words that are read, those that say nothing among them: a few characters of other alphabets are many words."""

FORMES_PAR_PHRASE = 3
PHRASES_AU_PLUS = 8

LONGUEUR_D_UN_MOT = 60
LONGUEUR_D_UNE_REQUETE = 200
"""Characters; the form says so."""


@dataclass(frozen=True)
class Mot:
    """One thing looked for: `ecrit` as it was typed, folded; `formes` are all the ways of saying it, that one first.

    Most are one word; « quartier prioritaire » is one thing of two words.
    """

    ecrit: str
    formes: tuple[Expression, ...]


@dataclass(frozen=True)
class Requete:
    """A query. Empty (`not requete.mots`), it asks for everything."""

    texte: str
    langue: str
    mots: tuple[Mot, ...]
    suite: tuple[Mot, ...]
    """The same with the words that say nothing, as they were typed: a street is « rue de la Paix »."""
    cle: str
    """What it has in common with the name it spells, if it spells one: see `cle_exacte`."""

    @property
    def phrases(self) -> tuple[str, ...]:
        """Return the ways of saying it whole, word after word: who has it so answers better. None for one word."""
        if not 1 < len(self.suite) <= MOTS_AU_PLUS:
            return ()
        manieres = product(*([" ".join(forme) for forme in mot.formes[:FORMES_PAR_PHRASE]] for mot in self.suite))
        return tuple(" ".join(maniere) for maniere in islice(manieres, PHRASES_AU_PLUS))


def lire_la_requete(texte: str, langue: str, synonymes: Sequence[Groupe] = ()) -> Requete:
    """Return what a person typed as engines read it; `synonymes` are those that the city's editors added.

    Nothing typed has a meaning of its own: quotes, stars and colons are only what lies between words.
    """
    propre = " ".join(texte.replace("\x00", " ").split())[:LONGUEUR_D_UNE_REQUETE]
    tous = [mot[:LONGUEUR_D_UN_MOT] for mot in plat(propre, langue).split()[:MOTS_LUS]]
    vides = MOTS_VIDES.get(langue, frozenset())
    jamais = vides | AUSSI_DES_MOTS.get(langue, frozenset())
    mots = _avec_synonymes(tous, (*DE_LA_LANGUE.get(langue, ()), *synonymes), jamais)
    pleins = [mot for mot in mots if mot.ecrit not in vides]
    return Requete(propre, langue, tuple((pleins or mots)[:MOTS_AU_PLUS]), tuple(mots), cle_exacte(propre, langue))


def _avec_synonymes(mots: list[str], groupes: Sequence[Groupe], jamais: frozenset[str]) -> list[Mot]:
    """Cut a query into things looked for, the longest expression first, each with what means the same.

    `jamais`: words that a person may type, and that are never looked for in place of another: « quartier » does not
    look for « qu », nor « monsieur » for « m ».
    """
    lus = []
    rang = 0
    while rang < len(mots):
        ecrite = _plus_longue_expression(mots, rang, groupes)
        formes = [ecrite]
        for groupe in groupes:
            if ecrite in groupe:
                formes += sorted(forme for forme in groupe if len(forme) > 1 or forme[0] not in jamais)
        if len(ecrite) == 1:
            formes += [(forme,) for forme in ecritures_du_nombre(ecrite[0])]
        lus.append(Mot(" ".join(ecrite), tuple(dict.fromkeys(formes))))
        rang += len(ecrite)
    return lus


def _plus_longue_expression(mots: list[str], rang: int, groupes: Sequence[Groupe]) -> Expression:
    premier = mots[rang]
    connues = [
        e
        for groupe in groupes
        for e in groupe
        if len(e) > 1 and e[0] == premier and tuple(mots[rang : rang + len(e)]) == e
    ]
    return max(connues, key=len, default=(premier,))
