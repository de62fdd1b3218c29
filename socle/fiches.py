"""The frozen card of a page: all that search and exports read of it, whatever its type."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import translation
from wagtail.models import Page

from socle import registres
from socle.lectures import au_moins_ici
from socle.queries import LONGUEUR_DU_CHEMIN_DE_LA_VILLE, visibles
from socle.references import langues_lues
from socle.rules import Point, chemins_au_dessus
from socle.villes import ville_au_chemin


@dataclass(frozen=True)
class FicheRecherche:
    """A page in one language, as a search knows it.

    `chemins` are the paths in the tree of the page and of those above it up to the city's home: closing one hides it.
    `artistes` are (slug, name). `quartiers` and `promesses` are (public code, title), the nearest first; a story that
    is itself a quartier or a promise is among them. `debut` and `fin` (excluded) are the days it can be seen, `parti`
    says that it is gone whatever the dates. `mention` is what stands under its title in a list. `poids` is how much
    it matters among stories that answer as well: 1 for an ordinary one. `genre_dit` is what visitors call its kind.
    `quand` says how soon it takes place, counted from the day the card is made; it is made again when that changes.
    """

    page_id: int
    code: str
    ville: str
    langue: str
    genre: str
    titre: str
    adresse: str
    chemins: tuple[str, ...]
    autres_noms: tuple[str, ...] = ()
    artistes: tuple[tuple[str, str], ...] = ()
    technique: str = ""
    lieux: tuple[str, ...] = ()
    resume: str = ""
    texte: str = ""
    quartiers: tuple[tuple[str, str], ...] = ()
    promesses: tuple[tuple[str, str], ...] = ()
    annee: int | None = None
    debut: date | None = None
    fin: date | None = None
    parti: bool = False
    sans_marche: bool | None = None
    position: Point | None = None
    position_approchee: bool = False
    image_id: int | None = None
    mention: str = ""
    poids: float = 1.0
    expire_le: datetime | None = None
    genre_dit: str = ""
    quand: tuple[str, ...] = ()

    @property
    def autour(self) -> tuple[str, ...]:
        """What one may also type to find it: its kind, technique, places, year, the quartiers and promises it is of."""
        titres = (titre for _code, titre in (*self.quartiers, *self.promesses) if titre != self.titre)
        annee = "" if self.annee is None else str(self.annee)
        return tuple(dit for dit in (self.genre_dit, self.technique, *self.lieux, annee, *titres) if dit)


def fiches_des(numeros: Iterable[int]) -> list[FicheRecherche]:
    """Return the cards of those of these pages that a visitor may see, by id: what is hidden has none.

    The number of queries depends on how many page types and languages there are, not on how many pages.
    """
    with au_moins_ici():
        langues = {locale.pk: locale for locale in langues_lues()}
        par_type = defaultdict(list)
        for page in visibles(Page.objects.filter(pk__in=list(numeros))).specific().order_by("pk"):
            if page.locale_id in langues:
                page._state.fields_cache["locale"] = langues[page.locale_id]
            par_type[type(page), page.locale_id].append(page)
        return [fiche for (modele, _langue), pages in par_type.items() for fiche in _fiches(modele, pages)]


def _fiches(modele, pages: list) -> list[FicheRecherche]:
    genre = registres.fiches.genre(modele)
    if genre is None:
        return []
    langue = pages[0].locale.language_code
    with translation.override(langue):
        champs = registres.fiches.lire(modele, pages)
        return [
            FicheRecherche(
                page_id=page.pk,
                code=page.code,
                ville=str(ville_au_chemin(page.path)),
                langue=langue,
                genre=genre,
                titre=page.title,
                adresse=page.get_url() or "",
                chemins=_chemins(page),
                expire_le=page.expire_at,
                genre_dit=str(registres.fiches.genres()[genre]),
                **champs[page.pk],
            )
            for page in pages
        ]


def _chemins(page) -> tuple[str, ...]:
    au_dessus = chemins_au_dessus(page.path, page.steplen)
    return (page.path, *(chemin for chemin in au_dessus if len(chemin) >= LONGUEUR_DU_CHEMIN_DE_LA_VILLE))


def texte_du_corps(page, *champs: str) -> str:
    """Return the words of these fields of a page, blocks and rich texts without their markup."""
    lignes = []
    for nom in champs:
        champ, valeur = page._meta.get_field(nom), getattr(page, nom)
        if hasattr(champ, "get_searchable_content"):
            lignes += champ.get_searchable_content(valeur)
        else:
            lignes.append(valeur)
    return "\n".join(texte for ligne in lignes if (texte := str(ligne).strip()))
