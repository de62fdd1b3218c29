"""Built things: houses, towers, gates, walls, shelters."""

from ..dessin import Dessin
from ..graine import Graine
from ..ligne import courbe, dessous, marche, suite, traverse
from ..palette import Tons
from ..tracer import boite, chemin, contour, disque, dome, feuille, poly, rect, rond, tourne, trait


def bulle(g: Graine, t: Tons) -> Dessin:
    """A house that is all bumps, as if blown from resin, with round windows."""
    x, y = g.entre("x", 190, 215), 236
    bosses = rond(x, y, 118) + rond(x - 112, y + 28, 62) + rond(x + 104, y - 52, 66) + rond(x - 30, y - 112, 58)
    bosses += rond(x + 92, y + 62, 56) + boite(x - 84, y, 168, 190)
    fenetres = disque(x - 30, y - 116, 26, t.detail) + disque(x + 108, y - 54, 32, t.detail)
    fenetres += (
        disque(x - 114, y + 28, 24, t.detail) + disque(x - 12, y + 6, 44, t.fond) + disque(x - 12, y + 6, 20, t.detail)
    )
    porte = chemin(f"M{x - 34} {y + 190}v-46a34 34 0 0 1 68 0v46Z", t.detail)
    sol = rect(0, 420, 400, 80, t.sol)
    ligne = traverse((x - 120, 352, 30), (x, 452, 0), (x + 120, 356, -30))
    return Dessin(sol + chemin(bosses, t.forme) + fenetres + porte, ligne)


def station(g: Graine, t: Tons) -> Dessin:
    """A round filling station of metal panels, each with its portholes."""
    panneaux, large = g.choix("panneaux", 4, 5, 6), g.entre("large", 216, 252)
    pas, gauche = large / panneaux, 200 - large / 2
    faite = g.entre("faite", 82, 96)
    toit = chemin(f"M28 150L60 {faite + 16}H340L372 150Z", t.second) + rect(60, faite, 280, 24, t.second)
    corps = rect(gauche, 150, large, 250, t.forme)
    joints = "".join(rect(gauche + i * pas - 3, 150, 6, 250, t.fond) for i in range(1, panneaux))
    hublots = "".join(
        disque(gauche + (i + 0.5) * pas, h, min(15, pas * 0.3), t.fond) for i in range(panneaux) for h in (186, 228)
    )
    sol = rect(0, 400, 400, 100, t.sol)
    mat = trait(f"M200 {faite}V34", t.second, 10) + disque(200, 34, 16, t.forme)
    ligne = traverse((70, 360, 50), (200, 444, 0), (330, 360, -50))
    return Dessin(sol + mat + corps + joints + hublots + toit, ligne)


def maison(g: Graine, t: Tons) -> Dessin:
    """A house that leans in the river up to its first floor; the line is the water."""
    angle, x = g.entre("angle", 9, 15), g.entre("x", 190, 214)
    toit = poly([(x - 132, 178), (x - 96, 84), (x + 96, 84), (x + 132, 178)], t.second)
    corps = rect(x - 112, 176, 224, 260, t.forme)
    fenetres = "".join(rect(x + dx, h, 38, 58, t.detail) for dx in (-82, -19, 44) for h in (206,))
    fenetres += (
        rect(x - 82, 296, 38, 58, t.detail) + rect(x - 19, 296, 38, 100, t.detail) + rect(x + 44, 296, 38, 58, t.detail)
    )
    cheminee = rect(x + 46, 48, 34, 60, t.second)
    logis = tourne(angle, x, 300, cheminee, toit, corps, fenetres)
    reflets = trait("M40 402h90M190 402h150M90 446h170M300 446h60", t.forme, 7)
    ligne = traverse((62, 356, 0), (130, 330, 0), (206, 366, 0), (284, 332, 0), (346, 350, 0))
    return Dessin(logis + chemin(dessous(ligne), t.sol) + reflets, ligne)


