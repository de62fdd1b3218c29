"""Thresholds: vaults, frames, columns, stakes, what one passes under or through."""

from ..dessin import Dessin
from ..graine import Graine
from ..ligne import courbe, marche, suite, traverse
from ..palette import Tons
from ..tracer import boite, chemin, disque, dome, polaire, poly, rect, rond, trait


def voutes(g: Graine, t: Tons) -> Dessin:
    """A block of wax that fills the arch it passes through, on its rails."""
    large = g.entre("large", 104, 118)
    arche = f"M{200 - large} 420V216a{large} {large} 0 0 1 {2 * large} 0V420Z"
    mur = chemin(boite(-1, -1, 402, 421) + arche, t.forme, ajour=True)
    petites = "".join(f"M{x - 26} 420V250a26 26 0 0 1 52 0V420Z" for x in (32, 368))
    bloc = chemin(f"M{212 - large} 402V226a{large - 22} {large - 22} 0 0 1 {2 * large - 44} 0V402Z", t.second)
    niches = chemin(petites, t.fond)
    sol = rect(0, 420, 400, 80, t.sol) + trait("M0 458H400M0 484H400", t.forme, 7)
    ligne = marche(
        (32, 310), (32, 402), (200, 402), (200, 160 + g.entre("haut", 0, 40)), (368, 160), (368, 310), rayon=40
    )
    return Dessin(mur + niches + sol + bloc, ligne)


def enfilade(g: Graine, t: Tons) -> Dessin:
    """Rooms behind rooms, each seen through the frame of the last; the line goes through them all."""
    recul, x, y = g.entre("recul", 0.6, 0.64), g.entre("x", 176, 224), 268
    tons = (t.forme, t.sol, t.forme, t.fond, t.second)
    pieces = []
    for i, ton in enumerate(tons):
        k = recul**i
        gauche, haut, large, long = x - 184 * k, y - 226 * k, 368 * k, 440 * k
        pieces.append(rect(gauche, haut, large, long, ton))
        if i in (0, 2):
            # The curtains of every second room, tied back.
            rideau_ = t.second if i == 0 else t.sol
            b = haut + 0.1 * long
            for s in (1, -1):
                bord = x - s * 168 * k
                pieces.append(
                    chemin(
                        f"M{bord} {b}h{s * 132 * k}q{-20 * s * k} {long * 0.42} {-s * 108 * k} {long * 0.5}l{6 * s * k} {long * 0.38}h{-30 * s * k}Z",
                        rideau_,
                    )
                )
    ligne = marche(
        (40, 310), (40, 416), (140, 416), (140, 240), (258, 240), (258, 370), (356, 370), (356, 310), rayon=26
    )
    return Dessin("".join(pieces), ligne)


def memorial(g: Graine, t: Tons) -> Dessin:
    """Blades of glass that come up from under the quay, and the passage below, where the line goes down."""
    pente = g.entre("pente", 54, 76)
    lames = []
    for i, x in enumerate(range(20, 420, 56)):
        haut = g.entre(f"haut{i}", 60, 168)
        ton = t.second if i == g.entier("blanche", 2, 5) else t.forme
        lames.append(poly([(x - 16, 360), (x + 16, 360), (x + 16 + pente, haut + 14), (x - 16 + pente, haut)], ton))
    quai = rect(0, 344, 400, 156, t.sol)
    passage = rect(36, 398, 328, 102, t.detail)
    poutres = "".join(rect(x, 398, 8, 102, t.sol) for x in range(76, 360, 46))
    ligne = marche((20, 310), (20, 366), (60, 450), (340, 450), (384, 366), (384, 310), rayon=30)
    return Dessin("".join(lames) + quai + passage + poutres, ligne)


def rideau(g: Graine, t: Tons) -> Dessin:
    """A curtain of water between the columns of a theatre; at its foot the line splashes."""
    fronton = rect(20, 62, 360, 34, t.forme) + rect(40, 104, 320, 16, t.forme)
    statues = chemin("".join(boite(x - 7, 22, 14, 44) + rond(x, 20, 10) for x in (70, 135, 200, 265, 330)), t.forme)
    colonnes = "".join(rect(x, 128, 34, 262, t.forme) for x in (36, 134, 232, 330))
    marches = "".join(rect(20 - 16 * i, 390 + 28 * i, 360 + 32 * i, 28, (t.second, t.forme)[i % 2]) for i in range(4))
    fils = "".join(
        trait(
            f"M{x} 126V388", t.second, 5, rond=True, tirets=f"{g.entier(f'f{x}', 18, 60)} {g.entier(f'v{x}', 12, 20)}"
        )
        for x in (82, 96, 110, 180, 194, 208, 222, 278, 292, 306)
    )
    ligne = traverse((102, 360, 0), (150, 262, 0), (205, 362, 0), (250, 270, 0), (300, 352, 0))
    return Dessin(statues + fronton + fils + marches, ligne, colonnes)


