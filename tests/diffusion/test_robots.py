"""What robots may read, city by city."""

from urllib.robotparser import RobotFileParser

import pytest

from tests import fabrique

pytestmark = pytest.mark.django_db


def regles(texte) -> RobotFileParser:
    lu = RobotFileParser()
    lu.parse(texte.splitlines())
    return lu


def test_un_site_ouvert_montre_ses_pages_et_dit_ou_est_son_plan(ville, lire, settings):
    settings.INDEXABLE = True
    fabrique.ville(nom="Brest", hote="brest.example", par_defaut=False, port=443)
    lues = regles(lire("/robots.txt"))
    assert lues.site_maps() == ["http://localhost/sitemap.xml"]
    assert [lues.can_fetch("*", chemin) for chemin in ("/fr/", "/cartes/3-0.png", "/admin/pages/", "/o/abcd")] == [
        True,
        True,
        False,
        False,
    ]
    la_bas = regles(lire("/robots.txt", headers={"host": "brest.example"}))
    assert la_bas.site_maps() == ["https://brest.example/sitemap.xml"]


def test_un_site_a_venir_ne_montre_rien(ville, lire, settings):
    settings.INDEXABLE = False
    lues = regles(lire("/robots.txt"))
    assert (lues.can_fetch("*", "/fr/"), lues.site_maps()) == (False, None)
