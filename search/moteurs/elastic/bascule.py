"""Indexes built beside those that answer, and the one step that puts them in their place."""

import re

from search.moteurs.elastic import IndexElastic
from search.moteurs.elastic.analyse import reglages
from search.moteurs.elastic.cluster import alias, client, indisponible, langues, nom_neuf
from search.moteurs.elastic.documents import FicheDocument

CREER = 60.0
"""Seconds that the cluster is given to change its indexes."""


class Bascule:
    """An index a language, new and empty (`index`), beside those that answer."""

    def __init__(self):
        self._noms = {langue: nom_neuf(langue) for langue in langues()}
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
            self._indices.update_aliases(actions=actions)
            for langue, nom in self._noms.items():
                for autre in self._de_cet_alias(langue):
                    if autre != nom and autre not in anciens[langue]:
                        self._indices.delete(index=autre)

    def rafraichir(self):
        """Make all that was written answer."""
        with indisponible():
            self._indices.refresh(index=list(self._noms.values()))

    def abandonner(self):
        """Forget the new indexes: those that answer have not changed."""
        with indisponible():
            self._indices.delete(index=list(self._noms.values()), ignore_unavailable=True)

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
