"""A cluster answers: one index a language, behind an alias that all cities share."""

import logging
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from django.conf import settings
from django.utils import timezone
from elasticsearch import Elasticsearch, helpers
from elasticsearch.dsl import MultiSearch
from elasticsearch.dsl.query import Query
from elasticsearch.dsl.response import Response

from search.enums import Moteur
from search.moteurs import IndexIndisponible
from search.moteurs.elastic.cluster import Budget, alias, client, indisponible, langues
from search.moteurs.elastic.documents import document, vocabulaire
from search.moteurs.elastic.questions import (
    Recherche,
    compter,
    compter_aussi,
    etapes_des_mots,
    lire_aussi_les_noms,
    quelques_mots,
    qui_commencent,
    tous_les_mots,
)
from search.rules.demande import ARTISTE, PEU, SITUES_AU_PLUS, Demande, Reponse, Suggestion, Trouvaille, cle_corrigee
from search.rules.fautes import DEUX_FAUTES, commence, proches
from search.rules.texte import mots_de, plat
from socle.fiches import FicheRecherche

journal = logging.getLogger(__name__)

ECRIRE = 10.0
"""Seconds that the cluster is given to take cards: nobody waits for it."""

LUES_POUR_CORRIGER = 20
SUGGESTIONS_LUES = 100
A_REESSAYER = frozenset((403, 404, 408, 429))
"""What a cluster says when it is full, read-only or busy, or has lost its index; with all that begins with 5."""


@dataclass(frozen=True)
class Lecture:
    """What was asked in the end, as what the words were read, and a page of what answers.

    `demande` has the name that was spelled, once corrected; `etapes`: what has most of them comes first.
    """

    demande: Demande
    mots: Query
    lue: Response
    etapes: Sequence[Query] = ()
    corrections: tuple[tuple[str, str], ...] = ()
    elargie: bool = False


