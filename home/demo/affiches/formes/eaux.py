"""Water: boats that bend or climb, taps, rain in squares, drops that hang."""

from ..dessin import Dessin
from ..graine import Graine
from ..ligne import brisee, courbe, marche, suite, traverse
from ..palette import Tons
from ..tracer import chemin, disque, poly, rect, tourne, trait


def bateau_mou(g: Graine, t: Tons) -> Dessin:
    """A sailing boat gone soft, which hangs over the wall of its lock towards the water."""
    y = g.entre("y", 214, 232)
    quai = rect(-1, y + 46, 216, 300, t.sol) + trait(
        "".join(f"M0 {a}H215" for a in (y + 106, y + 166, y + 226)), t.fond, 5
    )
    eau = rect(215, 430, 186, 71, t.sol)
    coque = chemin(
        f"M20 {y - 34}H190C290 {y - 34} 330 {y + 20} 340 {y + 190}C300 {y + 190} 262 {y + 160} 244 {y + 96}C236 {y + 60} 220 {y + 46} 190 {y + 46}H96C54 {y + 46} 30 {y + 16} 20 {y - 34}Z",
        t.forme,
    )
    liston = trait(f"M32 {y - 10}H186C270 {y - 10} 306 {y + 40} 318 {y + 180}", t.fond, 7)
    mat = trait(f"M150 {y - 34}V70", t.second, 10)
    voile = chemin(f"M162 {y - 50}V74Q236 {y - 130} 250 {y - 44}Z", t.second) + chemin(
        f"M138 {y - 50}V110L70 {y - 50}Z", t.forme
    )
    ligne = suite(
        courbe((-5, 310, 0), (110, 350, 10), (234, 392, 60), (270, 452, 0)),
        courbe((270, 452, 0), (322, 436, -30), (372, 350, -80), (405, 310, 0)),
    )
    soleil = disque(g.entre("soleil", 318, 346), 96, 42, t.forme)
    return Dessin(soleil + quai + eau + mat + voile + coque + liston, ligne)


def coque(g: Graine, t: Tons) -> Dessin:
    """The hull of a ship run aground on a square, its ribs in the air."""
    angle = g.entre("angle", -16, -9)
    bord = chemin("M-20 210H420C400 340 320 430 190 430C70 430 0 340 -20 210Z", t.forme)
    bordages = trait("M-6 264H406M20 318H378M66 372H330", t.fond, 6)
    membrures = trait(
        "".join(
            f"M{x} 210C{x - 4} 150 {x + s} 110 {x + s * 1.6} {g.entre(f'm{x}', 60, 96)}"
            for x, s in ((40, -14), (104, -8), (168, -3), (232, 3), (296, 8), (360, 14))
        ),
        t.second,
        15,
    )
    trou = chemin("M150 300L196 276L232 296L286 284L276 340L292 372L222 360L168 376L176 336Z", t.fond)
    sol = rect(0, 440, 400, 60, t.sol)
    ligne = traverse((70, 250, -20), (170, 250, 50), (214, 324, 20), (266, 330, -30), (330, 280, 10))
    return Dessin(tourne(angle, 200, 300, membrures, bord, bordages, trou) + sol, ligne)


def vapeur(g: Graine, t: Tons) -> Dessin:
    """A steamer hauled over a hill: the line is the cable."""
    pente = g.entre("pente", -26, -21)
    colline = chemin("M-1 501V470L300 240Q340 214 401 230V501Z", t.sol)
    coque_ = poly([(-140, -70), (150, -70), (112, 0), (-112, 0)], t.forme) + rect(-96, -118, 180, 48, t.second)
    coque_ += (
        rect(-70, -152, 120, 36, t.forme)
        + rect(-40, -226, 30, 76, t.second)
        + rect(10, -214, 30, 64, t.second)
        + rect(-40, -208, 30, 14, t.fond)
    )
    coque_ += "".join(disque(x, -38, 9, t.detail) for x in range(-84, 110, 42)) + "".join(
        rect(x, -104, 16, 20, t.detail) for x in (-78, -44, -10, 24, 58)
    )
    bateau = f'<g transform="translate(196 {336 - g.entre("monte", 0, 14):.1f}) rotate({pente - 10:.1f})">{coque_}</g>'
    fumee = disque(96, 66, 30, t.sol) + disque(52, 34, 44, t.sol) + disque(136, 92, 18, t.sol)
    troncs = "".join(disque(x, 475 - (x - 20) * 0.77, 13, t.second) for x in (70, 120, 170, 220))
    ligne = courbe((-5, 310, 0), (34, 350, 70), (100, 396, -36), (270, 268, -38), (330, 226, -10), (405, 310, 0))
    return Dessin(fumee + colline + bateau + troncs, ligne)


def pluie(g: Graine, t: Tons) -> Dessin:
    """Drops let fall one by one, so that for a moment they mean something: a curtain of squares."""
    colonnes = []
    for i, x in enumerate(range(34, 400, 37)):
        pas = " ".join(
            f"{(14, 14, 14, 46)[g.entier(f't{i}{j}', 0, 3)]} {(12, 12, 38, 12)[g.entier(f'v{i}{j}', 0, 3)]}"
            for j in range(4)
        )
        colonnes.append(
            trait(f"M{x} 96V{g.entier(f'bas{i}', 380, 440)}", t.second if i % 4 == 2 else t.forme, 16, tirets=pas)
        )
    rampe = rect(0, 52, 400, 34, t.second) + "".join(rect(x - 5, 86, 10, 14, t.second) for x in range(34, 400, 37))
    fleuve = rect(0, 440, 400, 60, t.sol)
    a = 34 + 18.5 + 37 * g.entier("a", 1, 3)
    ligne = marche((a, 310), (a, 400), (a + 74, 400), (a + 74, 150), (a + 148, 150), (a + 148, 310), rayon=36)
    return Dessin(fleuve + "".join(colonnes) + rampe, ligne)