def pieux(g: Graine, t: Tons) -> Dessin:
    """Sharpened stakes pressed into a shield that bristles on both sides."""
    rangs, x = g.choix("rangs", 9, 11), 200
    y = g.entre("y", 330, 350)
    morceaux = []
    for i in range(rangs):
        angle = -168 + 156 * i / (rangs - 1)
        pointe = polaire(x, y, g.entre(f"l{i}", 216, 268), angle)
        cote = [polaire(x, y, r, angle + s) for r, s in ((70, -6), (190, -3.4))]
        autre = [polaire(x, y, r, angle + s) for r, s in ((190, 3.4), (70, 6))]
        morceaux.append(poly([*cote, pointe, *autre], (t.forme, t.second)[i % 2 if rangs == 9 else i % 3 == 1]))
    sol = rect(0, y + 40, 400, 500 - y, t.sol)
    arcs = "".join(trait(f"M{x - r} {y}a{r} {r} 0 0 1 {2 * r} 0", t.fond, 9) for r in (112, 158))
    noyau = chemin(dome(x, y + 40, 74), t.forme)
    ligne = suite(
        courbe((-5, 310, 0), (x - 136, 310, 0), (x - 120, 282, -66)),
        courbe((x - 120, 282, -66), (x, 206, 0), (x + 120, 282, 66), (x + 152, 310, 0), (405, 310, 0)),
    )
    return Dessin(sol + "".join(morceaux) + arcs + noyau, ligne)


def belvedere(g: Graine, t: Tons) -> Dessin:
    """A walkway of sticks that leaves the cliff and hangs above the river."""
    haut = g.entre("haut", 196, 214)
    falaise = poly([(-1, 150), (96, 160), (128, 230), (108, 320), (150, 410), (132, 501), (-1, 501)], t.forme)
    poutres = []
    for i in range(15):
        x = 96 + i * 15
        long = g.entre(f"b{i}", 34, 96)
        poutres.append(
            f"M{x} {haut + 26}l{g.entre(f'p{i}', -24, 24)} {-long}M{x - 4} {haut + 10}l{g.entre(f'q{i}', -34, 26)} {long * 0.9}"
        )
    planches = trait("".join(poutres), t.second, 7) + rect(60, haut, 262, 18, t.second)
    appuis = trait(f"M126 {haut + 150}L196 {haut + 16}M126 {haut + 150}L270 {haut + 16}", t.second, 12)
    fleuve = rect(0, 430, 400, 70, t.sol)
    soleil = disque(316, 96, 44, t.forme)
    ligne = marche((64, 310), (64, haut - 8), (322, haut - 8), (366, 270), (366, 310), rayon=34)
    return Dessin(fleuve + soleil + appuis + falaise + planches, ligne)


def ville(g: Graine, t: Tons) -> Dessin:
    """A town hall as one dreams of it: blocks, a clock, a flag, a stair."""
    x = g.entre("x", 180, 220)
    corps = rect(x - 130, 250, 260, 170, t.forme) + poly([(x - 150, 250), (x, 178), (x + 150, 250)], t.second)
    tour = rect(x - 34, 90, 68, 110, t.forme) + poly([(x - 46, 92), (x, 26), (x + 46, 92)], t.second)
    horloge = disque(x, 138, 24, t.detail) + trait(f"M{x} 138v-15M{x} 138l{g.entre('aiguille', 6, 12)} 8", t.forme, 5)
    colonnes = "".join(rect(x + dx, 280, 24, 140, t.detail) for dx in (-112, -66, 42, 88))
    porte = chemin(f"M{x - 26} 420v-74a26 26 0 0 1 52 0v74Z", t.detail)
    ailes = rect(-1, 320, x - 148, 100, t.second) + chemin(dome(x + 170, 420, 54), t.second)
    marches = "".join(rect(x - 150 - 20 * i, 420 + 27 * i, 300 + 40 * i, 27, (t.sol, t.forme)[i % 2]) for i in range(3))
    ligne = marche(
        (34, 310),
        (34, 270),
        (x - 70, 270),
        (x - 70, 448),
        (x + 66, 448),
        (x + 66, 236),
        (372, 236),
        (372, 310),
        rayon=28,
    )
    return Dessin(ailes + tour + horloge + corps + colonnes + porte + marches, ligne)


def couloir(g: Graine, t: Tons) -> Dessin:
    """A gallery of arches in perspective: one passes on."""
    x, y = g.entre("x", 186, 214), 300
    arches = []
    for i in range(6):
        k = 0.7**i
        ton = (t.forme, t.fond)[i % 2] if i < 5 else t.second
        arches.append(
            chemin(
                f"M{x - 176 * k} {y + 202 * k}V{y - 70 * k}a{176 * k} {176 * k} 0 0 1 {352 * k} 0V{y + 202 * k}Z", ton
            )
        )
    ligne = traverse(
        (70, 420, 50),
        (150, 450, -20),
        (x, 330, -90),
        (x + 30, 296, 0),
        (x + 60, 330, 90),
        (x + 110, 440, 20),
        (352, 380, -60),
    )
    return Dessin("".join(arches), ligne)