class IndexElastic:
    """The indexes of all languages, each behind its alias; `ou(language)` names others, built beside."""

    nom = Moteur.ELASTIC

    def __init__(self, ou: Callable[[str], str] = alias):
        self.ou = ou

    # --- asked by visitors -----------------------------------------------------

    def chercher(self, demande: Demande) -> Reponse:
        with indisponible():
            return _reponse(self._lecture(Budget(settings.RECHERCHE_BUDGET), demande))

    def situer(self, demande: Demande) -> tuple[int, ...]:
        """Ask what `chercher` asked in the end, whatever the words were read as: only for what has a position."""
        budget = Budget(settings.RECHERCHE_BUDGET)
        with indisponible():
            lecture = self._lecture(budget, replace(demande, debut=0, nombre=0))
            recherche = self._question(budget, lecture.demande, lecture.mots, lecture.etapes)._s
            lue = recherche.filter("exists", field="position").source(False)[:SITUES_AU_PLUS].execute()
            return tuple(int(trouvee.meta.id) for trouvee in _entiere(lue))

    def combien(self, demandes: Sequence[Demande]) -> tuple[int, ...]:
        if not demandes:
            return ()
        ensemble = MultiSearch(using=Budget(settings.RECHERCHE_BUDGET).client())
        for demande in demandes:
            ensemble = ensemble.add(compter(self.ou(demande.langue), demande, timezone.now()))
        with indisponible():
            lues = zip(demandes, ensemble.execute(), strict=True)
            return tuple(_entiere(lue).hits.total.value for _demande, lue in lues)

    def _lecture(self, budget: Budget, demande: Demande) -> Lecture:
        """Return what answers: what has all the words, else with slips forgiven, else what has some of them.

        Filters narrow what answers and never change as what the words are read: `_tout` counts without them.
        """
        requete = demande.requete
        mots = tous_les_mots(requete)
        douteux = [mot for mot in requete.mots if " " not in mot.ecrit and len(mot.ecrit) >= DEUX_FAUTES]
        question = self._question(budget, demande, mots)
        if requete.mots:
            compter_aussi(question._s, demande, timezone.now(), douteux)
        lecture = Lecture(demande, mots, _une_page(question, demande))
        if not requete.mots:
            return lecture
        if lecture.lue.aggregations["_tout"].doc_count:
            return self._completer(budget, lecture, douteux)
        mots = tous_les_mots(requete, avec_fautes=True)
        lecture = Lecture(demande, mots, self._avec_ses_mots(budget, demande, mots))
        elargie = not lecture.lue.aggregations["_tout"].doc_count
        if elargie:
            mots, etapes = quelques_mots(requete.mots), etapes_des_mots(requete.mots, avec_fautes=True)
            lue = self._avec_ses_mots(budget, demande, mots, etapes)
            lecture = Lecture(demande, mots, lue, etapes, elargie=True)
        corrections = _corrections(demande, lecture.lue)
        if corrections and not elargie:
            # Once corrected, it may be the exact name of a story.
            demande = replace(demande, requete=replace(requete, cle=cle_corrigee(demande, corrections)))
            lecture = Lecture(demande, mots, self._avec_ses_mots(budget, demande, mots))
        return replace(lecture, corrections=corrections)

    def _completer(self, budget: Budget, lecture: Lecture, douteux: list) -> Lecture:
        """Ask again where a word that only texts have may be a slip for a name, or where answers are few."""
        comptes, requete = lecture.lue.aggregations, lecture.demande.requete
        if comptes["_au_nom"].doc_count:
            return lecture
        voisins = [mot for rang, mot in enumerate(douteux) if not comptes[f"_dit_{rang}"].ici.doc_count]
        sauf_un = len(requete.mots) > 1 and comptes["_tout"].doc_count < PEU
        if not voisins and not sauf_un:
            return lecture
        mots = tous_les_mots(requete, voisins=voisins, sauf_un=sauf_un)
        etapes = etapes_des_mots(requete.mots, voisins=voisins) if sauf_un else ()
        question = self._question(budget, lecture.demande, mots, etapes)
        return Lecture(lecture.demande, mots, _une_page(question, lecture.demande), etapes)

    def suggerer(self, demande: Demande) -> tuple[Suggestion, ...]:
        mots = mots_de(demande.requete.texte, demande.langue)
        if not mots:
            return ()
        client = Budget(settings.RECHERCHE_BUDGET).client()
        question = qui_commencent(
            client, self.ou(demande.langue), demande, timezone.now(), mots, nombre=SUGGESTIONS_LUES
        )
        with indisponible():
            return _suggestions(_entiere(question.execute()), demande, mots)

    def verifier(self):
        """Raise `IndexIndisponible` where the cluster does not answer in the time that a visitor is given, or lacks an index."""
        budget = Budget(settings.RECHERCHE_BUDGET)
        with indisponible():
            self._exiger_les_index(budget.client())
            lu = budget.client().count(index=self._tous_les_noms())
            _lu_partout(lu["_shards"])
            int(lu["count"])

    def _question(self, budget: Budget, demande: Demande, mots, etapes=()) -> Recherche:
        tri = ["_score", "-poids", "titre"]
        if demande.autour is not None:
            ici = {"lat": demande.autour.latitude, "lon": demande.autour.longitude}
            tri = [{"_geo_distance": {"position": ici, "order": "asc", "unit": "m"}}]
        elif not demande.requete.mots:
            tri = ["-poids", "titre"]
        return Recherche(budget.client(), self.ou(demande.langue), demande, timezone.now(), mots, tri, etapes)

    def _avec_ses_mots(self, budget: Budget, demande: Demande, mots: Query, etapes: Sequence[Query] = ()):
        """Ask for a page, and for the names of the best whatever the page: what a slip of the finger meant is among them."""
        question = self._question(budget, demande, mots, etapes)
        lire_aussi_les_noms(question._s, LUES_POUR_CORRIGER)
        return _une_page(question, demande)

    # --- kept in step ----------------------------------------------------------

    def ecrire(self, fiches: Iterable[FicheRecherche]):
        fiches = list(fiches)
        if fiches:
            self._envoyer(ecritures(fiches, self.ou))

    def retirer(self, pages: Iterable[int]):
        pages = list(pages)
        if pages:
            self._envoyer(retraits(pages, self._tous_les_noms()))

    def _envoyer(self, actions: list[dict]):
        """Send what must be; a card that the cluster will never take is told and left, so that others go on.

        What answers visitors answers with it at once: a change is no longer left out by the query once it was sent.
        """
        options = {"refresh": True, "require_alias": True} if self._repond_aux_visiteurs else {}
        with indisponible():
            self._exiger_les_index(client(ECRIRE))
            reponses = helpers.streaming_bulk(
                client(ECRIRE), actions, raise_on_error=False, raise_on_exception=True, max_retries=0, **options
            )
            for _action, (bien, reponse) in zip(actions, reponses, strict=True):
                if not bien:
                    _juger(reponse)

    def _exiger_les_index(self, client: Elasticsearch):
        """Raise `IndexIndisponible` where a language has no index: only a reindexing makes one, with all there is to say.

        One made here would answer with what was written last, as if that were all.
        """
        noms = self._tous_les_noms()
        existent = (
            client.indices.exists_alias(name=noms) if self._repond_aux_visiteurs else client.indices.exists(index=noms)
        )
        if not existent:
            raise IndexIndisponible(f"Of {', '.join(noms)}, some are missing: run manage.py rechercher_reindexer.")

    @property
    def _repond_aux_visiteurs(self) -> bool:
        return self.ou is alias

    def _tous_les_noms(self) -> list[str]:
        return [self.ou(langue) for langue in langues()]

    def compter(self) -> dict[str, int]:
        with indisponible():
            return {langue: client(ECRIRE).count(index=self.ou(langue))["count"] for langue in langues()}


