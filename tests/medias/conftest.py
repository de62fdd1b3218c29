"""Pictures and sounds made for the tests, with positions as a phone writes them."""

from io import BytesIO

import pytest
from django.contrib.auth.models import Permission
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import ExifTags, Image
from wagtail.models import Collection, GroupCollectionPermission

from comptes.models import Compte
from medias.models import Son, Visuel

WAV = b"RIFF\x24\x00\x00\x00WAVEfmt \x10\x00\x00\x00\x01\x00\x01\x00\x40\x1f\x00\x00\x40\x1f\x00\x00\x01\x00\x08\x00data\x00\x00\x00\x00"
XMP = (
    b'<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF '
    b'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description '
    b'xmlns:exif="http://ns.adobe.com/exif/1.0/" exif:GPSLatitude="47,12.345N" exif:GPSLongitude="1,33.21W"/>'
    b'</rdf:RDF></x:xmpmeta><?xpacket end="w"?>'
)
DROITS = {"credit": "Ville de Nantes", "licence": "cc-by-4.0", "usage_site": "on", "consentement": "sans_objet"}


def octets(format_="JPEG", taille=(64, 48), gps=True, orientation=None, xmp=False, vues=1) -> bytes:
    """A picture with the Exif of a phone: its maker, and where it was taken."""
    images = [Image.new("RGB", taille, (200 - 40 * rang, 60 + 50 * rang, 30)) for rang in range(vues)]
    exif = Image.Exif()
    exif[ExifTags.Base.Make] = "Appareil"
    exif[ExifTags.Base.Artist] = "Une photographe"
    if orientation:
        exif[ExifTags.Base.Orientation] = orientation
    if gps:
        exif[ExifTags.IFD.GPSInfo] = {1: "N", 2: (47.0, 12.0, 20.7), 3: "W", 4: (1.0, 33.0, 12.6)}
    options = {"save_all": True, "append_images": images[1:], "duration": [120, 240, 360][:vues]} if vues > 1 else {}
    if xmp and format_ == "PNG":
        from PIL.PngImagePlugin import PngInfo

        options["pnginfo"] = PngInfo()
        options["pnginfo"].add_itxt("XML:com.adobe.xmp", XMP.decode())
    elif xmp:
        options["xmp"] = XMP
    sortie = BytesIO()
    images[0].save(sortie, format=format_, exif=exif.tobytes(), **options)
    return sortie.getvalue()


def televerse(contenu=None, nom="photo.jpg", type_="image/jpeg"):
    return SimpleUploadedFile(nom, octets() if contenu is None else contenu, content_type=type_)


def visuel(titre="Le quai", contenu=None, nom="photo.jpg", **champs) -> Visuel:
    valeurs = {"description": "Un quai.", "credit": "Ville", "licence": "cc-by-4.0"} | champs
    contenu = octets(gps=False) if contenu is None else contenu
    return Visuel.objects.create(title=titre, file=ContentFile(contenu, name=nom), **valeurs)


def son(titre="La grue", **champs) -> Son:
    valeurs = {"credit": "Ville", "licence": "cc-by-4.0", "transcription": "Une grue tourne.", "type": "audio"}
    return Son.objects.create(title=titre, file=ContentFile(WAV, name="grue.wav"), **(valeurs | champs))


@pytest.fixture(autouse=True)
def _dossier(settings, tmp_path):
    """Each test has a folder of media of its own."""
    settings.MEDIA_ROOT = tmp_path
    cache.clear()  # Wagtail remembers renditions there, by the number of their picture


@pytest.fixture
def bureau(db, client):
    """Someone of the desk who may do everything, logged in."""
    compte = Compte.objects.create_superuser("admin@ville.example", "mot de passe")
    client.force_login(compte)
    return client


@pytest.fixture
def racine(db):
    return Collection.get_first_root_node()


def permettre(groupe, collection, *droits):
    """Grant rights on the media of a collection, as the admin's form of a group does."""
    for droit in droits:
        app, nom = droit.split(".")
        GroupCollectionPermission.objects.create(
            group=groupe,
            collection=collection,
            permission=Permission.objects.get(content_type__app_label=app, codename=nom),
        )
