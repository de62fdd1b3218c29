"""A memory that lasts one request: what several parts of a page need is read once.

Outside a request nothing is remembered, so commands and tests always read.
"""

from contextlib import contextmanager
from contextvars import ContextVar

_memoire: ContextVar[dict | None] = ContextVar("lectures", default=None)


@contextmanager
def une_requete():
    """Remember until the end of the block."""
    jeton = _memoire.set({})
    try:
        yield
    finally:
        _memoire.reset(jeton)


def une_fois(cle, lire):
    """Return what `lire()` answers, read at most once a request under `cle`."""
    memoire = _memoire.get()
    if memoire is None:
        return lire()
    if cle not in memoire:
        memoire[cle] = lire()
    return memoire[cle]


def oublier():
    """Forget what was read: something has just been written."""
    memoire = _memoire.get()
    if memoire is not None:
        memoire.clear()
