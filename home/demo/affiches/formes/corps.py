"""Bodies: statues that step aside, climb, laze or hide; heads, a foot, a crowd."""

from ..dessin import Dessin
from ..graine import Graine
from ..ligne import arc, courbe, dessous, marche, suite, traverse
from ..palette import Tons
from ..tracer import Point, boite, chemin, contour, disque, dome, polaire, poly, rect, rond, tourne, trait


def bonhomme(x: float, y: float, haut: float, ton: str, jambes: tuple, bras: tuple, penche: float = 0) -> str:
    """A figure in a suit. Limbs are broken lines in eighths of the height, from the point between the feet, y up."""
    u = haut / 8

    def place(points: tuple) -> list[Point]:
        return [(x + a * u, y - b * u) for a, b in points]

    veste = poly(place(((-1.25 + penche, 6.6), (1.25 + penche, 6.6), (1, 3.3), (-1, 3.3))), ton)
    tete = disque(x + penche * 1.25 * u, y - 7.5 * u, 0.72 * u, ton)
    cuisses = "".join(contour(place(ligne), ferme=False) for ligne in jambes)
    manches = "".join(contour(place(ligne), ferme=False) for ligne in bras)
    return veste + tete + trait(cuisses, ton, 0.92 * u) + trait(manches, ton, 0.66 * u)


def pas_de_cote(g: Graine, t: Tons) -> Dessin:
    """A man on a plinth, one foot already in the air; the line comes to be the step he takes."""
    x, haut = g.entre("x", 112, 134), g.entre("haut", 258, 276)
    socle = rect(x - 62, haut, 116, 501 - haut, t.forme) + rect(x - 74, haut, 140, 20, t.forme)
    homme = bonhomme(
        x + 26,
        haut,
        226,
        t.second,
        (((-0.45, 3.5), (-0.5, 0.2), (-0.5, 0)), ((0.5, 3.5), (1.6, 1.9), (2.5, 0.2), (3.2, 0.2))),
        (((-1, 6.3), (-1.7, 4.9), (-1.5, 3.5)), ((1, 6.3), (1.9, 5.1), (2.5, 4.1))),
    )
    marche_ = haut + 8
    ligne = suite(
        courbe((-5, 310, 0), (x - 100, 340, 40), (x - 8, 392, 0), (x + 84, 330, -76), (x + 118, marche_, 0)),
        courbe((x + 118, marche_, 0), (405, 310, 0)),
    )
    return Dessin(disque(x + 170, 110, 62, t.sol) + homme + socle, ligne)


def transgression(g: Graine, t: Tons) -> Dessin:
    """A girl who leaves her plinth, or climbs on it: one leg is over."""
    x, haut = g.entre("x", 216, 240), g.entre("haut", 214, 236)
    socle = rect(x, haut, 150, 501 - haut, t.forme) + rect(x - 16, haut, 182, 22, t.forme)
    u = 26
    robe = poly([(x - 62, haut - 76), (x - 8, haut - 92), (x + 10, haut + 30), (x - 78, haut + 56)], t.second)
    tete = disque(x - 12, haut - 124, 24, t.second) + chemin(f"M{x - 34} {haut - 132}q-40 6 -34 62l26 -34Z", t.second)
    membres = trait(
        f"M{x - 22} {haut - 80}L{x + 40} {haut - 46}L{x + 66} {haut - 8}M{x - 30} {haut + 30}L{x + 30} {haut - 30}L{x + 56} {haut - 6}"
        f"M{x - 62} {haut + 44}L{x - 66} {haut + 112}L{x - 84} {haut + 176}",
        t.second,
        u * 0.8,
    )
    ligne = traverse(
        (70, 372, 34),
        (x - 80, haut + 190, 0),
        (x - 34, haut + 150, -80),
        (x - 34, 320, -90),
        (x + 60, 284, 10),
        (x + 140, 350, 0),
    )
    return Dessin(disque(92, 108, 56, t.sol) + socle + membres + robe + tete, ligne)


