"""Animals: ducklings and wolves, a dragon, the bones of a sea serpent."""

from math import sin

from ..dessin import Dessin
from ..graine import Graine
from ..ligne import courbe, dessous, le_long, suite, traverse
from ..palette import Tons
from ..tracer import anneau, boite, chemin, disque, dome, feuille, polaire, poly, rect, rond, trait


def poussin(g: Graine, t: Tons) -> Dessin:
    """A chick asleep in the grass, as big as a house."""
    x = g.entre("x", 214, 234)
    herbe = chemin("M-1 501V430Q200 396 401 430V501Z", t.sol)
    corps = chemin(f"M{x - 150} 430a150 156 0 0 1 300 0Z", t.forme) + disque(x - 78, 230, 92, t.forme)
    aile = chemin(f"M{x + 6} 330q100 -10 112 66q-96 20 -112 -66Z", t.fond)
    oeil = trait(f"M{x - 118} 222q22 24 46 0", t.detail, 9, rond=True)
    bec = poly([(x - 160, 232), (x - 216, 256), (x - 154, 276)], t.second)
    houppe = trait(f"M{x - 70} 142q-4 -40 -34 -46M{x - 62} 142q10 -40 34 -42", t.second, 9, rond=True)
    brins = trait(
        "".join(f"M{a} 501l{g.entre(f'b{a}', -14, 14)} -{g.entier(f'h{a}', 30, 66)}" for a in range(14, 400, 27)),
        t.second,
        7,
    )
    ligne = traverse((70, 404, 40), (x - 20, 446, 0), (350, 400, -50))
    return Dessin(herbe + houppe + corps + aile + oeil + bec, ligne, brins)


def dormeur(g: Graine, t: Tons) -> Dessin:
    """A beast of grass that sleeps on its back; the line follows its breath."""
    y = g.entre("y", 408, 424)
    corps = chemin(f"M6 {y}C6 {y - 150} 90 {y - 178} 170 {y - 150}C240 {y - 236} 392 {y - 190} 392 {y}Z", t.forme)
    oreilles = chemin(feuille(70, y - 120, 96, 26, -112) + feuille(120, y - 140, 104, 26, -76), t.forme) + chemin(
        feuille(74, y - 128, 62, 12, -112), t.second
    )
    oeil = trait(f"M52 {y - 76}q20 22 42 0M122 {y - 76}q20 22 42 0", t.detail, 8, rond=True)
    museau = chemin(f"M88 {y - 42}h40l-20 22Z", t.detail)
    pattes = chemin(dome(196, y, 32) + dome(276, y, 32), t.second)
    ventre = anneau(300, y - 78, 30, t.fond, 8)
    ligne = traverse((40, y - 180, -40), (96, y - 214, 20), (176, y - 186, 0), (280, y - 236, 6), (374, 316, 40))
    return Dessin(
        rect(0, y, 400, 501 - y, t.sol)
        + disque(g.entre("lune", 300, 340), 84, 44, t.second)
        + oreilles
        + corps
        + oeil
        + museau
        + pattes
        + ventre,
        ligne,
    )


def dragon(g: Graine, t: Tons) -> Dessin:
    """A dragon of planks half out of the ground, hump after hump: the line is its breath."""
    y = g.entre("y", 404, 420)
    anneaux_ = ((118, 64, 44), (240, 48, 36), (338, 34, 28))
    bosses = "".join(trait(f"M{x - r} {y}a{r} {r} 0 0 1 {2 * r} 0", t.forme, e) for x, r, e in anneaux_)
    epines = "".join(
        poly(
            [
                polaire(x, y, r + e / 2 - 4, a - 11),
                polaire(x, y, r + e / 2 + 28, a),
                polaire(x, y, r + e / 2 - 4, a + 11),
            ],
            t.second,
        )
        for x, r, e in anneaux_
        for a in (-146, -108, -72, -34)
    )
    cou = trait(f"M44 {y}V186Q46 112 130 112", t.forme, 46)
    tete = poly([(104, 82), (188, 62), (266, 100), (262, 122), (186, 122), (252, 156), (176, 160), (104, 142)], t.forme)
    oeil = disque(160, 96, 10, t.detail)
    crete = poly([(112, 84), (92, 34), (150, 74)], t.second)
    crete += "".join(poly([(24, a), (-14, a - 16), (24, a - 40)], t.second) for a in (212, 282, 352))
    ligne = courbe(
        (-5, 310, 0),
        (100, 276, -50),
        (190, 140, -20),
        (270, 128, 0),
        (316, 176, 80),
        (286, 222, 150),
        (330, 270, 30),
        (405, 310, 0),
    )
    return Dessin(
        epines + bosses + cou + crete + rect(0, y, 400, 501 - y, t.sol),
        ligne,
        tete + oeil,
        (courbe((190, 140, -20), (270, 128, 0), (316, 176, 80), (286, 222, 150)),),
    )


