"""What grows: bare trees, big leaves, water lilies, gardens on concrete, nests."""

from ..dessin import Dessin
from ..graine import Graine
from ..ligne import courbe, traverse
from ..palette import Tons
from ..tracer import chemin, contour, disque, feuille, polaire, rect, trait


def arbre_lunaire(g: Graine, t: Tons) -> Dessin:
    """A bare white tree on the hill, and the moon it took its light from."""
    x = g.entre("x", 180, 214)
    lune = disque(x + g.entre("lune", -30, 40), 170, 150, t.sol)
    tronc = chemin(
        f"M{x - 26} 501C{x - 10} 420 {x - 14} 340 {x - 10} 250H{x + 12}C{x + 12} 340 {x + 12} 420 {x + 34} 501Z",
        t.forme,
    )
    branches = []
    for i in range(8):
        cote = (-1) ** i
        y = 330 - 26 * i
        dx, dy = cote * g.entre(f"dx{i}", 74, 124) * (1 - i * 0.05), g.entre(f"dy{i}", 66, 104)
        branches.append(f"M{x} {y}q{dx * 0.2} {-dy * 0.2} {dx} {-dy}")
        branches.append(f"M{x + dx * 0.5} {y - dy * 0.36}q{cote * 20} {-30} {cote * 12} {-70}")
    ramure = trait("".join(branches), t.forme, 10, rond=True) + trait(f"M{x} 260V70", t.forme, 14, rond=True)
    butte = chemin("M-1 501V440Q200 372 401 440V501Z", t.sol if t.sol != t.fond else t.forme)
    ligne = courbe(
        (-5, 310, 0),
        (x - 50, 388, 20),
        (x + 26, 368, -50),
        (x - 2, 336, 180),
        (x - 30, 364, 70),
        (x + 40, 400, 0),
        (405, 310, 0),
    )
    return Dessin(lune + butte + ramure + tronc, ligne)


def feuillage(g: Graine, t: Tons) -> Dessin:
    """Leaves cut from paper that fill a passage from both walls; the line slips between them."""
    feuilles = []
    tons = (t.forme, t.second, t.sol)
    for i in range(7):
        gauche = i % 2 == 0
        x, y = (-14, 420) if gauche else (414, 420)
        y = 470 - 62 * i
        angle = (-28 if gauche else 208) + g.entre(f"a{i}", -22, 22)
        long, large = g.entre(f"l{i}", 180, 252), g.entre(f"e{i}", 54, 78)
        feuilles.append(chemin(feuille(x, y, long, large, angle), tons[i % 3]))
        bout = polaire(x, y, long * 0.86, angle)
        feuilles.append(trait(contour([(x, y), bout], ferme=False), t.fond, 5))
    devant = chemin(feuille(60, 520, 240, 66, -62), t.forme) + chemin(feuille(320, 516, 230, 60, -112), t.forme)
    nervures = trait(
        contour([(60, 520), polaire(60, 520, 205, -62)], ferme=False)
        + contour([(320, 516), polaire(320, 516, 195, -112)], ferme=False),
        t.fond,
        5,
    )
    ligne = traverse((96, 250, -20), (196, 196, 60), (170, 290, 150), (206, 356, 10), (300, 260, -50))
    return Dessin("".join(feuilles), ligne, devant + nervures)


def nymphea(g: Graine, t: Tons) -> Dessin:
    """Lily pads on the canal, and rings on the water where the line has passed."""
    morceaux = []
    for i, (x, y, r) in enumerate(((96, 120, 82), (306, 402, 104), (70, 432, 56), (332, 96, 52))):
        r *= g.entre(f"r{i}", 0.88, 1.1)
        a = g.entre(f"a{i}", 0, 360)
        (x1, y1), (x2, y2) = polaire(x, y, r, a), polaire(x, y, r, a + 320)
        morceaux.append(chemin(f"M{x} {y}L{x1} {y1}A{r} {r} 0 1 1 {x2} {y2}Z", (t.forme, t.sol)[i == 3]))
    x, y = g.entre("x", 196, 226), 236
    petales = "".join(chemin(feuille(x, y + 26, 132, 40, -90 + a), t.second) for a in (-80, -40, 40, 80))
    coeur = chemin(feuille(x, y + 26, 140, 44, -90), t.forme) + chemin(
        feuille(x, y + 26, 96, 26, -64) + feuille(x, y + 26, 96, 26, -116), t.forme
    )
    ondes = "".join(trait(f"M{x - r} {y + 44}a{r} {r * 0.34} 0 0 0 {2 * r} 0", t.sol, 8) for r in (122, 160))
    ligne = traverse(
        (x - 128, 318, 20), (x, 354, 0), (x + 118, 300, -80), (x + 84, 276, 180), (x + 60, 304, 70), (x + 130, 330, 0)
    )
    return Dessin(ondes + "".join(morceaux) + petales + coeur, ligne)