def cheminee(g: Graine, t: Tons) -> Dessin:
    """A villa at the top of a power station's striped chimney; the line goes round it."""
    x, bandes = g.entre("x", 170, 230), g.choix("bandes", 4, 5)
    haut = 164
    fut = poly([(x - 46, haut), (x + 46, haut), (x + 74, 501), (x - 74, 501)], t.forme)
    pas = (500 - haut) / (2 * bandes)
    raies = "".join(poly(_tranche(x, haut, haut + (2 * i + 1) * pas, pas), t.detail) for i in range(bandes))
    toit = poly([(x - 92, 92), (x, 26), (x + 92, 92)], t.second)
    villa = rect(x - 74, 90, 148, 74, t.forme) + toit + rect(x - 100, 160, 200, 12, t.second)
    villa += (
        rect(x - 52, 108, 28, 30, t.detail) + rect(x + 24, 108, 28, 30, t.detail) + rect(x - 13, 112, 26, 48, t.detail)
    )
    ligne = suite(
        courbe(
            (-5, 310, 0),
            (x - 100, 350, 50),
            (x - 62, 384, 8),
            (x + 60, 352, -24),
            (x + 92, 306, -90),
            (x + 40, 276, -170),
            (x - 52, 258, -160),
            (x - 84, 226, -80),
            (x - 46, 208, 8),
            (x + 46, 220, 12),
            (405, 310, 0),
        ),
    )
    devant = courbe((x - 100, 350, 50), (x - 62, 384, 8), (x + 60, 352, -24), (x + 92, 306, -90))
    dessus = courbe((x - 84, 226, -80), (x - 46, 208, 8), (x + 46, 220, 12), (405, 310, 0))
    return Dessin("", ligne, fut + raies + villa, (devant, dessus))


def _tranche(x: float, haut: float, y: float, pas: float) -> list[tuple[float, float]]:
    """A stripe of the chimney, which widens on its way down."""
    a = 46.8 + 28 * (y - haut) / (501 - haut)
    b = 46.8 + 28 * (y + pas - haut) / (501 - haut)
    return [(x - a, y), (x + a, y), (x + b, y + pas), (x - b, y + pas)]


def observatoire(g: Graine, t: Tons) -> Dessin:
    """A tower of planks over the marsh; the line takes the stairs."""
    x, etages = g.entre("x", 226, 246), g.choix("etages", 3, 4)
    pas = 270 / etages
    croix = "".join(f"M{x - 76} {150 + i * pas}l152 {pas}M{x + 76} {150 + i * pas}l-152 {pas}" for i in range(etages))
    poteaux = f"M{x - 76} 84V440M{x + 76} 84V440"
    niveaux = "".join(f"M{x - 96} {150 + i * pas}h192" for i in range(etages + 1))
    toit = poly([(x - 112, 84), (x + 112, 84), (x + 84, 48), (x - 84, 48)], t.second)
    bois = trait(croix, t.forme, 8) + trait(poteaux + niveaux, t.forme, 15) + trait(f"M{x - 76} 120h152", t.forme, 7)
    marais = rect(0, 420, 400, 80, t.sol)
    roseaux = trait("".join(f"M{a} 500v{-40 - g.entier(f'r{a}', 0, 60)}" for a in range(14, 130, 19)), t.second, 6)
    monte = marche(
        (40, 310),
        (x - 40, 408 - 20),
        (x + 40, 340),
        (x - 40, 270),
        (x + 40, 196),
        (x + 118, 150),
        (370, 190),
        (370, 310),
        rayon=18,
    )
    return Dessin(marais + roseaux + bois + toit, monte)


def abri(g: Graine, t: Tons) -> Dessin:
    """A tram stop that lights up; the line stops for a moment, and goes on."""
    x = g.entre("x", 60, 84)
    toit = rect(x - 34, 120, 316, 26, t.second)
    vitres = "".join(
        rect(x + i * 84, 168, 70, 172, t.forme if i != g.entier("allume", 0, 2) else t.second) for i in range(3)
    )
    lumieres = "".join(
        disque(x + 35 + i * 84, 208 + 40 * g.part(f"l{i}"), 20, t.detail if i else t.fond) for i in range(3)
    )
    poteaux = rect(x - 14, 120, 12, 300, t.second) + rect(x + 246, 120, 12, 300, t.second)
    banc = (
        rect(x + 14, 366, 210, 16, t.forme) + rect(x + 34, 382, 12, 38, t.forme) + rect(x + 192, 382, 12, 38, t.forme)
    )
    sol = rect(0, 420, 400, 80, t.sol) + trait("M0 460H400", t.forme, 6)
    lune = disque(x + 230, 64, 34, t.forme)
    ligne = marche((24, 310), (24, 442), (366, 442), (366, 310), rayon=36)
    return Dessin(sol + lune + poteaux + toit + vitres + lumieres + banc, ligne)


