"""What is drawn once from the same facts is drawn anew as soon as any of them changes."""

import re

import pytest
from django.template import engines
from django.utils import timezone, translation

from medias.models import Visuel
from socle.carte import Lieu
from socle.composants import dessine_une_fois
from socle.rules import Point
from tests.medias.conftest import visuel

pytestmark = pytest.mark.django_db


def carre(cote):
    return {"type": "Polygon", "coordinates": [[[-1.6, 47.2], [cote, 47.2], [cote, 47.3], [-1.6, 47.3], [-1.6, 47.2]]]}


def test_les_memes_faits_ne_se_dessinent_qu_une_fois_par_langue_et_par_fuseau():
    dessines = []

    @dessine_une_fois(10)
    def dessiner(nom):
        dessines.append((translation.get_language(), timezone.get_current_timezone_name(), nom))
        return nom

    for langue in ("fr", "fr", "en"):
        with translation.override(langue):
            dessiner("grue")
    with timezone.override("America/Montreal"):
        dessiner("grue")
    dessiner("anneaux")
    assert dessines == [
        ("fr", "Europe/Paris", "grue"),
        ("en", "Europe/Paris", "grue"),
        ("fr", "America/Montreal", "grue"),
        ("fr", "Europe/Paris", "anneaux"),
    ]


def test_un_fait_qui_change_de_valeur_en_silence_est_refuse():
    @dessine_une_fois(10)
    def dessiner(noms):
        return ", ".join(noms)

    with pytest.raises(TypeError):
        dessiner(["une liste"])


def test_la_carte_suit_un_contour_qui_change():
    gabarit = engines["django"].from_string("{% load carte %}{% carte lieux %}")

    def traits(contour):
        lieux = [Lieu("Quartier", "/q/", contour=contour), Lieu("Œuvre", "/o/", Point(47.25, -1.55))]
        return re.findall(r' d="([^"]+)"', gabarit.render({"lieux": lieux}))

    avant = traits(carre(-1.5))
    assert (avant == traits(carre(-1.5)), avant == traits(carre(-1.4))) == (True, False)


def test_une_vignette_dit_tout_de_suite_ce_qui_change(client, ville):
    quartier, oeuvre = ville.quartier, ville.oeuvre

    def dites():
        return re.findall(r'<a class="vignette[^>]*>.*?<b>([^<]*)</b>', client.get(quartier.url).content.decode())

    avant = dites()
    oeuvre.title = "Un autre nom"
    oeuvre.save()
    assert (oeuvre.title in avant, oeuvre.title in dites()) == (False, True)


def test_une_image_dont_les_droits_finissent_quitte_les_vignettes(client, ville, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    ville.oeuvre.image = visuel()
    ville.oeuvre.save()

    def images():
        return re.findall(r'<a class="vignette[^>]*><(picture|img)', client.get(ville.quartier.url).content.decode())

    avant = images()
    Visuel.objects.update(usage_site=False)
    assert (len(avant), images()) == (1, [])
