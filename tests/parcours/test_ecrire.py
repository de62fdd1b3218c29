"""Writing a route in the admin: its stops, its trace; what is wrong gets its sentence and nothing typed is lost."""

import json
from datetime import timedelta

import gpxpy
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale
from wagtail_localize.models import Translation

from parcours.models import Etape, ParcoursPage, Trace
from socle.rules import Point
from tests import fabrique
from tests.bureau.outils import champs_de, chef, client_de
from tests.parcours.test_traces import BON, gpx
from tests.traduction.conftest import tout_traduire
from tests.villes import traduire
from traduction.actions import commander, publier

pytestmark = pytest.mark.django_db


@pytest.fixture
def bureau(ville):
    return client_de(chef())


@pytest.fixture
def ligne(ville):
    ville.lieu = fabrique.lieu(ville.quartier, ville.promesse, titre="La grue", slug="grue")
    return fabrique.parcours(
        ville.accueil,
        [{"histoire": ville.oeuvre, "pourquoi": "Le fleuve."}, {"histoire": ville.lieu, "chemin": "Longez le quai."}],
        slug="ligne",
    )


def envoyer(client, page, **valeurs):
    adresse = reverse("wagtailadmin_pages:edit", args=[page.pk])
    champs = champs_de(client, adresse)
    for nom, valeur in valeurs.items():
        champs[nom.replace("___", "-")] = valeur
    champs["action-publish"] = "1"
    return client.post(adresse, champs)


def relu(page):
    return ParcoursPage.objects.get(pk=page.pk)


def fichier(octets, nom="ligne.gpx"):
    return SimpleUploadedFile(nom, octets)


def test_un_fichier_gpx_devient_le_trace_du_parcours(bureau, ligne):
    reponse = envoyer(bureau, ligne, fichier_du_trace=fichier(gpx(BON)))
    assert reponse.status_code == 302
    trace = relu(ligne).trace
    assert (trace.source, trace.points) == ("ligne.gpx", [[lon, lat] for lat, lon in BON])


def test_l_altitude_d_un_fichier_revient_dans_celui_que_l_on_emporte(client, bureau, ligne):
    points = "".join(f'<trkpt lat="{lat}" lon="{lon}"><ele>{lat}</ele></trkpt>' for lat, lon in BON)
    envoyer(bureau, ligne, fichier_du_trace=fichier(gpx(autre=f"<trk><trkseg>{points}</trkseg></trk>")))
    assert relu(ligne).trace.points == [[lon, lat, 47.2] for lat, lon in BON]
    emporte = gpxpy.parse(client.get(reverse("parcours_gpx", args=[ligne.code])).content)
    assert [p.elevation for p in emporte.tracks[0].segments[0].points] == [47.2] * 3


def test_un_trace_dessine_devient_celui_du_parcours(bureau, ligne):
    dessin = json.dumps({"type": "LineString", "coordinates": [[lon, lat] for lat, lon in BON]})
    assert envoyer(bureau, ligne, trace_dessine=dessin).status_code == 302
    assert relu(ligne).trace.points == [[lon, lat] for lat, lon in BON]


def test_enregistrer_sans_toucher_au_trace_le_garde_et_l_oter_l_ote(bureau, ligne):
    envoyer(bureau, ligne, fichier_du_trace=fichier(gpx(BON)))
    envoyer(bureau, relu(ligne), title="La ligne bleue")
    assert (relu(ligne).title, relu(ligne).trace is None) == ("La ligne bleue", False)
    envoyer(bureau, relu(ligne), sans_trace="on")
    assert relu(ligne).trace is None


def test_un_mauvais_trace_se_dit_a_cote_de_son_champ_et_rien_n_est_perdu_ni_garde(bureau, ligne):
    reponse = envoyer(bureau, ligne, title="Un autre titre", fichier_du_trace=fichier(gpx(BON[:1])))
    assert reponse.status_code == 200
    assert reponse.context["form"].errors == {
        "fichier_du_trace": ["Ce tracé n’a qu’un point : il en faut au moins deux."]
    }
    assert 'value="Un autre titre"' in reponse.content.decode()
    assert (Trace.objects.count(), relu(ligne).title) == (0, "La ligne")


