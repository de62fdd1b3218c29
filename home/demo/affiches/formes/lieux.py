"""Places on the line that are no works: castle, bridge, crane, elephant, books, and their like."""

from ..dessin import Dessin
from ..graine import Graine
from ..ligne import courbe, marche, traverse
from ..palette import Tons
from ..tracer import boite, chemin, disque, polaire, poly, rect, tourne, trait


def chateau(g: Graine, t: Tons) -> Dessin:
    """Round towers, crenels, a moat."""
    x = g.entre("x", 30, 50)
    tours = "".join(
        rect(a, b, c, 430 - b, t.forme)
        + rect(a - 10, b - 34, c + 20, 40, t.forme)
        + chemin("".join(boite(a - 10 + i * (c + 20) / 5, b - 56, (c + 20) / 10, 24) for i in range(5)), t.forme)
        for a, b, c in ((x, 210, 92), (x + 200, 160, 104))
    )
    mur = rect(x + 80, 256, 130, 180, t.second) + poly([(x + 96, 256), (x + 146, 130), (x + 196, 256)], t.second)
    fentes = "".join(
        rect(a, b, 12, 46, t.fond) for a, b in ((x + 40, 260), (x + 246, 220), (x + 246, 310), (x + 40, 350))
    )
    porte = chemin(f"M{x + 116} 432v-60a30 30 0 0 1 60 0v60Z", t.fond)
    ligne = marche((16, 310), (16, 458), (x + 146, 458), (x + 146, 310), (372, 310), rayon=28)
    return Dessin(tours + mur + fentes + porte + rect(0, 430, 400, 70, t.sol), ligne)


def eglise(g: Graine, t: Tons) -> Dessin:
    """Two towers, a rose, three doors."""
    x = g.entre("x", 190, 210)
    corps = (
        rect(x - 130, 90, 84, 350, t.forme)
        + rect(x + 46, 90, 84, 350, t.forme)
        + rect(x - 60, 210, 120, 230, t.forme)
        + poly([(x - 70, 214), (x, 140), (x + 70, 214)], t.forme)
    )
    fleches = poly([(x - 130, 92), (x - 88, 20), (x - 46, 92)], t.second) + poly(
        [(x + 46, 92), (x + 88, 20), (x + 130, 92)], t.second
    )
    rose = disque(x, 254, 44, t.detail) + "".join(
        disque(*polaire(x, 254, 25, a), 9, t.forme) for a in range(0, 360, 45 if g.pile("rose") else 60)
    )
    portes = "".join(
        chemin(f"M{x + d - r} 440v{-h}a{r} {r} 0 0 1 {2 * r} 0v{h}Z", t.detail)
        for d, r, h in ((-88, 22, 60), (0, 32, 80), (88, 22, 60))
    )
    baies = "".join(rect(x + d, 128, 16, 90, t.detail) for d in (-112, -80, 64, 96))
    ligne = marche(
        (34, 310),
        (34, 414),
        (x - 88, 414),
        (x - 88, 310),
        (x + 88, 310),
        (x + 88, 414),
        (368, 414),
        (368, 310),
        rayon=26,
    )
    return Dessin(rect(0, 440, 400, 60, t.sol) + corps + fleches + rose + portes + baies, ligne)


def pont(g: Graine, t: Tons) -> Dessin:
    """A footbridge over an arm of the river, held by a mast."""
    x, haut = g.entre("x", 150, 250), g.entre("haut", 36, 60)
    cables = "".join(f"M{x} {haut + 14}L{a} 300" for a in range(14, 400, 44))
    tablier = rect(-1, 318, 402, 22, t.forme)
    piles = rect(x - 14, haut, 28, 430, t.second) + rect(60, 340, 18, 120, t.forme) + rect(322, 340, 18, 120, t.forme)
    eau = rect(0, 430, 400, 70, t.sol) + trait("M20 466H150M210 466H380", t.forme, 7)
    soleil = disque(x + (110 if x < 200 else -110), 120, 48, t.second)
    ligne = traverse((x - 80, 304, -10), (x - 30, 250, -60), (x, 222, 0), (x + 30, 250, 60), (x + 80, 304, 10))
    return Dessin(soleil + eau + trait(cables, t.forme, 6) + piles + tablier, ligne)


