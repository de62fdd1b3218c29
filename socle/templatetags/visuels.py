"""Pictures that may go out, and the stories of lists with them: {% visuel image tailles="50vw" %}, {% vignette histoire %}."""

from dataclasses import dataclass

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe
from django.utils.translation import get_language

from medias.enums import premiere_langue
from medias.rendus import FORMATS, largeurs_pour
from socle.composants import dessine_une_fois
from socle.vignettes import Vignette

register = template.Library()


@dataclass(frozen=True)
class Source:
    type: str
    srcset: str


@dataclass(frozen=True)
class Tirage:
    """What is needed to show a picture that may go out; `sources` is empty for a drawing (SVG)."""

    adresse: str
    largeur: int
    hauteur: int
    sources: tuple[Source, ...] = ()


def tirage_de(image) -> Tirage:
    """Return the files that show a picture: each size in each format, or the drawing itself."""
    if image.is_svg():
        return Tirage(image.file.url, image.width, image.height)
    largeurs = largeurs_pour(image.width)
    rendus = image.get_renditions(*(f"width-{l}|format-{f}" for f in FORMATS for l in largeurs))
    par_format = {f: [rendus[f"width-{l}|format-{f}"] for l in largeurs] for f in FORMATS}
    sources = tuple(
        Source(f"image/{f}", ", ".join(f"{rendu.url} {rendu.width}w" for rendu in tailles))
        for f, tailles in par_format.items()
    )
    defaut = par_format["webp"][0]
    return Tirage(defaut.url, defaut.width, defaut.height, sources)


@register.simple_tag
def visuel(image, tailles="100vw", premier=False, credit=False, decoratif=False):
    """Draw a picture that may go out; nothing at all when its rights don't allow it.

    `premier` is for the one picture seen on arrival: it is not loaded late. `decoratif` is for a
    picture beside a link that already says the same.
    """
    if image is None or not image.diffusable:
        return ""
    alt = "" if decoratif else image.default_alt_text
    return _dessiner_un_visuel(tirage_de(image), tailles, premier, alt, image.credit if credit else "")


@dessine_une_fois(2_000)
def _dessiner_un_visuel(tirage, tailles, premier, alt, credit):
    # What pictures show, and their credit, are written once, in the first language: a voice must not read it as another.
    langue = premiere_langue() if get_language() != premiere_langue() else ""
    faits = {"tirage": tirage, "tailles": tailles, "premier": premier, "alt": alt, "credit": credit, "langue": langue}
    return mark_safe(render_to_string("socle/composants/visuel.html", faits).strip())


# --- stories in lists -----------------------------------------------------------


@register.simple_tag(name="vignette")
def vignette_(histoire):
    """Draw a story in a gallery."""
    return _dessiner_une_histoire("socle/composants/vignette.html", histoire, _visuel_de(histoire, EN_GALERIE))


@register.simple_tag(name="etape")
def etape_(histoire):
    """Draw a story as a stop of a thread."""
    return _dessiner_une_histoire("socle/composants/etape.html", histoire, _visuel_de(histoire, EN_ETAPE))


EN_GALERIE, EN_ETAPE = "(max-width: 48rem) 45vw, 14rem", "8rem"
"""How wide the picture of a story is shown."""


def _visuel_de(histoire: Vignette, tailles: str) -> str:
    image = histoire.image  # None where it may not go out
    return _dessiner_un_visuel(tirage_de(image), tailles, False, "", "") if image else ""


@dessine_une_fois(4_000)
def _dessiner_une_histoire(gabarit, histoire, visuel):
    return mark_safe(render_to_string(gabarit, {"histoire": histoire, "visuel": visuel}).strip())
