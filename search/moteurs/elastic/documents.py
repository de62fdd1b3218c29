"""A card as the cluster keeps it."""

from elasticsearch.dsl import Boolean, Date, Document, Float, GeoPoint, Keyword, MetaField, Text

from search.moteurs.elastic.analyse import EXACT, LANGUE
from search.rules.demande import SANS_MARCHE
from search.rules.poids import poids_de
from search.rules.texte import noms_colles, noms_exacts, plat
from socle.fiches import FicheRecherche

PREFIXES = {"min_chars": 2, "max_chars": 12}


class FicheDocument(Document):
    """The mapping of every index. What is only read back by who asks is not indexed."""

    ville = Keyword()
    genre = Keyword()
    chemins = Keyword()
    titre = Keyword()
    noms = Text(analyzer=LANGUE, fields={"exact": Text(analyzer=EXACT, index_prefixes=PREFIXES)}, copy_to="mots")
    gens = Text(analyzer=EXACT, index_prefixes=PREFIXES, copy_to="mots")
    autour = Text(analyzer=LANGUE, fields={"exact": Text(analyzer=EXACT)}, copy_to="mots")
    mots = Text(analyzer=EXACT)
    resume = Text(analyzer=LANGUE)
    texte = Text(analyzer=LANGUE)
    exacts = Keyword()
    artistes = Keyword(index=False, doc_values=False)
    quartier = Keyword()
    promesse = Keyword()
    artiste = Keyword()
    decennie = Keyword()
    quand = Keyword()
    acces = Keyword()
    position = GeoPoint()
    fin = Date(format="strict_date")
    parti = Boolean()
    poids = Float()
    expire_le = Date()

    class Meta:
        dynamic = MetaField("strict")


def document(fiche: FicheRecherche) -> dict:
    """Return what the cluster is sent of a card."""
    noms = [fiche.titre, *fiche.autres_noms]
    colles = noms_colles(fiche.titre, fiche.autres_noms, fiche.langue)
    return {
        "ville": fiche.ville,
        "genre": fiche.genre,
        "chemins": list(fiche.chemins),
        "titre": fiche.titre,
        "noms": [*noms, *colles],
        "gens": [nom for _slug, nom in fiche.artistes],
        "autour": list(fiche.autour),
        "resume": fiche.resume,
        "texte": fiche.texte,
        "exacts": [*noms_exacts(fiche.titre, fiche.autres_noms, fiche.langue), *colles],
        "artistes": [f"{slug} {nom}" for slug, nom in fiche.artistes],
        "quartier": [code for code, _titre in fiche.quartiers],
        "promesse": [code for code, _titre in fiche.promesses],
        "artiste": [slug for slug, _nom in fiche.artistes],
        "decennie": None if fiche.annee is None else str(fiche.annee // 10 * 10),
        "quand": list(fiche.quand),
        "acces": SANS_MARCHE if fiche.sans_marche else None,
        "position": fiche.position and {"lat": fiche.position.latitude, "lon": fiche.position.longitude},
        "fin": fiche.fin and fiche.fin.isoformat(),
        "parti": fiche.parti,
        "poids": poids_de(fiche.genre, fiche.poids),
        "expire_le": fiche.expire_le and fiche.expire_le.isoformat(),
    }


def vocabulaire(source: dict, langue: str) -> list[str]:
    """Return the folded words of a card's names, artists and places."""
    return plat(" ".join([*source["noms"], *source["gens"], *source["autour"]]), langue).split()
