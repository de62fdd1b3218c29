"""Things out of scale: a tape measure, benches, boots, chairs, a pendulum, pipes, horns."""

from ..dessin import Dessin
from ..graine import Graine
from ..ligne import arc, brisee, courbe, marche, suite, traverse
from ..palette import Tons
from ..tracer import chemin, contour, disque, polaire, rect, trait


def metre(g: Graine, t: Tons) -> Dessin:
    """A dressmaker's tape as long as a street; the line measures itself against it."""
    x = g.entre("x", 96, 112)
    ruban = brisee((x, 501), (x, 84), (316, 84), (316, 232), (220, 232), (220, 501), rayon=56).d
    graduations = "".join(f"M{x - 42} {y}h{(26, 44)[i % 4 == 0]}" for i, y in enumerate(range(160, 500, 21)))
    graduations += "".join(f"M{a} 42v{(26, 44)[i % 4 == 0]}" for i, a in enumerate(range(190, 270, 21)))
    graduations += "".join(f"M262 {y}h-{(26, 44)[i % 4 == 0]}" for i, y in enumerate(range(310, 500, 21)))
    ligne = traverse((x, 380, 0), (164, 300, -70), (220, 268, 0), (290, 370, 30))
    return Dessin(rect(0, 430, 400, 70, t.sol) + trait(ruban, t.forme, 84) + trait(graduations, t.detail, 6), ligne)


def banc(g: Graine, t: Tons) -> Dessin:
    """A bench for giants, and in its shade one for us."""
    x = g.entre("x", 44, 62)
    dossier = "".join(rect(x - 20, y, 330, 30, t.forme) for y in (92, 142))
    assise = rect(x - 30, 222, 352, 36, t.forme)
    pieds = rect(x + 6, 92, 30, 330, t.forme) + rect(x + 254, 92, 30, 330, t.forme)
    petit = (
        "".join(rect(x + 96, y, 96, 9, t.second) for y in (346, 362, 386))
        + rect(x + 104, 346, 9, 76, t.second)
        + rect(x + 175, 346, 9, 76, t.second)
    )
    sol = rect(0, 422, 400, 78, t.sol)
    arbre = disque(g.entre("arbre", 300, 350), 70, 74, t.sol)
    ligne = traverse((x + 50, 380, 60), (x + 144, 450, 0), (x + 236, 380, -60))
    return Dessin(sol + arbre + pieds + dossier + assise + petit, ligne)


def banc_jet(g: Graine, t: Tons) -> Dessin:
    """Sit on the bench, and water shoots up at the end of the lawn."""
    x = g.entre("x", 262, 290)
    pelouse = rect(0, 396, 400, 104, t.sol)
    assise = (
        "".join(rect(28, y, 150, 15, t.forme) for y in (262, 288, 340))
        + rect(44, 262, 16, 134, t.forme)
        + rect(146, 262, 16, 134, t.forme)
    )
    gerbe = "".join(
        trait(
            f"M{x} 392C{x + d * 0.2} 160 {x + d * 0.7} {70 + abs(d) * 0.5} {x + d} {150 + abs(d) * 1.1}",
            t.second,
            9,
            rond=True,
        )
        for d in (-92, -48, 48, 92)
    )
    bassin = chemin(f"M{x - 80} 396h160l-26 32h-108Z", t.forme)
    ligne = suite(
        courbe(
            (-5, 310, 0),
            (20, 314, 20),
            (103, 330, 0),
            (186, 360, 60),
            (x - 40, 392, 0),
            (x - 4, 350, -88),
            (x, 90, -88),
        ),
        courbe((x, 90, -88), (x + 18, 66, 0), (x + 40, 110, 80), (x + 70, 280, 70), (405, 310, 0)),
    )
    return Dessin(pelouse + assise + gerbe + bassin, ligne)


def bottes(g: Graine, t: Tons) -> Dessin:
    """Boots that no one could sell: both for the left foot, and for a giant."""

    def botte(x: float, y: float, ton: str) -> str:
        tige = chemin(f"M{x} {y}h106v190q14 56 96 66q26 10 26 60h-228Z", ton)
        return (
            tige
            + rect(x - 6, y + 300, 240, 30, t.second if ton == t.forme else t.forme)
            + rect(x, y + 26, 106, 15, t.fond)
            + disque(x + 54, y + 250, 14, t.fond)
        )

    ecart = g.entre("ecart", 130, 150)
    sol = rect(0, 430, 400, 70, t.sol)
    ligne = traverse((40, 420, 40), (110, 462, 0), (210, 400, -80), (ecart + 120, 300, -30), (376, 312, 10))
    return Dessin(sol + botte(24, 70, t.second), ligne, botte(ecart, 120, t.forme))


