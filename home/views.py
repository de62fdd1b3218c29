"""What a city's front page and its plain pages show."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import OuterRef, Subquery
from django.db.models.functions import Substr
from django.http import Http404
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import Page, Site
from wagtail.views import serve

from home.models import HomePage
from oeuvres.models import OeuvrePage, PromesseProuvee
from oeuvres.views import pour_une_liste, vignettes
from parcours.views import parcours_de_la_ville
from quartiers.enums import Echelle
from quartiers.views import lieu_du_quartier, quartiers_du_recit
from recit.models import PromessePage, RecitPage
from socle.carte import anneaux
from socle.queries import fil_de, retenir_les_versions
from socle.references import au_plus_proche, langue_de
from socle.rules import Point, d_une_traite, ordre_de_marche
from socle.vignettes import Suite, Vignette, lire_les_images
from socle.villes import accueils_visibles, retenir_le_site

SUR_LA_LIGNE = 5
"""Works shown on the front page, no two of the same quartier if that can be."""

PARCOURS = 4
"""Routes proposed on the front page."""

PROFONDEUR_D_UN_QUARTIER = 4

UNE_DEMI_HEURE_A_PIED = 1_500
"""Metres as the crow flies: a leg longer than this is not drawn as one walk."""

CHAMPS = ("pk", "path", "translation_key", "locale_id", "image_id", "latitude", "longitude", "cle_du_quartier")
"""What the front page reads of all works: no more than counting and tracing need."""


@dataclass(frozen=True)
class Fil:
    """A promise as the front page draws it: how many works prove it, in how many quartiers."""

    enonce: str
    adresse: str
    couleur: int
    oeuvres: int
    quartiers: int
    langue: str | None


def montrer_la_ville(page, request) -> dict:
    """The front page: the outlines, the promises as threads, and works on the line this week."""
    locale = page.locale
    recit = RecitPage.objects.courant(page) if page.path else None
    if recit is None:
        return {}
    quartiers = quartiers_du_recit(recit, locale)
    oeuvres = _oeuvres_debout(recit, locale)
    lieux = [lieu_du_quartier(q, request, locale) for q in quartiers if q.echelle == Echelle.QUARTIER]
    return {
        "recit": recit,
        "lieux": lieux,
        "trace": _trace(oeuvres, lieux),
        "fils": _fils(recit, locale, oeuvres, request),
        "sur_la_ligne": _sur_la_ligne(oeuvres, request, locale),
        "nombre_d_oeuvres": len(oeuvres),
        "parcours": parcours_de_la_ville(page, request, PARCOURS),
        "suite": Suite(recit.title, recit.get_url(request), _("Lire le récit")),
    }


def _oeuvres_debout(recit, locale) -> list:
    """Return the standing works of a narrative, each in the nearest language, as light rows."""
    debout = OeuvrePage.objects.filter(recit__translation_key=recit.translation_key).debout(timezone.localdate())
    # The same quartier has one key in all languages: where a work was found in another, its path says another place.
    quartier = Page.objects.filter(path=Substr(OuterRef("path"), 1, PROFONDEUR_D_UN_QUARTIER * Page.steplen))
    lignes = debout.visibles().annotate(cle_du_quartier=Subquery(quartier.values("translation_key"))).order_by("path")
    return au_plus_proche(lignes.values_list(*CHAMPS, named=True), locale)


def _trace(oeuvres, lieux) -> list[Point]:
    """Return a walk through the standing works that are among these outlines, without its long legs."""
    sommets = [sommet for lieu in lieux for anneau in anneaux(lieu.contour) for sommet in anneau]
    if not sommets:
        return []
    (ouest, est), (sud, nord) = ((min(axe), max(axe)) for axe in zip(*sommets, strict=True))
    points = [Point(o.latitude, o.longitude) for o in oeuvres if o.latitude is not None and o.longitude is not None]
    dedans = [p for p in points if ouest <= p.longitude <= est and sud <= p.latitude <= nord]
    return d_une_traite([dedans[rang] for rang in ordre_de_marche(dedans)], UNE_DEMI_HEURE_A_PIED)


def _fils(recit, locale, oeuvres, request) -> list[Fil]:
    promesses = PromessePage.objects.filter(recit__translation_key=recit.translation_key).de_la_ville_entiere()
    promesses = au_plus_proche(promesses.visibles().defer("corps").order_by("path"), locale)
    quartiers = {oeuvre.pk: oeuvre.cle_du_quartier for oeuvre in oeuvres}
    preuves = defaultdict(list)
    tenues = PromesseProuvee.objects.filter(page__in=quartiers).values_list("page_id", "promesse__translation_key")
    for numero, cle in set(tenues):
        preuves[cle].append(quartiers[numero])
    return [
        Fil(
            p.enonce or p.title,
            p.get_url(request),
            p.couleur,
            len(preuves[p.translation_key]),
            len(set(preuves[p.translation_key])),
            langue_de(p) if p.locale_id != locale.pk else None,
        )
        for p in promesses
    ]


def _sur_la_ligne(oeuvres, request, locale) -> list[Vignette]:
    """A few works with a picture, one a quartier, others each week: the same for all who come that week."""
    par_quartier = defaultdict(list)
    for oeuvre in oeuvres:
        if oeuvre.image_id:
            par_quartier[oeuvre.cle_du_quartier].append(oeuvre.pk)
    semaine = timezone.localdate().isocalendar().week
    groupes = list(par_quartier.values())
    depart = semaine % len(groupes) if groupes else 0
    tour = [*groupes[depart:], *groupes[:depart]]
    # As many again as are shown: a picture whose rights have ended leaves its place to the next.
    choisies = [groupe[(semaine + rang) % len(groupe)] for rang, groupe in enumerate(tour)]
    choisies += [numero for groupe in tour for numero in groupe if numero not in choisies]
    pages = {o.pk: o for o in pour_une_liste(OeuvrePage.objects.filter(pk__in=choisies[: SUR_LA_LIGNE * 2]), locale)}
    lire_les_images(list(pages.values()))
    rangees = [pages[numero] for numero in choisies if numero in pages]
    montrees = [page for page in rangees if page.image is not None and page.image.diffusable]
    return vignettes(montrees[:SUR_LA_LIGNE], request, locale)


def montrer_une_page(page, request) -> dict:
    """A plain page: the way on is the city's front page."""
    accueil = next(iter(fil_de(page)), None)
    return {"suite": Suite(accueil.title, accueil.get_url(request), _("Revenir à la ville"))} if accueil else {}


def _accueil_prive(site) -> HomePage | None:
    pages = HomePage.objects.filter(translation_key=site.root_page.translation_key)
    return pages.filter(locale__language_code=get_language()).select_related("locale").first()


def servir_une_page(request, path):
    """Let Wagtail serve the page at an address, found without the four queries Wagtail asks for a home page.

    The home page is the city's in the language of the address. Where it is private, Wagtail asks who comes;
    where it is off line there is nothing to serve.
    """
    retenir_le_site(request)
    site = Site.find_for_request(request)
    accueil = accueils_visibles(site).get(get_language()) or _accueil_prive(site) if site else None
    if accueil is None:
        raise Http404
    if site and accueil in accueils_visibles(site).values():
        retenir_les_versions(accueil, accueils_visibles(site).values())
    composants = [composant for composant in path.split("/") if composant]
    # Wagtail keeps its own answer there, once a request.
    request._wagtail_route_for_request = accueil.route(request, composants)
    return serve(request, path)
