"""What visitors read of routes: the list, a route, a stop on it."""

from dataclasses import dataclass, replace
from datetime import timedelta

from django.db.models import Count, F
from django.http import Http404
from django.utils.translation import gettext as _

from parcours.models import ParcoursPage
from parcours.queries import arrets_qui_se_voient
from parcours.rules.mesures import PAS_HABITUEL, PAS_TRANQUILLE, duree, longueur_a_vol_d_oiseau
from parcours.views.arrets import (
    Arret,
    arrets_du_parcours,
    longueurs_a_vol_d_oiseau,
    sans_marche_de_bout_en_bout,
    trait_du_parcours,
)
from parcours.views.passes import parcours_de
from parcours.views.suites import a_la_croisee, au_bout
from quartiers.enums import Echelle
from quartiers.views import lieu_du_quartier, quartiers_de_la_ville
from recit.models import PromessePage
from socle.references import COLONNES, au_plus_proche, langue_de, resoudre
from socle.vignettes import Suite, Vignette, lire_les_images, vignette

TRANQUILLE = "tranquille"
"""What `?pas=` says for who takes their time."""

PAS_GARDE = f"?pas={TRANQUILLE}"
"""What carries that pace from page to page."""


@dataclass(frozen=True)
class Mesure:
    """How long a route is, and how long it takes with its pauses; `a_vol_d_oiseau`: straight from stop to stop."""

    metres: float
    duree: timedelta
    a_vol_d_oiseau: bool

    @property
    def heures(self) -> int:
        return self.duree // timedelta(hours=1)

    @property
    def minutes(self) -> int:
        return self.duree // timedelta(minutes=1) % 60


def pas_voulu(request) -> tuple[float, str]:
    """Return the pace that the visitor chose, in metres a minute, and what carries it from page to page."""
    if request.GET.get("pas") == TRANQUILLE:
        return PAS_TRANQUILLE, PAS_GARDE
    return PAS_HABITUEL, ""


def mesure_de(page, arrets: list[Arret], pas: float) -> Mesure:
    droite = longueur_a_vol_d_oiseau([arret.point for arret in arrets], page.boucle)
    longueur = page.trace.longueur if page.trace_id else droite
    return Mesure(longueur, duree(longueur, pas, bool(page.trace_id), len(arrets), page.pause), not page.trace_id)


def montrer_un_parcours(page, request) -> dict:
    """A route, whole; or the one stop that the address asks for."""
    pas, garde = pas_voulu(request)
    arrets = arrets_du_parcours(page, request, pas)
    commun = {"arrets": arrets, "pas": garde, "tranquille": bool(garde), "mesure": mesure_de(page, arrets, pas)}
    if page.etape_demandee:
        return commun | _un_arret(page, arrets, request)
    premier = arrets[0] if arrets else None
    request.demande_gardee = garde
    haltes = _haltes(arrets, garde)
    return commun | {
        "lieux": [*_contours(page, request), *haltes] if haltes else [],
        "trace": trait_du_parcours(page, arrets),
        "montee": _montee(page),
        "sans_marche": sans_marche_de_bout_en_bout(page, arrets),
        "promesse": _promesse(page),
        "suite": Suite(premier.titre, premier.adresse + garde, _("Partir"), langue=premier.langue) if premier else None,
    }


def _montee(page) -> int | None:
    """Return how much one climbs, to ten metres, where the line says so."""
    montee = page.trace.montee if page.trace_id else None
    return None if montee is None else round(montee / 10) * 10


def _haltes(arrets: list[Arret], garde: str) -> list:
    """Return the stops that have a place, for the map; each leads to its page at the pace that was chosen."""
    return [replace(a.lieu, adresse=a.adresse + garde) for a in arrets if a.point]


def _promesse(page):
    """Return the promise that a route makes seen, in the nearest language; its key is asked for in the same query."""
    if not page.promesse_id:
        return None
    cle = PromessePage.objects.filter(pk=page.promesse_id).values("translation_key")
    return next(iter(resoudre(cle, page.locale, PromessePage.objects.all()).values()), None)


def _contours(page, request) -> list:
    """Return the outlines of the quartiers, for the map."""
    return [
        lieu_du_quartier(q, request, page.locale)
        for q in quartiers_de_la_ville(page)
        if q.echelle == Echelle.QUARTIER and q.contour
    ]


