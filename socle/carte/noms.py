"""Names set on the sheet without overlap: what is here first, then large areas, then points."""

from collections.abc import Iterator
from dataclasses import dataclass

from socle.carte.feuille import LARGEUR, aire_de
from socle.carte.lieux import Aire, Halte, Nom
from socle.carte.traits import nombre

CORPS_DU_NOM, CORPS_DU_NOM_ETROIT = 13.0, 23.0
"""Height of letters, on a sheet as wide as a column and on one as narrow as a phone."""

NOMS_AU_PLUS = 40
CHASSE = 0.56
"""Mean width of a letter in the signs' typeface, in ems."""


@dataclass(frozen=True)
class _Boite:
    gauche: float
    haut: float
    droite: float
    bas: float

    def touche(self, autre: "_Boite") -> bool:
        return (
            self.gauche < autre.droite
            and autre.gauche < self.droite
            and self.haut < autre.bas
            and autre.haut < self.bas
        )

    def tient_dans(self, hauteur: float) -> bool:
        return self.gauche >= 2 and self.droite <= LARGEUR - 2 and self.haut >= 2 and self.bas <= hauteur - 2


def nommer(aires, haltes, surfaces, hauteur) -> Iterator[Nom]:
    """Set as many names as fit: first those that fit on a phone, then others for wider sheets.

    What is here comes first, then large areas, then points. A numbered point is named by the list.
    """
    a_nommer = sorted(
        [(not aire.lieu.ici, -abs(aire_de(surfaces[aire.rang])), aire) for aire in aires]
        + [(not halte.lieu.ici, 0.0, halte) for halte in haltes if halte.lieu.numero is None],
        key=lambda cle: (*cle[:2], cle[2].rang),
    )
    anneaux_des_haltes = [(halte.rang, float(halte.x), float(halte.y)) for halte in haltes]
    poses: list[tuple[_Boite, _Boite]] = []
    restants = [chose for *_cle, chose in a_nommer]
    for corps, rayon in ((CORPS_DU_NOM_ETROIT, 10.0), (CORPS_DU_NOM, 7.0)):
        suivants = []
        for chose in restants:
            pose = len(poses) < NOMS_AU_PLUS and _placer(
                chose, surfaces, corps, rayon, hauteur, poses, anneaux_des_haltes
            )
            if not pose:
                suivants.append(chose)
                continue
            nom, boites = pose
            poses.append(boites)
            yield nom
        restants = suivants


def _placer(chose, surfaces, corps, rayon, hauteur, poses, points):
    """Return the name and the boxes it takes on narrow and wide sheets; None when it fits nowhere."""
    etroit = corps == CORPS_DU_NOM_ETROIT
    aire = isinstance(chose, Aire)
    lignes = _couper_le_nom(chose.lieu.nom, 14 if aire else 26)
    for x, y, ancre in _places(chose, surfaces, corps, rayon, len(lignes)):
        boites = tuple(_boite(x, y, ancre, lignes, c) for c in (CORPS_DU_NOM_ETROIT, CORPS_DU_NOM))
        boite = boites[0] if etroit else boites[1]
        if not boite.tient_dans(hauteur):
            continue
        # Wide names must only keep clear of others at the size at which both are seen.
        if any(boite.touche(autres[0] if etroit else autres[1]) for autres in poses):
            continue
        if any(
            rang != chose.rang and boite.touche(_Boite(px - rayon, py - rayon, px + rayon, py + rayon))
            for rang, px, py in points
        ):
            continue
        return Nom(chose.lieu, nombre(x), nombre(y), lignes, ancre, etroit), boites
    return None


def _boite(x, y, ancre, lignes, corps) -> _Boite:
    """The box of a name whose block of lines is centred on y."""
    largeur = max(map(len, lignes)) * CHASSE * corps
    hauteur = len(lignes) * corps * 1.1
    gauche = {"start": x, "middle": x - largeur / 2, "end": x - largeur}[ancre]
    return _Boite(gauche, y - hauteur / 2, gauche + largeur, y + hauteur / 2)


def _couper_le_nom(nom: str, longueur: int) -> tuple[str, ...]:
    """Return a name in lines of about `longueur` letters, broken first where it is made of several names."""
    lignes = []
    for partie in nom.replace(" – ", " - ").split(" - "):
        ligne = ""
        for mot in partie.split():
            if ligne and len(ligne) + 1 + len(mot) > longueur:
                lignes.append(ligne)
                ligne = mot
            else:
                ligne = f"{ligne} {mot}".strip()
        if ligne:
            lignes.append(ligne)
    return tuple(lignes[:3]) or ("",)


def _places(chose, surfaces, corps, rayon, lignes) -> Iterator[tuple[float, float, str]]:
    if isinstance(chose, Halte):
        x, y, ecart = float(chose.x), float(chose.y), rayon + 3
        pas = ecart + lignes * corps * 0.55
        yield from ((x + ecart, y, "start"), (x - ecart, y, "end"), (x, y - pas, "middle"), (x, y + pas, "middle"))
        return
    for x, y in _interieurs(surfaces[chose.rang]):
        yield x, y, "middle"


def _interieurs(anneau) -> Iterator[tuple[float, float]]:
    """Yield good places for a name inside a ring: its centre of mass, then the middles of its widest rows."""
    aire = aire_de(anneau)
    paires = list(zip(anneau, [*anneau[1:], anneau[0]], strict=True))
    if abs(aire) > 1:
        x = sum((a[0] + b[0]) * (a[0] * b[1] - b[0] * a[1]) for a, b in paires) / (6 * aire)
        y = sum((a[1] + b[1]) * (a[0] * b[1] - b[0] * a[1]) for a, b in paires) / (6 * aire)
        if any(gauche < x < droite for gauche, droite in _rangee(paires, y)):
            yield x, y
    haut, bas = min(p[1] for p in anneau), max(p[1] for p in anneau)
    rangees = [
        (droite - gauche, (gauche + droite) / 2, haut + (bas - haut) * part / 10)
        for part in range(2, 9)
        for gauche, droite in _rangee(paires, haut + (bas - haut) * part / 10)
    ]
    for _largeur, x, y in sorted(rangees, reverse=True)[:5]:
        yield x, y


def _rangee(paires, y) -> list[tuple[float, float]]:
    """Return the spans of a ring crossed by the horizontal at y."""
    coupes = sorted(a[0] + (y - a[1]) * (b[0] - a[0]) / (b[1] - a[1]) for a, b in paires if (a[1] <= y) != (b[1] <= y))
    return list(zip(coupes[::2], coupes[1::2], strict=False))
