"""A story as lists, threads and blocks show it, whatever its type; and the one onward step of a page."""

from dataclasses import dataclass, replace

from django.db.models import prefetch_related_objects
from django.utils.functional import Promise

from socle.carte import Lieu
from socle.references import langue_de
from socle.rules import Point, ordre_de_marche


@dataclass(frozen=True)
class Vignette:
    """What is needed to draw a story in a list, without asking the database again.

    `mention` is what stands under the title: who made a work and when, the scale of a neighbourhood.
    `langue` is set when the story is not in the reader's language; `metres` is the
    distance from the story before it, once they are in walking order.
    """

    titre: str
    adresse: str | None
    mention: str = ""
    accroche: str = ""
    image: object = None
    point: Point | None = None
    approchee: bool = False
    genre: str = ""
    langue: str | None = None
    metres: float | None = None


@dataclass(frozen=True)
class Suite:
    """Where the line leads when one has read the page."""

    titre: str
    adresse: str | None
    invite: str | Promise = ""
    raison: str | Promise = ""
    metres: float | None = None
    langue: str | None = None

    @classmethod
    def vers(cls, vignette: Vignette, invite="", raison="", depuis: Point | None = None) -> "Suite":
        """The step that leads to this story, with its distance when both places are known."""
        metres = depuis.metres_jusqu_a(vignette.point) if depuis and vignette.point else None
        return cls(vignette.titre, vignette.adresse, invite, raison, metres, vignette.langue)


def vignette(page, request=None, locale=None) -> Vignette:
    """Return what a list shows of `page`; `locale` is the reader's."""
    image = getattr(page, "image", None)
    autre_langue = locale is not None and page.locale_id != locale.pk
    return Vignette(
        titre=page.title,
        adresse=page.get_url(request),
        accroche=getattr(page, "accroche", "") or getattr(page, "enonce", ""),
        image=image if image is not None and image.diffusable else None,
        point=getattr(page, "point", None),
        approchee=getattr(page, "position_approchee", False),
        genre=page._meta.model_name,
        langue=langue_de(page) if autre_langue else None,
    )


def lire_les_images(pages):
    """Read at once the pictures of these pages, and their sizes; drawings (SVG) have none."""
    prefetch_related_objects(pages, "image")
    images = [page.image for page in pages if page.image is not None and not page.image.is_svg()]
    prefetch_related_objects(images, "renditions")


def lieux_des_vignettes(vignettes, genre="") -> list[Lieu]:
    """Return stories as places for the map, numbered in their order; those without a position are left out."""
    return [
        Lieu(v.titre, v.adresse or "", v.point, None, genre or v.genre, rang, False, v.approchee, v.langue)
        for rang, v in enumerate(vignettes, 1)
        if v.point
    ]


def en_marchant(etapes: list) -> list:
    """Put pages or vignettes, anything with a `point`, in the order one would walk them."""
    return [etapes[rang] for rang in ordre_de_marche([etape.point for etape in etapes])]


def avec_distances(vignettes: list[Vignette]) -> list[Vignette]:
    """Give each story its distance from the one before it."""
    mesurees = []
    ici = None
    for etape in vignettes:
        metres = ici.metres_jusqu_a(etape.point) if ici and etape.point else None
        mesurees.append(replace(etape, metres=metres))
        ici = etape.point or ici
    return mesurees
