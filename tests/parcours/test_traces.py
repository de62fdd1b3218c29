"""Traces from outside: a good one is read whole, a bad one gets its sentence, within seconds."""

import json
from time import process_time

import pytest
from django.core.exceptions import ValidationError

from parcours.traces import POINTS_AU_PLUS, lire_du_geojson, lire_un_fichier
from socle.rules import Point

ENTETE = '<?xml version="1.0" encoding="UTF-8"?>'
BON = [(47.2, -1.56), (47.2, -1.555), (47.205, -1.55)]


def gpx(*parties, version="1.1", espace="http://www.topografix.com/GPX/1/1", entete=ENTETE, autre=""):
    segments = "".join(
        "<trkseg>" + "".join(f'<trkpt lat="{lat}" lon="{lon}"/>' for lat, lon in partie) + "</trkseg>"
        for partie in parties
    )
    trace = f"<trk>{segments}</trk>" if parties else ""
    return f'{entete}<gpx version="{version}" creator="essai" xmlns="{espace}">{autre}{trace}</gpx>'.encode()


def geojson(coordonnees, genre="LineString"):
    return json.dumps({"type": "Feature", "properties": {}, "geometry": {"type": genre, "coordinates": coordonnees}})


def refus(appel, *arguments):
    depart = process_time()
    with pytest.raises(ValidationError) as capture:
        appel(*arguments)
    assert process_time() - depart < 10  # seconds of work: on a machine that does something else too, more go by
    return capture.value.messages


def test_un_gpx_donne_ses_points_segments_joints():
    lus = lire_un_fichier("ligne.gpx", gpx(BON[:2], [BON[1], BON[2]]))
    assert lus == [Point(lat, lon) for lat, lon in BON]


def test_un_gpx_qui_n_a_qu_une_route_se_lit_aussi():
    route = "<rte>" + "".join(f'<rtept lat="{lat}" lon="{lon}"/>' for lat, lon in BON) + "</rte>"
    assert lire_un_fichier("ligne.gpx", gpx(autre=route)) == [Point(lat, lon) for lat, lon in BON]


@pytest.mark.parametrize("genre", ["LineString", "MultiLineString"])
def test_un_geojson_se_lit_seul_ou_en_collection(genre):
    positions = [[lon, lat, 12.0] for lat, lon in BON]
    coordonnees = positions if genre == "LineString" else [positions]
    seul = geojson(coordonnees, genre)
    collection = json.dumps({"type": "FeatureCollection", "features": [json.loads(seul)]})
    attendus = [Point(lat, lon, 12.0) for lat, lon in BON]
    assert lire_du_geojson(seul) == attendus
    assert lire_un_fichier("ligne.geojson", b"\xef\xbb\xbf" + collection.encode()) == attendus


@pytest.mark.parametrize(
    ("dites", "gardees"),
    [
        (["12", "13.5", "-2"], [12.0, 13.5, -2.0]),
        (["12", None, "14"], [None] * 3),
        (["12", "NaN", "14"], [None] * 3),
        (["12", "99999", "14"], [None] * 3),
    ],
)
def test_l_altitude_se_garde_quand_chaque_point_a_la_sienne(dites, gardees):
    points = "".join(
        f'<trkpt lat="{lat}" lon="{lon}">' + (f"<ele>{dite}</ele>" if dite else "") + "</trkpt>"
        for (lat, lon), dite in zip(BON, dites, strict=True)
    )
    lus = lire_un_fichier("ligne.gpx", gpx(autre=f"<trk><trkseg>{points}</trkseg></trk>"))
    assert lus == [Point(lat, lon, altitude) for (lat, lon), altitude in zip(BON, gardees, strict=True)]


