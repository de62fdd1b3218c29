"""Places rather than works: estates, streets, the estuary, and the city's own promises."""

from ..dessin import Dessin
from ..graine import Graine
from ..ligne import arc, courbe, marche, traverse
from ..palette import Tons
from ..tracer import boite, chemin, contour, disque, feuille, poly, rect, tourne, trait


def tours(g: Graine, t: Tons) -> Dessin:
    """An estate: towers, a slab, trees between them; the line goes from door to door."""
    blocs = []
    for i, (x, large) in enumerate(((22, 84), (150, 96), (290, 88))):
        haut, ton = g.entre(f"h{i}", 50, 190), (t.forme, t.second, t.forme)[i]
        blocs.append(rect(x, haut, large, 420 - haut, ton))
        blocs.append(
            trait(
                f"M{x + large * 0.25} {haut + 22}V404M{x + large * 0.5} {haut + 22}V404M{x + large * 0.75} {haut + 22}V404",
                t.fond,
                13,
                tirets="18 20",
            )
        )
    arbres = "".join(
        rect(x - 5, 380, 10, 50, t.second) + disque(x, 364, r, t.sol) for x, r in ((128, 34), (268, 30), (384, 26))
    )
    ligne = marche((64, 310), (64, 440), (198, 440), (198, 360), (334, 360), (334, 310), rayon=32)
    return Dessin(rect(0, 420, 400, 80, t.sol) + "".join(blocs) + arbres, ligne)


def barres(g: Graine, t: Tons) -> Dessin:
    """An estate of long slabs on a slope, with its park and a sun."""
    soleil = disque(g.entre("soleil", 70, 130), 90, 50, t.second)
    x = g.entre("x", 150, 190)
    slab = poly([(x, 130), (401, 92), (401, 380), (x, 380)], t.forme)
    balcons = trait(
        "".join(f"M{x + 16} {160 + 42 * i - 2 * i}L401 {126 + 44 * i}" for i in range(5)), t.fond, 12, tirets="26 14"
    )
    basse = rect(-1, 300, x - 36, 110, t.second) + trait(
        f"M14 336H{x - 50}M14 372H{x - 50}", t.fond, 12, tirets="20 14"
    )
    colline_ = chemin("M-1 501V400Q180 340 401 388V501Z", t.sol)
    arbres = "".join(
        disque(a, b, r, t.forme) + rect(a - 4, b, 8, r + 30, t.forme)
        for a, b, r in ((70, 424, 26), (150, 440, 20), (350, 436, 28))
    )
    ligne = traverse((100, 280, -30), (196, 262, 50), (226, 392, 50), (300, 424, -20), (376, 336, -50))
    return Dessin(soleil + slab + balcons + colline_ + basse + arbres, ligne)


def facades(g: Graine, t: Tons) -> Dessin:
    """A street of tall houses that lean a little, as they do on sand."""
    maisons, x = [], -20.0
    for i in range(5):
        large, haut = g.entre(f"l{i}", 78, 98), g.entre(f"h{i}", 70, 150)
        ton = (t.forme, t.second, t.sol, t.forme, t.second)[(i + g.entier("debut", 0, 2)) % 5]
        trou = t.fond if ton != t.sol else t.forme
        fenetres = "".join(
            boite(a, b, 17, 34) for a in (x + large * 0.22, x + large * 0.58) for b in range(int(haut) + 26, 330, 58)
        )
        porte = chemin(f"M{x + large / 2 - 15} 421v-42a15 15 0 0 1 30 0v42Z", trou)
        pignon = (
            poly([(x, haut + 1), (x + large / 2, haut - 40), (x + large, haut + 1)], ton) if g.pile(f"p{i}") else ""
        )
        maisons.append(
            tourne(
                g.entre(f"a{i}", -2.4, 2.4),
                x + large / 2,
                420,
                rect(x, haut, large, 422 - haut, ton),
                pignon,
                chemin(fenetres, trou),
                porte,
            )
        )
        x += large
    ligne = marche((40, 310), (40, 448), (250, 448), (250, 226), (352, 226), (352, 310), rayon=40)
    return Dessin("".join(maisons) + rect(0, 420, 400, 80, t.sol), ligne)