def paresse(g: Graine, t: Tons) -> Dessin:
    """A man who lets the line be his hammock."""
    creux = g.entre("creux", 366, 384)
    colonnes = rect(18, 96, 44, 405, t.forme) + rect(338, 96, 44, 405, t.forme)
    chapiteaux = rect(6, 70, 68, 28, t.forme) + rect(326, 70, 68, 28, t.forme) + rect(-1, 30, 402, 28, t.forme)
    corps = trait(f"M112 {creux - 66}Q190 {creux + 8} 262 {creux - 40}", t.second, 50) + disque(
        94, creux - 104, 27, t.second
    )
    jambes = trait(
        f"M250 {creux - 34}L312 {creux - 74}L350 {creux - 40}M262 {creux - 50}L300 {creux - 112}L342 {creux - 84}",
        t.second,
        24,
    )
    bras = trait(f"M132 {creux - 60}L150 {creux + 36}L138 {creux + 96}", t.second, 19)
    lune = disque(g.entre("lune", 180, 250), 166, 46, t.sol)
    return Dessin(
        lune + colonnes + chapiteaux + jambes + corps + bras, traverse((60, 322, 24), (196, creux, 0), (340, 322, -24))
    )


def discretion(g: Graine, t: Tons) -> Dessin:
    """Someone behind a wall: a shoulder, half a face; the line hides too, then comes out."""
    x = g.entre("x", 196, 226)
    homme = bonhomme(
        x - 26,
        452,
        330,
        t.second,
        (((-0.45, 3.5), (-0.5, 0)), ((0.5, 3.5), (0.5, 0))),
        (((-1, 6.3), (-1.5, 4.8), (-1.35, 3.1)), ((1, 6.3), (1.5, 4.8))),
    )
    mur = rect(x, 40, 132, 412, t.forme)
    joints = trait("".join(f"M{x} {y}h132" for y in range(109, 450, 69)), t.fond, 5)
    arche = rect(x - 24, 40, 180, 26, t.forme)
    ligne = traverse((90, 396, 20), (x + 40, 420, 0), (x + 110, 250, -90), (x + 150, 180, 20), (372, 300, 50))
    return Dessin(rect(0, 452, 400, 48, t.sol) + homme, ligne, mur + arche + joints)


def deplacement(g: Graine, t: Tons) -> Dessin:
    """A man who walks away with his plinth in tow: the line is the rope."""
    x = g.entre("x", 262, 282)
    socle = tourne(
        g.entre("angle", -16, -10),
        96,
        430,
        rect(28, 316, 124, 132, t.forme),
        rect(14, 298, 152, 22, t.forme),
        rect(14, 436, 152, 22, t.forme),
    )
    homme = bonhomme(
        x,
        452,
        296,
        t.second,
        (((-0.3, 3.5), (-1.2, 1.8), (-2.4, 0.25)), ((0.4, 3.5), (1.5, 2), (1.4, 0.3), (2.2, 0.3))),
        (((-0.4, 6.2), (-1.4, 5), (-2.4, 4.4)), ((1.4, 6.2), (2.4, 5.2), (3.1, 5.9))),
        0.5,
    )
    main = (x - 2.4 * 37, 452 - 4.4 * 37)
    ligne = traverse((60, 296, -10), (140, 320, 12), (main[0], main[1], -20), (x + 40, 262, 30))
    return Dessin(rect(0, 452, 400, 48, t.sol) + disque(100, 110, 58, t.sol) + socle + homme, ligne)


