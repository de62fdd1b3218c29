"""Takes out of an uploaded picture what nobody meant to publish: where it was taken."""

from io import BytesIO

from django.core.files.base import ContentFile
from PIL import Image, ImageOps

GPS = 0x8825
"""The Exif pointer to the GPS directory (Exif 2.32, table 4)."""


def sans_position(fichier, nom: str):
    """Return `fichier` without GPS data, or `fichier` itself when it carries none.

    Reads Exif and XMP (which repeats the position). Orientation is applied, other
    Exif is kept. An animated picture loses no frame.
    """
    fichier.seek(0)
    with Image.open(fichier) as image:
        exif = image.getexif()
        if GPS not in exif and not {"xmp", "XML:com.adobe.xmp"} & set(image.info):
            fichier.seek(0)
            return fichier
        format_ = image.format
        animee = getattr(image, "is_animated", False)
        options = {"save_all": True} if animee else {}
        if format_ == "JPEG":
            options |= {"quality": 95, "subsampling": 0}
        if "icc_profile" in image.info:
            options["icc_profile"] = image.info["icc_profile"]
        droite = image if animee else ImageOps.exif_transpose(image)
        exif = droite.getexif()
        if GPS in exif:
            del exif[GPS]
        droite.info.pop("xmp", None)
        droite.info.pop("XML:com.adobe.xmp", None)
        sortie = BytesIO()
        droite.save(sortie, format=format_, exif=exif.tobytes(), **options)
    return ContentFile(sortie.getvalue(), name=nom)
