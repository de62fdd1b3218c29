"""The demo's posters: one for each work, all different, light, without words, joined by one line."""

import json
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from home.demo import affiches
from home.demo.affiches import affiche_lieu, affiche_oeuvre, affiche_quartier, couleurs_de, dit_de_l_oeuvre
from home.demo.affiches.contours import projette
from home.demo.affiches.formes import FORMES
from home.demo.affiches.graine import Graine
from home.demo.affiches.ligne import brisee, traverse
from home.demo.affiches.motifs import FONDS_DE_QUARTIER, LIEUX, OEUVRES
from home.demo.affiches.palette import (
    CONTRASTE_MIN,
    ENCRE,
    LIGNE,
    PALETTE,
    PAPIER,
    PAR_DEFAUT,
    Couleurs,
    contraste,
    melange,
    tons,
)

DONNEES = Path(affiches.__file__).parent.parent / "donnees"
LES_OEUVRES = json.loads((DONNEES / "oeuvres.json").read_text(encoding="utf-8"))
LES_QUARTIERS = json.loads((DONNEES / "quartiers.json").read_text(encoding="utf-8"))

SVG = "{http://www.w3.org/2000/svg}"
AMBIANCES = ("jour", "nuit", "papier", "encre")


def les_affiches() -> dict[str, str]:
    """Every poster of the demo, by a name."""
    oeuvres = {f"œuvre {o['id']}": affiche_oeuvre(o["id"], couleurs_de(o.get("quartier"))) for o in LES_OEUVRES}
    quartiers = {
        f"quartier {q['id']}": affiche_quartier(q["id"], q["contour_approche"], couleurs_de(q["id"]))
        for q in LES_QUARTIERS
    }
    lieux = {f"lieu {genre}": affiche_lieu(f"un-{genre}", genre, couleurs_de(None)) for genre in LIEUX}
    return oeuvres | quartiers | lieux


@pytest.fixture(scope="module")
def toutes() -> dict[str, str]:
    return les_affiches()


def ligne_de(svg: str) -> str:
    """The line: the first stroke in its green that starts at the edge."""
    traits = [e.get("d") for e in ElementTree.fromstring(svg).iter(f"{SVG}path") if e.get("stroke") == LIGNE]
    return next(d for d in traits if d.startswith("M-5 "))


def test_chaque_oeuvre_a_son_motif():
    assert {o["id"] for o in LES_OEUVRES} - set(OEUVRES) == set()


def test_aucun_motif_ne_parle_d_une_oeuvre_inconnue():
    assert set(OEUVRES) - {o["id"] for o in LES_OEUVRES} == set()


def test_chaque_motif_a_une_forme_et_se_dit_en_une_phrase():
    motifs = [*OEUVRES.values(), *LIEUX.values()]
    assert {m.forme for m in motifs} <= set(FORMES)
    assert [m.dit for m in motifs if not 12 <= len(m.dit) <= 90 or m.dit.endswith(".")] == []
    assert {ambiance for m in motifs for ambiance in m.ambiances} <= set(AMBIANCES)


def test_toutes_les_formes_servent():
    assert set(FORMES) - {m.forme for m in [*OEUVRES.values(), *LIEUX.values()]} == set()


def test_chaque_echelle_de_recit_a_son_affiche():
    assert {"quartier", "secteur", "rue", "place", "territoire"} <= set(LIEUX)


def test_chaque_quartier_a_ses_couleurs_et_son_fond():
    quartiers = {q["id"] for q in LES_QUARTIERS}
    assert quartiers <= set(PALETTE)
    assert set(FONDS_DE_QUARTIER) == quartiers


def test_les_affiches_des_oeuvres_sont_toutes_differentes():
    couleurs = Couleurs("#F2D0A9", "#2E5EAA")
    assert len({affiche_oeuvre(o["id"], couleurs) for o in LES_OEUVRES}) == len(LES_OEUVRES)


def test_deux_oeuvres_de_meme_forme_ne_se_ressemblent_pas():
    parties = tons(couleurs_de("ile-de-nantes"), "jour")
    jumelles = {nom: {forme(Graine(f"oeuvre-{i}"), parties) for i in range(6)} for nom, forme in FORMES.items()}
    assert {nom: len(dessins) for nom, dessins in jumelles.items() if len(dessins) < 6} == {}


def test_une_affiche_est_toujours_la_meme(toutes):
    assert les_affiches() == toutes


def test_le_hasard_est_le_meme_sur_toutes_les_machines():
    """Seeds come from the id's bytes, never from `hash()`, which changes with each process."""
    assert Graine("les-anneaux").entier("rayon", 0, 1_000_000) == 203698


def test_une_affiche_est_un_document_svg_avec_sa_taille(toutes):
    tailles = set()
    for svg in toutes.values():
        racine = ElementTree.fromstring(svg)
        tailles.add((racine.tag, *(racine.get(nom) for nom in ("viewBox", "width", "height"))))
    assert tailles == {(f"{SVG}svg", "0 0 400 500", "800", "1000")}


def test_une_affiche_pese_moins_de_quatre_kilo_octets(toutes):
    assert {nom: len(svg) for nom, svg in toutes.items() if len(svg.encode()) >= 4096} == {}