# --- a stop -------------------------------------------------------------------


def _un_arret(page, arrets: list[Arret], request) -> dict:
    rang = next((r for r, a in enumerate(arrets) if a.code == page.etape_demandee), None)
    if rang is None:
        raise Http404
    arret = arrets[rang]
    suivant = arrets[rang + 1] if rang + 1 < len(arrets) else None
    garde = pas_voulu(request)[1]
    request.reste_de_l_adresse, request.demande_gardee = f"{arret.code}/", garde
    if suivant:
        suite = Suite(suivant.titre, suivant.adresse + garde, _("Suivre la ligne"), langue=suivant.langue)
    else:
        suite = au_bout(page, arrets, request, garde)
    autres = []
    if arret.histoire:
        autres = [p for p in parcours_de(arret.histoire, page.locale, request) if p.cle != page.translation_key]
    histoire = None
    if arret.histoire:
        histoire = type(arret.histoire).objects.select_related("image").get(pk=arret.histoire.pk)
    return {
        "arret": arret,
        "precedent": arrets[rang - 1] if rang else None,
        "suivant": suivant,
        "histoire": histoire,
        "autre_langue": langue_de(histoire) if histoire and histoire.locale_id != page.locale_id else None,
        "adresse_de_l_histoire": arret.vignette.adresse if arret.vignette else "",
        "autres": autres,
        "croisee": a_la_croisee(page, arrets, rang, autres) if suivant else None,
        "lieux": [
            *_contours(page, request),
            *(
                replace(lieu, ici=lieu.numero == arret.numero)
                for lieu in _haltes(arrets[max(0, rang - 1) : rang + 2], garde)
            ),
        ],
        "trace": trait_du_parcours(page, arrets),
        "suite": suite,
        "dernier": suivant is None,
    }


# --- lists ----------------------------------------------------------------------

LUES = (*COLONNES, "accroche", "image", "couleur", "pause", "boucle")
"""What lists show of a route, beside its name and its place in the tree."""


def montrer_la_liste(page, request) -> dict:
    """The routes of a city, with how long each is."""
    request.demande_gardee = pas_voulu(request)[1]
    parcours = liste_des_parcours(page, request)
    return {"parcours": parcours, "suite": Suite.vers(parcours[0].vignette, _("Suivre la ligne")) if parcours else None}


@dataclass(frozen=True)
class Resume:
    """A route as lists show it."""

    vignette: Vignette
    couleur: int
    mesure: Mesure | None
    arrets: int
    boucle: bool


def liste_des_parcours(page, request) -> list[Resume]:
    """Return the routes below a list of routes that can be seen, with what one asks first: how long, how far."""
    trouves = _lire(ParcoursPage.objects.sous_toutes_les_versions(page), page.locale)
    lire_les_images(trouves)
    droites = longueurs_a_vol_d_oiseau([p for p in trouves if p.longueur is None])
    return [_resume(p, request, page.locale, p.longueur or droites.get(p.pk)) for p in trouves]


def parcours_de_la_ville(accueil, request, au_plus: int) -> list[Resume]:
    """Return the first routes of a city, without their pictures, for its front page; one query."""
    trouves = _lire(ParcoursPage.objects.de_la_ville_en_toutes_langues(accueil), accueil.locale)[:au_plus]
    for parcours in trouves:
        parcours.image = None  # not read for a list without pictures
    return [_resume(p, request, accueil.locale, p.longueur) for p in trouves]


def _lire(parcours, locale) -> list:
    """Return the routes that can be seen, each in the nearest language, with their length and the number of stops that show."""
    lignes = (
        parcours.visibles()
        .annotate(
            longueur=F("trace__longueur"), nombre_d_arrets=Count("etapes", filter=arrets_qui_se_voient("etapes__"))
        )
        .only(*LUES)
        .order_by("path")
    )
    return au_plus_proche(lignes, locale)


def _resume(page, request, locale, longueur) -> Resume:
    pas, garde = pas_voulu(request)
    suit = page.longueur is not None
    mesure = longueur and Mesure(longueur, duree(longueur, pas, suit, page.nombre_d_arrets, page.pause), not suit)
    lue = vignette(page, request, locale)
    lue = replace(lue, adresse=lue.adresse and lue.adresse + garde)
    return Resume(lue, page.couleur, mesure or None, page.nombre_d_arrets, page.boucle)
