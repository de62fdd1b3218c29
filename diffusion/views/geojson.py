"""Open data: the works, the places and the neighbourhoods of a city, as GeoJSON (RFC 7946).

`GET /api/oeuvres.geojson?langue=en`. Each story comes once, in the language asked for or the nearest. No picture:
those have rights of their own.
"""

from django.http import HttpResponse
from django.utils.translation import override
from shapely.geometry import mapping, shape
from shapely.geometry.polygon import orient

from lieux.models import LieuPage
from oeuvres.models import OeuvrePage
from oeuvres.views.vignettes import artistes_des
from quartiers.models import QuartierPage
from socle.references import langue_de, lire_au_plus_proche
from socle.rules import chemins_au_dessus
from socle.views.donnees import accueil_demande, en_collection, porte_de_donnees

DECIMALES = 6
COMMUNS = ("code", "accroche", "latitude", "longitude", "precision", "precision_metres")
DES_OEUVRES = (
    "genre",
    "annee",
    "annee_approchee",
    "statut",
    "debut",
    "fin",
    "lieu",
    "commune",
    "sans_marche",
    "wikidata",
)
DES_LIEUX = ("genre", "ouverture", "tarif", "site_web", "lieu", "commune", "sans_marche", "wikidata")
DES_QUARTIERS = ("echelle", "contour", "contour_approche", "qpv", "qpv_code")


def _collection(request, decrire) -> HttpResponse:
    """Answer the features that `decrire(home page, request)` yields, in the language asked for."""
    accueil = accueil_demande(request)
    with override(accueil.locale.language_code):
        traits = list(decrire(accueil, request))
        return en_collection(request, traits)


@porte_de_donnees
def oeuvres(request):
    """`GET /api/oeuvres.geojson`."""
    return _collection(request, _oeuvres)


@porte_de_donnees
def lieux(request):
    """`GET /api/lieux.geojson`."""
    return _collection(request, _lieux)


@porte_de_donnees
def quartiers(request):
    """`GET /api/quartiers.geojson`."""
    return _collection(request, _quartiers)


def _lire(modele, accueil, *champs) -> list:
    toutes = modele.objects.de_la_ville_en_toutes_langues(accueil).visibles().order_by("path")
    return lire_au_plus_proche(toutes, accueil.locale, *COMMUNS, *champs)


def _oeuvres(accueil, request):
    lues = _lire(OeuvrePage, accueil, *DES_OEUVRES)
    artistes, au_dessus = artistes_des(lues), _quartiers_au_dessus(lues)
    for o in lues:
        yield _trait(
            o,
            request,
            _point(o),
            artistes=[artiste.nom for artiste in artistes[o.pk]],
            annee=o.annee,
            annee_approchee=o.annee_approchee,
            genre=o.genre,
            statut=o.statut,
            passee=o.passee,
            lieu=o.lieu,
            commune=o.commune,
            quartier=au_dessus.get(o.pk),
            sans_marche=o.sans_marche,
            wikidata=o.wikidata or None,
        )


def _lieux(accueil, request):
    lus = _lire(LieuPage, accueil, *DES_LIEUX)
    au_dessus = _quartiers_au_dessus(lus)
    for l in lus:
        yield _trait(
            l,
            request,
            _point(l),
            genre=l.genre,
            lieu=l.lieu,
            commune=l.commune,
            quartier=au_dessus.get(l.pk),
            ouverture=l.ouverture,
            tarif=l.tarif,
            site_web=l.site_web or None,
            sans_marche=l.sans_marche,
            wikidata=l.wikidata or None,
        )


def _quartiers(accueil, request):
    for q in _lire(QuartierPage, accueil, *DES_QUARTIERS):
        yield _trait(
            q,
            request,
            _contour(q.contour) or _point(q),
            echelle=q.echelle,
            contour_approche=q.contour_approche,
            qpv=q.qpv,
            qpv_code=q.qpv_code or None,
        )


def _trait(page, request, geometrie, **proprietes) -> dict:
    """Return one feature: `precision` says how sure its position is, in metres too where that is known."""
    return {
        "type": "Feature",
        "id": page.code,
        "geometry": geometrie,
        "properties": {
            "nom": page.title,
            "adresse": page.get_full_url(request),
            "langue": langue_de(page),
            "accroche": page.accroche,
            "precision": page.precision if page.point else None,
            "precision_metres": page.precision_metres,
            **proprietes,
        },
    }


def _point(page) -> dict | None:
    if page.point is None:
        return None
    return {"type": "Point", "coordinates": [float(page.point.longitude), float(page.point.latitude)]}


def _contour(geojson) -> dict | None:
    """Return an outline whose outer rings turn anticlockwise, as the standard asks (RFC 7946, 3.1.6)."""
    if not geojson:
        return None
    forme = shape(geojson)
    polygones = [orient(polygone) for polygone in getattr(forme, "geoms", [forme])]
    anneaux = [_arrondi(mapping(polygone)["coordinates"]) for polygone in polygones]
    if len(anneaux) == 1:
        return {"type": "Polygon", "coordinates": anneaux[0]}
    return {"type": "MultiPolygon", "coordinates": anneaux}


def _arrondi(coordonnees):
    if isinstance(coordonnees, float | int):
        return round(coordonnees, DECIMALES)
    return [_arrondi(partie) for partie in coordonnees]


def _quartiers_au_dessus(pages) -> dict[int, dict]:
    """Return the nearest neighbourhood that each story is told in, by page id; one query."""
    chemins = {page.pk: chemins_au_dessus(page.path, page.steplen) for page in pages}
    voulus = {chemin for au_dessus in chemins.values() for chemin in au_dessus}
    lus = {
        chemin: {"code": code, "nom": titre}
        for chemin, code, titre in QuartierPage.objects.filter(path__in=voulus).values_list("path", "code", "title")
    }
    return {pk: next((lus[c] for c in au_dessus if c in lus), None) for pk, au_dessus in chemins.items()}