def grue(g: Graine, t: Tons) -> Dessin:
    """A Titan crane; what it lifts is the line."""
    x = g.entre("x", 120, 136)
    pieds = trait(
        f"M{x - 66} 450L{x - 34} 220M{x + 66} 450L{x + 34} 220M{x - 56} 380L{x + 50} 320M{x + 56} 380L{x - 50} 320M{x - 48} 320L{x + 42} 264",
        t.forme,
        15,
    )
    cabine = (
        rect(x - 62, 152, 118, 72, t.forme) + rect(x + 14, 168, 28, 30, t.detail) + rect(x - 100, 168, 40, 56, t.second)
    )
    fleche = trait(
        f"M{x + 30} 150L{x + 232} 52M{x + 30} 196L{x + 232} 52M{x + 80} 126L{x + 96} 150M{x + 130} 100L{x + 150} 114",
        t.second,
        13,
    )
    cable = (
        trait(f"M{x + 228} 52V{250}", t.second, 6)
        + disque(x + 228, 52, 14, t.second)
        + chemin(f"M{x + 210} 236h36v20a18 18 0 0 1 -36 0Z", t.second)
    )
    quai_ = rect(0, 450, 400, 50, t.sol) + rect(x - 96, 446, 192, 16, t.forme)
    ligne = traverse((80, 330, 10), (x + 160, 340, -30), (x + 228, 264, 0), (x + 262, 296, 50))
    return Dessin(quai_ + pieds + cabine + fleche, ligne, cable)


def elephant(g: Graine, t: Tons) -> Dessin:
    """An elephant of wood and steel, plate after plate; its trunk ends where the line goes by."""
    x = g.entre("x", 206, 222)
    corps = chemin(
        f"M{x - 90} 440V260C{x - 90} 130 {x + 150} 120 {x + 150} 270V440H{x + 90}V350H{x - 20}V440Z", t.forme
    )
    tete = disque(x - 84, 206, 74, t.forme) + disque(x - 40, 210, 66, t.second)
    trompe = trait(f"M{x - 140} 216C{x - 176} 270 {x - 150} 330 {x - 170} 380", t.forme, 34)
    defense = trait(f"M{x - 120} 262Q{x - 130} 318 {x - 186} 312", t.detail if t.detail != t.fond else t.second, 12)
    oeil = disque(x - 112, 186, 9, t.detail)
    plaques = trait(
        f"M{x + 36} 160V340M{x + 92} 186V340M{x - 14} 300H{x + 150}M{x - 20} 392H{x - 90}M{x + 90} 392H{x + 150}",
        t.fond,
        6,
    )
    nacelle = rect(x - 10, 108, 126, 46, t.second) + poly([(x - 26, 108), (x + 54, 62), (x + 132, 108)], t.second)
    ligne = traverse((24, 330, 30), (x - 160, 410, 20), (x + 40, 396, -10), (x + 150, 350, -20))
    return Dessin(rect(0, 440, 400, 60, t.sol) + nacelle + corps + plaques + trompe + tete + oeil + defense, ligne)


def livres(g: Graine, t: Tons) -> Dessin:
    """Books upright, one leaning; the line takes the shelf."""
    x, morceaux = 14.0, []
    for i in range(8):
        large, haut = g.entre(f"l{i}", 30, 54), g.entre(f"h{i}", 60, 150)
        ton = (t.forme, t.second, t.sol)[i % 3]
        trou = t.fond if ton != t.sol else t.forme
        livre = (
            rect(x, haut, large, 400 - haut, ton) + rect(x, haut + 26, large, 9, trou) + rect(x, 350, large, 9, trou)
        )
        morceaux.append(tourne(11, x, 400, livre) if i == 6 else livre)
        x += large + (34 if i == 5 else 4)
    etagere = rect(0, 400, 400, 24, t.second)
    ligne = marche((38, 310), (38, 418), (230, 418), (230, 226), (352, 226), (352, 310), rayon=40)
    return Dessin("".join(morceaux) + etagere, ligne)