def squelette(g: Graine, t: Tons) -> Dessin:
    """The bones of a sea serpent on the shore: its spine is the line, from which the ribs hang."""
    bosse, creux = g.entre("bosse", 150, 166), g.entre("creux", 296, 310)
    epine = traverse((112, bosse, 0), (226, creux, 0), (322, bosse + 30, 0))
    vertebres = le_long(epine, 5)[2:-5]
    cotes = []
    for i, (x, y, _) in enumerate(vertebres):
        long = 44 + 84 * sin(3.14 * (i + 1) / (len(vertebres) + 1))
        cotes.append(f"M{x} {y}q{-0.3 * long} {long * 0.6} {0.06 * long} {long}")
    x, y, a = le_long(epine, 5)[-5]
    crane = chemin("M-44 -22Q-10 -52 40 -30L84 -6L80 8L20 10L70 24L56 36L-20 30Q-50 16 -44 -22Z", t.second)
    tete = f'<g transform="translate({x:.0f} {y:.0f}) rotate({a:.0f})">{crane}{disque(2, -14, 9, t.detail)}</g>'
    mer = (
        disque(g.entre("soleil", 226, 250), 84, 44, t.second)
        + rect(0, 420, 400, 80, t.sol)
        + trait("M30 452H150M210 474H360", t.forme, 7)
    )
    return Dessin(mer + trait("".join(cotes), t.forme, 11, rond=True), epine, tete)


def loups(g: Graine, t: Tons) -> Dessin:
    """A pack in the moat of a castle; the line walks between the wolves."""
    merlons = "".join(boite(x, 40, 44, 40) for x in range(-10, 400, 84)) + boite(-1, 78, 402, 110)
    meurtrieres = "".join(boite(x, 106, 12, 50) for x in (70, 196, 322))

    def loup(x: float, y: float, k: float, ton: str, sens: int) -> str:
        corps = [
            (0, 0),
            (8, -64),
            (-26, -84),
            (-60, -60),
            (-52, -78),
            (-20, -100),
            (30, -104),
            (96, -100),
            (116, -146),
            (126, -166),
            (134, -148),
            (142, -166),
            (150, -144),
            (184, -126),
            (182, -112),
            (148, -106),
            (132, -70),
            (126, 0),
            (108, 0),
            (104, -58),
            (34, -58),
            (18, 0),
        ]
        return poly([(x + sens * k * a, y + k * b) for a, b in corps], ton)

    meute = (
        loup(g.entre("a", 30, 60), 300, 0.8, t.second, 1)
        + loup(g.entre("b", 330, 360), 372, 1.05, t.forme, -1)
        + loup(g.entre("c", 60, 90), 470, 1.3, t.second, 1)
    )
    fosse = rect(0, 300, 400, 200, t.sol)
    return Dessin(
        chemin(merlons, t.forme) + chemin(meurtrieres, t.fond) + fosse + meute,
        traverse((70, 330, 20), (196, 414, 20), (300, 436, -20), (372, 360, -70)),
    )


