"""From places to a drawing and its list."""

from collections.abc import Iterable, Iterator

from socle.carte.feuille import LARGEUR, MARGE_DES_POINTS, Feuille, aire_de, anneaux, cadrer, couper, fini, simplifier
from socle.carte.lieux import ARRETS, QUARTIER, VILLE, Aire, Dessin, Etape, Halte, Lieu, arrondir
from socle.carte.noms import nommer
from socle.carte.traits import chemin_ferme, chemin_ouvert, nombre
from socle.rules import Point, temps_a_pied


def dessiner(lieux: Iterable[Lieu], cadre: str = VILLE, trace: Iterable[Point] = ()) -> Dessin | None:
    """Return the drawing of `lieux`, with `trace` as a line through them; None when nothing has a position.

    What falls outside the sheet is left out of the list too: the list says what the map shows.
    """
    lieux, trace = list(lieux), list(trace)
    centraux = _centraux(lieux, cadre)
    feuille = _feuille(lieux, centraux, trace)
    if feuille is None:
        return None
    aires, haltes, surfaces, caches = [], [], {}, set()
    for rang, lieu in enumerate(lieux):
        contours = _contours_projetes(lieu, feuille)
        if contours:
            aires.append(Aire(lieu, "".join(map(chemin_ferme, contours)), rang))
            surfaces[rang] = max(contours, key=lambda c: abs(aire_de(c)))
        elif _a_un_point(lieu):
            x, y = feuille.projeter(lieu.point.longitude, lieu.point.latitude)
            if 0 <= x <= LARGEUR and 0 <= y <= feuille.hauteur:
                haltes.append(Halte(lieu, nombre(x), nombre(y), rang))
            else:
                caches.add(rang)
        elif anneaux(lieu.contour):
            caches.add(rang)
    # What is here is drawn last, above its neighbours.
    aires.sort(key=lambda aire: aire.lieu.ici)
    haltes.sort(key=lambda halte: halte.lieu.ici)
    return Dessin(
        largeur=LARGEUR,
        hauteur=feuille.hauteur,
        aires=tuple(aires),
        haltes=tuple(haltes),
        noms=tuple(nommer(aires, haltes, surfaces, feuille.hauteur)),
        trace=chemin_ouvert([feuille.projeter(p.longitude, p.latitude) for p in trace if fini(p)]),
        etapes=tuple(_lister(lieux, caches)),
    )


def _centraux(lieux: list[Lieu], cadre: str) -> list[Lieu]:
    """Return the places that the sheet is framed on; none when all are."""
    if cadre == QUARTIER:
        return [lieu for lieu in lieux if lieu.ici and (lieu.point or lieu.contour)]
    return [lieu for lieu in lieux if lieu.point and not lieu.contour] if cadre == ARRETS else []


def _feuille(lieux: list[Lieu], centraux: list[Lieu], trace: list[Point]) -> Feuille | None:
    """Return the sheet framed on `centraux`, or on all places when there are none.

    Points far from any outline would be dots on blank paper, and points spread wider than the city would show it
    cut: then the sheet holds the outlines whole. A trace is something to follow by itself, wherever it goes.
    """
    contours = [lieu for lieu in lieux if lieu.contour]
    if not centraux:
        return cadrer(_positions(lieux, trace))
    if any(lieu.contour for lieu in centraux):
        return cadrer(_positions(centraux, ()))
    feuille = cadrer(_positions(centraux, ()), MARGE_DES_POINTS)
    ville = cadrer(_positions(contours, ()))
    if feuille is None or ville is None:
        return feuille
    if ville.echelle > feuille.echelle or not (trace or _touche(contours, feuille)):
        return cadrer(_positions([*centraux, *contours], ()), MARGE_DES_POINTS)
    return feuille


def _touche(contours: list[Lieu], feuille: Feuille) -> bool:
    return any(
        couper([feuille.projeter(*position) for position in anneau], feuille.hauteur)
        for lieu in contours
        for anneau in anneaux(lieu.contour)
    )


def _lister(lieux: list[Lieu], caches: set[int]) -> Iterator[Etape]:
    precedent = None
    for rang, lieu in enumerate(lieux):
        if rang in caches:
            continue
        # From outline to outline there is no one distance.
        point = lieu.point if _a_un_point(lieu) and not lieu.contour else None
        metres = precedent.metres_jusqu_a(point) if precedent and point else None
        yield Etape(
            lieu, rang, None if metres is None else arrondir(metres), None if metres is None else temps_a_pied(metres)
        )
        precedent = point


def _a_un_point(lieu: Lieu) -> bool:
    return lieu.point is not None and fini(lieu.point)


def _positions(lieux: Iterable[Lieu], trace: Iterable[Point]) -> Iterator[tuple[float, float]]:
    for lieu in lieux:
        contour = anneaux(lieu.contour)
        for anneau in contour:
            yield from anneau
        if not contour and lieu.point:
            yield lieu.point.longitude, lieu.point.latitude
    for point in trace:
        yield point.longitude, point.latitude


def _contours_projetes(lieu: Lieu, feuille: Feuille) -> list[list[tuple[float, float]]]:
    projetes = (
        couper(simplifier([feuille.projeter(*position) for position in anneau]), feuille.hauteur)
        for anneau in anneaux(lieu.contour)
    )
    return [anneau for anneau in projetes if len(anneau) >= 3]
