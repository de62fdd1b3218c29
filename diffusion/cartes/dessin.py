"""Draws a card: the city's name, a title as large as it can be, where it is told, and the painted line."""

from functools import cache
from io import BytesIO
from math import cos, pi, sin

from font_fjallaone import font_files
from PIL import Image, ImageDraw, ImageFont, ImageOps

from diffusion.cartes.carte import Carte
from diffusion.rules import abreger, en_lignes, equilibrer
from socle.teintes import claires

POLICE = font_files["FjallaOne"]
LARGEUR, HAUTEUR = 1200, 630
FINESSE = 2
"""Drawn twice as large, then reduced: Pillow's strokes have steps."""

MARGE = 72
RAIL = 96
"""Where the line goes down, from the left edge; and how much of the card it takes."""

EPAISSEUR = 22
PHOTO = 440
"""Width of the picture, where there is one."""

HAUT, BAS = 150, HAUTEUR - 124
"""Between these the title stands: below the city's name, above the line."""

TAILLES = range(124, 43, -4)
LIGNES = 4
INTERLIGNE = 1.14
PAS_D_UNE_COURBE = 24


def dessiner(carte: Carte, photographie: bytes | None = None) -> bytes:
    """Return the card as PNG."""
    teintes = claires()
    feuille = Image.new("RGB", (LARGEUR * FINESSE, HAUTEUR * FINESSE), teintes["papier"])
    trait = ImageDraw.Draw(feuille)
    droite = LARGEUR - MARGE
    if photographie and _coller(feuille, photographie):
        droite = LARGEUR - PHOTO - MARGE // 2
        _mention(trait, carte.credit)
    _ligne(trait, teintes[carte.teinte], teintes["papier"], droite)
    _mots(trait, carte, droite, teintes)
    reduite = feuille.resize((LARGEUR, HAUTEUR), Image.Resampling.LANCZOS)
    sortie = BytesIO()
    if photographie is None:
        # Flat colours: a third of the weight, and nobody sees it.
        reduite = reduite.quantize(128, dither=Image.Dither.NONE)
    reduite.save(sortie, "PNG", optimize=True)
    return sortie.getvalue()


@cache
def _voix(taille: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(POLICE, taille * FINESSE)


def _a_l_echelle(*valeurs):
    return [valeur * FINESSE for valeur in valeurs]


def _ligne(trait, couleur, papier, droite):
    """The line comes in beside the city's name, goes down the margin, turns, and leaves for the right edge."""
    haut, bas, rayon = 104, HAUTEUR - 74, 56
    gauche = RAIL - EPAISSEUR // 2
    points = [
        (-EPAISSEUR, haut),
        (gauche - rayon, haut),
        *_quart(gauche - rayon, haut + rayon, rayon, -pi / 2, 0),
        (gauche, bas - rayon),
        *_quart(gauche + rayon, bas - rayon, rayon, pi, pi / 2),
        (LARGEUR + EPAISSEUR, bas),
    ]
    trait.line([tuple(_a_l_echelle(*p)) for p in points], fill=couleur, width=EPAISSEUR * FINESSE)
    for x, y in points:
        # Pillow leaves cracks between the steps of a curve.
        rond = (x - EPAISSEUR / 2, y - EPAISSEUR / 2, x + EPAISSEUR / 2, y + EPAISSEUR / 2)
        trait.ellipse(_a_l_echelle(*rond), fill=couleur)
    _anneau(trait, droite - 40, bas, couleur, papier)


def _quart(x, y, rayon, debut, fin):
    angles = (debut + (fin - debut) * pas / PAS_D_UNE_COURBE for pas in range(PAS_D_UNE_COURBE + 1))
    return [(x + rayon * cos(angle), y + rayon * sin(angle)) for angle in angles]


def _anneau(trait, x, y, couleur, papier):
    """A stop on the line."""
    dehors, dedans = EPAISSEUR * 1.6, EPAISSEUR * 0.8
    trait.ellipse(_a_l_echelle(x - dehors, y - dehors, x + dehors, y + dehors), fill=couleur)
    trait.ellipse(_a_l_echelle(x - dedans, y - dedans, x + dedans, y + dedans), fill=papier)


def _mots(trait, carte: Carte, droite, teintes):
    gauche = RAIL + 64
    largeur = (droite - gauche) * FINESSE
    petit = _voix(40)
    enseigne = abreger(carte.ville, largeur, 1, petit.getlength)[0]
    trait.text(_a_l_echelle(gauche, 104), enseigne, font=petit, fill=teintes["lien"], anchor="lm")
    lignes, taille = _titre(carte.titre, largeur)
    voix = _voix(taille)
    hauteur = taille * INTERLIGNE * len(lignes)
    sous = 62 if carte.surtitre else 0
    y = HAUT + (BAS - HAUT - hauteur - sous) / 2
    for ligne in lignes:
        trait.text(_a_l_echelle(gauche, y), ligne, font=voix, fill=teintes["encre"], anchor="la")
        y += taille * INTERLIGNE
    if carte.surtitre:
        ou = abreger(carte.surtitre, largeur, 1, petit.getlength)[0]
        trait.text(_a_l_echelle(gauche, y + 14), ou, font=petit, fill=teintes["doux"], anchor="la")


def _titre(titre: str, largeur) -> tuple[list[str], int]:
    """Return the lines of a title and the largest size at which they hold."""
    for taille in TAILLES:
        # A large title on four lines would leave no air around it.
        permises = LIGNES if taille <= 76 else 3 if taille <= 100 else 2
        if lignes := en_lignes(titre, largeur, permises, _voix(taille).getlength):
            return equilibrer(titre, lignes, _voix(taille).getlength), taille
    return abreger(titre, largeur, LIGNES, _voix(TAILLES[-1]).getlength), TAILLES[-1]


def _coller(feuille, photographie: bytes) -> bool:
    """Put the picture at the right edge, cut to the height of the card; tell whether it could be read."""
    try:
        with Image.open(BytesIO(photographie)) as image:
            taille = (PHOTO * FINESSE, HAUTEUR * FINESSE)
            feuille.paste(ImageOps.fit(image.convert("RGB"), taille), ((LARGEUR - PHOTO) * FINESSE, 0))
    except OSError:
        return False
    return True


def _mention(trait, credit: str):
    """Who made the picture, on a band at its top: the line passes at its foot."""
    petit = _voix(22)
    dit = abreger(f"© {credit}", (PHOTO - 32) * FINESSE, 1, petit.getlength)[0]
    teintes = claires()
    cadre = [LARGEUR - PHOTO, 0, LARGEUR - PHOTO + petit.getlength(dit) / FINESSE + 32, 44]
    trait.rectangle(_a_l_echelle(*cadre), fill=teintes["papier"])
    trait.text(_a_l_echelle(LARGEUR - PHOTO + 16, 22), dit, font=petit, fill=teintes["encre"], anchor="lm")
