"""The way between the stops that are shown: a stop that nobody may read now is walked past all the same."""

from collections.abc import Callable, Iterable, Sequence


def chemins_jusqu_aux_arrets(etapes: Iterable, se_montre: Callable) -> list[tuple]:
    """Return each stop that is shown, with the legs that one walks to it from the one shown before.

    They are its own, after those of the stops in between that are not shown. The first stop has none.
    """
    montrees, en_route = [], []
    for etape in etapes:
        en_route.append(etape)
        if se_montre(etape):
            montrees.append((etape, tuple(en_route) if montrees else ()))
            en_route = []
    return montrees


def retour_inconnu(boucle: bool, arrets: Sequence) -> bool:
    """Tell whether a route comes back to where it starts by a way that no stop describes.

    `arrets` say where each stop is: the key of its story, or a position.
    """
    return boucle and len(arrets) > 1 and arrets[0] != arrets[-1]
