"""What is asked of the cluster: queries built from the words of a `Requete`, never text to parse."""

from collections.abc import Collection, Sequence

from elasticsearch.dsl import FacetedSearch, Q, Search, TermsFacet
from elasticsearch.dsl.query import Query

from search.moteurs.elastic.documents import FicheDocument
from search.rules.demande import FACETTES, Demande
from search.rules.requete import Mot, Requete

VALEURS_PAR_FACETTE = 200

TELS_QUELS = ["noms.exact^10", "gens^6", "autour.exact^3"]
PAR_RACINE = ["noms^8", "autour^3", "resume^1.2", "texte^0.4"]
HORS_DU_TEXTE = PAR_RACINE[:-1]
AUX_FAUTES_PRES = "AUTO:4,6"
"""One slip from four letters, two from six: as `search.rules.fautes` has it."""

SUIVIS = 6
"""How much more words matter that follow each other as they were typed."""

VOISIN = 6
"""How much a name matters that is a slip away from a word that only texts have."""

DEBOUT = 10_000
EXACT = 20_000
UN_MOT = 25_000
"""Steps of the order. Scores are 32-bit floats: these leave relevance its hundredths."""


class Recherche(FacetedSearch):
    """One question with its facets, each counted with all filters but its own."""

    doc_types = [FicheDocument]
    facets = {facette: TermsFacet(field=facette, size=VALEURS_PAR_FACETTE) for facette in FACETTES}

    def __init__(
        self, client, index: str, demande: Demande, maintenant, mots: Query, tri: Sequence, etapes: Sequence[Query]
    ):
        self.using, self.index, self.demande, self.maintenant, self.etapes = client, index, demande, maintenant, etapes
        super().__init__(mots, dict(demande.filtres), tri)

    def search(self):
        return super().search().filter(visibles(self.demande, self.maintenant)).extra(track_total_hits=True)

    def query(self, search, query):
        return search.query(_par_etapes(query, self.demande, self.etapes))

    def highlight(self, search):
        return search


def visibles(demande: Demande, maintenant) -> Query:
    """What a visitor may see of this city, and where one asked for it."""
    jamais = [Q("range", expire_le={"lte": maintenant.isoformat()})]
    if demande.exclusions.pages:
        jamais.append(Q("ids", values=[str(numero) for numero in sorted(demande.exclusions.pages)]))
    if demande.exclusions.branches:
        jamais.append(Q("terms", chemins=sorted(demande.exclusions.branches)))
    oui = [Q("term", ville=demande.ville)]
    if demande.autour is not None:
        oui.append(Q("exists", field="position"))
        if demande.rayon is not None:
            ici = {"lat": demande.autour.latitude, "lon": demande.autour.longitude}
            oui.append(Q("geo_distance", distance=f"{demande.rayon}m", position=ici))
    return Q("bool", filter=oui, must_not=jamais)


def _par_etapes(mots: Query, demande: Demande, avant: Sequence[Query]) -> Query:
    """What has most of `avant`, exact names, what stands, what is over, each by relevance times its weight."""
    passee = Q("term", parti=True) | Q("range", fin={"lte": demande.jour.isoformat()})
    etapes = [{"filter": (~passee).to_dict(), "weight": DEBOUT}]
    etapes += [{"filter": etape.to_dict(), "weight": UN_MOT} for etape in avant]
    if demande.requete.cle:
        etapes.append({"filter": {"term": {"exacts": demande.requete.cle}}, "weight": EXACT})
    pesee = Q("function_score", query=mots, field_value_factor={"field": "poids", "missing": 1}, boost_mode="multiply")
    return Q("function_score", query=pesee, functions=etapes, score_mode="sum", boost_mode="sum")


def tous_les_mots(requete: Requete, avec_fautes: bool = False, voisins: Collection[Mot] = (), sauf_un=False) -> Query:
    """Stories that have all the words; those that have them as they were typed, one after the other, rank higher.

    `voisins` are words that may be a slip for a name; `sauf_un` adds those that have all but one.
    """
    if not requete.mots:
        return Q("match_all")
    mots = [_un_mot(mot, avec_fautes, mot in voisins) for mot in requete.mots]
    suivis = [Q("multi_match", query=p, fields=TELS_QUELS, type="phrase", boost=SUIVIS) for p in requete.phrases]
    if not sauf_un:
        return Q("bool", must=mots, should=suivis)
    return Q("bool", must=[Q("bool", should=mots, minimum_should_match=len(mots) - 1)], should=suivis)


