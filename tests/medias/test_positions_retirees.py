"""No photograph is stored with the place it was taken at, whatever its format."""

from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from PIL import ExifTags, Image

from medias.fichiers import ImageRefusee, sans_position, verifier_image
from tests.medias.conftest import XMP, octets


def _lu(contenu):
    with Image.open(BytesIO(contenu)) as image:
        exif = image.getexif()
        return {
            "format": image.format,
            "taille": image.size,
            "gps": dict(exif.get_ifd(ExifTags.IFD.GPSInfo)),
            "artiste": exif.get(ExifTags.Base.Artist),
            "vues": getattr(image, "n_frames", 1),
        }


@pytest.mark.parametrize("format_", ["JPEG", "PNG", "WEBP", "AVIF"])
@pytest.mark.parametrize("xmp", [False, True])
def test_la_position_s_en_va_et_le_reste_demeure(format_, xmp):
    avant = octets(format_, xmp=xmp)
    assert _lu(avant)["gps"] != {}
    apres = sans_position(ContentFile(avant), "photo").read()
    assert _lu(apres) == {
        "format": format_,
        "taille": (64, 48),
        "gps": {},
        "artiste": "Une photographe",
        "vues": 1,
    }
    assert (b"GPSLatitude" in apres, b"xmpmeta" in apres) == (False, False)


@pytest.mark.parametrize("format_", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_une_position_dite_seulement_en_xmp_s_en_va(format_):
    avant = octets(format_, gps=False, xmp=True)
    assert b"GPSLatitude" in avant
    assert b"GPSLatitude" not in sans_position(ContentFile(avant), "photo").read()


@pytest.mark.parametrize("format_", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_une_photographie_couchee_reste_dans_le_bon_sens(format_):
    apres = sans_position(ContentFile(octets(format_, orientation=6)), "photo").read()
    with Image.open(BytesIO(apres)) as image:
        assert (image.size, image.getexif().get(ExifTags.Base.Orientation, 1)) == ((48, 64), 1)


@pytest.mark.parametrize("format_", ["PNG", "WEBP", "AVIF"])
def test_une_image_animee_garde_ses_vues(format_):
    apres = sans_position(ContentFile(octets(format_, vues=3)), "animee").read()
    assert (_lu(apres)["vues"], _lu(apres)["gps"]) == (3, {})


def test_une_image_qui_ne_dit_rien_n_est_pas_recrite():
    avant = octets(gps=False)
    assert sans_position(ContentFile(avant), "photo").read() == avant


def test_une_photographie_suivie_d_autres_ne_garde_que_la_premiere():
    premiere, seconde = Image.new("RGB", (64, 48), "red"), Image.new("RGB", (64, 48), "blue")
    exif = Image.Exif()
    exif[ExifTags.IFD.GPSInfo] = {1: "N", 2: (47.0, 12.0, 20.7)}
    sortie = BytesIO()
    premiere.save(sortie, format="MPO", save_all=True, append_images=[seconde], exif=exif.tobytes())
    assert _lu(sortie.getvalue())["format"] == "MPO"
    apres = _lu(sans_position(ContentFile(sortie.getvalue()), "photo.jpg").read())
    assert (apres["format"], apres["vues"], apres["gps"]) == ("JPEG", 1, {})


@pytest.mark.parametrize(
    ("contenu", "raison"),
    [
        (octets()[:300], "illisible"),
        (b"\xff\xd8\xff\xe0 rien", "illisible"),
        (b"", "illisible"),
        (b"GIF89a/*<script>alert(1)</script>*/", "autre_chose"),
        (octets(gps=False) + b"<svg onload=alert(1)>", "autre_chose"),
        (octets(gps=False) + b"PK\x05\x06" + b"\x00" * 18, "autre_chose"),
        (b"%PDF-1.7 " + octets(gps=False), "autre_chose"),
    ],
)
def test_ce_qui_n_est_pas_une_image_entiere_est_refuse(contenu, raison):
    with pytest.raises(ImageRefusee) as refus:
        verifier_image(BytesIO(contenu), 80_000_000)
    assert refus.value.raison == raison


def test_quatre_octets_de_hasard_ne_font_pas_refuser_une_photo():
    photo = octets(gps=False)
    commentaire = b"\xff\xfe\x00\x08<sVg\x8a\x01"
    verifier_image(BytesIO(photo[:2] + commentaire + photo[2:]), 80_000_000)


def test_une_bombe_est_refusee_avant_d_etre_depliee():
    with pytest.raises(ImageRefusee) as refus:
        verifier_image(BytesIO(bombe()), 80_000_000)
    assert refus.value.raison == "trop_grande"


def bombe() -> bytes:
    """A PNG of 900 million pixels in a few bytes."""
    import struct
    import zlib

    def bloc(nom, contenu):
        return struct.pack(">I", len(contenu)) + nom + contenu + struct.pack(">I", zlib.crc32(nom + contenu))

    entete = struct.pack(">IIBBBBB", 30_000, 30_000, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + bloc(b"IHDR", entete) + bloc(b"IDAT", zlib.compress(b"\x00")) + bloc(b"IEND", b"")


def test_le_xmp_d_essai_dit_une_position():
    assert b"GPSLatitude" in XMP
