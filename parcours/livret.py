"""The booklet of a route: a PDF to print, in the route's language, with a code at each stop that leads to its page.

It is drawn from what anybody may read, by WeasyPrint, which is given all its pieces: it asks nothing of any address.
"""

from contextlib import suppress
from ctypes import CDLL
from dataclasses import dataclass, field
from functools import cache
from urllib.parse import urljoin, urlsplit

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.template.loader import render_to_string
from django.utils import timezone, translation
from wagtail.images.models import SourceImageIOError

from medias.enums import Usage, premiere_langue
from medias.rendus import CARTE_SOCIALE
from mesure.qr import adresse_courte, adresse_en_clair, en_svg
from parcours.enums import Couleur
from parcours.views.arrets import Arret
from parcours.views.empreinte import empreinte_du_parcours
from parcours.views.pages import montrer_un_parcours
from parcours.views.visites import visite_du_site
from socle.carte import ARRETS, dessiner
from socle.enums import Connu
from socle.queries import accueil_de, site_de
from socle.teintes import claires

DOSSIER = "livrets"
BASE = "https://livret.invalid/"
"""Where the pieces of a booklet are said to be: a host that can't be (RFC 2606)."""

BIBLIOTHEQUES = ("libpango-1.0.so.0", "libpangoft2-1.0.so.0", "libharfbuzz.so.0", "libfontconfig.so.1")
"""What WeasyPrint needs of the machine; Debian: libpango-1.0-0, libpangoft2-1.0-0, libharfbuzz-subset0, fontconfig."""


@dataclass(frozen=True)
class Halte:
    """A stop as the booklet prints it: its short address, which lasts, and in clear; `acces` is what is known of it."""

    arret: Arret
    adresse: str
    adresse_en_clair: str
    code_qr: str
    image: str
    credit: str
    texte_de_l_image: str
    acces: tuple[tuple[str, str], ...]
    precisions: str


@dataclass
class Livret:
    """A booklet about to be made: `nom` is its file's, the same as long as it would say the same."""

    nom: str
    page: object
    lu: dict
    visite: object
    site: object
    pieces: dict[str, tuple[bytes, str]] = field(default_factory=dict)


@cache
def livrets_possibles() -> bool:
    """Tell whether this machine has what draws booklets. Without it the site does all the rest."""
    try:
        for nom in BIBLIOTHEQUES:
            CDLL(nom)
    except OSError:
        return False
    return True


def dire_s_il_y_a_un_livret(page, request) -> dict:
    """Whether a route's page offers its booklet."""
    return {"livret": livrets_possibles()}


def livret_de(page) -> Livret:
    """Return the booklet of a route as it would be made now; a dozen queries."""
    site = site_de(page)
    visite = visite_du_site(page.url, site)
    with translation.override(page.locale.language_code):
        lu = montrer_un_parcours(page, visite)
        empreinte = empreinte_du_parcours(page, lu["arrets"], visite)
    nom = f"{DOSSIER}/{page.code}-{page.locale.language_code}-{empreinte}.pdf"
    return Livret(nom, page, lu, visite, site)


def imprimer(livret: Livret):
    """Make the booklet and store it; those that said something else go."""
    contenu = composer(livret)
    avant = livret.nom.rpartition("-")[0].removeprefix(f"{DOSSIER}/")
    # Saved before the others go; where somebody else has just made it, theirs says the same.
    if not default_storage.exists(livret.nom):
        default_storage.save(livret.nom, ContentFile(contenu))
    for fichier in default_storage.listdir(DOSSIER)[1]:
        if fichier.startswith(f"{avant}-") and f"{DOSSIER}/{fichier}" != livret.nom:
            default_storage.delete(f"{DOSSIER}/{fichier}")


def composer(livret: Livret) -> bytes:
    """Return the booklet as a tagged PDF (PDF/UA-1)."""
    # Here and not above: without the libraries of the machine this import fails, and the site must start.
    from weasyprint import HTML

    with translation.override(livret.page.locale.language_code):
        html = _html(livret)
    fichier = HTML(string=html, base_url=BASE, url_fetcher=_donner(livret.pieces))
    return fichier.write_pdf(pdf_variant="pdf/ua-1", optimize_images=True, dpi=150, jpeg_quality=80)


