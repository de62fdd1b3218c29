"""The city's map as facts to draw: places, projected onto a sheet, simplified, named without overlap.

Pure: no Django, no database. The template tag `carte` draws what `dessiner` returns.

A page gives `Lieu`s; `cadre` tells what the sheet shows: `"ville"` all of them,
`"quartier"` those marked `ici` and what surrounds them.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from math import cos, hypot, isfinite, radians

from socle.rules import Point, temps_a_pied

VILLE, QUARTIER = "ville", "quartier"

LARGEUR = 640
"""Width of the sheet, in units of its viewBox."""

HAUTEUR_MIN, HAUTEUR_MAX = 320, 760
MARGE = 14
TOLERANCE = 0.7
"""How far a simplified outline may stray, in units of the sheet: less than the width of a pen."""

ETENDUE_MIN = 700.0
"""A single point is shown with this many metres around it, so that its map is a place and not a dot."""

METRES_PAR_DEGRE = 111_195.0
DEBORD = 8
"""Outlines are cut this far outside the sheet, so that the cut is not seen as a border."""

MARCHE_AU_PLUS = timedelta(minutes=90)

CORPS_DU_NOM, CORPS_DU_NOM_ETROIT = 13.0, 23.0
"""Height of letters, on a sheet as wide as a column and on one as narrow as a phone."""

NOMS_AU_PLUS = 40
CHASSE = 0.56
"""Mean width of a letter in the signs' typeface, in ems."""


@dataclass(frozen=True)
class Lieu:
    """A place to draw and to list. `adresse` is its page; `contour` is a GeoJSON geometry; `genre` a word for CSS.

    `langue` is set when `nom` is in another language than the page.
    """

    nom: str
    adresse: str = ""
    point: Point | None = None
    contour: dict | None = None
    genre: str = "lieu"
    numero: int | None = None
    ici: bool = False
    precision_approchee: bool = False
    langue: str | None = None


@dataclass(frozen=True)
class Aire:
    """An outline on the sheet: `d` is the path's data."""

    lieu: Lieu
    d: str
    rang: int


@dataclass(frozen=True)
class Halte:
    """A point on the sheet."""

    lieu: Lieu
    x: str
    y: str
    rang: int


@dataclass(frozen=True)
class Nom:
    """A name set on the sheet, line by line; `etroit` tells whether it also fits on a phone."""

    lieu: Lieu
    x: str
    y: str
    lignes: tuple[str, ...]
    ancre: str
    etroit: bool

    @property
    def premiere_ligne(self) -> str:
        """How far below `y` the first line's baseline is, in ems, for the block to be centred on `y`."""
        return f"{0.35 - (len(self.lignes) - 1) * 0.55:.2f}em"


@dataclass(frozen=True)
class Etape:
    """A line of the list: how far it is from the one before, on foot and in metres (None: not said)."""

    lieu: Lieu
    rang: int
    metres: int | None
    a_pied: timedelta | None

    @property
    def minutes(self) -> int | None:
        return None if self.a_pied is None else self.a_pied // timedelta(minutes=1)

    @property
    def se_marche(self) -> bool:
        """Tell whether one would walk there: further, minutes on foot say nothing."""
        return self.a_pied is not None and self.a_pied <= MARCHE_AU_PLUS


@dataclass(frozen=True)
class Dessin:
    """A whole map, ready to be drawn."""

    largeur: int
    hauteur: int
    aires: tuple[Aire, ...]
    haltes: tuple[Halte, ...]
    noms: tuple[Nom, ...]
    trace: str
    etapes: tuple[Etape, ...]


@dataclass(frozen=True)
class Feuille:
    """An equirectangular projection, true to scale at the middle of the sheet."""

    ouest: float
    nord: float
    echelle: float
    resserrement: float
    hauteur: int

    def projeter(self, longitude: float, latitude: float) -> tuple[float, float]:
        """Return x and y on the sheet, y downwards."""
        return (
            (longitude - self.ouest) * self.resserrement * self.echelle,
            (self.nord - latitude) * self.echelle,
        )

    def retrouver(self, x: float, y: float) -> Point:
        """Return the place drawn at x, y: the inverse of `projeter`."""
        return Point(self.nord - y / self.echelle, self.ouest + x / (self.resserrement * self.echelle))


