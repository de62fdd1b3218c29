"""What an uploaded file really is, and what nobody meant to publish with it: where it was taken."""

import re
import warnings
from io import BytesIO
from math import isfinite
from pathlib import Path

from django.core.files.base import ContentFile
from PIL import ExifTags, Image, ImageOps, ImageSequence, UnidentifiedImageError
from tinytag import TinyTag

GPS = ExifTags.IFD.GPSInfo
NOTE_DU_FABRICANT = 0x927C
"""Where a maker writes what it wants, positions and serial numbers too (Exif 2.32, table 8)."""

TEXTES_BAVARDS = ("xmp", "XML:com.adobe.xmp", "Raw profile type xmp", "Raw profile type exif", "Raw profile type APP1")
"""Where Pillow keeps XMP, and Exif written as text: both repeat the position."""

FORMATS = {".avif": "AVIF", ".gif": "GIF", ".jpeg": "JPEG", ".jpg": "JPEG", ".png": "PNG", ".webp": "WEBP"}

BALISAGE = re.compile(rb"<\s*(?:script|svg|html|!doctype|iframe|\?php)[\s/>]|^%PDF-", re.IGNORECASE)
"""Whole tags: « <svg » alone is found by chance in one photograph of 5 MB out of a hundred."""

FIN_D_ARCHIVE = b"PK\x05\x06"
"""What a zip ends with: a file may be a picture by its head and an archive by its tail."""


class ImageRefusee(Exception):
    """The file is not a picture that can be shown. `raison` is one of the values below."""

    ILLISIBLE, TROP_GRANDE, AUTRE_CHOSE = "illisible", "trop_grande", "autre_chose"

    def __init__(self, raison: str):
        self.raison = raison
        super().__init__(raison)


def verifier_image(fichier, pixels_au_plus: int):
    """Read a picture to its last pixel; raise `ImageRefusee` if it can't be, or if it is something else too."""
    fichier.seek(0)
    octets = fichier.read()
    fichier.seek(0)
    if BALISAGE.search(octets) or FIN_D_ARCHIVE in octets[-65_557:]:
        raise ImageRefusee(ImageRefusee.AUTRE_CHOSE)
    try:
        with warnings.catch_warnings():
            # Our own limit is below Pillow's warning.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(BytesIO(octets), formats=sorted(set(FORMATS.values()))) as image:
                # Of a phone's JPEG followed by others, only the first is kept (see `_reecrire`).
                vues = 1 if image.format == "MPO" else getattr(image, "n_frames", 1)
                if image.width * image.height * vues > pixels_au_plus:
                    raise ImageRefusee(ImageRefusee.TROP_GRANDE)
                for rang in range(vues):
                    image.seek(rang)
                    image.load()
    except ImageRefusee:
        raise
    except Image.DecompressionBombError as erreur:
        raise ImageRefusee(ImageRefusee.TROP_GRANDE) from erreur
    except Exception as erreur:  # a broken file breaks decoders in ways of its own
        raise ImageRefusee(ImageRefusee.ILLISIBLE) from erreur


def sans_position(fichier, nom: str):
    """Return `fichier` without GPS data, or `fichier` itself when it carries none.

    Exif, XMP and the maker's note say where a picture was taken. Orientation is applied,
    other Exif is kept. An animated picture loses no frame. What is no picture is returned as it is.
    """
    fichier.seek(0)
    try:
        with Image.open(fichier) as image:
            propre = None if _est_muette(image) else _reecrire(image)
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        # Code may store anything; what can't be read here can't be rendered either.
        propre = None
    fichier.seek(0)
    return fichier if propre is None else ContentFile(propre, name=nom)


def _est_muette(image) -> bool:
    exif = image.getexif()
    return (
        GPS not in exif
        and NOTE_DU_FABRICANT not in exif.get_ifd(ExifTags.IFD.Exif)
        and not set(TEXTES_BAVARDS) & set(image.info)
    )


def _reecrire(image) -> bytes:
    # An MPO is a JPEG followed by others (a preview, a depth map), each with Exif of its own: the first is the picture.
    format_ = "JPEG" if image.format == "MPO" else image.format
    animee = format_ != "JPEG" and getattr(image, "is_animated", False)
    options = {"JPEG": {"quality": 95, "subsampling": 0}, "WEBP": {"quality": 95}, "AVIF": {"quality": 90}}.get(
        format_, {}
    )
    if "icc_profile" in image.info:
        options["icc_profile"] = image.info["icc_profile"]
    if animee:
        durees = []
        for vue in ImageSequence.Iterator(image):
            vue.load()
            durees.append(vue.info.get("duration", 100))
        image.seek(0)
        options |= {"save_all": True, "duration": durees, "loop": image.info.get("loop", 0)}
    droite = image if animee else ImageOps.exif_transpose(image)
    exif = droite.getexif()
    if GPS in exif:
        del exif[GPS]
    exif._ifds.pop(GPS, None)
    exif.get_ifd(ExifTags.IFD.Exif).pop(NOTE_DU_FABRICANT, None)
    for nom in (*TEXTES_BAVARDS, "exif", "comment", "photoshop"):
        droite.info.pop(nom, None)
    sortie = BytesIO()
    droite.save(sortie, format=format_, exif=exif.tobytes(), **options)
    return sortie.getvalue()


def est_un_son(fichier, nom: str) -> bool:
    """Tell whether a file begins as a sound of its extension does."""
    fichier.seek(0)
    debut = fichier.read(12)
    fichier.seek(0)
    trame = len(debut) > 1 and debut[0] == 0xFF and debut[1] & 0xE0 == 0xE0
    return {
        ".aac": trame or debut.startswith((b"ADIF", b"ID3")),
        ".m4a": debut[4:8] == b"ftyp",
        ".mp3": trame or debut.startswith(b"ID3"),
        ".ogg": debut.startswith(b"OggS"),
        ".opus": debut.startswith(b"OggS"),
        ".wav": debut.startswith(b"RIFF") and debut[8:12] == b"WAVE",
    }.get(Path(nom).suffix.lower(), False)


def duree_du_son(fichier, nom: str) -> float | None:
    """Return how many seconds a sound lasts, as its own headers say; None when they don't."""
    fichier.seek(0)
    try:
        lue = TinyTag.get(nom, file_obj=fichier, tags=False).duration
    except Exception:  # a broken file breaks decoders in ways of its own
        lue = None
    fichier.seek(0)
    return round(lue, 1) if lue and isfinite(lue) else None
