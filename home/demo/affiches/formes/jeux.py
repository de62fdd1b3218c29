"""Games: courts that bend, baskets in a tree, ramps, moons to bounce on, hills to climb."""

from ..dessin import Dessin
from ..graine import Graine
from ..ligne import arc, courbe, marche, suite, traverse
from ..palette import Tons
from ..tracer import anneau, chemin, disque, dome, polaire, poly, rect, tourne, trait


def terrain(g: Graine, t: Tons) -> Dessin:
    """A football pitch bent like in a fairground mirror; the line is the pass that scores."""
    creux = g.entre("creux", 50, 84)
    bord = f"M30 90Q200 {90 - creux} 370 90Q{370 + creux * 0.4} 270 370 450Q200 {450 - creux} 30 450Q{30 + creux} 270 30 90Z"
    pelouse = chemin(bord, t.forme) + trait(bord, t.fond, 8)
    lignes = trait(
        f"M200 {90 - creux / 2}V{450 - creux / 2}M{30 + creux * 0.34} 170Q120 180 124 262Q120 350 {30 + creux * 0.34} 366M{370 + creux * 0.14} 170Q290 180 286 262Q290 350 {370 + creux * 0.14} 366",
        t.fond,
        7,
    )
    rond_central = anneau(200, 252, 54, t.fond, 7)
    x, y = g.entre("x", 236, 262), g.entre("y", 130, 160)
    ballon = disque(x, y - 34, 27, t.second)
    ligne = traverse((92, 388, 10), (150, 300, -86), (x, y, 0), (x + 64, 250, 78))
    return Dessin(pelouse + lignes + rond_central, ligne, ballon)


def banane(g: Graine, t: Tons) -> Dessin:
    """A pitch curved like a banana: one must shoot round the corner."""
    x, y = 200, 430
    r1, r2 = 330, g.entre("r2", 150, 166)
    (a1, b1), (a2, b2) = polaire(x, y, r1, -158), polaire(x, y, r1, -22)
    (a3, b3), (a4, b4) = polaire(x, y, r2, -22), polaire(x, y, r2, -158)
    bord = f"M{a1} {b1}A{r1} {r1} 0 0 1 {a2} {b2}L{a3} {b3}A{r2} {r2} 0 0 0 {a4} {b4}Z"
    (m1, n1), (m2, n2) = polaire(x, y, r1, -90), polaire(x, y, r2, -90)
    r = (r1 + r2) / 2
    marques = f"M{m1} {n1}L{m2} {n2}" + "".join(
        "M{:.1f} {:.1f}A{r} {r} 0 0 {s} {:.1f} {:.1f}".format(
            *polaire(x, y, r - 52, a), *polaire(x, y, r + 52, a), r=50, s=s
        )
        for a, s in ((-146, 1), (-34, 0))
    )
    ballon = disque(*polaire(x, y, r + 38, g.entre("ballon", -120, -100)), 22, t.second)
    ligne = suite(
        courbe((-5, 310, 0), (40, 310, 0), (72, 290, -64)),
        courbe((72, 290, -64), *arc(x, y, 190, -132, -48), (360, 310, 0), (405, 310, 0)),
    )
    return Dessin(
        rect(0, 430, 400, 70, t.sol)
        + chemin(bord, t.forme)
        + trait(marques, t.fond, 8)
        + anneau(*polaire(x, y, r, -90), 36, t.fond, 8),
        ligne,
        ballon,
    )


def paniers(g: Graine, t: Tons) -> Dessin:
    """A tree whose fruits are basketball hoops, at every height."""
    x = g.entre("x", 186, 214)
    morceaux = [rect(x - 11, 70, 22, 431, t.second)]
    for i in range(5):
        cote, y = (-1) ** i, 410 - 74 * i
        dx = cote * g.entre(f"dx{i}", 74, 124)
        bx, by = x + dx, y - g.entre(f"dy{i}", 54, 76)
        morceaux.append(trait(f"M{x} {y}L{bx} {by}", t.second, 12))
        morceaux.append(rect(bx - 46, by - 56, 92, 64, t.forme) + anneau(bx, by + 14, 20, t.second, 7))
    ballon = disque(x + g.entre("bx", 84, 120) * (1 if g.pile("b") else -1), 60, 26, t.second)
    ligne = courbe(
        (-5, 310, 0),
        (54, 420, 80),
        (110, 456, 0),
        (x - 30, 330, -84),
        (x + 36, 226, 0),
        (x + 80, 330, 80),
        (330, 420, 0),
        (405, 310, 0),
    )
    return Dessin("".join(morceaux) + ballon, ligne)


