"""Signs: rings, waves of sound, tubes of light, gates, stripes, grids."""

from math import exp

from ..dessin import Dessin
from ..graine import Graine
from ..ligne import arc, brisee, courbe, marche, suite, traverse
from ..palette import Tons
from ..tracer import anneau, boite, chemin, contour, disque, polaire, poly, rect, rond, tourne, trait


def anneaux(g: Graine, t: Tons) -> Dessin:
    """Rings in a row along a quay, smaller and smaller; the line threads them."""
    recul, fuite = g.entre("recul", 0.7, 0.74), g.entre("fuite", 404, 430)
    rayon = g.entre("rayon", 104, 118)
    pas = [recul**i for i in range(6)]
    ronds = [(fuite - (fuite - 84) * k, 306 - 70 * k, rayon * k, 30 * k) for k in pas]
    quai = poly([(-1, 500), (-1, 392), (401, 316), (401, 501)], t.sol)
    devant = "".join(trait(demi_droit(x, y, r), t.forme, e) for x, y, r, e in ronds)
    ligne = traverse((84, 214, 8), (ronds[1][0], ronds[1][1] + 8, 30), (330, 304, 12))
    return Dessin(quai + "".join(anneau(x, y, r, t.forme, e) for x, y, r, e in ronds), ligne, devant)


def demi_droit(x: float, y: float, r: float) -> str:
    """The right half of a circle, as a stroke."""
    return f"M{x:.1f} {y - r:.1f}a{r:.1f} {r:.1f} 0 0 1 0 {2 * r:.1f}"


def ondes(g: Graine, t: Tons) -> Dessin:
    """Two loudspeakers in rings; the line trembles with what they play."""
    x, y, r = g.entre("x", 140, 180), g.entre("y", 124, 140), g.entre("r", 118, 135)
    pas = r / g.choix("pas", 4, 5)
    grand = "".join(disque(x, y, r - i * pas, (t.forme, t.fond)[i % 2]) for i in range(int(r / pas)))
    petit = disque(x + 165, 425, 100, t.sol) + disque(x + 165, 425, 62, t.forme) + disque(x + 165, 425, 22, t.second)
    haut = g.entre("ampleur", 46, 58)
    sommets = [(s, 310 + (-1) ** i * haut * exp(-(((s - 205) / 120) ** 2))) for i, s in enumerate(range(45, 380, 32))]
    vague = brisee((-5, 310), (22, 310), *sommets, (384, 310), (405, 310), rayon=26)
    return Dessin(petit + grand, vague)


def zebre(g: Graine, t: Tons) -> Dessin:
    """The bars of a crossing; the line passes over one and under the next."""
    nombre, pente = g.entier("nombre", 4, 5), g.entre("pente", 60, 110)
    pas = 400 / nombre
    barres = [
        poly([(x, 501), (x + pas / 2, 501), (x + pas / 2 + pente, -1), (x + pente, -1)], t.forme)
        for x in (i * pas - 66 for i in range(nombre + 1))
    ]
    astre = disque(g.entre("x", 90, 310), 120, 62, t.second)
    ligne = traverse((90, 372, 0), (205, 248, 0), (310, 360, 0))
    return Dessin(astre + "".join(barres[0::2]), ligne, "".join(barres[1::2]))


def meteo(g: Graine, t: Tons) -> Dessin:
    """Sun, cloud and rain in tubes of light: the line itself draws the cloud."""
    x, r = g.entre("x", 262, 290), g.entre("r", 84, 100)
    soleil = disque(x, 150, r, t.forme) + anneau(x, 150, r + 26, t.forme, 8)
    pluie = "".join(
        trait(f"M{a} {360 + 22 * (i % 2)}l-26 {g.entier(f'goutte{i}', 60, 92)}", t.forme, 11, rond=True)
        for i, a in enumerate(range(110, 320, 38))
    )
    nuage = suite(
        courbe((-5, 310, 0), (290, 310, 0), *arc(290, 260, 50, 90, -87.8)[1:]),
        courbe(*arc(218, 214, 74, -3.1, -169.7)),
        courbe(*arc(128, 254, 56, -72.1, -270)),
        courbe((128, 310, 0), (405, 310, 0)),
    )
    return Dessin(soleil + pluie, nuage)


def neons(g: Graine, t: Tons) -> Dessin:
    """One right angle, drawn again and again a few degrees further."""
    x, y, cote = g.entre("x", 96, 120), g.entre("y", 396, 420), g.entre("cote", 300, 330)
    ecart = g.entre("ecart", 14, 17)
    mur = rect(x, -1, 401 - x, y + 1, t.sol)
    equerre = f"M{x} {y - cote}V{y}H{x + cote}"
    tubes = [tourne(-ecart * i, x, y, trait(equerre, (t.forme, t.second)[i % 2], 13)) for i in range(4)]
    ligne = marche((x + 58, 310), (x + 58, 96), (330, 96), (330, 310), rayon=44)
    return Dessin(mur + tubes[2] + tubes[0], ligne, tubes[1] + tubes[3])