def assises(g: Graine, t: Tons) -> Dessin:
    """Seats of steel in a row, for waiting with something to do."""
    sieges = []
    for i, x in enumerate((26, 152, 278)):
        haut = g.entre(f"h{i}", 110, 210)
        ton = (t.forme, t.second)[i == g.entier("autre", 0, 2)]
        sieges.append(
            trait(f"M{x + 12} {haut}V352Q{x + 12} 366 {x + 26} 366H{x + 92}", ton, 26)
            + rect(x + 52, 366, 14, 74, ton)
            + rect(x + 26, 436, 66, 14, ton)
        )
        sieges.append(disque(x + 56, haut + 20, 20, t.sol))
    ligne = marche(
        (66, 310),
        (66, 344),
        (128, 344),
        (128, 310),
        (192, 310),
        (192, 344),
        (254, 344),
        (254, 310),
        (318, 310),
        (318, 344),
        (384, 344),
        (384, 310),
        rayon=17,
    )
    return Dessin(rect(0, 450, 400, 50, t.sol) + "".join(sieges), ligne)


def chaises(g: Graine, t: Tons) -> Dessin:
    """Chairs that burst from one point like a star."""
    x, y, nombre = 200, 240, g.choix("nombre", 7, 8)
    eclat = []
    for i in range(nombre):
        a = i * 360 / nombre + g.entre(f"a{i}", -7, 7)
        cx, cy = polaire(x, y, g.entre(f"r{i}", 112, 150), a)
        ton = (t.forme, t.second)[i % 3 == 2]
        chaise = (
            rect(-38, -82, 15, 150, ton)
            + rect(-38, -12, 74, 17, ton)
            + rect(22, -12, 14, 80, ton)
            + rect(-46, -82, 12, 46, ton)
        )
        eclat.append(
            f'<g transform="translate({cx:.0f} {cy:.0f}) rotate({a + g.choix(f"s{i}", 70, 96, 120):.0f})">{chaise}</g>'
        )
    ligne = traverse((100, 330, 10), *arc(x, y, 54, 90, 450), (300, 330, -10))
    return Dessin(disque(x, y, 96, t.sol) + "".join(eclat), ligne)


def pendule(g: Graine, t: Tons) -> Dessin:
    """A pendulum on an old silo, and the arc it draws: that is where the line goes."""
    angle = g.entre("angle", 22, 34) * g.choix("sens", 1, -1)
    silo = rect(70, 40, 260, 461, t.forme) + rect(54, 28, 292, 28, t.second)
    fenetres = "".join(rect(x, y, 26, 40, t.fond) for x in (96, 278) for y in (96, 176, 256, 400))
    x, y, r = 200, 70, 292
    bx, by = polaire(x, y, r, 90 - angle)
    tige = trait(contour([(x, y), (bx, by)], ferme=False), t.second, 13) + disque(x, y, 20, t.second)
    boule = disque(bx, by, 46, t.second) + disque(bx, by, 20, t.detail)
    g1, g2 = polaire(x, y, r, 90 + 34), polaire(x, y, r, 90 - 34)
    ligne = courbe((-5, 310, 0), (*g1, 34), (x, y + r, 0), (*g2, -34), (405, 310, 0))
    return Dessin(silo + fenetres, ligne, tige + boule)


def tuyau(g: Graine, t: Tons) -> Dessin:
    """A red pipe that goes where it likes, in bends and flanges; the line runs inside."""
    haut, bas = g.entre("haut", 74, 96), g.entre("bas", 396, 420)
    trajet = ((96, 310), (96, haut), (204, haut), (204, bas), (310, bas), (310, 310))
    corps = brisee((-30, 310), *trajet, (430, 310), rayon=54).d
    brides = "".join(rect(x - 40, y - 9, 80, 18, t.second) for x, y in ((96, 200), (204, 160), (204, 310), (310, 360)))
    brides += rect(40, 270, 16, 80, t.second) + rect(352, 270, 16, 80, t.second)
    return Dessin(trait(corps, t.forme, 58) + brides, marche(*trajet, rayon=54))


def trompettes(g: Graine, t: Tons) -> Dessin:
    """A band that plays out of step: horns in every direction."""

    def cor(x: float, y: float, angle: float, k: float, ton: str) -> str:
        d = "M-110 -9H10C50 -9 66 -26 92 -58V58C66 26 50 9 10 9H-110Z"
        boucle = trait("M-70 0V40A24 24 0 0 0 -46 64H-10A24 24 0 0 0 14 40V0", ton, 13)
        pistons = "".join(rect(a, -34, 10, 34, ton) for a in (-50, -30, -10))
        return f'<g transform="translate({x:.0f} {y:.0f}) rotate({angle:.0f}) scale({k:.2f})">{chemin(d, ton)}{boucle}{pistons}</g>'

    cors = [
        cor(x, y, a + g.entre(f"a{i}", -14, 14), k, ton)
        for i, (x, y, a, k, ton) in enumerate(
            (
                (140, 112, -24, 1.3, t.forme),
                (292, 226, 160, 1.05, t.second),
                (130, 420, 18, 1.2, t.forme),
                (336, 404, -66, 0.9, t.sol),
            )
        )
    ]
    ligne = traverse((60, 268, 0), (124, 330, 0), (186, 236, 0), (250, 370, 0), (316, 280, 0), (364, 322, 0))
    return Dessin("".join(cors), ligne)
