"""The card of a shared link: what it is, whom it is given to, when it changes, which pictures it may show."""

from dataclasses import replace
from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone
from PIL import Image
from wagtail.models import PageViewRestriction

from diffusion.cartes import carte_de, rangement
from diffusion.tasks import faire_la_carte
from medias.models import Visuel
from oeuvres.models import OeuvrePage
from tests import fabrique
from tests.diffusion.lecture import carte as partage
from tests.villes import traduire

pytestmark = pytest.mark.django_db


def rouge(**droits) -> Visuel:
    """A photograph all red, 1600 × 1200."""
    octets = BytesIO()
    Image.new("RGB", (1600, 1200), "#c00000").save(octets, "JPEG")
    valeurs = {"title": "Rouge", "description": "Un mur.", "credit": "Ada", "licence": "maison"} | droits
    return Visuel.objects.create(file=ContentFile(octets.getvalue(), name="rouge.jpg"), **valeurs)


def adresse(lire, page) -> str:
    return partage(lire(page.url))["og:image"].removeprefix("http://localhost")


def dessin(client, chemin) -> Image.Image:
    reponse = client.get(chemin)
    assert (reponse.status_code, reponse["Content-Type"]) == (200, "image/png")
    return Image.open(BytesIO(reponse.content)).convert("RGB")


def est_rouge(image) -> bool:
    rouge_, vert, bleu = image.getpixel((1100, 200))
    return rouge_ > 150 and vert < 60 and bleu < 60


def test_chaque_page_donne_une_carte_a_la_taille_que_les_reseaux_attendent(grande_ville, client, lire):
    for nom, chemin in grande_ville.adresses.items():
        lue = partage(lire(chemin))
        image = dessin(client, lue["og:image"].removeprefix("http://localhost"))
        assert image.size == (int(lue["og:image:width"]), int(lue["og:image:height"])) == (1200, 630), nom


def test_la_carte_est_faite_a_la_publication_et_remplace_celle_d_avant(ville, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        ville.oeuvre.save_revision().publish()
    premiere = carte_de(ville.oeuvre).version
    ville.oeuvre.title = "Les Anneaux de la Loire"
    with django_capture_on_commit_callbacks(execute=True):
        ville.oeuvre.save_revision().publish()
    seconde = carte_de(ville.oeuvre).version
    assert premiere != seconde
    assert default_storage.listdir(f"cartes/{ville.oeuvre.pk}")[1] == [f"{seconde}.png"]
    with django_capture_on_commit_callbacks(execute=True):
        ville.oeuvre.unpublish()
    assert default_storage.listdir(f"cartes/{ville.oeuvre.pk}")[1] == []


def test_une_adresse_d_avant_mene_a_la_carte_d_aujourd_hui(ville, client, lire):
    ancienne = adresse(lire, ville.oeuvre)
    ville.quartier.title = "L’Île"
    ville.quartier.save_revision().publish()
    reponse = client.get(ancienne)
    assert (reponse.status_code, reponse["Location"]) == (302, adresse(lire, ville.oeuvre))
    assert reponse["Location"] != ancienne


def test_la_photographie_ne_parait_que_tant_que_ses_droits_le_permettent(ville, client, lire):
    image = rouge(droits_fin=timezone.localdate() + timedelta(days=2))
    ville.oeuvre.image = image
    ville.oeuvre.save_revision().publish()
    avec = adresse(lire, ville.oeuvre)
    assert est_rouge(dessin(client, avec))
    Visuel.objects.filter(pk=image.pk).update(droits_fin=timezone.localdate())
    reponse = client.get(avec)
    assert reponse.status_code == 302
    assert not est_rouge(dessin(client, reponse["Location"]))


def test_ni_brouillon_ni_page_privee_ni_page_expiree_ni_autre_ville_n_a_de_carte(ville, client):
    quartier, promesse = ville.quartier, ville.promesse
    brouillon = fabrique.oeuvre(quartier, promesse, titre="Brouillon", slug="brouillon", live=False)
    expiree = fabrique.oeuvre(quartier, promesse, titre="Expirée", slug="expiree")
    OeuvrePage.objects.filter(pk=expiree.pk).update(expire_at=timezone.now() - timedelta(minutes=1))
    privee = fabrique.oeuvre(quartier, promesse, titre="Privée", slug="privee")
    PageViewRestriction.objects.create(page=privee, restriction_type="login")
    ailleurs = fabrique.ville(nom="Brest", hote="brest.example", par_defaut=False)
    cachees = [brouillon, expiree, privee, ailleurs.oeuvre, ailleurs.accueil]
    adresses = [f"/cartes/{page.pk}-{carte_de(page).version}.png" for page in cachees]
    assert [client.get(chemin).status_code for chemin in [*adresses, "/cartes/1-000000000000.png"]] == [404] * 6
    assert [faire_la_carte.func(page.pk) for page in (brouillon, expiree, privee)] == [False] * 3
    assert client.get(adresses[3], headers={"host": "brest.example"}).status_code == 200


def test_une_traduction_a_sa_carte(ville, lire):
    for page in (ville.accueil, ville.recit):
        traduite = traduire(page, "en")
    assert adresse(lire, traduite) != adresse(lire, ville.recit)


def test_quand_trop_de_cartes_sont_demandees_on_le_dit(ville, client, lire, monkeypatch):
    monkeypatch.setattr(rangement, "ATTENTE", 0.01)
    chemin = adresse(lire, ville.recit)
    rangement.jeter(ville.recit.pk)
    with rangement._un_dessin_a_la_fois:
        reponse = client.get(chemin)
    assert (reponse.status_code, reponse["Retry-After"]) == (503, "10")
    assert client.get(chemin).status_code == 200


def test_une_carte_se_range_avant_que_l_ancienne_parte(ville, monkeypatch):
    carte = carte_de(ville.recit)
    rangement.ranger(carte)
    la = []
    monkeypatch.setattr(
        rangement.default_storage, "delete", lambda nom: la.append(rangement.default_storage.exists(neuve))
    )
    suivante = replace(carte, titre="Un autre titre")
    neuve = f"cartes/{carte.page_id}/{suivante.version}.png"
    rangement.ranger(suivante)
    assert la == [True]


def test_une_carte_jetee_pendant_qu_on_la_lit_se_dessine_une_fois_de_plus(ville, monkeypatch):
    carte = carte_de(ville.recit)
    rangement.ranger(carte)
    vrai, ouvertes = rangement.default_storage.open, []

    def ouvrir(nom, *arguments):
        ouvertes.append(nom)
        if len(ouvertes) == 1:
            rangement.jeter(carte.page_id)
        return vrai(nom, *arguments)

    monkeypatch.setattr(rangement.default_storage, "open", ouvrir)
    assert rangement.lire_ou_dessiner(carte).startswith(b"\x89PNG")
    assert len(ouvertes) == 2