def quai(g: Graine, t: Tons) -> Dessin:
    """A quay: a row of houses, a wall, a boat, the river."""
    maisons = []
    for i, x in enumerate(range(-10, 400, 82)):
        haut, ton = g.entre(f"h{i}", 96, 190), (t.forme, t.second, t.sol)[(i + g.entier("debut", 0, 2)) % 3]
        maisons.append(rect(x, haut, 82, 262 - haut, ton) + poly([(x, haut), (x + 41, haut - 38), (x + 82, haut)], ton))
        maisons.append(
            chemin(
                "".join(boite(x + a, haut + 22 + b, 14, 26) for a in (18, 50) for b in (0, 50)),
                t.fond if ton != t.sol else t.forme,
            )
        )
    mur = rect(0, 262, 400, 92, t.forme) + trait("M0 308H400", t.fond, 5, tirets="46 8")
    x = g.entre("x", 190, 250)
    bateau = (
        chemin(f"M{x - 92} 396H{x + 92}L{x + 62} 452H{x - 66}Z", t.second)
        + rect(x - 30, 356, 56, 42, t.second)
        + trait(f"M{x + 40} 396V300", t.second, 8)
    )
    eau = rect(0, 354, 400, 146, t.sol) + trait("M20 470H130M200 482H360", t.forme, 7)
    ligne = marche((52, 310), (52, 232), (120, 232), (120, 430), (360, 430), (360, 310), rayon=30)
    return Dessin("".join(maisons) + mur + eau, ligne, bateau)


def estuaire(g: Graine, t: Tons) -> Dessin:
    """The river that widens until it is the sea; the line goes with the tide."""
    y = g.entre("y", 150, 176)
    fleuve = chemin(
        f"M-1 {y + 20}C90 {y - 20} 130 {y + 96} 210 {y + 84}C290 {y + 70} 320 {y + 10} 401 {y - 80}V501H180C160 430 240 400 190 330C150 270 70 {y + 130} -1 {y + 96}Z",
        t.forme,
    )
    iles = "".join(
        chemin(feuille(a, b, long, 15, ang), t.fond)
        for a, b, long, ang in ((250, 290, 90, 14), (230, 380, 70, 40), (300, 220, 60, -30))
    )
    soleil = disque(g.entre("x", 90, 150), 74, 44, t.second)
    phare = rect(34, 380, 34, 120, t.second) + rect(28, 360, 46, 22, t.forme) + rect(34, 420, 34, 26, t.fond)
    vagues = trait(
        "M300 400q16 -16 32 0t32 0t32 0M270 450q16 -16 32 0t32 0t32 0t32 0",
        t.detail if t.detail != t.forme else t.fond,
        7,
    )
    ligne = courbe(
        (-5, 310, 0), (70, 232, -60), (120, 214, 10), (200, 286, 40), (262, 340, 20), (330, 326, -20), (405, 310, 0)
    )
    return Dessin(soleil + fleuve + iles + phare + vagues, ligne)


def recit(g: Graine, t: Tons) -> Dessin:
    """The city's story: an open book that is also a street, and stops along the line."""
    y = g.entre("y", 392, 408)
    gauche = chemin(f"M200 {y}C150 {y - 50} 80 {y - 50} 16 {y - 26}V120C80 96 150 96 200 146Z", t.forme)
    droite = chemin(f"M200 {y}C250 {y - 50} 320 {y - 50} 384 {y - 26}V120C320 96 250 96 200 146Z", t.second)
    toits = chemin("M48 300V236L76 206L104 236V190H140V236L166 212V300Z", t.fond)
    arbres = (
        disque(264, 190, 34, t.fond)
        + rect(259, 190, 10, 90, t.fond)
        + disque(328, 216, 26, t.fond)
        + rect(324, 216, 8, 70, t.fond)
    )
    dos = chemin(
        f"M0 {y - 6}C80 {y - 30} 150 {y - 26} 200 {y + 22}C250 {y - 26} 320 {y - 30} 400 {y - 6}V{y + 24}C320 {y} 250 {y + 8} 200 {y + 50}C150 {y + 8} 80 {y} 0 {y + 24}Z",
        t.sol,
    )
    ligne = courbe(
        (-5, 310, 0),
        (92, 336, 0),
        (196, 240, -90),
        (150, 110, -120),
        (200, 40, 0),
        (250, 110, 120),
        (204, 240, 90),
        (308, 336, 0),
        (405, 310, 0),
    )
    return Dessin(dos + gauche + droite + toits + arbres, ligne)