def cadrer(positions: Iterable[tuple[float, float]]) -> Feuille | None:
    """Return the sheet that holds all these (longitude, latitude); None without any."""
    positions = [(lon, lat) for lon, lat in positions if _sur_terre(lon, lat)]
    if not positions:
        return None
    longitudes, latitudes = zip(*positions, strict=True)
    ouest, est, sud, nord = min(longitudes), max(longitudes), min(latitudes), max(latitudes)
    milieu_lon, milieu_lat = (ouest + est) / 2, (sud + nord) / 2
    resserrement = max(cos(radians(milieu_lat)), 0.01)
    etendue_min = ETENDUE_MIN / METRES_PAR_DEGRE
    # In degrees of latitude, both ways.
    large = max((est - ouest) * resserrement, etendue_min)
    haute = max(nord - sud, etendue_min * HAUTEUR_MIN / LARGEUR)
    utile = LARGEUR - 2 * MARGE
    echelle = min(utile / large, (HAUTEUR_MAX - 2 * MARGE) / haute)
    hauteur = round(min(max(haute * echelle + 2 * MARGE, HAUTEUR_MIN), HAUTEUR_MAX))
    return Feuille(
        ouest=milieu_lon - LARGEUR / 2 / echelle / resserrement,
        nord=milieu_lat + hauteur / 2 / echelle,
        echelle=echelle,
        resserrement=resserrement,
        hauteur=hauteur,
    )


def simplifier(ligne: Sequence[tuple[float, float]], tolerance: float = TOLERANCE) -> list[tuple[float, float]]:
    """Return a line with fewer points, none further than `tolerance` from it (Douglas and Peucker, 1973)."""
    if len(ligne) < 3:
        return list(ligne)
    gardes = {0, len(ligne) - 1}
    a_voir = [(0, len(ligne) - 1)]
    while a_voir:
        debut, fin = a_voir.pop()
        loin, ecart = 0, tolerance
        for rang in range(debut + 1, fin):
            distance = _au_segment(ligne[rang], ligne[debut], ligne[fin])
            if distance > ecart:
                loin, ecart = rang, distance
        if loin:
            gardes.add(loin)
            a_voir += [(debut, loin), (loin, fin)]
    return [ligne[rang] for rang in sorted(gardes)]


def anneaux(contour: dict | None) -> list[list[tuple[float, float]]]:
    """Return the rings of a GeoJSON geometry as (longitude, latitude); what is not an outline has none."""
    if not isinstance(contour, dict):
        return []
    coordonnees = contour.get("coordinates")
    try:
        polygones = {"Polygon": [coordonnees], "MultiPolygon": coordonnees}.get(contour.get("type")) or []
        trouves = [
            [(float(point[0]), float(point[1])) for point in anneau] for polygone in polygones for anneau in polygone
        ]
    except (TypeError, ValueError, IndexError, KeyError):
        return []
    return [a for a in trouves if len(a) >= 4 and all(_sur_terre(*position) for position in a)]


def dessiner(lieux: Iterable[Lieu], cadre: str = VILLE, trace: Iterable[Point] = ()) -> Dessin | None:
    """Return the drawing of `lieux`, with `trace` as a line through them; None when nothing has a position.

    What falls outside the sheet is left out of the list too: the list says what the map shows.
    """
    lieux, trace = list(lieux), list(trace)
    centraux = [lieu for lieu in lieux if lieu.ici and (lieu.point or lieu.contour)] if cadre == QUARTIER else []
    feuille = cadrer(_positions(centraux or lieux, () if centraux else trace))
    if feuille is None:
        return None
    aires, haltes, surfaces, caches = [], [], {}, set()
    for rang, lieu in enumerate(lieux):
        contours = _contours_projetes(lieu, feuille)
        if contours:
            aires.append(Aire(lieu, "".join(map(_chemin_ferme, contours)), rang))
            surfaces[rang] = max(contours, key=lambda c: abs(_aire(c)))
        elif _a_un_point(lieu):
            x, y = feuille.projeter(lieu.point.longitude, lieu.point.latitude)
            if 0 <= x <= LARGEUR and 0 <= y <= feuille.hauteur:
                haltes.append(Halte(lieu, _nombre(x), _nombre(y), rang))
            else:
                caches.add(rang)
        elif anneaux(lieu.contour):
            caches.add(rang)
    # What is here is drawn last, above its neighbours.
    aires.sort(key=lambda aire: aire.lieu.ici)
    haltes.sort(key=lambda halte: halte.lieu.ici)
    return Dessin(
        largeur=LARGEUR,
        hauteur=feuille.hauteur,
        aires=tuple(aires),
        haltes=tuple(haltes),
        noms=tuple(_nommer(aires, haltes, surfaces, feuille.hauteur)),
        trace=_chemin_ouvert([feuille.projeter(p.longitude, p.latitude) for p in trace if _fini(p)]),
        etapes=tuple(_lister(lieux, caches)),
    )


