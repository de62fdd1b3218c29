"""Every door by which a picture or a sound comes in asks for its rights, and takes its position away."""

import json
from html import unescape
from io import BytesIO

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import ExifTags, Image
from wagtail.models import Collection, CollectionViewRestriction, UploadedFile

from comptes.models import Compte
from medias.models import Son, Visuel
from tests.medias.conftest import DROITS, WAV, octets, permettre, son, televerse, visuel
from tests.medias.test_positions_retirees import bombe

pytestmark = pytest.mark.django_db

OBLIGATOIRE = "Champ requis."
ENTIER = {"title": "Le quai", "description": "Un quai au soir.", "tags": "", **DROITS}
ADRESSES = {"ajout": "wagtailimages:add", "choix": "wagtailimages_chooser:create"}
PREFIXES = {"ajout": "", "choix": "image-chooser-upload-"}


def _gps(fichier) -> dict:
    with Image.open(fichier) as image:
        return dict(image.getexif().get_ifd(ExifTags.IFD.GPSInfo))


def _poster(client, porte, collection, fichier=None, **champs):
    valeurs = {**ENTIER, "collection": collection.pk, **champs}
    donnees = {PREFIXES[porte] + nom: valeur for nom, valeur in valeurs.items() if valeur is not None}
    donnees[PREFIXES[porte] + "file"] = televerse() if fichier is None else fichier
    return client.post(reverse(ADRESSES[porte]), donnees)


def _html(reponse) -> str:
    """What a person reads: of a page, or of what a chooser answers."""
    texte = reponse.content.decode()
    if reponse["Content-Type"].startswith("application/json"):
        donnees = json.loads(texte)
        texte = donnees.get("html") or donnees.get("htmlFragment") or ""
    return unescape(texte)


@pytest.mark.parametrize("porte", ADRESSES)
def test_une_image_complete_entre_sans_sa_position(bureau, racine, porte):
    _poster(bureau, porte, racine, fichier=televerse(octets(orientation=6)))
    image = Visuel.objects.get()
    assert (image.title, image.diffusable, _gps(image.file), image.width, image.height) == (
        "Le quai",
        True,
        {},
        48,
        64,
    )


@pytest.mark.parametrize(
    ("nom", "format_", "vues"),
    [
        ("photo.jpeg", "JPEG", 1),
        ("photo.JPG", "JPEG", 1),
        ("photo.png", "PNG", 1),
        ("photo.webp", "WEBP", 1),
        ("photo.avif", "AVIF", 1),
        ("photo.gif", "GIF", 3),
        ("photo.webp", "WEBP", 3),
    ],
)
def test_chaque_format_permis_entre_sans_position_et_se_rend(bureau, racine, nom, format_, vues):
    _poster(bureau, "ajout", racine, fichier=televerse(octets(format_, xmp=format_ != "GIF", vues=vues), nom))
    image = Visuel.objects.get()
    with image.file.open() as fichier:
        contenu = fichier.read()
    with Image.open(BytesIO(contenu)) as stockee:
        assert (stockee.format, getattr(stockee, "n_frames", 1)) == (format_, vues)
        assert dict(stockee.getexif().get_ifd(ExifTags.IFD.GPSInfo)) == {}
    assert b"GPSLatitude" not in contenu
    assert image.get_rendition("width-32|format-webp").width == 32


@pytest.mark.parametrize("porte", ADRESSES)
@pytest.mark.parametrize(
    ("champs", "phrase"),
    [
        ({"credit": ""}, OBLIGATOIRE),
        ({"licence": ""}, OBLIGATOIRE),
        ({"description": ""}, "Décrivez l’image pour qui ne la voit pas, ou déclarez-la décorative."),
        ({"licence": "contrat"}, "Un contrat a une date de fin : indiquez-la."),
        ({"licence": "inventee"}, "Sélectionnez un choix valide. inventee n’en fait pas partie."),
    ],
)
def test_une_image_sans_ses_droits_est_refusee_avec_une_phrase(bureau, racine, porte, champs, phrase):
    reponse = _poster(bureau, porte, racine, **champs)
    assert (reponse.status_code, Visuel.objects.count(), phrase in _html(reponse)) == (200, 0, True)