def miroir(g: Graine, t: Tons) -> Dessin:
    """A sheet of water two centimetres deep: everything is there twice."""
    haut = g.entre("haut", 96, 130)
    silhouette = f"M20 310V{haut + 70}H70V{haut}L100 {haut - 50}L130 {haut}V{haut + 90}H200V{haut + 40}H262V310Z"
    arbre = disque(326, haut + 76, 48, t.second) + rect(320, haut + 76, 12, 230 - haut, t.second)
    dessus = chemin(silhouette, t.forme) + arbre
    eau = rect(0, 310, 400, 190, t.sol)
    reflet = f'<g transform="matrix(1 0 0 -.75 0 542.5)">{dessus}</g>'
    rides = "".join(rect(0, y, 400, 5, t.sol) for y in (346, 384, 426))
    ligne = traverse(
        (90, 310, 0), (150, 362, 30), (226, 352, -60), (186, 322, 180), (160, 350, 90), (250, 382, 0), (330, 320, -10)
    )
    return Dessin(eau + dessus + reflet + rides, ligne)


def gare(g: Graine, t: Tons) -> Dessin:
    """A hall of glass on trees of steel, and a train that leaves."""
    toit = rect(-1, 70, 402, 40, t.second)
    arbres_ = "".join(
        trait(
            f"M{x} 300V200M{x} 220L{x - 54} 110M{x} 220L{x + 54} 110M{x} 200L{x - 16} 110M{x} 200L{x + 16} 110",
            t.forme,
            13,
        )
        for x in (76, 200, 324)
    )
    quai_ = rect(0, 296, 400, 40, t.forme)
    x = g.entre("x", 60, 110)
    train = chemin(f"M{x} 380H401V462H{x - 40}C{x - 30} 420 {x - 20} 392 {x} 380Z", t.second) + "".join(
        rect(x + 60 + 62 * i, 398, 42, 26, t.fond) for i in range(5)
    )
    rails = trait("M0 478H400", t.forme, 8)
    ligne = marche(
        (20, 310), (20, 352), (200, 352), (200, 150), (262, 150), (262, 352), (380, 352), (380, 310), rayon=26
    )
    return Dessin(arbres_ + toit + quai_ + rails + train, ligne)


def colonne(g: Graine, t: Tons) -> Dessin:
    """A column in the middle of a square, trees in two rows."""
    x = g.entre("x", 184, 216)
    fut = (
        rect(x - 22, 130, 44, 270, t.forme)
        + rect(x - 38, 112, 76, 22, t.forme)
        + rect(x - 48, 400, 96, 44, t.forme)
        + rect(x - 10, 44, 20, 70, t.second)
        + disque(x, 38, 15, t.second)
    )
    arbres_ = "".join(
        disque(a, 240 + 18 * (i % 2), r, t.sol if i % 2 else t.second)
        + rect(a - 6, 240, 12, 190, t.sol if i % 2 else t.second)
        for i, (a, r) in enumerate(((34, 52), (110, 44), (292, 44), (368, 52)))
    )
    ligne = courbe(
        (-5, 310, 0),
        (x - 60, 396, 30),
        (x + 10, 376, -24),
        (x + 44, 340, -90),
        (x, 316, 180),
        (x - 42, 288, -100),
        (x, 250, -10),
        (x + 90, 276, 40),
        (405, 310, 0),
    )
    devant = courbe((x - 60, 396, 30), (x + 10, 376, -24), (x + 44, 340, -90))
    dessus = courbe((x - 42, 288, -100), (x, 250, -10), (x + 90, 276, 40))
    return Dessin(rect(0, 430, 400, 70, t.sol) + arbres_, ligne, fut, (devant, dessus))


def halle(g: Graine, t: Tons) -> Dessin:
    """Sheds in a row under saw-tooth roofs, made over for going out."""
    n, faite = g.choix("n", 3, 4), g.entre("faite", 104, 136)
    large, creux = 400 / n, g.entre("creux", 438, 458)
    toits = "".join(
        poly([(i * large, 214), (i * large, faite), ((i + 1) * large, 214)], (t.forme, t.second)[i % 2])
        for i in range(n)
    )
    corps = rect(0, 212, 400, 200, t.forme)
    portes = "".join(
        rect(i * large + large * 0.2, 276, large * 0.6, 136, t.fond)
        + trait(f"M{i * large + large / 2} 276V412", t.forme, 6)
        for i in range(n)
    )
    lampes = "".join(disque(x, 250, 9, t.detail) for x in range(20, 400, 40))
    sol = rect(0, 412, 400, 88, t.sol)
    ligne = traverse((50, 372, 30), (130, creux, 0), (230, 340, -50), (280, 310, 10), (340, 430, 0))
    return Dessin(sol + toits + corps + portes + lampes, ligne)
