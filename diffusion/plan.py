"""The plan of a city for search engines: every address that a visitor may read, and the same page in other languages."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime

from django.contrib.sitemaps import Sitemap
from django.urls import reverse
from django.utils import translation
from django.utils.functional import cached_property
from wagtail.models import Page

from oeuvres.models import ArtisteDeLOeuvre, ArtistesPage, OeuvrePage
from recit.models import RecitPage
from socle.queries import LONGUEUR_DU_CHEMIN_DE_LA_VILLE, dans_ces_branches, visibles
from socle.villes import accueils_visibles

LISTES = ("quartiers", "oeuvres")
"""Views that have an address in each language where there is a narrative."""

PAR_FICHIER = 50_000
"""What one file may hold (https://www.sitemaps.org/protocol.html)."""


@dataclass(slots=True)
class Adresse:
    """One address; `soeurs`, filled last, are the same page in each language, this one included."""

    langue: str
    chemin: str
    change: datetime | None = None
    soeurs: list = field(default_factory=list)


class Plan(Sitemap):
    """All the addresses of a city. They are at its own host, whatever the host that is asked."""

    limit = PAR_FICHIER

    def __init__(self, site):
        self.site = site
        self.accueils = accueils_visibles(site)
        self._langues = {page.path: langue for langue, page in self.accueils.items()}
        self._debuts = {langue: _dans(langue, "wagtail_serve", "") for langue in self.accueils}

    def items(self) -> list[Adresse]:
        return self._adresses

    @cached_property
    def _adresses(self) -> list[Adresse]:
        par_histoire = defaultdict(list)
        for cle, adresse in (*self._pages(), *self._listes(), *self._artistes()):
            par_histoire[cle].append(adresse)
        for soeurs in par_histoire.values():
            for adresse in soeurs:
                adresse.soeurs = soeurs
        return [adresse for soeurs in par_histoire.values() for adresse in soeurs]

    def get_urls(self, page=1, site=None, protocol=None) -> list[dict]:
        """Return one page of the plan, as Django's template writes it."""
        return [
            {
                "item": adresse,
                "location": self._entiere(adresse),
                "lastmod": adresse.change,
                "changefreq": None,
                "priority": "",
                "alternates": self._alternatives(adresse.soeurs),
            }
            for adresse in self.paginator.page(page).object_list
        ]

    def _entiere(self, adresse) -> str:
        return self.site.root_url + adresse.chemin

    def _alternatives(self, soeurs) -> list[dict]:
        if len(soeurs) < 2:
            return []
        rangs = list(self.accueils)
        rangees = sorted(soeurs, key=lambda adresse: rangs.index(adresse.langue))
        alternatives = [{"lang_code": a.langue, "location": self._entiere(a)} for a in rangees]
        return [*alternatives, {"lang_code": "x-default", "location": self._entiere(rangees[0])}]

    def _visibles(self, modele):
        """Return the pages of a type that visitors may see in this city, in every language."""
        ici = dans_ces_branches(accueil.path for accueil in self.accueils.values())
        return visibles(modele.objects.filter(ici))

    def _pages(self):
        lignes = self._visibles(Page).order_by("path")
        for chemin, url_path, cle, change in lignes.values_list(
            "path", "url_path", "translation_key", "last_published_at"
        ).iterator():
            yield cle, self._adresse(chemin, url_path, change)

    def _adresse(self, chemin, url_path, change=None, suite="") -> Adresse:
        langue = self._langues[chemin[:LONGUEUR_DU_CHEMIN_DE_LA_VILLE]]
        sous_l_accueil = url_path.removeprefix(self.accueils[langue].url_path)
        return Adresse(langue, f"{self._debuts[langue]}{sous_l_accueil}{suite}", change)

    def _listes(self):
        recits = self._visibles(RecitPage).values_list("path", flat=True)
        for langue in {self._langues[chemin[:LONGUEUR_DU_CHEMIN_DE_LA_VILLE]]: None for chemin in recits}:
            for vue in LISTES:
                yield vue, Adresse(langue, _dans(langue, vue))

    def _artistes(self):
        """Artists of whom a visitor may see a work: their page is in every language that has an index."""
        index = self._visibles(ArtistesPage).values_list("path", "url_path")
        liens = ArtisteDeLOeuvre.objects.filter(page__in=self._visibles(OeuvrePage)).order_by("artiste__slug")
        slugs = liens.values_list("artiste__slug", flat=True).distinct()
        for chemin, url_path in index:
            for slug in slugs:
                yield ("artiste", slug), self._adresse(chemin, url_path, suite=f"{slug}/")


def _dans(langue: str, vue: str, *arguments) -> str:
    with translation.override(langue):
        return reverse(vue, args=arguments)
