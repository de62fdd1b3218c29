"""What stories of all types say of themselves to machines, in schema.org's words (https://schema.org, 29.3).

Each app describes its page types in its own `donnees_liees.py` and registers them (`registres.donnees_liees`).
A description reads what the page's template was given, and asks the database for nothing.
"""

from django.utils.text import Truncator
from wagtail.images.models import Filter
from wagtail.models import Site

from medias.enums import Licence
from medias.rendus import FORMATS, largeurs_pour
from socle.carte import anneaux
from socle.enums import TEXTES_DES_LICENCES, LicenceDesDonnees
from socle.models import ReglagesDonnees
from socle.queries import fil_de

DECIMALES = 6
"""A tenth of a metre."""

DECIMALES_APPROCHEES = 3
"""A hundred metres: what is known of a place told with an approximate position."""

LICENCES = {
    Licence.CC0: TEXTES_DES_LICENCES[LicenceDesDonnees.CC0],
    Licence.CC_BY: TEXTES_DES_LICENCES[LicenceDesDonnees.CC_BY],
    Licence.CC_BY_SA: TEXTES_DES_LICENCES[LicenceDesDonnees.CC_BY_SA],
    Licence.LICENCE_OUVERTE: TEXTES_DES_LICENCES[LicenceDesDonnees.LICENCE_OUVERTE],
    Licence.DOMAINE_PUBLIC: "https://creativecommons.org/publicdomain/mark/1.0/",
}
"""The text of each open licence of a medium; a contract and the city's own pictures allow nobody else anything."""


def sans_vides(noeud: dict) -> dict:
    """Return a node without the properties that say nothing."""
    return {nom: valeur for nom, valeur in noeud.items() if valeur not in (None, "", [], {}, ())}


def absolue(adresse: str, request) -> str:
    """Return the whole address of something of the site's own, at the city's host; an address elsewhere is left alone."""
    if not adresse.startswith("/"):
        return adresse
    site = Site.find_for_request(request)
    return f"{site.root_url if site else ''}{adresse}"


def sujet(page, request) -> str:
    """Return the identifier of what a page is about, which is not the page."""
    return f"{page.get_full_url(request)}#sujet"


def histoire(page, contexte, genre: str, **proprietes) -> dict:
    """Return the node of what a page is about: its name, its words, its picture where rights allow, and `proprietes`."""
    request = contexte["request"]
    accroche = getattr(page, "accroche", "") or getattr(page, "chapo", "")
    noms = [nom.strip() for nom in getattr(page, "autres_noms", "").splitlines() if nom.strip()]
    return sans_vides(
        {
            "@type": genre,
            "@id": sujet(page, request),
            "url": page.get_full_url(request),
            "identifier": page.code,
            "name": page.title,
            "alternateName": noms,
            "description": Truncator(accroche).chars(300),
            "image": visuel(getattr(page, "image", None), request),
            **proprietes,
        }
    )


def visuel(image, request) -> dict:
    """Return the node of a picture with its credit and its licence; empty where it may not go out.

    Of a photograph only a size made beforehand is named: the file handed in is nobody's to fetch.
    """
    if image is None or not image.diffusable:
        return {}
    montree = image if image.is_svg() else _plus_grande(image)
    if montree is None:
        return {}
    adresse_du_fichier = absolue(montree.file.url, request)
    return sans_vides(
        {
            "@type": "ImageObject",
            "contentUrl": adresse_du_fichier,
            "url": adresse_du_fichier,
            "width": montree.width,
            "height": montree.height,
            "caption": image.default_alt_text,
            "creditText": image.credit,
            "copyrightNotice": image.credit,
            "license": LICENCES.get(image.licence, ""),
        }
    )


def _plus_grande(image):
    """Return the largest size that pages show, None while it is not made: it has been read to draw the page."""
    filtre = Filter(f"width-{largeurs_pour(image.width)[-1]}|format-{FORMATS[-1]}")
    return image.find_existing_renditions(filtre).get(filtre)


def position(page) -> dict:
    """Return where a story is: a point, or a circle where the position is approximate and one knows by how much."""
    point = page.point
    if point is None:
        return contour(getattr(page, "contour", None))
    centre = coordonnees(point, page.position_approchee)
    if page.position_approchee and page.precision_metres:
        return {"@type": "GeoCircle", "geoMidpoint": centre, "geoRadius": str(page.precision_metres)}
    return centre


def coordonnees(point, approchee: bool) -> dict:
    """Return a point, no more precise than it is known."""
    decimales = DECIMALES_APPROCHEES if approchee else DECIMALES
    return {
        "@type": "GeoCoordinates",
        "latitude": round(float(point.latitude), decimales),
        "longitude": round(float(point.longitude), decimales),
    }


def contour(geojson) -> dict:
    """Return the box around an outline: south-west corner, north-east corner."""
    sommets = [sommet for anneau in anneaux(geojson) for sommet in anneau]
    if not sommets:
        return {}
    longitudes, latitudes = zip(*sommets, strict=True)
    coins = (min(latitudes), min(longitudes), max(latitudes), max(longitudes))
    return {"@type": "GeoShape", "box": " ".join(f"{round(coin, DECIMALES)}" for coin in coins)}


def adresse_postale(page) -> dict:
    """Return the address typed for a story."""
    dite = sans_vides({"streetAddress": page.lieu, "addressLocality": page.commune})
    return {"@type": "PostalAddress", **dite} if dite else {}


def wikidata(identifiant: str) -> str:
    return f"https://www.wikidata.org/entity/{identifiant}" if identifiant else ""


def jeu_de_donnees(nom: str, contexte, fichiers: dict[str, str]) -> dict:
    """Return the data that a page offers, by media type: whose they are, and what licence they come under.

    The licence is that of the data alone: the page, its texts and its pictures have rights of their own.
    """
    request = contexte["request"]
    droits = ReglagesDonnees.de_la_ville(request)
    return sans_vides(
        {
            "@type": "Dataset",
            "name": nom,
            "license": droits.texte_de_la_licence,
            "creditText": droits.attribution,
            "creator": {"@type": "Organization", "name": droits.attribution},
            "distribution": [
                {"@type": "DataDownload", "encodingFormat": genre, "contentUrl": absolue(adresse, request)}
                for genre, adresse in fichiers.items()
            ],
        }
    )


def contenu_dans(page, contexte, *types) -> dict:
    """Return the place that a story is in: the nearest page above that is of one of `types`, else the city."""
    fil = fil_de(page)
    autour = [ancetre for ancetre in fil if issubclass(ancetre.specific_class, types)] or fil[:1]
    return _destination(autour[-1], contexte) if autour else {}


def _destination(page, contexte) -> dict:
    return {
        "@type": "TouristDestination",
        "@id": sujet(page, contexte["request"]),
        "name": page.title,
        "url": page.get_full_url(contexte["request"]),
    }