def robinet(g: Graine, t: Tons) -> Dessin:
    """A tap to fill the Loire with, in case it should run dry."""
    x = g.entre("x", 262, 280)
    tuyau = trait(f"M96 501V190A60 60 0 0 1 156 130H{x - 60}A60 60 0 0 1 {x} 190V232", t.forme, 82)
    collier = rect(46, 380, 100, 26, t.second) + rect(x - 50, 216, 100, 26, t.second)
    volant = rect(178, 46, 18, 60, t.second) + rect(122, 30, 130, 28, t.second, 14)
    fleuve = rect(0, 430, 400, 70, t.sol) + trait("M30 466H60M160 466H380", t.forme, 7)
    ligne = suite(
        brisee((-5, 310), (96, 310), (96, 130), (x, 130), (x, 440), (x + 90, 440), (x + 90, 310), (405, 310), rayon=40),
    )
    gouttes = "".join(
        chemin(f"M{x + dx} {y}q14 22 0 30q-14 -8 0 -30Z", t.second)
        for dx, y in ((-34, 290), (36, 262), (-30, 360), (34, 350))
    )
    return Dessin(fleuve + volant + tuyau + collier + gouttes, ligne)


def jet(g: Graine, t: Tons) -> Dessin:
    """Two legs of pink clay in a basin: the line is the water they let go."""
    x = g.entre("x", 126, 140)
    jambes = trait(
        f"M{x - 40} 440Q{x - 62} 350 {x - 34} 262M{x + 40} 440Q{x + 62} 350 {x + 34} 262", t.forme, 50, rond=True
    )
    ventre = chemin(
        f"M{x - 66} 262C{x - 84} 180 {x - 40} 150 {x - 34} 96H{x + 34}C{x + 40} 150 {x + 84} 180 {x + 66} 262C{x + 40} 300 {x - 40} 300 {x - 66} 262Z",
        t.forme,
    )
    bord = chemin(f"M{x - 48} 96a48 18 0 0 1 96 0a48 18 0 0 1 -96 0Z", t.second) + disque(x, 196, 8, t.detail)
    bassin = rect(0, 452, 400, 49, t.sol) + chemin("M14 440H386L352 501H48Z", t.second)
    ligne = suite(
        courbe((-5, 310, 0), (x - 50, 316, 0), (x + 10, 286, -60), (x + 110, 170, 0), (x + 190, 436, 84)),
        courbe((x + 190, 436, -84), (x + 218, 340, -60), (405, 310, 0)),
    )
    return Dessin(jambes + ventre + bord + bassin, ligne)


def gouttes(g: Graine, t: Tons) -> Dessin:
    """Great drops of cloth and spice that hang from the ceiling; the line bears their weight."""
    formes = []
    bas = []
    for i, x in enumerate((52, 126, 200, 274, 348)):
        y, r = g.entre(f"y{i}", 190, 350), g.entre(f"r{i}", 30, 42)
        bas.append((x, y, r))
        formes.append(
            chemin(
                f"M{x - 8} -1C{x - 8} {y * 0.5} {x - r} {y - r} {x - r} {y}a{r} {r} 0 0 0 {2 * r} 0C{x + r} {y - r} {x + 8} {y * 0.5} {x + 8} -1Z",
                (t.forme, t.second, t.forme, t.sol, t.forme)[i],
            )
        )
    voile = chemin("M-1 -1H401V60Q348 96 311 60Q274 100 237 60Q200 96 163 60Q126 100 89 60Q52 96 15 60L-1 66Z", t.forme)
    portees = [(x, max(y + r + 7, 262.0), 0.0) for x, y, r in bas]
    sol = rect(0, 452, 400, 48, t.sol)
    return Dessin(sol + "".join(formes) + voile, traverse(*portees))


def fontaine(g: Graine, t: Tons) -> Dessin:
    """A fountain in three basins, its jets, its square."""
    y = 420
    vasques = (
        chemin(f"M60 {y}H340L300 {y + 60}H100Z", t.forme)
        + chemin(f"M116 {y - 92}H284Q276 {y - 40} 222 {y - 40}H178Q124 {y - 40} 116 {y - 92}Z", t.second)
        + chemin(f"M154 {y - 178}H246Q240 {y - 134} 200 {y - 134}Q160 {y - 134} 154 {y - 178}Z", t.forme)
    )
    fut = rect(182, y - 140, 36, 150, t.forme) + rect(186, 120, 28, 124, t.second) + disque(200, 104, 28, t.second)
    portee = g.entre("portee", 92, 130)
    jets = trait(
        "".join(
            f"M200 {y - 178}q{s * portee * k} {-150 * k} {s * portee * 1.3 * k} {60 + 40 * k}"
            for s in (-1, 1)
            for k in (0.6, 1)
        ),
        t.sol,
        9,
    )
    ligne = traverse((60, y + 26, 40), (200, y + 32, 0), (340, y + 26, -40))
    return Dessin(jets + rect(0, y + 60, 400, 30, t.sol) + fut + vasques, ligne)
