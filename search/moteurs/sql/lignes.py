"""A card as the site's own database keeps it, and the words that slips are compared with."""

from collections.abc import Iterable

from search.models import FicheIndexee, MotConnu
from search.moteurs.sql.racines import racines
from search.rules.demande import ACCES, ARTISTE, DECENNIE, GENRE, PROMESSE, QUAND, QUARTIER, SANS_MARCHE
from search.rules.poids import poids_de
from search.rules.texte import noms_colles, noms_exacts, plat
from socle.fiches import FicheRecherche


def ligne_de(fiche: FicheRecherche) -> FicheIndexee:
    langue = fiche.langue
    noms = (fiche.titre, *fiche.autres_noms)
    colles = noms_colles(fiche.titre, fiche.autres_noms, langue)
    return FicheIndexee(
        page_id=fiche.page_id,
        ville=fiche.ville,
        langue=langue,
        genre=fiche.genre,
        code=fiche.code,
        titre=fiche.titre,
        adresse=fiche.adresse,
        mention=fiche.mention,
        resume=fiche.resume,
        texte=fiche.texte,
        artistes=[list(artiste) for artiste in fiche.artistes],
        latitude=fiche.position and fiche.position.latitude,
        longitude=fiche.position and fiche.position.longitude,
        position_approchee=fiche.position_approchee,
        image_id=fiche.image_id,
        fin=fiche.fin,
        parti=fiche.parti,
        poids=poids_de(fiche.genre, fiche.poids),
        expire_le=fiche.expire_le,
        chemin=fiche.chemins[0],
        facettes=" ".join(_jetons(fiche)),
        exacts="".join(f"|{cle}|" for cle in (*noms_exacts(fiche.titre, fiche.autres_noms, langue), *colles)),
        noms=" ".join((*(plat(nom, langue) for nom in noms), *colles)),
        gens=" ".join(plat(nom, langue) for _slug, nom in fiche.artistes),
        autour=" ".join(plat(dit, langue) for dit in fiche.autour),
        racines_noms=racines(" ".join(noms), langue),
        racines_autour=racines(" ".join(fiche.autour), langue),
        racines_resume=racines(fiche.resume, langue),
        racines_texte=racines(fiche.texte, langue),
    )


def mots_connus(lignes: Iterable[FicheIndexee]) -> list[MotConnu]:
    mots = {(l.ville, l.langue, mot) for l in lignes for mot in f"{l.noms} {l.gens} {l.autour}".split()}
    # In order: two who write at once never wait for each other.
    return [MotConnu(ville=ville, langue=langue, mot=mot[:60]) for ville, langue, mot in sorted(mots)]


def _jetons(fiche: FicheRecherche):
    """The values of the facets of a story, « facet=value »; none holds a space."""
    yield f"{GENRE}={fiche.genre}"
    yield from (f"{QUARTIER}={code}" for code, _titre in fiche.quartiers)
    yield from (f"{PROMESSE}={code}" for code, _titre in fiche.promesses)
    yield from (f"{ARTISTE}={slug}" for slug, _nom in fiche.artistes)
    if fiche.annee is not None:
        yield f"{DECENNIE}={fiche.annee // 10 * 10}"
    yield from (f"{QUAND}={echeance}" for echeance in fiche.quand)
    if fiche.sans_marche:
        yield f"{ACCES}={SANS_MARCHE}"
