"""Puts a poster together: background, form, line, turned left or right. Each is a whole SVG document."""

from collections.abc import Sequence

from .contours import LonLat, projette, quartier
from .dessin import Dessin
from .formes import FORMES
from .graine import Graine
from .ligne import peinte
from .motifs import FONDS_DE_QUARTIER, LIEUX, OEUVRES, PAR_DEFAUT, Motif
from .palette import Couleurs, Tons, tons
from .tracer import rect

ENTETE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 500" width="800" height="1000">'


def affiche_oeuvre(identifiant: str, couleurs: Couleurs) -> str:
    """The poster of a work, always the same for its id; a work that has no motif gets the default one."""
    return _affiche(identifiant, OEUVRES.get(identifiant, PAR_DEFAUT), couleurs)


def affiche_lieu(identifiant: str, genre: str, couleurs: Couleurs) -> str:
    """The poster of a story without outline. `genre` is one of `motifs.LIEUX`; another one is a KeyError."""
    return _affiche(identifiant, LIEUX[genre], couleurs)


def affiche_quartier(identifiant: str, contour: Sequence[LonLat], couleurs: Couleurs) -> str:
    """The poster of a quartier, from its outline in degrees (longitude, latitude).

    Raises ValueError where the outline has fewer than three points, or no area.
    """
    graine = Graine(identifiant)
    parties = tons(couleurs, graine.choix("ambiance", "jour", "nuit"))
    fond = FONDS_DE_QUARTIER.get(identifiant, "")
    return assemble(quartier(graine, parties, projette(contour), fond), parties, retourne=False)


def dit_de_l_oeuvre(identifiant: str) -> str:
    """What a work's poster shows, in French words: the alternative of the image."""
    return OEUVRES.get(identifiant, PAR_DEFAUT).dit


def assemble(dessin: Dessin, parties: Tons, retourne: bool) -> str:
    """A drawing as a document. `retourne` shows it as in a mirror; the line is walked from left to right still."""
    traces = (dessin.ligne, *dessin.fils)
    if retourne:
        traces = tuple(trace.miroir() for trace in traces)
    ligne, *fils = (peinte(trace) for trace in traces)
    plans = (_plan(dessin.derriere, retourne), ligne, _plan(dessin.devant, retourne), *fils)
    return f"{ENTETE}{rect(0, 0, 400, 500, parties.fond)}{''.join(plans)}</svg>\n"


def _affiche(identifiant: str, motif: Motif, couleurs: Couleurs) -> str:
    graine = Graine(identifiant)
    parties = tons(couleurs, graine.choix("ambiance", *motif.ambiances))
    return assemble(FORMES[motif.forme](graine, parties), parties, retourne=graine.pile("retourne"))


def _plan(formes: str, retourne: bool) -> str:
    return f'<g transform="matrix(-1 0 0 1 400 0)">{formes}</g>' if formes and retourne else formes