def portails(g: Graine, t: Tons) -> Dessin:
    """Two great square gates, one upright, one leaning; the line passes through both."""
    angle, large = g.entre("angle", 8, 15), g.entre("large", 150, 170)
    sol = rect(0, 396, 400, 104, t.sol)
    porte = f"M0 {{y}}V0H{large}V{{y}}"
    droite = porte.format(y=330)
    premiere = f'<g transform="translate(52 92)">{trait(droite, t.forme, 34)}</g>'
    seconde = tourne(angle, 300, 396, f'<g transform="translate(196 66)">{trait(droite, t.second, 34)}</g>')
    pied = rect(35, 92, 34, 330, t.forme)
    ligne = traverse((52, 350, 48), (150, 420, 0), (248, 300, -62), (312, 226, 0), (362, 288, 50))
    return Dessin(sol + seconde + premiere, ligne, pied)


def triangles(g: Graine, t: Tons) -> Dessin:
    """Silos and, painted across them, triangles that change colour on every wall."""
    hauts = [g.entre(f"silo{i}", 60, 190) for i in range(4)]
    murs = "".join(boite(i * 116 - 12, h, 62, 501 - h) for i, h in enumerate(hauts))
    sommet = g.entre("sommet", 60, 140)
    figures = "".join(
        contour([(a, 430), (a + base, 430), (a + base * pointe, haut)])
        for a, base, pointe, haut in (
            (-30, 190, 0.3, sommet + 90),
            (90, 250, 0.6, sommet),
            (262, 200, 0.45, sommet + 60),
        )
    )
    creux = "".join(
        contour([(a, 400), (a + base, 400), (a + base * pointe, haut)])
        for a, base, pointe, haut in (
            (25, 82, 0.3, sommet + 190),
            (146, 140, 0.6, sommet + 110),
            (304, 96, 0.45, sommet + 180),
        )
    )
    ligne = marche((60, 310), (126, 184), (212, 374), (292, 220), (340, 310), rayon=26)
    return Dessin(chemin(murs + figures + creux, t.forme, ajour=True), ligne)


def points(g: Graine, t: Tons) -> Dessin:
    """Columns of lit dots, which run up and down; the line takes one of the columns."""
    pas = 40
    colonnes = []
    for i, x in enumerate(range(20, 400, pas)):
        haut = 30 + 24 * g.entier(f"haut{i}", 0, 6)
        ton = t.second if g.part(f"ton{i}") < 0.3 else t.forme
        colonnes.append(trait(f"M{x} {haut}V500", ton, 17, rond=True, tirets="0 24"))
    sol = rect(0, 414, 400, 86, t.sol)
    gauche = 20 + pas * g.entier("gauche", 1, 3)
    droite = 20 + pas * g.entier("droite", 5, 8)
    ligne = marche((gauche, 310), (gauche, 66), (droite, 66), (droite, 310), rayon=40)
    return Dessin(sol + "".join(colonnes), ligne)


def bandes(g: Graine, t: Tons) -> Dessin:
    """Bands that stay parallel whatever they do; the line is one of them."""
    x, y = 200, g.entre("y", 252, 276)
    epais = g.entre("epais", 22, 26)
    tons = (t.forme, t.second, t.forme, t.sol)
    rayons = (180, 76, 34, 128)
    arches = "".join(
        trait(f"M{x - r} 501V{y}a{r} {r} 0 0 1 {2 * r} 0V501", ton, epais) for r, ton in zip(rayons, tons, strict=True)
    )
    r = 154 if g.pile("dehors") else 103
    ligne = suite(
        brisee((-5, 310), (x - r, 310), (x - r, y - 10)),
        courbe(*arc(x, y - 10, r, -180, 0)),
        brisee((x + r, y - 10), (x + r, 310), (405, 310)),
    )
    return Dessin(arches, ligne)


def rhizome(g: Graine, t: Tons) -> Dessin:
    """Roots of light that fork at right angles and end in buds."""
    racines = []
    for i, x in enumerate((44, 100, 156, 244, 300, 356)):
        fond = 372 + 26 * g.entier(f"fond{i}", 0, 3)
        noeud = 330 + 14 * abs(i - 2.5)
        d = brisee((200, 240), (200, noeud), (x, noeud), (x, fond), rayon=22).d
        racines += [trait(d, t.forme, 10), disque(x, fond, 15, t.second if i % 3 == 1 else t.forme)]
    for i, x in enumerate((70, 140, 260, 330)):
        haut = g.entre(f"haut{i}", 60, 140)
        d = brisee((200, 260), (200, 200 - 12 * (i % 2)), (x, 200 - 12 * (i % 2)), (x, haut), rayon=22).d
        racines += [trait(d, t.forme, 10), disque(x, haut, 24, t.forme), disque(x, haut, 9, t.fond)]
    tronc = trait("M200 60V440", t.forme, 22) + disque(200, 60, 30, t.second)
    ligne = marche((56, 310), (56, 258), (344, 258), (344, 310), rayon=24)
    return Dessin(rect(0, 310, 400, 190, t.sol) + "".join(racines) + tronc, ligne)


