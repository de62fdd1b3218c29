"""What a form hands over: shapes behind the line, the line, shapes in front of it."""

from collections.abc import Callable
from dataclasses import dataclass

from .graine import Graine
from .ligne import Trace
from .palette import Tons


@dataclass(frozen=True)
class Dessin:
    """One composition, in a frame of 400 by 500, before it is turned and painted."""

    derriere: str
    ligne: Trace
    devant: str = ""
    fils: tuple[Trace, ...] = ()  # where the line passes in front again: pieces painted last


#: A form draws itself from a seed and the colours' parts.
Forme = Callable[[Graine, Tons], Dessin]
