"""Nothing that is given to machines shows what a visitor must not see, whoever asks."""

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone
from wagtail.models import Page

from tests import fabrique
from tests.home.test_rien_de_cache import SECRET, cacher

pytestmark = pytest.mark.django_db

SORTIES = (
    "/sitemap.xml",
    "/robots.txt",
    "/fr/flux.rss",
    "/fr/flux.atom",
    "/fr/manifest.webmanifest",
    "/api/oeuvres.geojson",
    "/api/lieux.geojson",
    "/api/quartiers.geojson",
    "/fr/",
    "/fr/artistes/",
)


@pytest.mark.parametrize("qui", ["visiteur", "redaction", "superutilisateur"])
def test_aucune_sortie_ne_montre_ce_qui_est_cache(ville, client, qui, django_user_model):
    daniel = fabrique.artiste(ville.site)
    fabrique.oeuvre(ville.quartier, ville.promesse, titre="Visible", slug="visible", artistes=[daniel])
    cacher(ville, daniel)
    fabrique.ville(nom=f"{SECRET}-sur-Mer", hote="ailleurs.example", par_defaut=False)
    Page.objects.update(first_published_at=timezone.now(), last_published_at=timezone.now())
    if qui != "visiteur":
        compte = django_user_model.objects.create_user(email="a@ville.example", password="x" * 20)
        compte.is_superuser = qui == "superutilisateur"
        compte.save()
        compte.groups.set(Group.objects.all())
        client.force_login(compte)
    lues = {sortie: client.get(sortie) for sortie in SORTIES}
    assert {sortie: lue.status_code for sortie, lue in lues.items()} == dict.fromkeys(SORTIES, 200)
    textes = {sortie: lue.content.decode() for sortie, lue in lues.items()}
    assert [sortie for sortie, texte in textes.items() if SECRET.casefold() in texte.casefold()] == []
    montrees = [sortie for sortie, texte in textes.items() if "visible" in texte.casefold()]
    assert montrees[:4] == ["/sitemap.xml", "/fr/flux.rss", "/fr/flux.atom", "/api/oeuvres.geojson"]


@pytest.mark.parametrize("langue", ["en", "de"])
def test_une_langue_sans_accueil_en_ligne_n_a_ni_flux_ni_manifeste(ville, client, langue):
    sorties = [f"/{langue}/{fin}" for fin in ("flux.rss", "flux.atom", "manifest.webmanifest")]
    assert [client.get(sortie).status_code for sortie in sorties] == [404, 404, 404]


def test_sans_aucune_ville_rien_ne_tombe(db, client):
    sorties = [s for s in SORTIES if s != "/robots.txt"] + ["/cartes/3-000000000000.png"]
    assert {client.get(sortie).status_code for sortie in sorties} == {404}
    assert client.get("/robots.txt").status_code == 200
