"""A story as lists, threads and blocks show it, whatever its type; and the one onward step of a page."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from django.db.models import prefetch_related_objects
from django.utils.functional import Promise
from wagtail.images import get_image_model

from socle import registres
from socle.carte import Lieu
from socle.lectures import une_fois
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
    dessin: Callable | None = field(default=None, compare=False)
    point: Point | None = None
    approchee: bool = False
    genre: str = ""
    langue: str | None = None
    metres: float | None = None

    @property
    def image(self):
        """The picture, read when it is drawn, with all those of the page; None where it may not go out."""
        image = self.dessin() if self.dessin else None
        return image if image is not None and image.diffusable else None


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
    autre_langue = locale is not None and page.locale_id != locale.pk
    return Vignette(
        titre=page.title,
        adresse=page.get_url(request),
        accroche=getattr(page, "accroche", "") or getattr(page, "enonce", ""),
        dessin=_dessin(page),
        point=getattr(page, "point", None),
        approchee=getattr(page, "position_approchee", False),
        genre=page._meta.model_name,
        langue=langue_de(page) if autre_langue else None,
    )


def prevoir_les_images(pages):
    """Say which pictures will be drawn: the first that is read takes all of them along, in one query."""
    une_fois("images_prevues", set).update(page.image_id for page in pages if page.image_id)


def lire_les_images(pages):
    """Read at once the pictures of these pages, of whatever types, and their sizes; drawings (SVG) have none."""
    lues = _images({page.image_id for page in pages if page.image_id})
    for page in pages:
        page.image = lues.get(page.image_id)


def _dessin(page) -> Callable | None:
    """Return what gives the picture of a page: the one it came with, else the one read when it is drawn."""
    if "image" in page._state.fields_cache:
        image = page.image
        return (lambda: image) if image is not None else None
    numero = getattr(page, "image_id", None)
    return (lambda: _images({numero}).get(numero)) if numero else None


def _images(numeros: set[int]) -> dict:
    """Return pictures by number, these at least; those that were announced are read along. Each is read once a request."""
    lues, prevues = une_fois("images_lues", dict), une_fois("images_prevues", set)
    if numeros - lues.keys():
        trouvees = get_image_model().objects.in_bulk((numeros | prevues) - lues.keys())
        prefetch_related_objects([image for image in trouvees.values() if not image.is_svg()], "renditions")
        lues.update(trouvees)
        prevues.clear()
    return lues


PROCHES = "proches"
"""The place where upper apps give what is near a story: `proches`, `Vignette`s with their distance."""


def autour_de(page, request, siennes: list[Vignette], nombre: int) -> list[Vignette]:
    """Return what is nearest to a story: what its own app found, and what upper apps give."""
    donnees = [v for _gabarit, lu in registres.complements.lire(page, PROCHES, request) for v in lu["proches"]]
    return sorted([*siennes, *donnees], key=lambda v: v.metres)[:nombre]


def a_distance(vignettes: list[Vignette], ici: Point) -> list[Vignette]:
    """Give each story that has a place its distance from `ici`; the others are left out."""
    return [replace(v, metres=ici.metres_jusqu_a(v.point)) for v in vignettes if v.point]


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