def ecritures(fiches: Iterable[FicheRecherche], ou) -> list[dict]:
    """Return what writes these cards; `ou(langue)` names the index. A page is of one language: the others forget it."""
    return [
        {"_op_type": "index", "_index": ou(fiche.langue), "_id": str(fiche.page_id), "_source": document(fiche)}
        for fiche in fiches
    ]


def retraits(pages: Iterable[int], index: Sequence[str]) -> list[dict]:
    return [{"_op_type": "delete", "_index": nom, "_id": str(page)} for page in pages for nom in index]


def _juger(reponse: dict):
    """Raise what will be accepted later; log what never will. To delete a card that is not there is no fault."""
    [(operation, detail)] = reponse.items()
    statut = detail.get("status", 500)
    if operation == "delete" and statut == 404 and "error" not in detail:
        return
    if statut in A_REESSAYER or statut >= 500:
        raise IndexIndisponible(f"{operation} {statut}: {detail.get('error')}"[:300])
    journal.error("The cluster refuses the card of page %s: %s", detail.get("_id"), detail.get("error"))


def _entiere(lue):
    """Refuse an answer that part of the cluster did not give."""
    if lue.timed_out:
        raise IndexIndisponible("Part of the cluster did not answer in time.")
    _lu_partout(lue._shards)
    return lue


def _lu_partout(parts):
    if parts["failed"]:
        raise IndexIndisponible("Part of the cluster did not answer.")


def _une_page(recherche: Recherche, demande: Demande):
    recherche._s = recherche._s.source(False)[demande.debut : demande.debut + demande.nombre]
    return _entiere(recherche.execute())


def _corrections(demande: Demande, lue) -> tuple[tuple[str, str], ...]:
    """Return the words that none of the stories found has, each with the word of theirs that was taken for it."""
    connus = set()
    for trouvee in lue.aggregations["_lus"]:
        source = {champ: list(getattr(trouvee, champ, ()) or ()) for champ in ("noms", "gens", "autour")}
        connus.update(vocabulaire(source, demande.langue))
    corrections = []
    for mot in demande.requete.mots:
        ecrit = mot.ecrit
        if " " in ecrit or ecrit in connus or any(connu.startswith(ecrit) for connu in connus):
            continue
        corrections += [(ecrit, proche) for proche in proches(ecrit, connus)[:1]]
    return tuple(corrections)


def _suggestions(lues: Response, demande: Demande, mots: Sequence[str]) -> tuple[Suggestion, ...]:
    """Return what begins with these words, of the stories read: some names first, then artists."""
    ecrit, pages, artistes = " ".join(mots), [], {}
    for lue in lues:
        noms = plat(" ".join(lue.noms), demande.langue)
        if commence(noms.split(), mots):
            debut = plat(lue.titre, demande.langue).startswith(ecrit) or noms.startswith(ecrit)
            ordre = (not debut, -lue.poids, len(lue.titre), lue.titre)
            pages.append((ordre, Suggestion(lue.genre, lue.titre, int(lue.meta.id))))
        for slug, _espace, nom in (artiste.partition(" ") for artiste in lue.artistes or ()):
            if commence(plat(nom, demande.langue).split(), mots):
                artistes.setdefault(slug, nom)
    pages.sort(key=lambda page: page[0])
    gardees = [s for _ordre, s in pages][: demande.nombre - min(len(artistes), demande.nombre // 3)]
    gardees += [Suggestion(ARTISTE, nom, slug=slug) for slug, nom in sorted(artistes.items())]
    return tuple(gardees[: demande.nombre])


def _reponse(lecture: Lecture) -> Reponse:
    lue, loin = lecture.lue, lecture.demande.autour is not None
    trouvailles = tuple(Trouvaille(int(t.meta.id), t.meta.sort[0] if loin else None) for t in lue.hits)
    facettes = _facettes(lue)
    return Reponse(IndexElastic.nom, lue.hits.total.value, trouvailles, facettes, lecture.corrections, lecture.elargie)


def _facettes(lue) -> dict[str, tuple[tuple[str, int], ...]]:
    return {
        facette: tuple(sorted(((v, n) for v, n, _choisie in valeurs), key=lambda v: (-v[1], v[0])))
        for facette, valeurs in lue.facets.to_dict().items()
    }