def art(g: Graine, t: Tons) -> Dessin:
    """Art at the corner of the street: a plinth, a circle, a square, a triangle, and no door."""
    socle = rect(110, 372, 180, 129, t.forme) + rect(92, 356, 216, 26, t.forme)
    figures = tourne(g.entre("a", 8, 20), 200, 290, rect(140, 236, 118, 118, t.second)) + disque(
        g.entre("x", 190, 212), 166, 74, t.forme
    )
    figures += poly([(150, 96), (200, 14), (256, 96)], t.second)
    murs = poly([(-1, 60), (70, 96), (70, 440), (-1, 501)], t.sol) + poly(
        [(401, 60), (330, 96), (330, 440), (401, 501)], t.sol
    )
    ligne = courbe(
        (-5, 310, 0),
        (60, 330, 20),
        (130, 300, -60),
        *arc(200, 166, 104, 160, 380)[0:],
        (280, 300, 70),
        (345, 330, -10),
        (405, 310, 0),
    )
    return Dessin(murs + socle + figures, ligne)


def fleuve(g: Graine, t: Tons) -> Dessin:
    """The river given back: bands of water, a jetty, and the line that dives in."""
    y = g.entre("y", 214, 230)

    def nappe(haut: float, ton: str, phase: float) -> str:
        return chemin(f"M{-110 + phase} {haut}q50 -44 101 0t101 0t101 0t101 0t101 0t101 0V501H-110Z", ton)

    loin = nappe(y, t.forme, 0) + nappe(y + 76, t.sol, g.entre("phase", -50, 0))
    pres = nappe(y + 158, t.forme, g.entre("pres", -60, 0)) + nappe(y + 226, t.second, 0)
    ponton = rect(-1, y - 60, 150, 22, t.second) + "".join(rect(x, y - 40, 14, 110, t.second) for x in (30, 110))
    soleil = disque(g.entre("x", 270, 310), 106, 66, t.second)
    ligne = courbe(
        (-5, 310, 0),
        (30, 260, -70),
        (96, y - 68, 0),
        (160, y - 88, -14),
        (236, 320, 74),
        (286, 386, 30),
        (346, 340, -50),
        (405, 310, 0),
    )
    return Dessin(soleil + loin + ponton, ligne, pres)


def quartiers(g: Graine, t: Tons) -> Dessin:
    """Eleven pieces that fit, none like its neighbour; the line calls at each."""
    coins = [
        [
            (c * 133 + g.entre(f"x{r}{c}", -26, 26) * (0 < c < 3), r * 125 + g.entre(f"y{r}{c}", -26, 26) * (0 < r < 4))
            for c in range(4)
        ]
        for r in range(5)
    ]
    tons = (t.forme, t.sol, t.second, t.sol, t.forme, t.fond, t.second, t.sol, t.forme, t.fond, t.forme, t.sol)
    debut = g.entier("debut", 0, 3)
    pieces = []
    for r in range(4):
        for c in range(3):
            quatre = [coins[r][c], coins[r][c + 1], coins[r + 1][c + 1], coins[r + 1][c]]
            pieces.append(poly(quatre, tons[(r * 3 + c + debut) % 12]))
    joints = "".join(contour(rang, ferme=False) for rang in coins[1:-1]) + "".join(
        contour([rang[c] for rang in coins], ferme=False) for c in (1, 2)
    )
    ligne = marche((66, 310), (66, 186), (66, 62), (200, 62), (200, 438), (334, 438), (334, 310), rayon=44)
    return Dessin("".join(pieces) + trait(joints, t.fond, 9), ligne)
