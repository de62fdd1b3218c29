"""How a place is told."""

from collections.abc import Iterable


def sans_redite(textes: Iterable[str], deja: Iterable[str] = ()) -> tuple[str, ...]:
    """Return what these texts add to what was said: « Place Graslin, Nantes », never « Couëron, Couëron »."""
    dits = {_nu(texte) for texte in deja}
    restent = []
    for texte in textes:
        if texte and _nu(texte) not in dits:
            dits.add(_nu(texte))
            restent.append(texte)
    return tuple(restent)


def _nu(texte: str) -> str:
    return " ".join(texte.split()).casefold()
