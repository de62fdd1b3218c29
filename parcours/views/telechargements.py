"""A route to take away, for machines: GPX 1.1 and GeoJSON, by its public code."""

import gpxpy.gpx
from django.http import HttpResponse
from django.urls import reverse
from django.utils import translation
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.models import Site

from mesure.queries import versions_du_code
from parcours.models import ParcoursPage
from parcours.rules.mesures import PAS_HABITUEL
from parcours.views.arrets import Arret, arrets_du_parcours, en_ligne_droite
from socle.models import ReglagesDonnees
from socle.references import au_plus_proche
from socle.rules import sans_controle
from socle.views.donnees import GEOJSON, DemandeRefusee, accueil_demande, en_collection, ouverte, porte_de_donnees

GPX = "application/gpx+xml"


def adresses_des_fichiers(page) -> dict[str, str]:
    """Return where the files of a route are, in its language, by media type."""
    langue = f"?langue={page.locale.language_code}"
    noms = {GPX: "parcours_gpx", GEOJSON: "parcours_geojson"}
    return {genre: reverse(nom, args=[page.code]) + langue for genre, nom in noms.items()}


def parcours_demande(request, code: str) -> ParcoursPage:
    """Return a route of this city that can be seen, in the language asked for, else the nearest.

    DemandeRefusee for a language that the city does not speak, and where no route has this code.
    """
    accueil = accueil_demande(request)
    versions = [page.pk for page in versions_du_code(code, Site.find_for_request(request))]
    vues = ParcoursPage.objects.filter(pk__in=versions).visibles().select_related("locale", "trace")
    trouves = au_plus_proche(vues, accueil.locale)
    if not trouves:
        raise DemandeRefusee({"code": [_("Aucun parcours n’a ce code ici.")]}, 404)
    return trouves[0]


def _a_emporter(request, code: str) -> tuple[ParcoursPage, list[Arret], list]:
    """Return a route, its stops and the points of its line: straight from stop to stop where none was drawn."""
    page = parcours_demande(request, code)
    with translation.override(page.locale.language_code):
        arrets = arrets_du_parcours(page, request, PAS_HABITUEL)
    return page, arrets, page.trace.entier if page.trace_id else en_ligne_droite(page, arrets)


@porte_de_donnees
def gpx(request, code):
    """Answer a route as GPX 1.1: its stops as waypoints, its line whole."""
    page, arrets, points = _a_emporter(request, code)
    fichier = gpxpy.gpx.GPX()
    fichier.name, fichier.description = page.title, page.accroche or None
    fichier.link = page.get_full_url(request)
    fichier.creator = "Récit"
    droits = ReglagesDonnees.de_la_ville(request)
    fichier.copyright_author = droits.attribution
    fichier.copyright_year = str(page.last_published_at.year) if page.last_published_at else None
    fichier.copyright_license = droits.texte_de_la_licence or None
    for arret in arrets:
        if arret.point:
            point = gpxpy.gpx.GPXWaypoint(
                arret.point.latitude, arret.point.longitude, name=f"{arret.numero}. {arret.titre}"
            )
            point.description = arret.pourquoi or None
            point.link = request.build_absolute_uri(arret.adresse)
            fichier.waypoints.append(point)
    trace = gpxpy.gpx.GPXTrack(name=page.title)
    if not page.trace_id:
        # Straight lines from stop to stop are not a trace to follow: the comment says so.
        with translation.override(page.locale.language_code):
            trace.comment = _("à vol d’oiseau")
    trace.segments.append(
        gpxpy.gpx.GPXTrackSegment([gpxpy.gpx.GPXTrackPoint(p.latitude, p.longitude, p.altitude) for p in points])
    )
    fichier.tracks.append(trace)
    reponse = HttpResponse(sans_controle(fichier.to_xml(version="1.1")), content_type=GPX)
    reponse["Content-Disposition"] = f'attachment; filename="{slugify(page.title) or page.code}.gpx"'
    return ouverte(reponse)


@porte_de_donnees
def geojson(request, code):
    """Answer a route as GeoJSON (RFC 7946): its line, and its stops as points."""
    page, arrets, points = _a_emporter(request, code)
    ligne = {
        "type": "Feature",
        "id": page.code,
        "properties": {
            "nom": page.title,
            "langue": page.locale.language_code,
            "url": page.get_full_url(request),
            "a_vol_d_oiseau": not page.trace_id,
        },
        "geometry": {"type": "LineString", "coordinates": [_position(p) for p in points]},
    }
    etapes = [
        {
            "type": "Feature",
            "id": a.code,
            "properties": {"numero": a.numero, "nom": a.titre, "url": request.build_absolute_uri(a.adresse)},
            "geometry": {"type": "Point", "coordinates": [a.point.longitude, a.point.latitude]},
        }
        for a in arrets
        if a.point
    ]
    traits = [ligne, *etapes] if len(points) > 1 else etapes
    places = [*points, *(a.point for a in arrets if a.point)]
    cadre = {"bbox": _cadre(places)} if places else {}
    with translation.override(page.locale.language_code):
        return en_collection(request, traits, **cadre)


def _position(point) -> list[float]:
    """Return a position: longitude, latitude, and metres above the sea where they are known (RFC 7946, 3.1.1)."""
    return [point.longitude, point.latitude, *([] if point.altitude is None else [point.altitude])]


def _cadre(places) -> list[float]:
    """Return the box around places, in as many dimensions as they have: all the lows, then all the highs (RFC 7946, 5)."""
    altitudes = [place.altitude for place in places if place.altitude is not None]
    axes = [[place.longitude for place in places], [place.latitude for place in places], altitudes]
    return [*map(min, filter(None, axes)), *map(max, filter(None, axes))]
