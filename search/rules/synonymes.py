"""Ways of saying one thing: abbreviations of each language, and centuries in figures or in Roman numerals."""

import re
from collections.abc import Iterable

from search.rules.texte import mots_de

Expression = tuple[str, ...]
"""One or several folded words that follow each other."""

Groupe = frozenset[Expression]
"""Expressions that mean the same."""

EXPRESSIONS_AU_PLUS = 20
LONGUEUR_D_UNE_EXPRESSION = 60
"""What editors may write in a group: expressions, and characters in each."""

ECRITS = {
    "fr": """
        saint, st
        sainte, ste
        saints, sts
        boulevard, bd, bld, boul, bvd
        avenue, av, ave
        place, pl
        faubourg, fbg, fg
        chemin, che, chem
        allée, all
        impasse, imp
        square, sq
        esplanade, espl
        passage, pass
        route, rte
        quartier, qu, qtier
        quartier prioritaire, qpv
        docteur, dr
        général, gal
        maréchal, mal
        professeur, pr
        monsieur, mr, m
        madame, mme
        mademoiselle, mlle
        numéro, no, n°
        arrondissement, arr
        notre dame, nd
        premier, 1er, ier
        première, 1re, 1ere
        jésus christ, jc, j c
        6e siècle, 6ème siècle, VIe siècle, VIème siècle
        street art, art urbain
        statue, statues, sculpture, sculptures
        basket, basketball, basket ball
        foot, football
        wc, toilettes
        balade, balades, promenade, promenades, parcours
        skatepark, skateparks, skate park
    """,
    "en": """
        saint, st
        street, st, str
        avenue, ave, av
        boulevard, blvd, bd
        road, rd
        square, sq
        place, pl
        doctor, dr
        mount, mt
        soccer, football
        colour, color
        grey, gray
        harbour, harbor
        centre, center
        theatre, theater
        neighbourhood, neighborhood, district, quarter
        artwork, work of art
        kid, kids, child, children
        walk, walks, stroll, trail
        skatepark, skateparks, skate park
        playground, playgrounds, play area
        statue, sculpture
    """,
    "de": """
        straße, str, strasse
        platz, pl
        sankt, st, skt
        doktor, dr
        professor, prof
        nummer, nr
        jahrhundert, jh, jhd, jhdt
        stadtteil, stadtviertel, viertel
        fußball, fussball
        spielplatz, spielplätze
        rundgang, spaziergang
        skatepark, skateanlage
        Statue, Skulptur
    """,
}

"""The groups that every city has, one a line, as one would write them."""

AUSSI_DES_MOTS = {"fr": frozenset({"all", "che", "mal", "no", "pass"}), "en": frozenset(), "de": frozenset()}
"""Abbreviations that are read, and never looked for: texts are full of the words that they also are."""

_ROMAINS = re.compile(r"(x{0,3})(ix|iv|v?i{0,3})")
_NOMBRE = re.compile(r"([0-9]{1,2}|[xvi]{2,6}|[xvi](?=e|th))(e|i?eme|er|re|th|st|nd|rd)?")
_PLUS_GRAND = 39
"""Centuries, kings and lanes: beyond, Roman letters are words more often than numbers."""

_VIE = "vie"
"""Life, far more often than the sixth."""


def expressions(ligne: str) -> list[str]:
    """Return the expressions of a line, as they are written between its commas, without the empty ones."""
    return [propre for morceau in ligne.split(",") if (propre := " ".join(morceau.split()))]


def groupes(lignes: Iterable[str], langue: str) -> tuple[Groupe, ...]:
    """Return the groups written one a line, their expressions between commas; a line with one expression is none."""
    lus = (frozenset(filter(None, (mots_de(e, langue) for e in expressions(ligne)))) for ligne in lignes)
    return tuple(groupe for groupe in lus if len(groupe) > 1)


DE_LA_LANGUE = {langue: groupes(texte.splitlines(), langue) for langue, texte in ECRITS.items()}
"""The groups that every city has, by language."""


def en_chiffres_romains(nombre: int) -> str:
    """Return a number from 1 to 39 in Roman numerals, in lower case."""
    unites = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
    return "x" * (nombre // 10) + unites[nombre % 10]


def _valeur(chiffres: str) -> int:
    """Return the number that these figures or Roman letters write, 0 where they write none."""
    if chiffres.isdecimal():
        return int(chiffres)
    lu = _ROMAINS.fullmatch(chiffres)
    if not lu:
        return 0
    dizaines, unites = lu.groups()
    return next(n for n in range(10) if en_chiffres_romains(n) == unites) + 10 * len(dizaines)


def _ordinal_anglais(nombre: int) -> str:
    fins = {1: "st", 2: "nd", 3: "rd"}
    return f"{nombre}{'th' if 10 < nombre < 20 else fins.get(nombre % 10, 'th')}"


def ecritures_du_nombre(mot: str) -> tuple[str, ...]:
    """Return the other ways of writing a small number or an ordinal: « xixe » is « 19e », « 19th », « 19 »…

    Nothing for what is not one. « XIX », « Louis XIV » and « 19. » are numbers too; « v » alone is a letter, « vie »
    and « vier » are words.
    """
    lu = _NOMBRE.fullmatch(mot) if mot != _VIE else None
    nombre = _valeur(lu[1]) if lu else 0
    if not 0 < nombre <= _PLUS_GRAND:
        return ()
    formes = [f"{nombre}", f"{nombre}e", f"{nombre}eme", _ordinal_anglais(nombre), *(("1er",) if nombre == 1 else ())]
    if lu[2] in ("er", "re", "st", "nd", "rd") and f"{nombre}{lu[2]}" not in (*formes, "1re"):
        return ()
    romain = en_chiffres_romains(nombre)
    formes += [romain] if len(romain) > 1 else []
    formes += [f"{romain}e", f"{romain}eme"] if len(romain) > 1 or lu[2] else []
    return tuple(forme for forme in formes if forme not in (mot, _VIE))
