"""Indexes built beside those that answer, and the one step that puts them in their place."""

import logging
import re
from collections.abc import Iterable

from search.moteurs import IndexIndisponible
from search.moteurs.elastic import IndexElastic
from search.moteurs.elastic.analyse import reglages
from search.moteurs.elastic.cluster import alias, client, indisponible, langues, nom_neuf
from search.moteurs.elastic.documents import FicheDocument

journal = logging.getLogger(__name__)

CREER = 60.0
"""Seconds that the cluster is given to change its indexes."""


class Bascule:
    """An index a language, new and empty (`index`), beside those that answer."""

    def __init__(self):
        self._noms = {langue: nom_neuf(langue) for langue in langues()}
        self._demandee = False
        self.index = IndexElastic(self._noms.__getitem__)

    def creer(self):
        """Make the new indexes, once those that a stopped run left half-built are gone."""
        with indisponible():
            for langue in langues():
                actuels = self._actuels(langue)
                for nom in self._de_cet_alias(langue):
                    if nom not in actuels and (not actuels or nom > max(actuels)):
                        self._indices.delete(index=nom)
            mapping = FicheDocument._doc_type.mapping.to_dict()
            for langue, nom in self._noms.items():
                self._indices.create(index=nom, settings=reglages(langue), mappings=mapping)

    def basculer(self):
        """Put the new indexes behind their aliases, all at once; keep the last ones, forget those before."""
        actions, anciens = [], {}
        with indisponible():
            self.rafraichir()
            for langue, nom in self._noms.items():
                anciens[langue] = self._actuels(langue)
                actions += [{"remove": {"index": ancien, "alias": alias(langue)}} for ancien in anciens[langue]]
                if not anciens[langue] and self._indices.exists(index=alias(langue)):
                    # Something wrote before any index was made: the cluster made one of that name, with no analysis.
                    actions.append({"remove_index": {"index": alias(langue)}})
                actions.append({"add": {"index": nom, "alias": alias(langue)}})
            self._demander(actions)
        self._oublier_les_anciens(anciens)

    def _demander(self, actions: list[dict]):
        """Have all of this done in one step. An answer that is lost on the way says nothing: look whether it was done."""
        self._demandee = True
        try:
            with indisponible():
                self._indices.update_aliases(actions=actions)
        except IndexIndisponible as raison:
            if not all(self._actuels(langue) == [nom] for langue, nom in self._noms.items()):
                raise
            journal.warning("The new indexes answer, though the cluster did not say so: %s", raison)

    def _oublier_les_anciens(self, gardes: dict[str, list[str]]):
        """Delete the indexes before the last ones, as far as the cluster lets one: they are tried again next time."""
        for langue, nom in self._noms.items():
            try:
                with indisponible():
                    self._supprimer(set(self._de_cet_alias(langue)) - {nom, *gardes[langue]})
            except IndexIndisponible as raison:
                journal.warning("Old indexes of %s stay until the next time: %s", alias(langue), raison)

    def rafraichir(self):
        """Make all that was written answer."""
        with indisponible():
            self._indices.refresh(index=list(self._noms.values()))

    def abandonner(self):
        """Forget the new indexes: those that answer have not changed.

        Once the cluster was asked to put them in their place, they answer, or may at any moment: they stay, and the
        next run deletes those that did not get there.
        """
        if not self._demandee:
            self.supprimer()

    def supprimer(self):
        """Delete the new indexes, even those that answer: for who made them for a moment, under a name of their own."""
        with indisponible():
            self._supprimer(self._noms.values())

    def _supprimer(self, noms: Iterable[str]):
        if noms := sorted(noms):
            self._indices.delete(index=noms, ignore_unavailable=True)

    @property
    def _indices(self):
        return client(CREER).indices

    def _actuels(self, langue: str) -> list[str]:
        """Return the indexes behind an alias: one, none on a new cluster."""
        if not self._indices.exists_alias(name=alias(langue)):
            return []
        return sorted(self._indices.get_alias(name=alias(langue)))

    def _de_cet_alias(self, langue: str) -> list[str]:
        """Return the indexes ever made for an alias, and no other's: « recit-fr » is not « recit-fr-essai »."""
        forme = re.compile(re.escape(alias(langue)) + r"-\d{20}")
        return sorted(nom for nom in self._indices.get(index=f"{alias(langue)}-*") if forme.fullmatch(nom))