def compter_aussi(recherche: Search, demande: Demande, maintenant, douteux: Sequence[Mot]) -> None:
    """Have a question also count what answers whatever the filters, what bears that name, who names each of these words."""
    recherche.aggs.bucket("_tout", "filter", filter=Q("match_all"))
    recherche.aggs.bucket("_au_nom", "filter", filter=Q("term", exacts=demande.requete.cle))
    for rang, mot in enumerate(douteux):
        dit = visibles(demande, maintenant) & Q("match", mots=mot.ecrit)
        recherche.aggs.bucket(f"_dit_{rang}", "global").bucket("ici", "filter", filter=dit)


def lire_aussi_les_noms(recherche: Search, nombre: int) -> None:
    """Have a question also count what answers whatever the filters, and read the names of the first of these."""
    recherche.aggs.bucket("_tout", "filter", filter=Q("match_all"))
    recherche.aggs.metric("_lus", "top_hits", size=nombre, _source=["noms", "gens", "autour"])


def compter(index: str, demande: Demande, maintenant) -> Search:
    """What counts the stories that have all the words as they were typed."""
    search = Search(index=index).filter(visibles(demande, maintenant)).filter(tous_les_mots(demande.requete))
    return search.extra(track_total_hits=True)[:0]


def quelques_mots(mots: Sequence[Mot]) -> Query:
    """Stories that have some of the words."""
    return Q("bool", should=[_un_mot(mot, True) for mot in mots], minimum_should_match=1)


def etapes_des_mots(mots: Sequence[Mot], avec_fautes: bool = False, voisins: Collection[Mot] = ()) -> list[Query]:
    """What puts stories in order by the words they have, and by those that are not in their text alone.

    A long text has all words, one after another, of which none is what it tells.
    """
    return [
        _un_mot(mot, avec_fautes, mot in voisins, par_racine)
        for mot in mots
        for par_racine in (PAR_RACINE, HORS_DU_TEXTE)
    ]


def _un_mot(mot: Mot, avec_fautes: bool, voisin: bool = False, par_racine: Sequence[str] = PAR_RACINE) -> Query:
    manieres = [maniere for forme in mot.formes for maniere in _une_forme(" ".join(forme), len(forme) > 1, par_racine)]
    if voisin:
        manieres.append(Q("match", mots={"query": mot.ecrit, "fuzziness": 1, "prefix_length": 1, "boost": VOISIN}))
    if avec_fautes and " " not in mot.ecrit and len(mot.ecrit) > 2:
        manieres += [
            Q("match", mots={"query": mot.ecrit, "fuzziness": "AUTO:4,99", "boost": 0.3}),
            Q("match", mots={"query": mot.ecrit, "fuzziness": AUX_FAUTES_PRES, "prefix_length": 1, "boost": 0.2}),
            Q("multi_match", query=mot.ecrit, type="bool_prefix", fields=["noms.exact^10", "gens^6"], boost=2),
        ]
    return Q("dis_max", queries=manieres, tie_breaker=0.3)


def _une_forme(texte: str, expression: bool, par_racine: Sequence[str]):
    options = {"type": "phrase"} if expression else {}
    yield Q("multi_match", query=texte, fields=TELS_QUELS, **options)
    yield Q("multi_match", query=texte, fields=list(par_racine), **options)


def qui_commencent(client, index: str, demande: Demande, maintenant, mots: Sequence[str], nombre: int) -> Search:
    """Stories whose names, or artists, have these words, the last one as a beginning."""
    texte = " ".join(mots)
    commencent = [Q("match_bool_prefix", **{c: {"query": texte, "operator": "and"}}) for c in ("noms.exact", "gens")]
    voulues = Q("bool", filter=[Q("bool", should=commencent, minimum_should_match=1)])
    pesee = Q(
        "function_score", query=voulues, field_value_factor={"field": "poids", "missing": 1}, boost_mode="replace"
    )
    search = Search(using=client, index=index).filter(visibles(demande, maintenant)).query(pesee)
    return search.source(["genre", "titre", "noms", "artistes", "poids"])[:nombre]