def plante(g: Graine, t: Tons) -> Dessin:
    """A plant that grew from a story, between the rails of the tram."""
    x = g.entre("x", 180, 220)
    feuilles = "".join(
        chemin(
            feuille(
                x,
                400 - 46 * i,
                g.entre(f"l{i}", 116, 156) - 9 * i,
                42 - 3 * i,
                (-24 if i % 2 else 204) + g.entre(f"a{i}", -12, 12),
            ),
            (t.forme, t.second)[i % 3 == 2],
        )
        for i in range(6)
    )
    fleur = "".join(disque(*polaire(x, 88, 40, a), 24, t.second) for a in range(0, 360, 60)) + disque(
        x, 88, 26, t.forme
    )
    rails = rect(0, 436, 400, 64, t.sol) + trait("M0 454H400M0 482H400", t.forme, 7)
    ligne = courbe(
        (-5, 310, 0),
        (x - 60, 346, 30),
        (x, 384, 0),
        (x + 44, 330, -110),
        (x - 36, 262, -150),
        (x - 30, 206, -30),
        (x + 56, 190, 30),
        (405, 310, 0),
    )
    return Dessin(rails + trait(f"M{x} 436V100", t.forme, 12) + feuilles + fleur, ligne)


def tiers_paysage(g: Graine, t: Tons) -> Dessin:
    """A wood that came by itself on the concrete of a submarine base."""
    toits = "".join(
        rect(x, 350, 92, 151, t.forme) + rect(x + 20, 390, 52, 111, t.fond) for x in (-40, 68, 176, 284, 392)
    )
    dalle = rect(0, 336, 400, 26, t.forme)
    trembles = []
    for i, x in enumerate((46, 112, 178, 250, 318, 372)):
        haut = g.entre(f"h{i}", 110, 250)
        trembles.append(rect(x - 4, 336 - haut, 8, haut, t.second))
        r = g.entre(f"r{i}", 28, 46)
        trembles += [disque(x, 336 - haut, r, (t.forme, t.sol, t.second)[i % 3])]
    ligne = traverse((60, 246, 0), (146, 300, 0), (214, 236, 0), (284, 292, 0), (340, 246, 0))
    return Dessin("".join(trembles), ligne, toits + dalle)


def ile(g: Graine, t: Tons) -> Dessin:
    """A garden afloat: boats tied side by side, and what grows in them."""
    plantes = "".join(
        chemin(
            feuille(x, 312, g.entre(f"l{x}", 120, 226), 30, -90 + g.entre(f"a{x}", -26, 26)), (t.second, t.forme)[i % 2]
        )
        for i, x in enumerate(range(76, 340, 36))
    )
    palme = trait("M210 300Q200 180 236 110", t.second, 10) + "".join(
        chemin(feuille(236, 110, 96, 20, a), t.second) for a in (-160, -110, -50, 0, 40)
    )
    coques = chemin("M26 300H208L176 384H66Z", t.forme) + chemin("M192 300H376L340 384H232Z", t.forme)
    eau = rect(0, 384, 400, 116, t.sol) + trait("M30 430H150M200 430H370M90 466H250", t.forme, 7)
    ligne = traverse((70, 346, 20), (200, 398, 0), (330, 346, -20))
    return Dessin(eau + palme + plantes + coques, ligne)


def nids(g: Graine, t: Tons) -> Dessin:
    """Nests of planks caught in a tree, on a column, under a cornice."""
    mur = rect(284, -1, 117, 502, t.forme) + rect(262, 60, 140, 26, t.forme)
    fenetres = "".join(rect(322, y, 44, 70, t.fond) for y in (130, 250, 370))
    arbre = trait("M104 501V250M104 330L44 250M104 300L170 226", t.forme, 20)
    brins = []
    for n, (x, y, r) in enumerate(((104, 196, 62), (284, 170, 52))):
        for i in range(13):
            dy = -34 + i * 6
            demi = r * 1.25 * (1 - (max(dy, -10) / 58) ** 2) * g.entre(f"r{n}{i}", 0.8, 1.1)
            glisse, pente = g.entre(f"g{n}{i}", -14, 14), g.entre(f"s{n}{i}", -24, 24)
            brins.append(f"M{x - demi + glisse} {y + dy - pente}L{x + demi + glisse} {y + dy + pente}")
    ligne = traverse((60, 286, -60), (104, 240, 0), (160, 280, 50), (230, 300, -50), (284, 222, 0), (330, 270, 70))
    return Dessin(mur + fenetres + arbre + trait("".join(brins), t.second, 8), ligne)


def jardin(g: Graine, t: Tons) -> Dessin:
    """A garden of round trees and a pool."""
    arbres = []
    for i, (x, y, r) in enumerate(((84, 196, 78), (206, 150, 62), (318, 206, 86))):
        r *= g.entre(f"r{i}", 0.86, 1.08)
        ton = (t.forme, t.second, t.forme)[i]
        arbres += [rect(x - 8, y, 16, 240, ton), disque(x, y, r, ton)]
    allee = chemin("M-1 501V400H401V501Z", t.sol)
    bassin = chemin("M120 452a80 26 0 0 1 160 0a80 26 0 0 1 -160 0Z", t.forme)
    ligne = traverse(
        (60, 372, 40), (200, 408, 0), (270, 340, -90), (210, 296, 180), (160, 330, 80), (230, 380, 10), (350, 330, -30)
    )
    return Dessin(allee + "".join(arbres) + bassin, ligne)
