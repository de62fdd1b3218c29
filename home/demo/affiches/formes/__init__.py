"""The forms, by name. One function a form: it gets a seed and the colours, and hands over a drawing."""

from types import ModuleType

from ..dessin import Dessin, Forme
from . import batis, betes, corps, eaux, jeux, lieux, objets, seuils, signes, territoire, vegetal

_SALLES = (batis, betes, corps, eaux, jeux, lieux, objets, seuils, signes, territoire, vegetal)


def _formes_de(salle: ModuleType) -> dict[str, Forme]:
    """The forms of a room: the functions written there that hand over a drawing."""
    return {
        nom: chose
        for nom, chose in vars(salle).items()
        if getattr(chose, "__module__", "") == salle.__name__ and chose.__annotations__.get("return") is Dessin
    }


FORMES: dict[str, Forme] = {nom: forme for salle in _SALLES for nom, forme in _formes_de(salle).items()}
