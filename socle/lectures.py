"""A memory that lasts one request: what several parts of a page need is read once.

Outside a request nothing is remembered, so commands and tests always read. What changes seldom is kept between requests
too, in the shared cache: `garder`, and `ne_plus_garder` once it is written.
"""

from contextlib import contextmanager
from contextvars import ContextVar

from django.core.cache import cache
from django.db import transaction

_memoire: ContextVar[dict | None] = ContextVar("lectures", default=None)


@contextmanager
def une_requete():
    """Remember until the end of the block."""
    jeton = _memoire.set({})
    try:
        yield
    finally:
        _memoire.reset(jeton)


@contextmanager
def au_moins_ici():
    """Remember until the end of the block, or of the request where one is under way."""
    if _memoire.get() is not None:
        yield
        return
    with une_requete():
        yield


def une_fois(cle, lire):
    """Return what `lire()` answers, read at most once a request under `cle`."""
    memoire = _memoire.get()
    if memoire is None:
        return lire()
    if cle not in memoire:
        memoire[cle] = lire()
    return memoire[cle]


def cle_de_la_source(numero: int) -> tuple:
    """The key under which a page named by a block is remembered, as the block names it."""
    return ("source", numero)


def est_lu(cle) -> bool:
    """Tell whether this request already knows what is under `cle`."""
    memoire = _memoire.get()
    return memoire is not None and cle in memoire


def retenir(cle, valeur):
    """Remember what has been read on the way, for who asks `une_fois` under the same `cle`."""
    memoire = _memoire.get()
    if memoire is not None:
        memoire[cle] = valeur


def oublier():
    """Forget what was read: something has just been written."""
    memoire = _memoire.get()
    if memoire is not None:
        memoire.clear()


def garder(cle: str, lire, secondes: int):
    """Return what `lire()` answers, kept between requests for so many seconds, and read once in each."""
    return une_fois(cle, lambda: cache.get_or_set(cle, lire, secondes))


def ne_plus_garder(cle: str):
    """Forget what is kept under `cle`: now, and after the commit, since until then others read what was."""
    cache.delete(cle)
    transaction.on_commit(lambda: cache.delete(cle))


def enfants_en_memoire(objet) -> dict[str, list]:
    """Return the children that an object holds in memory, by their name there: the database may have others."""
    # modelcluster says so nowhere else.
    return getattr(objet, "_cluster_related_objects", None) or {}


def est_en_memoire(page) -> bool:
    """Tell whether a page holds its children in memory, as a draft being previewed does."""
    return bool(enfants_en_memoire(page))
