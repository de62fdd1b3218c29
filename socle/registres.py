"""The four registries: all that a lower app shows of an upper one passes here.

Each app fills them in the `ready()` of its `apps.py`.

| registry | what an upper app gives | who reads it |
|---|---|---|
| `exigences` | a requirement on a page type | the checklist, the listings, the refusal |
| `complements` | what a page type shows but cannot know | page templates |
| `references` | page types that a block, a stop or an event may point to | choosers, blocks |
| `audits` | a check of coherence | `manage.py coherence`, the report |
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

PAGE = "page"
"""The place of what a page's own app reads to show it: straight into its template's context."""


@dataclass(frozen=True)
class Complement:
    """What a page type shows but cannot know: `lire(page, request)` makes a template's context in bulk."""

    place: str
    lire: Callable
    gabarit: str = ""


class Exigences:
    """Requirements given by upper apps on the page types of lower ones."""

    def __init__(self):
        self._par_type = {}

    def ajouter(self, type_de_page, *exigences):
        self._par_type.setdefault(type_de_page, []).extend(exigences)

    def pour(self, type_de_page) -> list:
        """Return the requirements given for a page type and the types it derives from."""
        return [e for classe in type_de_page.__mro__ for e in self._par_type.get(classe, ())]


class Complements:
    """Template fragments given by upper apps, by page type and place in its template."""

    def __init__(self):
        self._par_type = {}

    def ajouter(self, type_de_page, complement: Complement):
        self._par_type.setdefault(type_de_page, []).append(complement)

    def pour(self, type_de_page, place: str) -> list[Complement]:
        return [c for classe in type_de_page.__mro__ for c in self._par_type.get(classe, ()) if c.place == place]

    def lire(self, page, place: str, request) -> list[tuple[str, dict]]:
        """Return the fragments of `place` on this page, each with its context; read once a page."""
        lus = page.__dict__.setdefault("_complements_lus", {})
        if place not in lus:
            lus[place] = [(c.gabarit, c.lire(page, request)) for c in self.pour(type(page), place)]
        return lus[place]


class References:
    """Page types that may be pointed to, as `app.Model` strings, in the order they were given."""

    def __init__(self):
        self._types = []

    def ajouter(self, *types: str):
        self._types.extend(t for t in types if t not in self._types)

    def types(self) -> list[str]:
        return list(self._types)


class Audits:
    """Checks of coherence: each is called without argument and yields its `Faute`s."""

    def __init__(self):
        self._controles = []

    def ajouter(self, controle: Callable[[], Iterable["Faute"]]):
        self._controles.append(controle)

    def fautes(self) -> list["Faute"]:
        return [faute for controle in self._controles for faute in controle()]


@dataclass(frozen=True)
class Faute:
    """One incoherence: its rule by name, the page it was found on (None: an installation's), and why."""

    regle: str
    page_id: int | None
    titre: str
    raison: str

    def __str__(self):
        return f"{self.regle}: {self.titre} ({self.page_id}): {self.raison}"


exigences = Exigences()
complements = Complements()
references = References()
audits = Audits()


def montrer(type_de_page, lire: Callable):
    """Say what a page type shows: `lire(page, request)` returns its template's context."""
    complements.ajouter(type_de_page, Complement(PAGE, lire))