def lunes(g: Graine, t: Tons) -> Dessin:
    """Small moons to bounce on under a big one: the line jumps from crater to crater."""
    x, y, r = g.entre("x", 220, 270), 150, g.entre("r", 122, 138)
    crateres = "".join(
        disque(
            *polaire(x, y, r * g.entre(f"d{i}", 0.25, 0.72), i * 84 + g.entre(f"a{i}", 0, 50)),
            g.entre(f"c{i}", 13, 27),
            t.sol,
        )
        for i in range(4)
    )
    sol = chemin("".join(dome(a, 501, b) for a, b in ((60, 150), (206, 118), (352, 146))), t.forme)
    trous = "".join(
        chemin(f"M{a - 40} {b}a40 13 0 0 1 80 0a40 13 0 0 1 -80 0Z", t.fond)
        for a, b in ((60, 376), (206, 406), (352, 378))
    )
    ligne = suite(
        courbe((-5, 310, 0), (34, 330, 50), (60, 372, 80)),
        courbe((60, 372, -80), (132, 236, 0), (206, 404, 80)),
        courbe((206, 404, -80), (280, 262, 0), (352, 374, 80)),
        courbe((352, 374, -80), (378, 324, -40), (405, 310, 0)),
    )
    return Dessin(disque(x, y, r, t.second) + crateres + sol + trous, ligne)


def rampe(g: Graine, t: Tons) -> Dessin:
    """A wave of wood to skate on; the line takes off."""
    y = g.entre("y", 420, 436)
    piste = chemin(f"M-1 310H40C110 310 100 {y} 190 {y}H226C310 {y} 320 230 340 190H401V501H-1Z", t.forme)
    lattes = trait("".join(f"M{x} {y + 26}V501" for x in range(20, 400, 40)) + f"M-1 {y + 26}H401", t.fond, 6)
    soleil = disque(g.entre("x", 100, 150), 130, 70, t.second)
    planche = tourne(
        g.entre("angle", -64, -50),
        262,
        116,
        rect(222, 106, 92, 14, t.second, 7),
        disque(242, 128, 10, t.second),
        disque(294, 128, 10, t.second),
    )
    ligne = courbe(
        (-5, 310, 0),
        (34, 310, 10),
        (104, y - 70, 64),
        (188, y - 8, 0),
        (226, y - 8, 0),
        (300, 310, -68),
        (332, 170, -76),
        (366, 150, 50),
        (405, 310, 0),
    )
    return Dessin(soleil + piste + lattes + planche, ligne)


def colline(g: Graine, t: Tons) -> Dessin:
    """A hill in soft stripes, to climb on all fours and slide down."""
    x = g.entre("x", 180, 220)
    tons = (t.forme, t.sol, t.forme, t.second, t.forme)
    pentes = "".join(
        chemin(
            f"M{x - 250 + 46 * i} 501C{x - 140 + 30 * i} 501 {x - 110 + 24 * i} {96 + 84 * i} {x} {96 + 84 * i}C{x + 110 - 24 * i} {96 + 84 * i} {x + 140 - 30 * i} 501 {x + 250 - 46 * i} 501Z",
            ton,
        )
        for i, ton in enumerate(tons)
    )
    drapeau = trait(f"M{x} 100V30", t.second, 8) + poly([(x, 30), (x + 56, 48), (x, 66)], t.second)
    ligne = courbe(
        (-5, 310, 0),
        (44, 340, 0),
        (x - 84, 220, -70),
        (x, 120, 0),
        (x + 60, 190, 80),
        (x + 20, 270, 160),
        (x + 60, 350, 30),
        (405, 310, 0),
    )
    return Dessin(drapeau + pentes, ligne)


def montagne(g: Graine, t: Tons) -> Dessin:
    """A mountain of facets with holds, put around a fountain: the line is a way up."""
    sx, sy = g.entre("sx", 190, 230), g.entre("sy", 44, 64)
    pts = [(-1, 420), (70, 250), (150, 170), (sx, sy), (280, 150), (330, 270), (401, 400)]
    faces = poly([*pts, (401, 501), (-1, 501)], t.forme)
    ombre = poly(
        [(sx, sy), (280, 150), (330, 270), (401, 400), (401, 501), (230, 501), (270, 330), (214, 230)], t.second
    )
    pan = poly([(70, 250), (150, 170), (130, 300), (60, 420)], t.sol)
    prises = "".join(
        disque(g.entre(f"x{i}", 80, 230), 210 + 28 * i, g.entre(f"r{i}", 8, 14), t.detail) for i in range(9)
    )
    ligne = marche((40, 310), (90, 398), (150, 300), (150, 216), (sx, 96), (300, 230), (352, 310), rayon=22)
    drapeau = trait(f"M{sx} {sy + 4}V14", t.forme, 7)
    return Dessin(drapeau + faces + pan + ombre + prises, ligne)
