"""Positions and outlines as people type them: what is right is stored bare, what is wrong is said beside the field."""

import json
from math import cos, pi, sin

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from comptes.models import Compte
from quartiers.models import QuartierPage
from socle.fields import ContourField
from socle.formfields import ContourFormField, CoordonneeFormField
from socle.geographie import POINTS_AU_PLUS, lire_contour, verifier_contour
from tests.socle.test_carte import carre

sans_delai = settings(deadline=None, derandomize=True)
CARRE = {
    "type": "Polygon",
    "coordinates": [[[-1.58, 47.2], [-1.56, 47.2], [-1.56, 47.22], [-1.58, 47.22], [-1.58, 47.2]]],
}
PAPILLON = {"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [1, 0], [0, 1], [0, 0]]]}


def _anneau(points):
    return {"type": "Polygon", "coordinates": [[*points, points[0]]]}


def _cercle(nombre):
    return _anneau([[cos(2 * pi * i / nombre), sin(2 * pi * i / nombre)] for i in range(nombre)])


# --- degrees --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("texte", "nombre"),
    [
        ("47,2020", 47.202),
        ("47.2020", 47.202),
        (" 47,2020 ° ", 47.202),
        ("−1,5728", -1.5728),
        ("-1.5728", -1.5728),
        ("+1", 1.0),
        ("0", 0.0),
        ("", None),
        ("  ", None),
    ],
)
def test_des_degres_se_lisent_avec_une_virgule_ou_un_point(texte, nombre):
    assert CoordonneeFormField(required=False).clean(texte) == nombre


@pytest.mark.parametrize(
    "texte",
    ["nan", "inf", "-Infinity", "1e3", "47,20,20", "47 rue", "4720200", "47°12'07\"N", "0x2F", "٤٧", "9" * 9999],
)
def test_ce_qui_n_est_pas_des_degres_est_refuse_avec_une_phrase(texte):
    with pytest.raises(ValidationError) as refus:
        CoordonneeFormField(required=False).clean(texte)
    assert refus.value.messages[0].startswith("Écrivez des degrés")


@sans_delai
@given(st.text(max_size=30))
def test_aucun_texte_n_arrete_la_lecture_des_degres(texte):
    try:
        valeur = CoordonneeFormField(required=False).clean(texte)
    except ValidationError:
        return
    assert valeur is None or -1000 < valeur < 1000


# --- outlines -------------------------------------------------------------------