def test_une_affiche_n_a_ni_mot_ni_script_ni_lien(toutes):
    permises = {f"{SVG}{nom}" for nom in ("svg", "g", "rect", "circle", "path")}
    intrus = {}
    for nom, svg in toutes.items():
        elements = list(ElementTree.fromstring(svg).iter())
        fautes = {e.tag for e in elements} - permises
        fautes |= {a for e in elements for a in e.attrib if a.startswith("on") or "href" in a or a in ("id", "style")}
        fautes |= {t for e in elements for t in (e.text, e.tail) if t and t.strip()}
        if fautes:
            intrus[nom] = fautes
    assert intrus == {}


def test_les_nombres_ont_une_decimale_au_plus(toutes):
    """Scales and the like excepted: a factor of 0.74 is no coordinate."""
    longs = {nom: re.findall(r"\d+\.\d{2,}", re.sub(r'transform="[^"]*"', "", svg)) for nom, svg in toutes.items()}
    assert {nom: nombres for nom, nombres in longs.items() if nombres} == {}


def test_rien_n_est_incalculable(toutes):
    assert [nom for nom, svg in toutes.items() if re.search(r"nan|inf|None|e-\d", svg)] == []


def test_la_ligne_entre_et_sort_a_la_meme_hauteur(toutes):
    bouts = {nom: (ligne_de(svg)[:7], ligne_de(svg)[-7:]) for nom, svg in toutes.items()}
    assert {nom: bout for nom, bout in bouts.items() if bout != ("M-5 310", "405 310")} == {}


def test_la_ligne_entre_et_sort_a_plat(toutes):
    """At both ends the stroke is horizontal, so that two posters join without a kink."""
    bosses = {}
    for nom, svg in toutes.items():
        nombres = [float(n) for n in re.findall(r"-?\d+(?:\.\d+)?", ligne_de(svg))]
        if nombres[3] != 310 or nombres[-3] != 310:
            bosses[nom] = (nombres[:4], nombres[-4:])
    assert bosses == {}


def test_la_ligne_a_partout_la_meme_epaisseur(toutes):
    epaisseurs = {
        e.get("stroke-width")
        for svg in toutes.values()
        for e in ElementTree.fromstring(svg).iter(f"{SVG}path")
        if e.get("stroke") == LIGNE
    }
    assert epaisseurs == {"14"}


@pytest.mark.parametrize("quartier", [*PALETTE, None])
def test_la_ligne_se_lit_sur_toutes_les_couleurs(quartier):
    couleurs = couleurs_de(quartier)
    parties = [tons(couleurs, ambiance) for ambiance in AMBIANCES]
    teintes = {ton for t in parties for ton in (t.fond, t.sol, t.forme, t.second, t.detail)}
    assert {ton for ton in teintes if contraste(LIGNE, ton) < CONTRASTE_MIN} == set()


def test_chaque_paire_de_couleurs_est_distincte():
    paires = [*PALETTE.values(), PAR_DEFAUT]
    assert len({p.foncee for p in paires}) == len({p.claire for p in paires}) == len(paires)


def test_un_quartier_inconnu_prend_les_couleurs_de_la_ville():
    assert couleurs_de("ailleurs") == couleurs_de(None) == couleurs_de("") == PAR_DEFAUT


def test_une_ambiance_inconnue_est_refusee():
    with pytest.raises(ValueError, match="crépuscule"):
        tons(PAR_DEFAUT, "crépuscule")


def test_un_melange_va_d_une_couleur_a_l_autre():
    assert [melange(ENCRE, PAPIER, part) for part in (0, 1)] == [ENCRE, PAPIER]


def test_une_oeuvre_sans_motif_a_quand_meme_une_affiche():
    svg = affiche_oeuvre("une-oeuvre-toute-neuve", couleurs_de("nantes-nord"))
    assert ligne_de(svg).startswith("M-5 310")
    assert dit_de_l_oeuvre("une-oeuvre-toute-neuve") == "un cercle, un carré et un triangle sur un socle"


def test_un_genre_de_lieu_inconnu_est_refuse():
    with pytest.raises(KeyError):
        affiche_lieu("quelque-part", "soucoupe", PAR_DEFAUT)


def test_un_contour_garde_ses_proportions_et_le_nord_en_haut():
    """At 60° north a degree of longitude is half as long as one of latitude: two by one makes a square."""
    points = projette([(0, 59.5), (2, 59.5), (2, 60.5), (0, 60.5)])
    assert [(round(x), round(y)) for x, y in points] == [(14, 434), (386, 434), (386, 62), (14, 62)]


@pytest.mark.parametrize("contour", [[], [(0, 0), (1, 1)], [(0, 0), (1, 0), (2, 0)]])
def test_un_contour_sans_surface_est_refuse(contour):
    with pytest.raises(ValueError, match="un contour"):
        projette(contour)


def test_un_trait_vu_dans_un_miroir_se_marche_toujours_de_gauche_a_droite():
    trace = traverse((100, 200, 0))
    assert trace.miroir().depart == trace.depart == (-5, 310)
    assert trace.miroir().arrivee == trace.arrivee == (405, 310)
    assert trace.miroir().miroir().d == trace.d


def test_deux_coins_proches_ne_se_chevauchent_pas():
    assert brisee((0, 0), (20, 0), (20, 20), rayon=30).d == "M0 0L10 0C15.5 0 20 4.5 20 10L20 20"
