"""The city around a page: its name, its menu, its languages, what stands at the foot."""

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils import translation
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.models import Page, Site

from agenda.models import AgendaPage
from home.models import ContentPage, HomePage, ReglagesVille
from oeuvres.models import ArtistesPage
from parcours.models import ParcoursIndexPage
from recit.models import RecitPage
from socle.lectures import garder, ne_plus_garder
from socle.models import DUREE_DES_REGLAGES
from socle.queries import (
    LONGUEUR_DU_CHEMIN_DE_LA_VILLE,
    fil_de,
    sont_visibles,
    versions_du_fil,
    visibles_sous,
    visibles_sous_chacun,
)
from socle.references import langue_de
from socle.villes import accueils_visibles


@dataclass(frozen=True)
class Lien:
    nom: str
    adresse: str
    ici: bool = False


@dataclass(frozen=True)
class Passage:
    """The way to another language. `proche` is set when it leads to another page than this one: its title.

    `garde` is what the visitor chose and keeps from page to page: no part of the page's address.
    """

    langue: str
    nom: str
    adresse: str
    ici: bool = False
    proche: str = ""
    garde: str = ""


class Vitrine:
    """What every public page shows around its own content. Everything is read at most once, and only if asked."""

    def __init__(self, request, page=None):
        self.request = request
        self.page = page

    @cached_property
    def site(self):
        return Site.find_for_request(self.request)

    @property
    def racine(self) -> str:
        """The address of the city's host, as its pages give it whatever the host they are asked at."""
        return self.site.root_url if self.site else ""

    @cached_property
    def langue(self) -> str:
        return self.page.locale.language_code if self.page else translation.get_language()

    @cached_property
    def accueils(self) -> dict[str, HomePage]:
        """The city's home pages that can be seen, by language, in the order of the settings."""
        return accueils_visibles(self.site) if self.site else {}

    @cached_property
    def accueil(self) -> HomePage | None:
        """The home page in the reader's language, else the city's first that can be seen."""
        return self.accueils.get(self.langue) or next(iter(self.accueils.values()), None)

    @cached_property
    def reglages(self):
        return ReglagesVille.du_site(self.site) if self.site else None

    @property
    def nom(self) -> str:
        return (self.reglages and self.reglages.nom) or (self.site and self.site.site_name) or ""

    @cached_property
    def reseaux(self) -> list:
        return self.reglages.ailleurs if self.site else []

    @cached_property
    def _pages(self) -> list[Page]:
        """What hangs right below the home page: some has its place in the menu or at the foot."""
        return visibles_sous(self.accueil) if self.accueil else []

    def _du_type(self, modele) -> list[Page]:
        return [page for page in self._pages if page.specific_class is modele]

    @cached_property
    def menu(self) -> list[Lien]:
        """The narrative, the quartiers, the works, the routes, the agenda, the artists: only what exists in this language."""
        recits, artistes = self._du_type(RecitPage), self._du_type(ArtistesPage)
        liens = []
        if recits:
            liens = [
                self._lien(_("Le récit"), recits[0].get_url(self.request)),
                self._lien(_("Les quartiers"), reverse("quartiers")),
                self._lien(_("Les œuvres"), reverse("oeuvres")),
            ]
        return liens + self.a_faire + [self._lien(_("Les artistes"), page.get_url(self.request)) for page in artistes]

    @cached_property
    def a_faire(self) -> list[Lien]:
        """What one does in the city, where it has some: its routes, its agenda."""
        dits = [(_("Les parcours"), ParcoursIndexPage), (_("L’agenda"), AgendaPage)]
        return [self._lien(nom, page.get_url(self.request)) for nom, modele in dits for page in self._du_type(modele)]

    def _lien(self, nom, adresse) -> Lien:
        return Lien(nom, adresse, ici=self.request.path == adresse)

    @cached_property
    def pied(self) -> list[Lien]:
        """The plain pages that a city puts there, what is counted of those who read, and the feed of its stories."""
        au_pied = pages_au_pied()
        liens = [Lien(page.title, page.get_url(self.request)) for page in self._pages if page.pk in au_pied]
        if not self.accueil:
            return liens
        compte = Lien(_("Ce que nous comptons"), reverse("ce_que_nous_comptons"))
        return [*liens, compte, Lien(_("Les histoires en flux RSS"), reverse("flux_rss"))]

    @cached_property
    def fil(self) -> list[Lien]:
        """The pages above this one, from the city down."""
        return [Lien(page.title, page.get_url(self.request)) for page in fil_de(self.page)] if self.page else []

    @cached_property
    def passages(self) -> list[Passage]:
        """One way a language: to the same page where it can be seen, else to the nearest above it."""
        return [self._passage(code, accueil) for code, accueil in self.accueils.items()]

    @cached_property
    def alternatives(self) -> list[Passage]:
        """The same page in each language where it can be seen, this one included."""
        exactes = [passage for passage in self.passages if not passage.proche]
        return exactes if self.page is None or any(p.ici for p in exactes) else []

    def _passage(self, code: str, accueil: HomePage) -> Passage:
        nom = translation.get_language_info(code)["name_local"].capitalize()
        if code == self.langue:
            return Passage(code, nom, self.request.path, ici=True)
        if self.page is None:
            adresse = self._meme_vue(code, accueil)
            return Passage(code, nom, adresse or accueil.get_url(self.request), proche="" if adresse else accueil.title)
        versions = versions_du_fil(self.page)
        for rang, ancetre in enumerate([self.page, *reversed(fil_de(self.page))]):
            for version in versions.get(ancetre.translation_key, ()):
                if (
                    langue_de(version) == code
                    and version.path[:LONGUEUR_DU_CHEMIN_DE_LA_VILLE] == accueil.path
                    and sont_visibles([version])
                ):
                    adresse = version.get_url(self.request)
                    if rang == 0:
                        reste = getattr(self.request, "reste_de_l_adresse", "")
                        return Passage(code, nom, adresse + reste, garde=getattr(self.request, "demande_gardee", ""))
                    return Passage(code, nom, f"{adresse}?depuis={self.langue}", proche=version.title)
        return Passage(code, nom, accueil.get_url(self.request), proche=accueil.title)

    @cached_property
    def _villes_racontees(self) -> set[str]:
        """The paths of the home pages under which there is a narrative to see: elsewhere the lists answer 404."""
        dessous = visibles_sous_chacun(list(self.accueils.values()))
        return {chemin for chemin, pages in dessous.items() if any(p.specific_class is RecitPage for p in pages)}

    def _meme_vue(self, code: str, accueil: HomePage) -> str | None:
        """Return the address of the view being answered, in another language; None for what is not a view."""
        vue = self.request.resolver_match
        if vue is None or vue.url_name == "wagtail_serve" or accueil.path not in self._villes_racontees:
            return None
        try:
            with translation.override(code):
                return reverse(vue.view_name, args=vue.args, kwargs=vue.kwargs)
        except NoReverseMatch:
            return None

    @property
    def arrive_de(self) -> str:
        """The language in which one was reading a page that this language lacks, else nothing."""
        code = self.request.GET.get("depuis", "")
        return code if code in self.accueils and code != self.langue else ""


CLE_DU_PIED = "pages-au-pied"


def pages_au_pied() -> frozenset[int]:
    """Return the plain pages that ask for a place at the foot, of every city; each page shows those it can see."""

    def lire():
        return frozenset(ContentPage.objects.filter(au_pied=True).values_list("pk", flat=True))

    return garder(CLE_DU_PIED, lire, DUREE_DES_REGLAGES)


def oublier_le_pied(**_options):
    """Forget what stands at the foot: a plain page has just been written (a receiver)."""
    ne_plus_garder(CLE_DU_PIED)
