"""Places: their page, what is near, what the pages above and beside show of them, the doors they go through."""

import re

import pytest
from django.urls import reverse

from lieux.enums import Genre
from lieux.models import LieuPage
from recit.models import RecitPage
from socle.enums import Connu
from socle.exigences import manques
from socle.fiches import fiches_des
from tests import fabrique
from tests.villes import traduire

pytestmark = pytest.mark.django_db


def lire(client, adresse, code=200):
    reponse = client.get(adresse)
    assert reponse.status_code == code, adresse
    return reponse.content.decode()


def proches(html):
    section = html[html.index('id="proches"') :] if 'id="proches"' in html else ""
    return re.findall(r'class="vignette.*?<b.*?>(.*?)</b>', section, re.S)


@pytest.fixture
def grue(ville):
    """A place with a position, 150 m from the work of the city."""
    ville.oeuvre.latitude, ville.oeuvre.longitude = 47.2053, -1.5668
    ville.oeuvre.save_revision().publish()
    return fabrique.lieu(
        ville.quartier,
        ville.promesse,
        titre="La grue",
        slug="la-grue",
        genre=Genre.MONUMENT,
        lieu="Quai des Antilles",
        latitude=47.2053,
        longitude=-1.5688,
        ouverture="Toujours ouvert",
        tarif="Gratuit",
        site_web="https://grue.example/",
        sans_marche=Connu.NON,
        autres_noms="La grue jaune\nTitan",
    )


def test_un_lieu_se_lit_avec_son_cartel_et_ce_qui_est_tout_pres(client, ville, grue):
    html = lire(client, grue.url)
    cartel = re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", html)
    assert [(nom, re.sub(r"<.*?>", "", dit)) for nom, dit in cartel] == [
        ("Genre", "Monument"),
        ("Lieu", "Quai des Antilles"),
        ("Ouverture", "Toujours ouvert"),
        ("Tarif", "Gratuit"),
        ("Site", "grue.example"),
    ]
    assert proches(html) == ["Les Anneaux"]
    assert proches(lire(client, ville.oeuvre.url)) == ["La grue"]


def test_le_plus_pres_vient_d_abord_oeuvre_ou_lieu(client, ville, grue):
    fabrique.lieu(ville.quartier, ville.promesse, titre="Le café", slug="cafe", latitude=47.2053, longitude=-1.5669)
    fabrique.oeuvre(ville.quartier, ville.promesse, titre="Air", slug="air", latitude=47.2053, longitude=-1.5675)
    assert proches(lire(client, ville.oeuvre.url)) == ["Le café", "Air", "La grue"]
    assert proches(lire(client, grue.url)) == ["Air", "Le café", "Les Anneaux"]


def test_la_ligne_part_d_un_lieu_vers_l_oeuvre_la_plus_proche(client, ville, grue):
    reponse = client.get(grue.url)
    assert reponse.context["suite"].titre == "Les Anneaux"


def test_un_lieu_seul_ramene_au_quartier(client, ville):
    seul = fabrique.lieu(ville.quartier, ville.promesse, titre="Le phare", slug="phare")
    assert client.get(seul.url).context["suite"].titre == "Île de Nantes"


def test_le_quartier_et_la_promesse_montrent_leurs_lieux(client, ville, grue):
    assert "La grue" in lire(client, ville.quartier.url)
    assert "La grue" in lire(client, ville.promesse.url)
    noms = [lieu.nom for lieu in client.get(ville.quartier.url).context["lieux"]]
    assert noms == ["Île de Nantes", "La grue", "Les Anneaux"]


def test_un_brouillon_ne_se_lit_nulle_part(client, ville, grue):
    grue.unpublish()
    lire(client, grue.url, code=404)
    for adresse in (ville.quartier.url, ville.promesse.url, ville.oeuvre.url):
        assert "La grue" not in lire(client, adresse)


def test_un_lieu_qui_n_est_pas_traduit_se_montre_dans_sa_langue_et_le_dit(client, ville, grue):
    for page in (ville.accueil, ville.recit, ville.promesse, ville.quartier):
        traduite = traduire(page, "en")
    html = lire(client, traduite.url)
    assert '<b lang="fr">La grue</b>' in html
    assert "<em>in French</em>" in html


def test_ce_qui_manque_a_un_lieu_se_dit(ville):
    nu = ville.quartier.add_child(instance=LieuPage(title="Nu", slug="nu", live=False))
    assert [(m.champ, m.refuse) for m in manques(nu)] == [
        ("accroche", True),
        ("corps", True),
        ("ancrage", True),
        ("promesses_tenues", True),
        ("image", False),
        ("ouverture", False),
        ("latitude", False),
    ]


def test_un_lieu_ne_part_pas_vers_un_autre_recit(admin_client, ville, grue):
    autre = ville.accueil.add_child(instance=RecitPage(title="Suivant", slug="suivant", live=False))
    la_bas = fabrique.quartier(autre, ville.promesse, titre="Ailleurs", slug="ailleurs", live=False)
    admin_client.post(reverse("wagtailadmin_pages:move_confirm", args=[grue.pk, la_bas.pk]))
    assert LieuPage.objects.get(pk=grue.pk).get_parent().pk == ville.quartier.pk


def test_la_fiche_d_un_lieu_dit_ce_que_l_on_cherche(ville, grue):
    [fiche] = fiches_des([grue.pk])
    assert (fiche.genre, fiche.titre, fiche.autres_noms, fiche.lieux, fiche.sans_marche, fiche.mention) == (
        "lieu",
        "La grue",
        ("La grue jaune", "Titan"),
        ("Quai des Antilles",),
        False,
        "Monument",
    )


def test_le_nombre_de_questions_a_la_base_ne_grandit_pas_avec_les_lieux(
    client, ville, grue, django_assert_max_num_queries
):
    for rang in range(12):
        fabrique.lieu(
            ville.quartier,
            ville.promesse,
            titre=f"Halte {rang}",
            slug=f"halte-{rang}",
            latitude=47.2053 + rang / 5000,
            longitude=-1.5668,
        )
    for adresse in (grue.url, ville.quartier.url):
        client.get(adresse)
        with django_assert_max_num_queries(15):
            client.get(adresse)