def test_un_avis_a_un_ordre(bureau, ligne):
    reponse = envoyer(
        bureau,
        ligne,
        etapes___0___avis="Travaux",
        etapes___0___avis_debut="2026-05-02",
        etapes___0___avis_fin="2026-05-01",
    )
    assert reponse.context["form"].formsets["etapes"].errors[0] == {"avis_fin": ["L’avis finit avant de commencer."]}


def test_le_formulaire_montre_les_arrets_et_le_trace_sur_une_carte(bureau, ville, ligne):
    ville.oeuvre.latitude, ville.oeuvre.longitude = 47.2053, -1.5668
    ville.oeuvre.save_revision().publish()
    envoyer(bureau, ligne, fichier_du_trace=fichier(gpx(BON)))
    html = bureau.get(reverse("wagtailadmin_pages:edit", args=[ligne.pk])).content.decode()
    assert '"point": [47.2053, -1.5668]' in html
    assert '"trace": [[47.2, -1.56]' in html
    assert "Le tracé actuel fait" in html


def test_les_parcours_ont_leur_liste_dans_le_menu_raconter(bureau, ligne):
    html = bureau.get(reverse("raconter_parcours:index")).content.decode()
    assert "La ligne" in html


def test_un_arret_se_traduit_et_garde_son_adresse(ville, ligne):
    for page in (ville.accueil, ville.recit, ville.promesse, ville.quartier, ligne.get_parent().specific):
        traduire(page, "en")
    en = Locale.objects.get(language_code="en")
    commander(ligne, [en])
    commandee = Translation.objects.get(source__object_id=ligne.translation_key)
    a_traduire = set(commandee.source.stringsegment_set.values_list("string__data", flat=True))
    assert {"Le fleuve.", "Longez le quai."} <= a_traduire
    tout_traduire(commandee, {"Le fleuve.": "The river.", "Longez le quai.": "Follow the quay."})
    publier(commandee, chef())
    anglaise = ParcoursPage.objects.get(translation_key=ligne.translation_key, locale=en)
    assert anglaise.live
    assert [(e.code, e.locale, e.histoire_id, e.pourquoi, e.chemin) for e in anglaise.etapes.all()] == [
        (e.code, en, e.histoire_id, pourquoi, chemin)
        for e, pourquoi, chemin in zip(ligne.etapes.all(), ("The river.", ""), ("", "Follow the quay."), strict=True)
    ]


def test_une_etape_de_plus_arrive_dans_la_traduction(ville, ligne):
    for page in (ville.accueil, ville.recit, ville.promesse, ville.quartier, ligne.get_parent().specific):
        traduire(page, "en")
    en = Locale.objects.get(language_code="en")
    commander(ligne, [en])
    commandee = Translation.objects.get(source__object_id=ligne.translation_key)
    ligne = relu(ligne)
    ligne.etapes.add(Etape(titre="Le ponton", latitude=47.2, longitude=-1.5, sort_order=5))
    ligne.save_revision().publish()
    commandee.source.update_from_db()
    commandee.refresh_from_db()
    tout_traduire(commandee, {"Le ponton": "The jetty"})
    publier(commandee, chef())
    anglaise = ParcoursPage.objects.get(translation_key=ligne.translation_key, locale=en)
    assert [(e.code, str(e)) for e in anglaise.etapes.all()][2] == (relu(ligne).etapes.all()[2].code, "The jetty")


def test_un_trace_dessine_puis_abandonne_s_oublie_apres_un_mois_pas_celui_d_une_version(bureau, ligne):
    envoyer(bureau, ligne, fichier_du_trace=fichier(gpx(BON)))
    d_avant = relu(ligne).trace
    envoyer(bureau, relu(ligne), fichier_du_trace=fichier(gpx(BON[1:])))
    abandonne = Trace.de([Point(47.2, -1.5), Point(47.21, -1.5)])
    Trace.objects.update(le=timezone.now() - timedelta(days=29))
    call_command("taches")
    assert set(Trace.objects.all()) == {d_avant, relu(ligne).trace, abandonne}
    Trace.objects.update(le=timezone.now() - timedelta(days=31))
    call_command("taches")
    assert set(Trace.objects.all()) == {d_avant, relu(ligne).trace}