def oiseaux(g: Graine, t: Tons) -> Dessin:
    """Finches on the strings of a guitar: where one lands, the line sounds."""
    cordes = trait("".join(f"M-1 {y}H401" for y in (130, 190, 250, 370, 430)), t.forme, 6)
    rosace = disque(200, 284, 150, t.sol) + anneau(200, 284, 150, t.forme, 8)

    def oiseau(x: float, y: float, ton: str, sens: int) -> str:
        p = f"M{x - sens * 62} {y - 34}L{x - sens * 20} {y - 26}A34 34 0 0 {1 if sens > 0 else 0} {x + sens * 30} {y - 56}A22 22 0 0 {1 if sens > 0 else 0} {x + sens * 52} {y - 62}L{x + sens * 72} {y - 52}L{x + sens * 52} {y - 44}A40 40 0 0 {1 if sens > 0 else 0} {x - sens * 24} {y - 6}Z"
        return (
            chemin(p, ton)
            + disque(x + sens * 42, y - 56, 4.5, t.fond)
            + trait(f"M{x} {y - 8}V{y + 2}M{x + 14} {y - 8}V{y + 2}", ton, 5)
        )

    places = [(g.entre(f"x{i}", 90, 310), y, 1 if g.pile(f"s{i}") else -1) for i, y in enumerate((130, 250, 430))]
    volee = "".join(oiseau(x, y, (t.second, t.forme, t.second)[i], s) for i, (x, y, s) in enumerate(places))
    x = g.entre("pose", 150, 250)
    return Dessin(rosace + cordes + volee, traverse((x, 340, 0)), oiseau(x, 334, t.second, 1))


def canard(g: Graine, t: Tons) -> Dessin:
    """A bath duck too big for the port; the line is the wave it makes."""
    x = g.entre("x", 160, 178)
    corps = chemin(
        f"M{x - 150} 250C{x - 80} 262 {x - 40} 250 {x - 10} 214H{x + 120}C{x + 170} 280 {x + 150} 392 {x + 40} 396H{x - 60}C{x - 130} 392 {x - 160} 320 {x - 150} 250Z",
        t.forme,
    )
    tete = disque(x + 58, 150, 92, t.forme)
    bec = chemin(f"M{x + 130} 132q70 6 66 28q-8 28 -70 22Z", t.second)
    oeil = disque(x + 84, 126, 13, t.detail)
    aile = chemin(f"M{x - 76} 292q90 -30 130 10q-30 66 -90 48q-36 -12 -40 -58Z", t.fond)
    grues = trait("M30 372V120L96 150M30 150L-4 176", t.second, 10)
    ligne = traverse((56, 372, 0), (122, 344, 0), (192, 386, 0), (262, 344, 0), (336, 368, 0))
    eau = chemin(dessous(ligne), t.sol)
    return Dessin(grues + corps + tete + bec + oeil + aile + eau + trait("M40 430H170M220 460H360", t.forme, 7), ligne)


def chat(g: Graine, t: Tons) -> Dessin:
    """A captain who is a cat: the line is his moustache."""
    x = 200
    visage = chemin(
        f"M{x - 136} 300C{x - 150} 220 {x - 140} 150 {x - 122} 84L{x - 50} 150H{x + 50}L{x + 122} 84C{x + 140} 150 {x + 150} 220 {x + 136} 300C{x + 120} 400 {x - 120} 400 {x - 136} 300Z",
        t.forme,
    )
    casquette = (
        chemin(f"M{x - 92} 150Q{x} 30 {x + 92} 150Z", t.second)
        + rect(x - 112, 140, 224, 22, t.detail)
        + disque(x, 104, 15, t.detail)
    )
    yeux = chemin(
        feuille(x - 92, 228, 64, 30, g.entre("oeil", -4, 12))
        + feuille(x + 92, 228, 64, 30, 180 - g.entre("oeil", -4, 12)),
        t.fond,
    )
    yeux += disque(x - 60, 230, 12, t.detail) + disque(x + 60, 230, 12, t.detail)
    nez = poly([(x - 22, 276), (x + 22, 276), (x, 302)], t.detail)
    coque = chemin("M-1 420H401L360 501H40Z", t.second) + rect(0, 404, 400, 18, t.sol)
    ligne = suite(
        courbe((-5, 310, 0), (x - 84, 318, 10), (x - 44, 346, 10), (x, 304, -76)),
        courbe((x, 304, 76), (x + 44, 346, -10), (x + 84, 318, -10), (405, 310, 0)),
    )
    return Dessin(coque + visage + casquette + yeux + nez, ligne)


