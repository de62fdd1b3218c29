"""Figures and paths as SVG writes them, short."""

from socle.carte.feuille import simplifier


def nombre(valeur: float) -> str:
    """One decimal: a tenth of a unit is less than a pixel anywhere."""
    arrondi = round(valeur, 1)
    return str(int(arrondi)) if arrondi == int(arrondi) else str(arrondi)


def _points(points) -> str:
    return " ".join(f"{nombre(x)} {nombre(y)}" for x, y in points)


def chemin_ferme(points) -> str:
    return f"M{_points(points)}Z"


def chemin_ouvert(points) -> str:
    return f"M{_points(simplifier(points))}" if len(points) > 1 else ""
