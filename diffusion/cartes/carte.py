"""What a card says, and the version that tells it from the one before."""

from dataclasses import asdict, dataclass

from django.utils.functional import cached_property

from diffusion.rules import version
from socle.queries import fil_de

DESSIN = 1
"""Add one when the drawing itself changes: every card then has a new address."""


@dataclass(frozen=True)
class Carte:
    """What is written on a card. `teinte` is a colour of the style sheet; `image_id` a picture that may go out."""

    page_id: int
    titre: str
    surtitre: str
    ville: str
    teinte: str
    image_id: int | None = None
    credit: str = ""

    @cached_property
    def version(self) -> str:
        return version(dessin=DESSIN, **asdict(self))


def carte_de(page) -> Carte:
    """Return the card of a page, from the pages above it and what it holds itself: nothing more is read."""
    fil = fil_de(page)
    ville = fil[0] if fil else page
    image = getattr(page, "image", None)
    montree = image if image is not None and not image.is_svg() and image.diffusable else None
    couleur = getattr(page, "couleur", None)
    return Carte(
        page_id=page.pk,
        titre=getattr(page, "enonce", "") or getattr(page, "phrase", "") or page.title,
        # Below the narrative, where one is: a quartier, or the secteur inside it.
        surtitre=fil[-1].title if len(fil) > 2 else "",
        ville=ville.title,
        teinte=f"f{couleur}" if couleur else "ligne",
        image_id=montree.pk if montree else None,
        credit=montree.credit if montree else "",
    )