def _lister(lieux: list[Lieu], caches: set[int]) -> Iterator[Etape]:
    precedent = None
    for rang, lieu in enumerate(lieux):
        if rang in caches:
            continue
        # From outline to outline there is no one distance.
        point = lieu.point if _a_un_point(lieu) and not lieu.contour else None
        metres = precedent.metres_jusqu_a(point) if precedent and point else None
        yield Etape(
            lieu, rang, None if metres is None else arrondir(metres), None if metres is None else temps_a_pied(metres)
        )
        precedent = point


def arrondir(metres: float) -> int:
    """Return metres as people say them: by ten below a kilometre, by hundred above."""
    pas = 10 if metres < 1_000 else 100
    return max(pas, round(metres / pas) * pas)


# --- the sheet ----------------------------------------------------------------


def _sur_terre(longitude: float, latitude: float) -> bool:
    return isfinite(longitude) and isfinite(latitude) and -180 <= longitude <= 180 and -90 <= latitude <= 90


def _fini(point: Point) -> bool:
    return _sur_terre(point.longitude, point.latitude)


def _a_un_point(lieu: Lieu) -> bool:
    return lieu.point is not None and _fini(lieu.point)


def _positions(lieux: Iterable[Lieu], trace: Iterable[Point]) -> Iterator[tuple[float, float]]:
    for lieu in lieux:
        contour = anneaux(lieu.contour)
        for anneau in contour:
            yield from anneau
        if not contour and lieu.point:
            yield lieu.point.longitude, lieu.point.latitude
    for point in trace:
        yield point.longitude, point.latitude


def _contours_projetes(lieu: Lieu, feuille: Feuille) -> list[list[tuple[float, float]]]:
    projetes = (
        _couper(simplifier([feuille.projeter(*position) for position in anneau]), feuille.hauteur)
        for anneau in anneaux(lieu.contour)
    )
    return [anneau for anneau in projetes if len(anneau) >= 3]


def _couper(anneau, hauteur) -> list[tuple[float, float]]:
    """Return what of a closed ring is on the sheet (Sutherland and Hodgman, 1974); the last point is not repeated."""
    points = list(anneau[:-1] if anneau and anneau[0] == anneau[-1] else anneau)
    for axe, borne, signe in (
        (0, -DEBORD, 1),
        (0, LARGEUR + DEBORD, -1),
        (1, -DEBORD, 1),
        (1, hauteur + DEBORD, -1),
    ):
        gardes = []
        for rang, point in enumerate(points):
            avant = points[rang - 1]
            dedans, avant_dedans = (signe * (p[axe] - borne) >= 0 for p in (point, avant))
            if dedans != avant_dedans:
                part = (borne - avant[axe]) / (point[axe] - avant[axe])
                gardes.append(tuple(a + part * (b - a) for a, b in zip(avant, point, strict=True)))
            if dedans:
                gardes.append(point)
        points = gardes
    return points


def _au_segment(point, debut, fin) -> float:
    dx, dy = fin[0] - debut[0], fin[1] - debut[1]
    longueur = dx * dx + dy * dy
    part = 0.0
    if longueur:
        part = min(1.0, max(0.0, ((point[0] - debut[0]) * dx + (point[1] - debut[1]) * dy) / longueur))
    return hypot(point[0] - debut[0] - part * dx, point[1] - debut[1] - part * dy)


def _aire(anneau) -> float:
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(anneau, [*anneau[1:], anneau[0]], strict=True)) / 2


def _nombre(valeur: float) -> str:
    """One decimal: a tenth of a unit is less than a pixel anywhere."""
    arrondi = round(valeur, 1)
    return str(int(arrondi)) if arrondi == int(arrondi) else str(arrondi)


def _points(points) -> str:
    return " ".join(f"{_nombre(x)} {_nombre(y)}" for x, y in points)


def _chemin_ferme(points) -> str:
    return f"M{_points(points)}Z"


def _chemin_ouvert(points) -> str:
    return f"M{_points(simplifier(points))}" if len(points) > 1 else ""


# --- names --------------------------------------------------------------------


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


def _nommer(aires, haltes, surfaces, hauteur) -> Iterator[Nom]:
    """Set as many names as fit: first those that fit on a phone, then others for wider sheets.

    What is here comes first, then large areas, then points. A numbered point is named by the list.
    """
    a_nommer = sorted(
        [(not aire.lieu.ici, -abs(_aire(surfaces[aire.rang])), aire) for aire in aires]
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
        return Nom(chose.lieu, _nombre(x), _nombre(y), lignes, ancre, etroit), boites
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
    aire = _aire(anneau)
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
