"""The colours of the posters: two flat ones for each quartier, paper, ink, and the line's green.

Each pair is one light colour and one deep one, chosen so that the line reads on both (`CONTRASTE_MIN`): a colour
of middle lightness, where a painted green would drown, belongs to no quartier. A test holds it.
"""

from dataclasses import dataclass

LIGNE = "#12B45A"
ENCRE = "#14211A"
PAPIER = "#F7F5EE"

#: Least contrast (WCAG 2 ratio) between the line and any colour it may cross.
CONTRASTE_MIN = 1.8


@dataclass(frozen=True)
class Couleurs:
    """A quartier's two colours, as #RRGGBB."""

    claire: str
    foncee: str


@dataclass(frozen=True)
class Tons:
    """The part each colour plays in one poster."""

    fond: str
    sol: str  # a ground, a water, a wall: near the background, never between the two colours
    forme: str  # the main shape, on the background
    second: str  # a smaller shape on the background
    detail: str  # what is laid on the main shape


PAR_DEFAUT = Couleurs("#E6DFCB", "#3F4A5A")

PALETTE = {
    "centre-ville": Couleurs("#F7CF9A", "#C93A1C"),
    "bellevue-chantenay-sainte-anne": Couleurs("#F8CBBF", "#0F5870"),
    "dervallieres-zola": Couleurs("#E3D3EE", "#64308C"),
    "hauts-paves-saint-felix": Couleurs("#F6D2DC", "#A3215A"),
    "malakoff-saint-donatien": Couleurs("#F6DB78", "#8A2A5C"),
    "ile-de-nantes": Couleurs("#F2D0A9", "#2E5EAA"),
    "breil-barberie": Couleurs("#C6E2EE", "#A8421C"),
    "nantes-nord": Couleurs("#FAD0A0", "#43328F"),
    "nantes-erdre": Couleurs("#CFE3F2", "#1C4480"),
    "doulon-bottiere": Couleurs("#EFDC9C", "#7C4312"),
    "nantes-sud": Couleurs("#F4D9BE", "#8E1E36"),
    "estuaire": Couleurs("#EADFB4", "#1B4F66"),
}


def couleurs_de(quartier: str | None) -> Couleurs:
    """The two colours of a quartier, or the city's own where a story has none."""
    return PALETTE.get(quartier or "", PAR_DEFAUT)


def melange(a: str, b: str, part: float) -> str:
    """The flat colour that lies between two others; `part` is how much of the second."""
    paires = zip(_rvb(a), _rvb(b), strict=True)
    return "#" + "".join(f"{round(x + (y - x) * part):02X}" for x, y in paires)


def contraste(a: str, b: str) -> float:
    """The WCAG 2 contrast ratio of two colours, from 1 to 21."""
    sombre, claire = sorted((_luminance(a), _luminance(b)))
    return (claire + 0.05) / (sombre + 0.05)


def tons(couleurs: Couleurs, ambiance: str) -> Tons:
    """Gives each colour its part. The ambiances: jour, nuit, papier, encre."""
    claire, foncee = couleurs.claire, couleurs.foncee
    if ambiance == "jour":
        return Tons(claire, melange(claire, PAPIER, 0.55), foncee, ENCRE, PAPIER)
    if ambiance == "nuit":
        return Tons(foncee, melange(foncee, ENCRE, 0.32), claire, PAPIER, ENCRE)
    if ambiance == "papier":
        return Tons(PAPIER, claire, foncee, ENCRE, claire)
    if ambiance == "encre":
        return Tons(ENCRE, foncee, claire, PAPIER, ENCRE)
    raise ValueError(f"ambiance inconnue : {ambiance}")


def _rvb(couleur: str) -> tuple[int, int, int]:
    return int(couleur[1:3], 16), int(couleur[3:5], 16), int(couleur[5:7], 16)


def _luminance(couleur: str) -> float:
    """Relative luminance as WCAG 2 defines it."""
    lineaire = [c / 12.92 if (c := v / 255) <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for v in _rvb(couleur)]
    return 0.2126 * lineaire[0] + 0.7152 * lineaire[1] + 0.0722 * lineaire[2]