@pytest.mark.parametrize("porte", ADRESSES)
@pytest.mark.parametrize(
    ("fichier", "phrase"),
    [
        (("photo.jpg", octets()[:400]), "le fichier est abîmé"),
        (("photo.png", bombe()), "trop de pixels"),
        (("photo.jpg", octets(gps=False) + b"<script>alert(1)</script>"), "autre chose qu’une image"),
        (("photo.svg", b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'), "AVIF, GIF, JPG, JPEG"),
        (("photo.png", b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'), None),
        (("photo.png", octets("JPEG")), None),
        (("photo.jpg", b""), None),
        (("photo.webp", b"RIFF\x10\x00\x00\x00WEBPVP8 \x00\x00"), None),
        (("photo.tiff", b"II*\x00"), None),
    ],
    ids=["tronquée", "bombe", "polyglotte", "svg", "svg déguisé", "jpeg déguisé", "vide", "webp vide", "tiff"],
)
def test_un_fichier_qui_n_est_pas_une_image_est_refuse_avec_une_phrase(bureau, racine, porte, fichier, phrase):
    nom, contenu = fichier
    reponse = _poster(bureau, porte, racine, fichier=SimpleUploadedFile(nom, contenu))
    html = _html(reponse)
    assert (reponse.status_code, Visuel.objects.count()) == (200, 0)
    assert phrase in html if phrase else "error" in html


def test_modifier_une_image_ne_lui_ote_pas_ses_droits(bureau, racine):
    image = visuel()
    adresse = reverse("wagtailimages:edit", args=[image.pk])
    reponse = bureau.post(adresse, {**ENTIER, "collection": racine.pk, "credit": ""})
    image.refresh_from_db()
    assert (reponse.status_code, image.credit) == (200, "Ville")
    bureau.post(adresse, {**ENTIER, "collection": racine.pk, "file": televerse()})
    image = Visuel.objects.get()
    assert (image.credit, _gps(image.file)) == ("Ville de Nantes", {})


def test_plusieurs_images_a_la_fois_attendent_leurs_droits(bureau, racine):
    reponse = bureau.post(
        reverse("wagtailimages:add_multiple"),
        {"title": "photo", "files[]": televerse(), "collection": racine.pk},
        HTTP_X_REQUESTED_WITH="XMLHttpRequest",
    ).json()
    depot = UploadedFile.objects.get()
    assert (reponse["success"], reponse["uploaded_file_id"], Visuel.objects.count()) == (True, depot.pk, 0)
    assert all(f"uploaded-image-{depot.pk}-{champ}" in reponse["form"] for champ in ("credit", "licence", "decoratif"))

    adresse = reverse("wagtailimages:create_multiple_from_uploaded_image", args=[depot.pk])
    valeurs = {**ENTIER, "collection": racine.pk}
    prefixe = f"uploaded-image-{depot.pk}-"
    sans_credit = bureau.post(
        adresse,
        {prefixe + nom: v for nom, v in (valeurs | {"credit": ""}).items()},
        HTTP_X_REQUESTED_WITH="XMLHttpRequest",
    ).json()
    assert (sans_credit["success"], OBLIGATOIRE in sans_credit["form"]) == (False, True)

    bureau.post(
        adresse, {prefixe + nom: v for nom, v in valeurs.items()}, HTTP_X_REQUESTED_WITH="XMLHttpRequest"
    ).json()
    image = Visuel.objects.get()
    assert (image.diffusable, _gps(image.file)) == (True, {})


def test_plusieurs_images_a_la_fois_un_fichier_abime_est_dit(bureau, racine):
    reponse = bureau.post(
        reverse("wagtailimages:add_multiple"),
        {"title": "photo", "files[]": televerse(octets()[:400]), "collection": racine.pk},
        HTTP_X_REQUESTED_WITH="XMLHttpRequest",
    ).json()
    assert (reponse["success"], "le fichier est abîmé" in reponse["error_message"]) == (False, True)


def test_une_image_faite_par_le_code_est_stockee_sans_sa_position():
    image = visuel(contenu=octets())
    assert _gps(image.file) == {}


# --- sounds -------------------------------------------------------------------

SON = {
    "title": "La grue",
    "nature": "recit",
    "langue": "fr",
    "duration": "2",
    "transcription": "Une grue tourne.",
    "tags": "",
    **DROITS,
}


def _poster_un_son(client, racine, porte, fichier=None, type_="audio", **champs):
    prefixe = "media-chooser-upload-" if porte == "wagtailmedia:chooser_upload" else ""
    valeurs = {**SON, "collection": racine.pk, **champs}
    donnees = {prefixe + nom: valeur for nom, valeur in valeurs.items()}
    if fichier is not False:
        donnees[prefixe + "file"] = fichier or SimpleUploadedFile("grue.wav", WAV)
    return client.post(reverse(porte, args=[type_]), donnees)


PORTES_DES_SONS = ("wagtailmedia:add", "wagtailmedia:chooser_upload")


@pytest.mark.parametrize("porte", PORTES_DES_SONS)
def test_un_son_complet_entre(bureau, racine, porte):
    _poster_un_son(bureau, racine, porte)
    assert [(s.title, s.diffusable) for s in Son.objects.all()] == [("La grue", True)]


@pytest.mark.parametrize("porte", PORTES_DES_SONS)
@pytest.mark.parametrize(
    ("options", "phrase"),
    [
        ({"credit": ""}, OBLIGATOIRE),
        ({"transcription": ""}, OBLIGATOIRE),
        ({"licence": "contrat"}, "Un contrat a une date de fin : indiquez-la."),
        ({"fichier": False}, OBLIGATOIRE),
        ({"fichier": SimpleUploadedFile("grue.mp3", b"<html>")}, "Ce fichier n’est pas un son"),
        ({"fichier": SimpleUploadedFile("grue.exe", b"MZ")}, "Ce fichier n’est pas un son"),
        ({"type_": "video", "fichier": SimpleUploadedFile("film.html", b"<html>")}, "Seuls des sons se déposent ici."),
    ],
    ids=["crédit", "transcription", "contrat", "sans fichier", "html", "exe", "vidéo"],
)
def test_un_son_sans_ses_droits_est_refuse_avec_une_phrase(bureau, racine, porte, options, phrase):
    if hasattr(options.get("fichier"), "seek"):
        options["fichier"].seek(0)
    reponse = _poster_un_son(bureau, racine, porte, **options)
    assert (reponse.status_code, Son.objects.count(), phrase in _html(reponse)) == (200, 0, True)


def test_modifier_un_son_ne_lui_ote_pas_ses_droits(bureau, racine):
    le_son = son()
    reponse = bureau.post(
        reverse("wagtailmedia:edit", args=[le_son.pk]), {**SON, "collection": racine.pk, "transcription": ""}
    )
    le_son.refresh_from_db()
    assert (reponse.status_code, le_son.transcription) == (200, "Une grue tourne.")


# --- who may choose what --------------------------------------------------------


@pytest.fixture
def deux_villes(racine):
    """Two cities' collections; someone of Nantes who may choose and add pictures of Nantes, and of no other."""
    nantes, ailleurs = racine.add_child(name="Nantes"), racine.add_child(name="Ailleurs")
    groupe = Group.objects.create(name="Communication")
    groupe.permissions.add(Permission.objects.get(codename="access_admin"))
    permettre(groupe, nantes, "wagtailimages.add_image", "wagtailimages.change_image", "wagtailimages.choose_image")
    permettre(groupe, nantes, "wagtailmedia.add_media", "wagtailmedia.change_media")
    compte = Compte.objects.create_user("com@ville.example", "mot de passe")
    compte.groups.add(groupe)
    return compte, nantes, ailleurs


def test_les_medias_d_une_autre_ville_ne_sont_pas_offerts(client, deux_villes):
    compte, nantes, ailleurs = deux_villes
    ici, la_bas = visuel("Ici", collection=nantes), visuel("Là-bas", collection=ailleurs)
    privee = ailleurs.add_child(name="Privée")
    CollectionViewRestriction.objects.create(collection=privee, restriction_type="login")
    secrete = visuel("Secrète", collection=privee)
    son("Son d’ici", collection=nantes)
    le_son = son("Son de là-bas", collection=ailleurs)
    client.force_login(compte)
    offertes = _html(client.get(reverse("wagtailimages_chooser:choose")))
    sons = _html(client.get(reverse("wagtailmedia:chooser_typed", args=["audio"])))
    assert [nom in offertes for nom in ("Ici", "Là-bas", "Secrète")] == [True, False, False]
    assert [nom in sons for nom in ("Son d’ici", "Son de là-bas")] == [True, False]
    choisies = [client.get(reverse("wagtailimages_chooser:chosen", args=[i.pk])) for i in (ici, la_bas, secrete)]
    assert [r.status_code for r in choisies] == [200, 302, 302]  # sent back with a message
    assert client.get(reverse("wagtailmedia:media_chosen", args=[le_son.pk])).status_code == 302
    modifier = [client.get(reverse("wagtailimages:edit", args=[i.pk])).status_code for i in (ici, la_bas)]
    assert modifier == [200, 302]


def test_on_ne_depose_rien_dans_la_collection_d_une_autre_ville(client, deux_villes):
    compte, _nantes, ailleurs = deux_villes
    client.force_login(compte)
    for porte in ADRESSES:
        _poster(client, porte, ailleurs)
    assert list(Visuel.objects.filter(collection=ailleurs)) == []
    assert Collection.objects.count() == 3
