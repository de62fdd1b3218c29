"""Draws the QR code of a short address."""

from io import BytesIO

import segno

from mesure.rules.codes import code_en_clair

MARGE = 4
"""Modules of white around the code, as ISO/IEC 18004 asks."""

COTE_DU_PNG = 1_200
"""Pixels, at least: 10 cm at 300 dots an inch."""


def adresse_courte(site, code: str) -> str:
    """Return the absolute short address of a story, on its city's own host."""
    return f"{site.root_url}/o/{code}"


def adresse_en_clair(site, code: str) -> str:
    """Return a short address as it is printed: without its scheme, the code in two halves."""
    return adresse_courte(site, code_en_clair(code)).partition("://")[2]


def _code(adresse: str):
    # M mends 15 % of damage, which is what rain and stickers take; Q where it costs no more room.
    return segno.make(adresse, error="m", micro=False)


def en_svg(adresse: str, titre: str = "") -> bytes:
    """Return the code as SVG, black on white whatever the theme; `titre` is read by screen readers."""
    sortie = BytesIO()
    _code(adresse).save(sortie, kind="svg", border=MARGE, light="#fff", title=titre or adresse, omitsize=True)
    return sortie.getvalue()


def en_png(adresse: str) -> bytes:
    """Return the code as PNG, large enough to be printed 10 cm wide."""
    code = _code(adresse)
    cote = code.symbol_size(border=MARGE)[0]
    sortie = BytesIO()
    code.save(sortie, kind="png", border=MARGE, scale=-(-COTE_DU_PNG // cote), dpi=300)
    return sortie.getvalue()