def bras(g: Graine, t: Tons) -> Dessin:
    """A statue with the arms of twenty others, spread like rays."""
    nombre, x, y = g.choix("nombre", 11, 13, 15), 200, 236
    rayons = []
    for i in range(nombre):
        a = -194 + 208 * i / (nombre - 1)
        r = g.entre(f"r{i}", 150, 190)
        coude, main = polaire(x, y, r * 0.6, a), polaire(x, y, r, a + g.entre(f"c{i}", -16, 16))
        rayons.append(trait(contour([(x, y), coude, main], ferme=False), (t.forme, t.second)[i % 2], 17))
        rayons.append(disque(*main, 14, (t.forme, t.second)[i % 2]))
    robe = poly([(x - 52, y - 20), (x + 52, y - 20), (x + 84, 501), (x - 84, 501)], t.forme)
    plis = trait("".join(f"M{x + d * 0.5} {y + 40}L{x + d} 500" for d in (-52, -18, 18, 52)), t.detail, 6)
    tete = rect(x - 14, y - 60, 28, 46, t.forme) + disque(x, y - 84, 40, t.forme)
    ligne = courbe(
        (-5, 310, 0), (x + 22, y + 56, -24), *arc(x, y - 84, 62, 20, -200), (x - 22, y + 60, 40), (405, 310, 0)
    )
    return Dessin("".join(rayons) + robe + plis, ligne, tete)


def tete(g: Graine, t: Tons) -> Dessin:
    """A great head of clay, eyes shut, resting on the line as on a shoulder."""
    angle, x = g.entre("angle", -20, -10), 204
    visage = chemin(f"M{x - 118} 190a118 122 0 0 1 236 0v70a118 150 0 0 1 -236 0Z", t.forme)
    calotte = chemin(f"M{x - 118} 186a118 122 0 0 1 236 0q-60 -34 -118 -4q-60 30 -118 4Z", t.second)
    yeux = trait(f"M{x - 76} 226q26 26 52 0M{x + 24} 226q26 26 52 0", t.detail, 9, rond=True)
    nez = trait(f"M{x} 216l-16 62h24", t.detail, 9, rond=True)
    joues = disque(x - 66, 286, 20, t.fond) + disque(x + 66, 286, 20, t.fond)
    bouche = chemin(f"M{x - 34} 326q34 -22 68 0q-34 34 -68 0Z", t.second)
    tout = tourne(angle, x, 300, visage, calotte, yeux, nez, joues, bouche)
    ligne = traverse((70, 372, 46), (196, 438, 2), (330, 366, -46))
    return Dessin(rect(0, 436, 400, 64, t.sol) + tout, ligne)


def portraits(g: Graine, t: Tons) -> Dessin:
    """A hundred and eight of them, no two alike: faces in rows."""
    clairs, fonces, cases = [], [], []
    for rang in range(5):
        for i in range(4):
            x, y = 50 + 100 * i, 100 * rang
            r = g.entre(f"r{rang}{i}", 20, 26)
            e = g.entre(f"e{rang}{i}", 32, 44)
            tete_ = rond(x, y + 42, r) + dome(x, y + 100, e)
            if (rang + i) % 2:
                cases.append(boite(x - 50, y, 100, 100))
                clairs.append(tete_)
            else:
                fonces.append(tete_)
    autre = g.entier("autre", 0, 1)
    ligne = marche((50, 310), (50, 400), (200, 400), (200, 200), (350, 200), (350, 310), rayon=46)
    fond = chemin("".join(cases), t.forme) + chemin("".join(clairs), t.fond) + chemin("".join(fonces), t.forme)
    vedette = chemin(
        rond(150 + 100 * autre, 42 + 100 * autre, 24) + dome(150 + 100 * autre, 100 + 100 * autre, 40), t.second
    )
    return Dessin(fond + vedette, ligne)