SIMPLES = {
    "sans tracé": (gpx(autre='<wpt lat="47" lon="-1"/>'), "Ce GPX n’a pas de tracé : on n’y trouve que des points isolés, ou rien."),
    "un point": (gpx(BON[:1]), "Ce tracé n’a qu’un point : il en faut au moins deux."),
    "points identiques": (gpx([BON[0]] * 5), "Tous les points de ce tracé sont au même endroit."),
    "morceaux": (
        gpx(BON[:2], [(47.3, -1.55), (47.31, -1.55)]),
        "Ce tracé est en 2 morceaux : 11\u202f124 m séparent le morceau 1 du suivant. Joignez-les d’abord.",
    ),
    "latitude 91": (gpx([(91, 0), (47, 0)]), "Une latitude va de −90 à 90 : ce tracé en a une de 91."),
    "longitude 181,5": (gpx([(47, 181.5), (47, 0)]), "Une longitude va de −180 à 180 : ce tracé en a une de 181,5."),
    "Lambert 93": (
        geojson([[355_577.4, 6_689_123.4], [355_600, 6_689_200]]).encode(),
        "Une latitude va de −90 à 90 : ce tracé en a une de 6\xa0689\xa0123."
        " Ce fichier est peut-être en Lambert\xa093\xa0: exportez-le en WGS\xa084.",
    ),
    "sans mesure": (gpx([(1e300, 0), (47, 0)]), "Une latitude va de −90 à 90 : ce tracé en a une de 1e+300."),
    "NaN": (gpx([("NaN", 0), (47, 0)]), "Une coordonnée de ce tracé n’est pas un nombre."),
    "doctype": (
        gpx(BON, entete=ENTETE + '<!DOCTYPE gpx [<!ENTITY a "b">]>'),
        "Ce fichier contient une déclaration DOCTYPE, refusée par prudence : un GPX n’en a pas besoin.",
    ),
    "encodage": (
        gpx(BON, autre="<metadata><name>\u00e9</name></metadata>").decode().encode("latin-1"),
        "Ce fichier n’est ni du GeoJSON ni du GPX lisible : il est abîmé, ou son encodage n’est pas celui qu’il dit.",
    ),
    "GPX 1.0": (
        gpx(BON, version="1.0", espace="http://www.topografix.com/GPX/1/0"),
        "Ce fichier est en GPX 1.0 : enregistrez-le en GPX 1.1.",
    ),
    "GPX sans espace de noms": (
        gpx(BON, espace=""),
        "Ce fichier se dit en GPX 1.1 sans en avoir l’espace de noms (xmlns)\u00a0: enregistrez-le à nouveau.",
    ),
    "pas un GPX": (b"<kml/>", "Ce fichier XML n’est pas un GPX."),
    "une image": (b"\x89PNG\r\n\x1a\n", "Ce fichier n’est ni du GeoJSON ni du GPX lisible : il est abîmé, ou son encodage n’est pas celui qu’il dit."),
    "vide": (b"", "Ce fichier n’est ni du GeoJSON ni du GPX lisible : il est abîmé, ou son encodage n’est pas celui qu’il dit."),
    "GeoJSON d’un point": (geojson([-1.5, 47.2], "Point").encode(), "Ce GeoJSON n’a pas de tracé : il y faut une LineString."),
    "GeoJSON en texte": (geojson([["a", "b"], ["c", "d"]]).encode(), "Une coordonnée de ce tracé n’est pas un nombre."),
    "GeoJSON NaN": (b'{"type":"LineString","coordinates":[[NaN,47],[1,47]]}', "Une coordonnée de ce tracé n’est pas un nombre."),
    "GeoJSON cassé": (b"{", "Ce texte n’est pas du GeoJSON."),
    "GeoJSON sans liste": (b'{"type":"FeatureCollection","features":5}', "Ce GeoJSON n’a pas de tracé : il y faut une LineString."),
    "GeoJSON sans géométries": (b'{"type":"GeometryCollection","geometries":true}', "Ce GeoJSON n’a pas de tracé : il y faut une LineString."),
    "GeoJSON sans lignes": (geojson([5, "abc", {}], "MultiLineString").encode(), "Ce GeoJSON n’a pas de tracé : il y faut une LineString."),
    "GeoJSON géant": (geojson([[10**400, 47], [1, 47]]).encode(), "Une coordonnée de ce tracé n’est pas un nombre."),
    "GeoJSON vrai": (geojson([[True, 2], [1, 47]]).encode(), "Une coordonnée de ce tracé n’est pas un nombre."),
    "GeoJSON court": (geojson([[1], [1, 47]]).encode(), "Une coordonnée de ce tracé n’est pas un nombre."),
    "GeoJSON entre guillemets": (geojson([["-1.5", "47"], [1, 47]]).encode(), "Une coordonnée de ce tracé n’est pas un nombre."),
    "GeoJSON profond": (b"[" * 200_000, "Ce texte n’est pas du GeoJSON."),
}  # fmt: skip


@pytest.mark.parametrize(("octets", "phrase"), SIMPLES.values(), ids=SIMPLES)
def test_un_mauvais_trace_recoit_sa_phrase(octets, phrase):
    [dit] = refus(lire_un_fichier, "ligne.gpx", octets)
    assert dit.replace("\xa0", "\u202f") == phrase.replace("\xa0", "\u202f")


def test_un_million_de_points_est_refuse_en_quelques_secondes():
    positions = [[-1.5 + rang * 1e-7, 47.2] for rang in range(1_000_000)]
    [dit] = refus(
        lire_un_fichier, "ligne.geojson", json.dumps({"type": "LineString", "coordinates": positions}).encode()
    )
    assert "10 Mo" in dit
    courtes = b'{"type": "LineString", "coordinates": [' + b"[0,0]," * 1_000_000 + b"[0,1]]}"
    [dit] = refus(lire_un_fichier, "ligne.geojson", courtes)
    assert dit.startswith("Ce tracé a 1\xa0000\xa0001 points")
    [dit] = refus(lire_un_fichier, "ligne.gpx", gpx([(47, -1.5)] * (POINTS_AU_PLUS + 1)))
    assert dit.startswith("Ce tracé a 20")


def test_un_gpx_de_millions_d_elements_est_refuse_avant_d_etre_bati(monkeypatch):
    octets = gpx(BON, autre="<extensions>" + "<a/>" * 2_600_000 + "</extensions>")
    monkeypatch.setattr("parcours.traces.fromstring", lambda *args, **options: pytest.fail("a tree was built"))
    [dit] = refus(lire_un_fichier, "ligne.gpx", octets)
    assert dit == "Ce fichier a bien plus d’éléments qu’un tracé n’en demande. Simplifiez-le d’abord."


def test_un_gpx_dont_chaque_point_dit_beaucoup_se_lit():
    capteurs = "<ele>12</ele><time>2026-05-01T10:00:00Z</time><extensions>" + "<a>1</a>" * 10 + "</extensions>"
    points = "".join(
        f'<trkpt lat="47.2" lon="{-1.5 + rang * 1e-5:.6f}">{capteurs}</trkpt>' for rang in range(POINTS_AU_PLUS)
    )
    assert len(lire_un_fichier("ligne.gpx", gpx(autre=f"<trk><trkseg>{points}</trkseg></trk>"))) == POINTS_AU_PLUS