@pytest.mark.parametrize(
    "valeur",
    [
        CARRE,
        {"type": "Feature", "properties": {"nom": "Île"}, "geometry": CARRE},
        {"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {}, "geometry": CARRE}]},
        {"type": "Polygon", "coordinates": [[[*point, 12.0] for point in CARRE["coordinates"][0]]]},
        {**CARRE, "bbox": [-1.58, 47.2, -1.56, 47.22], "crs": {"type": "name"}},
    ],
    ids=["géométrie", "entité", "collection", "altitude", "boîte"],
)
def test_un_contour_se_range_sans_ce_qui_l_enveloppe(valeur):
    assert lire_contour(json.dumps(valeur)) == CARRE
    assert ContourField().clean(valeur, None) == CARRE


MAUVAIS = {
    "pas du JSON": ("{", "Ce texte n’est pas du JSON : voyez la ligne 1, au signe 2."),
    "une liste": ("[1, 2]", "Ce n’est pas un contour GeoJSON"),
    "un point": ('{"type": "Point", "coordinates": [1, 2]}', "Ce n’est pas un contour GeoJSON"),
    "ouvert": ('{"type": "Polygon", "coordinates": [[[0,0],[1,0],[1,1],[0,1]]]}', "Ce n’est pas un contour GeoJSON"),
    "deux formes": (
        json.dumps({"type": "FeatureCollection", "features": [{"type": "Feature", "geometry": CARRE}] * 2}),
        "Ce n’est pas un contour GeoJSON",
    ),
    "papillon": (json.dumps(PAPILLON), "Ce contour se recoupe près de 0.5 ; 0.5."),
    "plat": (json.dumps(_anneau([[0, 0], [1, 1], [2, 2]])), "Ce contour"),
    "trop de points": (json.dumps(_cercle(POINTS_AU_PLUS)), f"Ce contour a {POINTS_AU_PLUS + 1} points"),
    "latitude 91": (json.dumps(_anneau([[0, 89], [1, 89], [1, 91]])), "Ces coordonnées sortent du globe"),
    "NaN": ('{"type": "Polygon", "coordinates": [[[0,0],[1,NaN],[1,1],[0,0]]]}', "Une coordonnée de ce contour"),
    "infini": ('{"type": "Polygon", "coordinates": [[[0,0],[1,1e999],[1,1],[0,0]]]}', "Une coordonnée de ce contour"),
    "un mégaoctet": ("[" + "1," * 500_000 + "1]", "Ce texte est trop long pour un contour"),
    "profond": ("[" * 100_000, "Ce texte n’est pas"),
    "géométrie vide": ('{"type": "Feature", "geometry": null}', "Ce n’est pas un contour GeoJSON"),
    "sans parties": ('{"type": "MultiPolygon", "coordinates": []}', "Ce"),
}


@pytest.mark.parametrize("cas", MAUVAIS)
def test_un_mauvais_contour_est_refuse_avec_une_phrase(cas):
    texte, phrase = MAUVAIS[cas]
    with pytest.raises(ValidationError) as refus:
        ContourFormField(required=False).clean(texte)
    assert refus.value.messages[0].startswith(phrase)


nombres = st.one_of(st.floats(), st.integers(-400, 400), st.none(), st.text(max_size=3), st.booleans())
json_quelconque = st.recursive(
    nombres, lambda enfants: st.one_of(st.lists(enfants, max_size=5), st.dictionaries(st.text(max_size=4), enfants))
)


@sans_delai
@given(
    st.one_of(
        json_quelconque,
        st.fixed_dictionaries(
            {
                "type": st.sampled_from(["Polygon", "MultiPolygon", "Feature", "FeatureCollection"]),
                "coordinates": json_quelconque,
                "geometry": json_quelconque,
                "features": json_quelconque,
            }
        ),
        st.lists(st.tuples(st.floats(), st.floats()), min_size=3, max_size=8).map(
            lambda points: {"type": "Polygon", "coordinates": [[*points, points[0]]]}
        ),
    )
)
def test_quoi_qu_on_donne_un_contour_est_bon_ou_refuse(valeur):
    try:
        bon = verifier_contour(valeur)
    except ValidationError:
        return
    assert set(bon) == {"type", "coordinates"}
    assert verifier_contour(bon) == bon


# --- at the door ------------------------------------------------------------------


def _formulaire(page, **champs):
    vide = inline_formset([])
    valeurs = {
        "title": page.title,
        "slug": page.slug,
        "echelle": "quartier",
        "accroche": page.accroche,
        "ancrage": page.ancrage,
        "corps": streamfield([]),
        "chiffres": streamfield([]),
        "autres_noms": "",
        "contour": "",
        "latitude": "",
        "longitude": "",
        "precision": "relevee",
        "precision_metres": "",
        "qpv": "non",
        "qpv_code": "",
        "qpv_source": "",
        "promesses_tenues": vide,
        "comments": vide,
    }
    return nested_form_data(valeurs | champs)


@pytest.fixture
def edition(ville, client):
    client.force_login(Compte.objects.create_superuser("admin@ville.example", "mot de passe"))
    adresse = reverse("wagtailadmin_pages:edit", args=[ville.quartier.pk])

    def poster(**champs):
        reponse = client.post(adresse, _formulaire(ville.quartier, **champs))
        page = QuartierPage.objects.get(pk=ville.quartier.pk).get_latest_revision_as_object()
        return reponse, page

    poster.page = client.get(adresse)
    return poster


@pytest.mark.django_db
def test_le_formulaire_range_une_position_et_un_contour(edition):
    entite = {"type": "Feature", "properties": {}, "geometry": CARRE}
    reponse, page = edition(latitude="47,2020", longitude="−1,5728", contour=json.dumps(entite))
    assert (reponse.status_code, page.latitude, page.longitude, page.contour) == (302, 47.202, -1.5728, CARRE)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("champs", "champ", "phrase"),
    [
        ({"latitude": "nan", "longitude": "1"}, "latitude", "Écrivez des degrés"),
        ({"latitude": "91", "longitude": "1"}, "latitude", "90"),
        ({"latitude": "47", "longitude": "181"}, "longitude", "180"),
        ({"contour": "{"}, "contour", "Ce texte n’est pas du JSON"),
        ({"contour": json.dumps(PAPILLON)}, "contour", "Ce contour se recoupe"),
        ({"contour": "[" * 1_000_000}, "contour", "Ce texte est trop long"),
    ],
    ids=["nan", "latitude", "longitude", "json", "papillon", "un mégaoctet"],
)
def test_une_mauvaise_saisie_est_dite_a_cote_du_champ_et_gardee(edition, champs, champ, phrase):
    reponse, page = edition(**champs)
    formulaire = reponse.context["form"]
    assert (reponse.status_code, list(formulaire.errors), page.point, page.contour) == (200, [champ], None, None)
    assert phrase in formulaire.errors[champ][0]
    assert all(formulaire[nom].value() == texte for nom, texte in champs.items())


@pytest.mark.django_db
def test_la_carte_du_formulaire_se_centre_sur_la_ville(edition, ville):
    html = edition.page.content.decode()
    assert 'data-latitude="id_latitude" data-longitude="id_longitude" data-contour="id_contour"' in html
    assert 'data-centre="46.6,2.4"' in html
    assert "js_lib_leaflet/leaflet.js" in html
    assert "carte-admin.js" in html


@pytest.mark.django_db
def test_un_contour_range_par_le_code_est_nu(ville):
    ville.quartier.contour = {"type": "Feature", "properties": {}, "geometry": carre()}
    ville.quartier.save()
    assert QuartierPage.objects.get(pk=ville.quartier.pk).contour == carre()