def suiveurs(g: Graine, t: Tons) -> Dessin:
    """Bald men in suits, up to the chest in water, all turned to the same side."""

    def buste(x: float, y: float, k: float) -> str:
        epaules = (
            f"M{x - 62 * k} {y}V{y - 50 * k}q4 {-46 * k} {44 * k} {-50 * k}h{36 * k}q{40 * k} 4 {44 * k} {50 * k}V{y}Z"
        )
        return rond(x, y - 142 * k, 36 * k) + epaules

    decalage = g.entre("decalage", -16, 16)
    rangs = (
        (0.56, 214, range(20, 420, 90), t.second),
        (0.86, 336, range(-10, 460, 140), t.forme),
        (1.3, 492, range(94, 420, 212), t.second),
    )
    plans = []
    for k, y, places, ton in rangs:
        plans.append(chemin("".join(buste(x + decalage * k * (1 if k < 0.8 else -1), y, k) for x in places), ton))
        plans.append(rect(0, y - 8, 400, 30, t.sol))
    plans.append(rect(0, 476, 400, 24, t.sol))
    ligne = traverse((60, 262, 0), (130, 372, 0), (205, 250, 0), (272, 390, 0), (342, 270, 0))
    return Dessin("".join(plans[:4]), ligne, "".join(plans[4:]))


def pied(g: Graine, t: Tons) -> Dessin:
    """A foot, enormous; inside it the line digests."""
    angle = g.entre("angle", -8, 6)
    sole = chemin(
        "M120 170C100 240 150 290 138 380C130 440 160 486 206 486C256 486 280 440 272 380C262 300 318 250 300 170C288 120 140 110 120 170Z",
        t.forme,
    )
    orteils = (
        disque(122, 112, 46, t.forme)
        + disque(190, 82, 31, t.forme)
        + disque(243, 84, 26, t.forme)
        + disque(287, 102, 23, t.forme)
        + disque(322, 132, 19, t.forme)
    )
    ongle = disque(114, 96, 18, t.detail)
    ligne = traverse(
        (150, 270, -70),
        (168, 236, 0),
        (196, 280, 90),
        (190, 380, 90),
        (206, 404, 0),
        (222, 370, -90),
        (224, 256, -90),
        (246, 226, 0),
        (268, 262, 80),
    )
    return Dessin(rect(0, 430, 400, 70, t.sol) + tourne(angle, 200, 300, sole, orteils, ongle), ligne)


def antipodes(g: Graine, t: Tons) -> Dessin:
    """Two people back to back, feet against feet: each stands on the ground under the other."""
    x, bosse = g.entre("x", 120, 138), g.entre("bosse", 34, 46)
    bras = (((-1, 6.3), (-2.1, 5.2), (-2.8, 6.6)), ((1, 6.3), (2, 5), (1.7, 3.6)))
    jambes = (((-0.5, 3.5), (-0.8, 0)), ((0.5, 3.5), (1.4, 1.9), (1, 0)))
    haut = bonhomme(x, 310 - bosse, 226, t.forme, jambes, bras)
    bas = bonhomme(400 - x, 0, 124, t.second, jambes, bras)
    ligne = traverse((x, 310 - bosse, 0), (400 - x, 310 + bosse, 0))
    terre = chemin(dessous(ligne), t.sol)
    renverse = f'<g transform="matrix(1 0 0 -1 0 {310 + bosse:.1f})">{bas}</g>'
    return Dessin(terre + haut + renverse + disque(400 - x, 104, 44, t.forme), ligne)


def profils(g: Graine, t: Tons) -> Dessin:
    """Profiles inside profiles, as if time were an X-ray."""
    x = g.entre("x", 30, 60)
    profil = (
        "M0 430V340C-60 290 -70 190 -20 120C40 40 170 40 214 120C226 146 214 166 222 186L256 246C260 256 252 264 236 266"
        "L244 296L232 306L240 322C238 356 220 366 176 360L150 366V430Z"
    )
    couches = "".join(
        f'<g transform="translate({x + 62 + 16 * i:.1f} {24 + 27 * i}) scale({1 - 0.2 * i:.1f})">{chemin(profil, ton)}</g>'
        for i, ton in enumerate((t.forme, t.fond, t.second, t.fond))
    )
    ligne = traverse((60, 396, 30), (168, 420, -20), *arc(x + 138, 246, 44, 60, -240), (250, 330, 20), (340, 340, -20))
    return Dessin(couches + rect(0, 454, 400, 46, t.sol), ligne)