def _donner(pieces: dict[str, tuple[bytes, str]]):
    """Return what WeasyPrint asks for a picture: only the pieces it was given, never a file nor a network."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class Pieces(URLFetcher):
        def fetch(self, url, headers=None):
            partie = urlsplit(url)
            if f"{partie.scheme}://{partie.netloc}/" != BASE or partie.path[1:] not in pieces:
                raise ValueError(f"Not a piece of the booklet: {url}")
            octets, type_ = pieces[partie.path[1:]]
            return URLFetcherResponse(url, octets, {"Content-Type": type_})

    return Pieces()


def _html(livret: Livret) -> str:
    page, lu = livret.page, livret.lu
    dessin = dessiner(lu["lieux"], ARRETS, lu["trace"])
    if dessin:
        svg = render_to_string("parcours/livret/carte.svg", {"dessin": dessin, "teinte": _teinte(page)})
        livret.pieces["carte.svg"] = (svg.encode(), "image/svg+xml")
    return render_to_string(
        "parcours/livret/livret.html",
        {
            **lu,
            "page": page,
            "dessin": dessin,
            "ville": accueil_de(page).title,
            "adresse": urljoin(livret.site.root_url, page.url),
            "haltes": _haltes(livret),
            "image": _image(livret, page.image, "couverture"),
            "credit": page.image.credit if page.image else "",
            "jour": timezone.localdate(),
            "teinte": _teinte(page),
            "langue_des_images": _langue_des_images(page),
        },
        request=livret.visite,
    )


def _teinte(page) -> str:
    """Return the colour of a route on paper: the one it has on the site in full light."""
    return claires()["ligne" if page.couleur == Couleur.LIGNE else f"f{page.couleur}"]


def _langue_des_images(page) -> str:
    """Return the language in which pictures are described and credited, where it is not the booklet's."""
    langue = premiere_langue()
    return "" if langue == page.locale.language_code else langue


def _haltes(livret: Livret) -> list[Halte]:
    entieres = _histoires_entieres(livret.lu["arrets"])
    return [_halte(livret, arret, entieres.get(getattr(arret.histoire, "pk", None))) for arret in livret.lu["arrets"]]


def _histoires_entieres(arrets: list[Arret]) -> dict:
    """Return the stories of the stops with all that they say, one query a type."""
    par_type = {}
    for arret in arrets:
        if arret.histoire is not None:
            par_type.setdefault(type(arret.histoire), set()).add(arret.histoire.pk)
    return {pk: page for modele, cles in par_type.items() for pk, page in modele.objects.in_bulk(cles).items()}


def _halte(livret: Livret, arret: Arret, histoire) -> Halte:
    adresse = adresse_courte(livret.site, arret.code)
    livret.pieces[f"qr-{arret.code}.svg"] = (en_svg(adresse), "image/svg+xml")
    visuel = arret.vignette.image if arret.vignette else None
    questions = getattr(histoire, "acces", None) or ()
    return Halte(
        arret,
        adresse,
        adresse_en_clair(livret.site, arret.code),
        f"qr-{arret.code}.svg",
        _image(livret, visuel, arret.code),
        visuel.credit if visuel else "",
        visuel.default_alt_text if visuel else "",
        tuple(
            (str(question), str(reponse)) for question, valeur, reponse, _jour in questions if valeur != Connu.INCONNU
        ),
        getattr(histoire, "acces_precisions", ""),
    )


def _image(livret: Livret, visuel, nom: str) -> str:
    """Give the booklet a picture whose rights allow printing; return what it is called there, empty where it may not."""
    if visuel is None or not (visuel.diffusable and visuel.peut_aller(Usage.IMPRESSION)):
        return ""
    with suppress(OSError, SourceImageIOError):
        fichier = visuel.file if visuel.is_svg() else visuel.get_rendition(CARTE_SOCIALE).file
        type_ = "image/svg+xml" if visuel.is_svg() else "image/jpeg"
        with fichier.storage.open(fichier.name) as ouvert:
            livret.pieces[f"image-{nom}"] = (ouvert.read(), type_)
        return f"image-{nom}"
    return ""
