"""The sizes and formats of pictures on the site: one short list, made ahead and asked for by templates.

A template that asked for another size would have it made on a visitor's request: take sizes from here.
AVIF takes a third of a second a picture: a size more is a minute more for two hundred pictures.
"""

FORMATS = ("avif", "webp")
"""The best first. Every browser that shows this site reads WebP."""

LARGEURS = (480, 960, 1600)
"""A phone, a column or a large phone, a wide screen; in pixels."""

CARTE_SOCIALE = "width-1200|format-jpeg"
"""For a social card: a format that all of them read."""


def largeurs_pour(largeur: int) -> list[int]:
    """Return the widths a picture of `largeur` pixels is shown at: never wider than it is."""
    return [l for l in LARGEURS if l < largeur] or [largeur]


def specs_pour(largeur: int) -> list[str]:
    """Return the filters that make every rendition of a picture of `largeur` pixels."""
    tailles = [f"width-{l}|format-{f}" for f in FORMATS for l in largeurs_pour(largeur)]
    return [*tailles, CARTE_SOCIALE]