def operations(g: Graine, t: Tons) -> Dessin:
    """Plus, times, equal, divided: the four of them, large, on a board of four squares."""
    signes = [
        boite(-22, -80, 44, 160) + boite(-80, -22, 160, 44),
        boite(-80, -52, 160, 40) + boite(-80, 12, 160, 40),
        boite(-80, -20, 160, 40) + rond(0, -58, 24) + rond(0, 58, 24),
    ]
    cases = [(100, 125), (300, 125), (100, 375), (300, 375)]
    depart, vive = g.entier("depart", 0, 3), g.entier("vive", 0, 3)
    taille = g.entre("taille", 0.9, 1.06)
    morceaux = [rect(0, 0, 200, 250, t.sol), rect(200, 250, 200, 250, t.sol)]
    for i, (x, y) in enumerate(cases):
        rang = (i + depart) % 4
        signe = chemin(signes[rang if rang < 3 else 0], t.second if i == vive else t.forme)
        angle = 45 if rang == 3 else 0
        morceaux.append(f'<g transform="translate({x} {y}) rotate({angle}) scale({taille:.2f})">{signe}</g>')
    ligne = marche((40, 310), (40, 250), (200, 250), (200, 460), (372, 460), (372, 310), rayon=34)
    return Dessin("".join(morceaux), ligne)


def labyrinthe(g: Graine, t: Tons) -> Dessin:
    """Hedges in squares, openings between them: the line finds its way in, and out."""
    haut, y = g.entre("haut", 190, 212), 260
    passage = 22
    haies = (
        f"M50 {310 - passage}V110H350V{310 - passage}M350 {310 + passage}V410H50V{310 + passage}"
        f"M{200 - passage} 165H105V355H{200 - passage}M{200 + passage} 355H295V165H{200 + passage}"
    )
    coeur = rect(163, y - 37, 74, 74, t.second)
    ligne = marche(
        (78, 310),
        (78, 138),
        (200, 138),
        (200, haut),
        (266, haut),
        (266, 326),
        (200, 326),
        (200, 382),
        (322, 382),
        (322, 310),
        rayon=18,
    )
    arbres = "".join(disque(x, 58, 24, t.forme) for x in range(60 + g.entier("arbre", 0, 40), 380, 80))
    return Dessin(rect(22, 82, 356, 356, t.sol) + arbres + trait(haies, t.forme, 22) + coeur, ligne)


def etoile(g: Graine, t: Tons) -> Dessin:
    """A garden in the shape of a star, beds in its branches."""
    branches, biais = g.choix("branches", 5, 6, 7), g.entre("biais", -100, -80)
    x, y = 200, 236

    def rayonne(grand: float, petit: float) -> str:
        pas = 180 / branches
        return contour(polaire(x, y, (grand, petit)[i % 2], biais + i * pas) for i in range(2 * branches))

    massifs = "".join(disque(*polaire(x, y, 138, biais + i * 360 / branches), 11, t.fond) for i in range(branches))
    corps = chemin(rayonne(214, 92), t.forme) + massifs
    ligne = traverse((120, 322, 0), *arc(x, y, 58, 90, 450), (290, 300, 0))
    return Dessin(disque(x, y, 205, t.sol) + corps, ligne)


def piste(g: Graine, t: Tons) -> Dessin:
    """A track in lanes: the line enters, runs a full lap, and goes on."""
    large, y = g.entre("large", 60, 78), 215
    r = 95

    def stade(rayon: float) -> str:
        arche = f"a{rayon} {rayon} 0 0 "
        return f"M{200 - large} {y + rayon}h{2 * large}{arche}0 0 {-2 * rayon}h{-2 * large}{arche}0 0 {2 * rayon}Z"

    couloirs = chemin(stade(r + 68), t.forme) + trait(stade(r + 38), t.fond, 5) + chemin(stade(r + 12), t.sol)
    centre = chemin(stade(r - 16), t.forme) + chemin(stade(r - 62), t.second)
    tour = suite(
        courbe((-5, 310, 0), (200 + large, 310, 0), *arc(200 + large, y, r, 90, -90)),
        courbe((200 + large, y - r, 180), (200 - large, y - r, 180), *arc(200 - large, y, r, -90, -270)),
        courbe((200 - large, 310, 0), (405, 310, 0)),
    )
    gradins = "".join(rect(0, 424 + i * 26, 400, 12, t.forme) for i in range(3))
    return Dessin(gradins + couloirs + centre, tour)