def peage(g: Graine, t: Tons) -> Dessin:
    """A toll gate of planks lost in the wild: nobody pays, the bar is up."""
    x = g.entre("x", 40, 60)
    auvent = poly([(-1, 64), (401, 34), (401, 92), (-1, 122)], t.forme)
    guerite = (
        rect(x, 110, 118, 330, t.forme)
        + rect(x + 24, 172, 70, 84, t.fond)
        + trait(f"M{x} 300h118M{x} 346h118M{x} 392h118", t.fond, 6)
    )
    poteau = rect(346, 90, 26, 350, t.forme)
    barre = rect(0, -14, 250, 28, t.second) + "".join(rect(34 + i * 66, -15, 34, 30, t.fond) for i in range(4))
    leve = f'<g transform="translate({x + 118:.0f} 316) rotate({g.entre("leve", -44, -34):.1f})">{barre}</g>'
    herbes = "".join(
        chemin(
            feuille(a, 502, g.entre(f"h{a}", 70, 150), 22, -90 + g.entre(f"v{a}", -24, 24)),
            (t.sol, t.second)[i % 3 == 0],
        )
        for i, a in enumerate(range(6, 410, 36))
    )
    ligne = traverse((x + 40, 392, 30), (x + 150, 406, -10), (x + 240, 330, -40), (380, 300, 10))
    return Dessin(poteau + guerite + auvent + leve, ligne, herbes)


def cabane(g: Graine, t: Tons) -> Dessin:
    """A hut where it rains inside and only there."""
    x = g.entre("x", 190, 212)
    murs = contour([(x - 128, 400), (x - 128, 196), (x, 84), (x + 128, 196), (x + 128, 400)])
    coque = chemin(murs, t.forme)
    toit = trait(contour([(x - 158, 214), (x, 76), (x + 158, 214)], ferme=False), t.second, 26)
    pluie = "".join(
        trait(
            f"M{x + dx} {196 + abs(dx) * 0.62}V392", t.detail, 7, rond=True, tirets=f"{g.entier(f'p{dx}', 16, 30)} 22"
        )
        for dx in range(-100, 101, 33)
    )
    pilotis = "".join(rect(x + dx, 400, 14, 60, t.second) for dx in (-122, -7, 108))
    flaque = chemin(f"M{x - 170} 478a170 34 0 0 1 340 0Z", t.sol) + rect(0, 456, 400, 44, t.sol)
    ligne = marche((x - 150, 310), (x - 150, 430), (x + 150, 430), (x + 150, 310), rayon=34)
    return Dessin(flaque + coque + toit + pluie + pilotis, ligne)


def hotel(g: Graine, t: Tons) -> Dessin:
    """A room for one night built around the statue of a fountain; the line climbs to it."""
    echafaud = (
        "".join(f"M{x} 236V470" for x in (96, 168, 240, 312)) + "M96 310H312M96 390H312M96 236L168 310M240 310L312 390"
    )
    chambre = rect(76, 64, 256, 176, t.forme) + rect(60, 48, 288, 24, t.second)
    baie = rect(100, 96, 208, 116, t.detail)
    x = g.entre("statue", 176, 232)
    buste = disque(x, 130, g.entre("tete", 20, 24), t.forme) + chemin(dome(x, 212, 56), t.forme)
    lit = rect(108 if x > 204 else 250, 184, 50, 28, t.second)
    bassin = (
        chemin("M30 470H378L344 501H64Z", t.second)
        + rect(0, 470, 400, 30, t.sol)
        + chemin("M24 462H384L350 501H58Z", t.forme)
    )
    ligne = marche(
        (44, 310), (44, 390), (132, 390), (132, 310), (204, 310), (204, 262), (356, 262), (356, 310), rayon=20
    )
    return Dessin(trait(echafaud, t.second, 10) + bassin + chambre + baie + lit + buste, ligne)


def echelle(g: Graine, t: Tons) -> Dessin:
    """A window in its piece of wall, high in the air, and a ladder up to it."""
    x, haut = g.entre("x", 218, 236), g.entre("haut", 40, 56)
    mur = [(-104, 10), (60, 0), (132, 34), (118, 130), (140, 190), (40, 206), (-30, 176), (-118, 196), (-92, 96)]
    fenetre = rect(x - 46, haut + 34, 104, 120, t.detail) + trait(
        f"M{x + 6} {haut + 34}v120M{x - 46} {haut + 90}h104", t.forme, 7
    )
    volets = rect(x - 80, haut + 34, 30, 120, t.second) + rect(x + 62, haut + 34, 30, 120, t.second)
    pied = g.entre("pied", 96, 116)
    montants = f"M{pied - 34} 452L{x - 60} {haut + 186}M{pied + 34} 452L{x + 8} {haut + 186}"
    pas = [(pied + (x - 26 - pied) * k / 8, 452 + (haut + 186 - 452) * k / 8) for k in range(1, 8)]
    barreaux = "".join(f"M{a - 34} {b}h68" for a, b in pas)
    ligne = marche((34, 310), (34, 430), (pied + 12, 430), (x - 30, 262), (366, 262), (366, 310), rayon=26)
    sol = rect(0, 452, 400, 48, t.sol)
    return Dessin(
        sol
        + trait(montants + barreaux, t.second, 11)
        + poly([(x + a, haut + b) for a, b in mur], t.forme)
        + volets
        + fenetre,
        ligne,
    )
