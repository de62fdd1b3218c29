"""The registries: all that a lower app shows of an upper one passes here.

Each app fills them in the `ready()` of its `apps.py`.

| registry | what an upper app gives | who reads it |
|---|---|---|
| `exigences` | a requirement on a page type | the checklist, the listings, the refusal |
| `complements` | what a page type shows but cannot know | page templates |
| `references` | page types that a block, a stop or an event may point to | choosers, blocks |
| `audits` | a check of coherence | `manage.py coherence`, the report |
| `fiches` | what the card of a page type says | the search, the exports (`socle.fiches`) |
| `codes` | where a public code leads that is not a page's | short addresses (`mesure`) |
| `donnees_liees` | what a page type is, in schema.org's words | every public page, for machines (`socle.donnees_liees`) |
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

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


class Fiches:
    """What the card of a page says: its kind, given once by its own app, and fields given by any app above.

    A reader takes a list of pages of one type and language, and returns the fields of `FicheRecherche` by page id.
    """

    def __init__(self):
        self._lectures = {}
        self._genres = {}
        self._noms = {}

    def ajouter(self, type_de_page, lire: Callable[[list], dict[int, dict]], genre: str = "", noms: str = ""):
        """Add a reader; `genre`, the kind of this type's pages, comes with what visitors call several of them."""
        self._lectures.setdefault(type_de_page, []).append(lire)
        if genre:
            self._genres[type_de_page] = genre
            self._noms[genre] = noms

    def genre(self, type_de_page) -> str | None:
        """Return the kind of a page type, None for one that has no card."""
        return self._genres.get(type_de_page)

    def genres(self) -> dict[str, str]:
        """Return the kinds there are, with what visitors call several pages of each."""
        return self._noms

    def lire(self, type_de_page, pages: list) -> dict[int, dict]:
        """Return the fields that all apps give on the cards of these pages, by page id."""
        champs = {page.pk: {} for page in pages}
        for classe in reversed(type_de_page.__mro__):
            for lire in self._lectures.get(classe, ()):
                for numero, lus in lire(pages).items():
                    champs[numero] |= lus
        return champs


class DonneesLiees:
    """What a page tells machines that it is about, by page type: `decrire(page, contexte)` returns a schema.org node.

    `contexte` is what the page's template has: a description asks the database for nothing more.
    """

    def __init__(self):
        self._descriptions = {}

    def ajouter(self, type_de_page, decrire: Callable):
        self._descriptions[type_de_page] = decrire

    def decrire(self, page, contexte) -> dict:
        """Return the node of a page, empty for a page that is about nothing but itself."""
        for classe in type(page).__mro__:
            if classe in self._descriptions:
                return self._descriptions[classe](page, contexte)
        return {}


@dataclass(frozen=True)
class Endroit:
    """Where a code leads that says a part of a page: every language version of the page, visible or not.

    `restes` says, by version id, what follows the page's address: a version without that part leads to the page itself.
    `comptees` are the versions of the story that a scan is counted for; where there is none it is the page's.
    """

    versions: list
    restes: dict[int, str] = field(default_factory=dict)
    comptees: list = field(default_factory=list)


class Codes:
    """Public codes that are not a page's: each reader takes a code and a site, and returns an `Endroit` or None."""

    def __init__(self):
        self._lectures = []

    def ajouter(self, lire: Callable[[str, object], Endroit | None]):
        self._lectures.append(lire)

    def chercher(self, code: str, site) -> Endroit | None:
        return next((trouve for lire in self._lectures if (trouve := lire(code, site))), None)


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
codes = Codes()
fiches = Fiches()
donnees_liees = DonneesLiees()


def montrer(type_de_page, lire: Callable):
    """Say what a page type shows: `lire(page, request)` returns its template's context."""
    complements.ajouter(type_de_page, Complement(PAGE, lire))