def baleine(g: Graine, t: Tons) -> Dessin:
    """A whale dives under the vault of a chapel; the line closes over her."""
    x = g.entre("x", 186, 214)
    arcs = trait(
        "M20 501V170A180 180 0 0 1 380 170V501M200 -1V20M20 170A180 180 0 0 1 200 20M110 60L200 20L290 60", t.sol, 20
    )
    queue = chemin(
        f"M{x - 30} 420C{x - 26} 330 {x - 26} 280 {x - 50} 230C{x - 110} 236 {x - 160} 190 {x - 166} 120C{x - 110} 120 {x - 40} 130 {x} 186"
        f"C{x + 40} 130 {x + 110} 120 {x + 166} 120C{x + 160} 190 {x + 110} 236 {x + 50} 230C{x + 26} 280 {x + 26} 330 {x + 30} 420Z",
        t.forme,
    )
    ligne = traverse((70, 366, 0), (x - 66, 326, 0), (x, 380, 0), (x + 66, 326, 0), (330, 366, 0))
    mer = chemin(dessous(ligne), t.second) + trait("M40 420H170M230 452H370", t.fond, 7)
    return Dessin(arcs + queue + mer, ligne)


def singe(g: Graine, t: Tons) -> Dessin:
    """A settler in a tree: it hangs by the tail and plays with the line."""
    x = g.entre("x", 200, 226)
    tronc = chemin("M-1 501V-1H64C70 120 58 300 92 501Z", t.forme) + trait(
        f"M50 96Q200 70 401 {g.entre('branche', 60, 110)}", t.forme, 26
    )
    feuilles = "".join(
        chemin(feuille(a, 84, g.entre(f"f{a}", 60, 96), 24, g.entre(f"d{a}", 20, 160)), t.sol)
        for a in (120, 300, 350, 390)
    )
    queue = trait(f"M{x} 92C{x + 46} 120 {x - 40} 150 {x} 196", t.second, 13, rond=True)
    corps = chemin(f"M{x - 44} 196a44 40 0 0 1 88 0v70a44 44 0 0 1 -88 0Z", t.second)
    tete = (
        disque(x, 336, 46, t.second)
        + disque(x - 46, 330, 18, t.second)
        + disque(x + 46, 330, 18, t.second)
        + chemin(rond(x - 15, 330, 20) + rond(x + 15, 330, 20), t.detail if t.detail != t.second else t.fond)
        + disque(x - 14, 332, 6, t.second)
        + disque(x + 14, 332, 6, t.second)
        + disque(x, 358, 18, t.detail)
    )
    membres = trait(
        f"M{x - 36} 262L{x - 92} 330L{x - 76} 404M{x + 36} 262L{x + 92} 330L{x + 76} 404M{x - 30} 206L{x - 84} 176L{x - 96} 132M{x + 30} 206L{x + 84} 176",
        t.second,
        20,
        rond=True,
    )
    ligne = traverse((84, 380, 40), (x - 76, 412, 0), (x + 76, 412, 0), (372, 350, -50))
    return Dessin(feuilles + tronc + queue + membres + corps + tete, ligne)


def grand_oiseau(g: Graine, t: Tons) -> Dessin:
    """A huge bird that nests on a tower, its egg beside it."""
    x = g.entre("x", 150, 176)
    tour = rect(x - 60, 330, 250, 171, t.forme) + "".join(
        rect(x - 40 + 34 * i, 356 + 42 * j, 16, 26, t.fond) for i in range(7) for j in range(4)
    )
    corps = chemin(
        f"M{x - 136} 330C{x - 130} 250 {x - 40} 214 {x + 60} 250L{x + 220} 210C{x + 200} 300 {x + 120} 330 {x + 60} 330Z",
        t.second,
    )
    cou = trait(f"M{x - 74} 300C{x - 150} 240 {x - 90} 190 {x - 60} 130", t.second, 34) + disque(
        x - 52, 116, 40, t.second
    )
    bec = poly([(x - 22, 96), (x + 96, 124), (x - 20, 140)], t.forme) + trait(
        f"M{x - 66} 112q12 14 26 0", t.detail, 7, rond=True
    )
    nid = trait(
        "".join(
            f"M{x - 150 + 22 * i} {340 - g.entier(f'n{i}', 0, 12)}l{g.entier(f'm{i}', 30, 60)} {g.entier(f'o{i}', -10, 14)}"
            for i in range(15)
        ),
        t.second,
        8,
    )
    ligne = traverse((x - 120, 396, 40), (x, 424, 0), (x + 130, 396, -20))
    return Dessin(tour + corps + cou + bec + disque(x + 150, 300, 34, t.forme) + nid, ligne)
