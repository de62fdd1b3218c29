"""The stories of a city as they come out, in one language: `/fr/flux.rss`, `/fr/flux.atom`."""

from uuid import uuid5

from django.contrib.syndication.views import Feed
from django.http import Http404
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.feedgenerator import Atom1Feed, Enclosure, Rss201rev2Feed
from django.utils.html import escape
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.images.models import Filter
from wagtail.models import Page, Site

from lieux.models import LieuPage
from medias.enums import Usage
from medias.rendus import CARTE_SOCIALE
from oeuvres.models import OeuvrePage
from parcours.models import ParcoursPage
from quartiers.models import QuartierPage
from recit.models import PromessePage, RecitPage
from socle.donnees_liees import absolue
from socle.models import ReglagesDonnees
from socle.queries import visibles
from socle.rules import sans_controle
from socle.vignettes import lire_les_images
from socle.villes import accueils_visibles

HISTOIRES = (RecitPage, PromessePage, QuartierPage, OeuvrePage, LieuPage, ParcoursPage)
"""What is told: plain pages and lists are not."""

DERNIERES = 30
DIX_MINUTES = 10 * 60


class SansControle:
    """Writes a feed without what XML has no place for: one such character would leave the city without its feed."""

    def write(self, outfile, encoding):
        self.feed = sans_controle(self.feed)
        self.items = sans_controle(self.items)
        super().write(outfile, encoding)


class Rss(SansControle, Rss201rev2Feed):
    pass


class Atom(SansControle, Atom1Feed):
    def add_root_elements(self, handler):
        super().add_root_elements(handler)
        if licence := self.feed["licence"]:
            handler.addQuickElement("link", "", {"rel": "license", "href": licence})  # RFC 4946


class Flux(Feed):
    """The last stories published, the newest first."""

    feed_type = Rss

    def __call__(self, request, *args, **kwargs):
        self.request = request
        reponse = super().__call__(request, *args, **kwargs)
        patch_cache_control(reponse, public=True, max_age=DIX_MINUTES)
        return reponse

    def get_object(self, request):
        """Return the home page of the city in the language of the address; 404 where it has none to see."""
        site = Site.find_for_request(request)
        accueil = accueils_visibles(site).get(get_language()) if site else None
        if accueil is None:
            raise Http404
        return accueil

    def title(self, accueil):
        return _("%(ville)s : les histoires") % {"ville": accueil.title}

    def link(self, accueil):
        return accueil.get_full_url(self.request)

    def description(self, accueil):
        return accueil.phrase

    def author_name(self, accueil):
        return accueil.title

    def feed_guid(self, accueil):
        return _identifiant(accueil)

    def feed_copyright(self, accueil):
        return ReglagesDonnees.de_la_ville(self.request).en_clair

    def feed_extra_kwargs(self, accueil):
        return {"licence": ReglagesDonnees.de_la_ville(self.request).texte_de_la_licence}

    def items(self, accueil):
        par_type = {modele: _dernieres(modele, accueil) for modele in HISTOIRES}
        histoires = sorted(
            (histoire for lues in par_type.values() for histoire in lues),
            key=lambda histoire: (histoire.first_published_at, histoire.pk),
            reverse=True,
        )[:DERNIERES]
        lire_les_images([histoire for histoire in histoires if hasattr(histoire, "image_id")])
        parents = Page.objects.filter(path__in={histoire.path[: -Page.steplen] for histoire in histoires})
        self.au_dessus = dict(parents.values_list("path", "title"))
        return histoires

    def item_title(self, histoire):
        return getattr(histoire, "enonce", "") or histoire.title

    def item_description(self, histoire):
        # A reader takes a description for HTML.
        return escape(histoire.accroche)

    def item_link(self, histoire):
        return histoire.get_full_url(self.request)

    item_guid_is_permalink = False

    def item_guid(self, histoire):
        return _identifiant(histoire)

    def item_pubdate(self, histoire):
        return histoire.first_published_at

    def item_updateddate(self, histoire):
        return histoire.last_published_at

    def item_categories(self, histoire):
        return [str(histoire._meta.verbose_name), self.au_dessus.get(histoire.path[: -Page.steplen], "")]

    def item_enclosures(self, histoire):
        """Its picture, where it may be copied elsewhere: what goes out in a feed is no longer on the site only."""
        image = getattr(histoire, "image", None)
        if image is None or not image.diffusable or not image.peut_aller(Usage.DONNEES):
            return []
        montree, genre = (image, "image/svg+xml") if image.is_svg() else (_en_jpeg(image), "image/jpeg")
        if montree is None:
            return []
        try:
            taille = montree.file.size
        except OSError:
            return []
        return [Enclosure(absolue(montree.file.url, self.request), str(taille), genre)]


class FluxAtom(Flux):
    feed_type = Atom
    subtitle = Flux.description


def _identifiant(page) -> str:
    """Return what names a story in a language for ever (RFC 9562): neither its address nor the city's host is in it."""
    return uuid5(page.translation_key, get_language()).urn


def _dernieres(modele, accueil) -> list:
    pages = visibles(modele.objects.descendant_of(accueil)).filter(first_published_at__isnull=False)
    lourds = [champ for champ in ("corps", "contour", "chiffres") if champ in {f.name for f in modele._meta.fields}]
    return list(pages.defer(*lourds).order_by("-first_published_at", "-pk")[:DERNIERES])


def _en_jpeg(image):
    """Return the size that all readers show, None while it is not made."""
    filtre = Filter(CARTE_SOCIALE)
    return image.find_existing_renditions(filtre).get(filtre)


def adresses_des_flux() -> list[tuple[str, str]]:
    """Return the feeds in the language of now: (type, address)."""
    return [("application/rss+xml", reverse("flux_rss")), ("application/atom+xml", reverse("flux_atom"))]
