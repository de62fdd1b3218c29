"""The demo's routes: the whole line as it is proposed, and two short walks along it."""

from home.demo.affiches import affiche_lieu, couleurs_de
from home.demo.affiches.motifs import LIEUX
from home.demo.lecture import faits, html, textes
from parcours.models import Etape, ParcoursIndexPage, ParcoursPage


def batir_les_parcours(accueil, histoires: dict, promesses: dict, publier, affiche) -> list[ParcoursPage]:
    """Build the routes below their list; `histoires` are the works and places they lead to, by their id.

    No trace is invented: where none was recorded, a route goes straight from stop to stop, and says so.
    """
    texte = textes("pages")["parcours"]
    liste = publier(accueil, ParcoursIndexPage(title=texte["titre"], slug="parcours", accroche=texte["accroche"]))
    return [
        publier(liste, _parcours(identifiant, texte, histoires, promesses, affiche))
        for identifiant, texte in textes("parcours").items()
    ]


def _parcours(identifiant, texte, histoires, promesses, affiche) -> ParcoursPage:
    genre = texte["affiche"]
    svg = affiche_lieu(identifiant, genre, couleurs_de(None))
    return ParcoursPage(
        title=texte["titre"],
        slug=identifiant,
        accroche=texte["accroche"],
        image=affiche(
            f"parcours-{identifiant}", texte["titre"], svg, f"Affiche, formes découpées : {LIEUX[genre].dit}"
        ),
        corps=[("texte", html(texte["recit"]))],
        couleur=texte["couleur"],
        promesse=promesses[texte["promesse"]],
        saisons=texte["saisons"],
        publics=texte["publics"],
        pause=texte["pause"],
        depart=texte["depart"],
        arrivee=texte["arrivee"],
        etapes=[_etape(rang, etape, histoires) for rang, etape in enumerate(texte["etapes"])],
    )


def _etape(rang, texte, histoires) -> Etape:
    arret = next(arret for arret in faits("ligne_verte") if arret["ordre"] == texte["ordre"])
    dite = {cle: texte[cle] for cle in ("pourquoi", "chemin", "sans_marche", "sol", "pente") if cle in texte}
    return Etape(histoire=histoires[arret.get("oeuvre") or arret["lieu"]], sort_order=rang, **dite)
