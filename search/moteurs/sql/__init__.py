"""The site's own database answers: FTS5 on SQLite, a GIN-indexed vector on PostgreSQL.

The database matches words and ranks; what it finds comes as light rows (`Candidat`), narrowed, counted and put in
order here, the same for both.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.db import connection, transaction
from django.db.models import Count
from django.utils import timezone
from wagtail.models import Page

from search.enums import Moteur
from search.models import FicheIndexee, MotConnu
from search.moteurs.sql import postgresql, sqlite
from search.moteurs.sql.candidats import Candidat
from search.moteurs.sql.lignes import ligne_de, mots_connus
from search.moteurs.sql.racines import racines
from search.rules.demande import (
    ARTISTE,
    AU_PLUS,
    FACETTES,
    PEU,
    SITUES_AU_PLUS,
    Demande,
    Reponse,
    Suggestion,
    Trouvaille,
    cle_corrigee,
)
from search.rules.fautes import DEUX_FAUTES, a_une_faute_pres, commence, proches
from search.rules.requete import LONGUEUR_D_UNE_REQUETE, Mot
from search.rules.texte import cle_exacte, mots_de, plat
from socle.fiches import FicheRecherche

VALEURS_PAR_FACETTE = 200
DEBUTS_AU_PLUS = 20
PROCHES_AU_PLUS = 5
"""Words tried in place of one that was typed: those that begin like it, those that are near."""

RELUS = 40
"""First answers whose names are compared with what was typed in another form: a name answers among them, or not at all."""


@dataclass(frozen=True)
class Lecture:
    """What answers, and as what the words were read; `elargie` where no story has all that was looked for.

    `corrections` are told to who asked; `voulus` are names that a word of a text may be a slip for.
    """

    candidats: list[Candidat]
    mots: Sequence[Mot] = ()
    corrections: tuple[tuple[str, str], ...] = ()
    elargie: bool = False
    voulus: tuple[tuple[str, str], ...] = ()

    def cle(self, demande: Demande) -> str:
        """Return the name that was spelled, once corrected."""
        return cle_corrigee(demande, (*self.voulus, *self.corrections))


class IndexSql:
    nom = Moteur.SQL

    def chercher(self, demande: Demande) -> Reponse:
        lecture = self._lecture(demande)
        facettes, retenus = _affiner(lecture.candidats, demande.filtres)
        ranges = _ranger(retenus, demande, {demande.requete.cle, lecture.cle(demande)})
        page = ranges[:AU_PLUS][demande.debut : demande.debut + demande.nombre]
        return Reponse(
            self.nom,
            len(ranges),
            tuple(Trouvaille(c.page_id, metres) for c, metres in page),
            facettes,
            lecture.corrections,
            lecture.elargie,
        )

    def situer(self, demande: Demande) -> tuple[int, ...]:
        lecture = self._lecture(demande)
        _facettes, retenus = _affiner(lecture.candidats, demande.filtres)
        situes = [c for c in retenus if c.point is not None]
        ranges = _ranger(situes, demande, {demande.requete.cle, lecture.cle(demande)})
        return tuple(c.page_id for c, _metres in ranges[:SITUES_AU_PLUS])

    def combien(self, demandes: Sequence[Demande]) -> tuple[int, ...]:
        questions = [(demande, demande.requete.mots) for demande in demandes]
        comptes = Counter(rang for rang, _numero in _ont(questions))
        return tuple(comptes[rang] for rang in range(len(demandes)))

    def nommees(self, ville: str, langues: Sequence[str], texte: str, nombre: int) -> list[tuple[int, str]]:
        """Return, of the stories that bear this very name in one of these languages, the heaviest: (page id, code)."""
        cles = [(langue, cle) for langue in langues if (cle := cle_exacte(texte[:LONGUEUR_D_UNE_REQUETE], langue))]
        return _base().nommees(ville, cles, nombre, timezone.now()) if cles else []

    def suggerer(self, demande: Demande) -> tuple[Suggestion, ...]:
        mots = mots_de(demande.requete.texte, demande.langue)
        if not mots:
            return ()
        numeros = _base().commencent_par(demande, mots, timezone.now())
        lues = _visibles(FicheIndexee.objects.filter(pk__in=numeros), demande)
        ecrit = " ".join(mots)
        pages, artistes = [], {}
        for ligne in lues:
            if commence(ligne.noms.split(), mots):
                debut = any(nom.startswith(ecrit) for nom in (plat(ligne.titre, demande.langue), ligne.noms))
                pages.append((not debut, -ligne.poids, len(ligne.titre), ligne.titre, ligne))
            for slug, nom in ligne.artistes:
                if commence(plat(nom, demande.langue).split(), mots):
                    artistes.setdefault(slug, nom)
        suggestions = [Suggestion(l.genre, l.titre, l.page_id) for *_ordre, l in sorted(pages, key=lambda p: p[:4])]
        suggestions = suggestions[: demande.nombre - min(len(artistes), demande.nombre // 3)]
        suggestions += [Suggestion(ARTISTE, nom, slug=slug) for slug, nom in sorted(artistes.items())]
        return tuple(suggestions[: demande.nombre])

    # --- what is looked for ------------------------------------------------------

    def _lecture(self, demande: Demande) -> Lecture:
        mots = demande.requete.mots
        if not mots:
            return Lecture(self._lire(demande, _base().toutes(demande, timezone.now())))
        if trouves := self._tous_les_mots(demande, mots):
            if a_son_nom(trouves, demande.requete.cle):
                return Lecture(trouves)
            return self._completer(demande, self._aussi_les_noms_voisins(demande, mots, trouves))
        lus, corrections, voisins, ont = self._corriger(demande, mots)
        if lus != list(mots) and (trouves := self._tous_les_mots(demande, lus)):
            return self._completer(demande, Lecture(trouves, lus, corrections))
        if voisins != lus and len(lus) > 1 and (trouves := self._tous_les_mots(demande, voisins)):
            return self._completer(demande, Lecture(trouves, voisins, corrections))
        return Lecture(self._quelques_mots(demande, [m for m in lus if m in ont]), lus, corrections, elargie=True)

    def _tous_les_mots(self, demande: Demande, mots: Sequence[Mot]) -> list[Candidat]:
        return self._lire(demande, _base().avec(demande, mots, timezone.now()))

    def _quelques_mots(self, demande: Demande, mots: Sequence[Mot]) -> list[Candidat]:
        """Return the stories that have some of the words, each with how many."""
        trouves: dict[int, Candidat] = {}
        lignes = _base().chacun(demande, mots, timezone.now()) if mots else ()
        for candidat in self._lire(demande, lignes):
            if deja := trouves.get(candidat.page_id):
                candidat = replace(
                    candidat,
                    pertinence=candidat.pertinence + deja.pertinence,
                    mots_trouves=candidat.mots_trouves + deja.mots_trouves,
                    mots_dits=candidat.mots_dits + deja.mots_dits,
                )
            trouves[candidat.page_id] = candidat
        return list(trouves.values())

    def _completer(self, demande: Demande, lecture: Lecture) -> Lecture:
        """Add to few answers those that have all the words but one.

        All are then put in order by the words they have, and by those that are not in their text alone: a long text
        has all words, one after another, of which none is what it tells.
        """
        mots = lecture.mots
        assez = len(mots) < 2 or len(lecture.candidats) >= PEU or a_son_nom(lecture.candidats, lecture.cle(demande))
        if assez:
            return lecture
        entiers = {c.page_id: c.suivis for c in lecture.candidats}
        candidats = [
            replace(c, suivis=entiers.get(c.page_id, 1.0))
            for c in self._quelques_mots(demande, mots)
            if c.mots_trouves >= len(mots) - 1 or c.page_id in entiers
        ]
        return replace(lecture, candidats=candidats)

    def _aussi_les_noms_voisins(self, demande: Demande, mots: Sequence[Mot], trouves: list[Candidat]) -> Lecture:
        """Read a word that only texts have as a slip for a name too: « carousel » is in a text, « Carrousel » a work."""
        titres = " ".join(plat(c.titre, demande.langue) for c in trouves)
        douteux = [m for m in mots if " " not in m.ecrit and len(m.ecrit) >= DEUX_FAUTES and m.ecrit not in titres]
        connus = _base().mots_proches(demande, [m.ecrit for m in douteux]) if douteux else []
        elargis, corrections = [], []
        for mot in mots:
            noms = (
                a_une_faute_pres(mot.ecrit, connus)[:PROCHES_AU_PLUS]
                if mot in douteux and mot.ecrit not in connus
                else []
            )
            elargis.append(Mot(mot.ecrit, (*mot.formes, *((nom,) for nom in noms))))
            corrections += [(mot.ecrit, nom) for nom in noms[:1]]
        if not corrections:
            return Lecture(trouves, mots)
        # What was typed is said somewhere: it is no mistake to be told.
        return Lecture(self._tous_les_mots(demande, elargis), elargis, voulus=tuple(corrections))

    def _corriger(self, demande: Demande, mots: Sequence[Mot]):
        """Replace each word that no visible story has by those that begin like it, else by the nearest one.

        Return the words, the corrections, the words with all that are a slip away (« Jean Julien » is a name, and Jean
        Jullien the artist), and those that some story has.
        """
        simples = [mot.ecrit for mot in mots if " " not in mot.ecrit]
        connus = _base().mots_proches(demande, simples) if simples else []
        essais = {mot: self._essais(mot, connus) for mot in mots}
        # The only word is known: nothing has it.
        ont = self._qui_existent(
            demande, [*(mots if len(mots) > 1 else ()), *(e for liste in essais.values() for e in liste)]
        )
        lus, corrections = [], []
        for mot in mots:
            # Words of what is hidden, or is no more, are among those known: none of them is proposed.
            lu = mot if mot in ont else next((essai for essai in essais[mot] if essai in ont), mot)
            lus.append(lu)
            corrections += [(mot.ecrit, lu.ecrit)] if lu.ecrit != mot.ecrit else []
        voisins = [
            mot if " " in mot.ecrit else Mot(mot.ecrit, (*mot.formes, *((p,) for p in _voisins(mot, connus))))
            for mot in lus
        ]
        return lus, tuple(corrections), voisins, ont

    def _essais(self, mot: Mot, connus: list[str]) -> list[Mot]:
        """Return what may be tried in place of a word: all that begin like it, then the nearest, one by one."""
        ecrit = mot.ecrit
        if " " in ecrit or len(ecrit) < 3:
            return []
        debuts = sorted(connu for connu in connus if connu.startswith(ecrit))[:DEBUTS_AU_PLUS]
        par_debut = [Mot(ecrit, tuple((debut,) for debut in debuts))] if debuts else []
        return [*par_debut, *(Mot(proche, ((proche,),)) for proche in _voisins(mot, connus))]

    def _qui_existent(self, demande: Demande, mots: Sequence[Mot]) -> set[Mot]:
        """Return those of these words that a visible story has."""
        return {mots[rang] for rang, _numero in _ont([(demande, [mot]) for mot in mots])}

    def _lire(self, demande: Demande, lignes: Iterable[Candidat]) -> list[Candidat]:
        candidats = _visibles(lignes, demande)
        if demande.autour is None:
            return candidats
        return [c for c in candidats if c.point is not None and _assez_pres(c, demande)]

    # --- what is kept ------------------------------------------------------------

    def ecrire(self, fiches: Iterable[FicheRecherche]):
        lignes = [ligne_de(fiche) for fiche in fiches]
        with transaction.atomic():
            # A page may have been deleted since its card was read.
            restent = set(
                Page.objects.filter(pk__in=[l.page_id for l in lignes]).values_list("pk", flat=True).select_for_update()
            )
            FicheIndexee.objects.bulk_create(
                [ligne for ligne in lignes if ligne.page_id in restent],
                update_conflicts=True,
                unique_fields=["page"],
                update_fields=[champ.name for champ in FicheIndexee._meta.concrete_fields if not champ.primary_key],
            )

            MotConnu.objects.bulk_create(mots_connus(lignes), ignore_conflicts=True)

    def retirer(self, pages: Iterable[int]):
        FicheIndexee.objects.filter(pk__in=list(pages)).delete()

    def compter(self) -> dict[str, int]:
        return dict(FicheIndexee.objects.values_list("langue").annotate(Count("pk")).order_by("langue"))


def _ont(questions: Sequence[tuple[Demande, Sequence[Mot]]]) -> set[tuple[int, int]]:
    """Return the visible stories that have all the words of each question: (rank of the question, id)."""
    ont = set()
    for rang, numero, chemin in _base().qui_ont(questions, timezone.now()) if questions else ():
        pages, branches = questions[rang][0].exclusions.pages, tuple(questions[rang][0].exclusions.branches)
        if numero not in pages and not (branches and chemin.startswith(branches)):
            ont.add((rang, numero))
    return ont


def a_son_nom(candidats: Iterable[Candidat], cle: str) -> bool:
    return any(candidat.repond_au_nom(cle) for candidat in candidats)


def _voisins(mot: Mot, connus: Iterable[str]) -> list[str]:
    return proches(mot.ecrit, connus)[:PROCHES_AU_PLUS]


def _base():
    return postgresql if connection.vendor == "postgresql" else sqlite


def _visibles(lignes, demande: Demande) -> list:
    """Leave out what may no longer be seen."""
    pages, branches = demande.exclusions.pages, tuple(demande.exclusions.branches)
    if not pages and not branches:
        return list(lignes)
    return [l for l in lignes if l.page_id not in pages and not (branches and l.chemin.startswith(branches))]


def _assez_pres(candidat: Candidat, demande: Demande) -> bool:
    return demande.rayon is None or demande.autour.metres_jusqu_a(candidat.point) <= demande.rayon


def _affiner(candidats: list[Candidat], filtres) -> tuple[dict, list[Candidat]]:
    """Return the facets, each counted with all filters but its own, and the candidates that pass them all."""
    demandes = {facette: f"{facette}={valeur}" for facette, valeur in filtres.items()}
    manquent = {}
    comptes = {facette: Counter() for facette in FACETTES}
    for facettes, nombre in Counter(c.facettes for c in candidats).items():
        jetons = facettes.split()
        manques = [facette for facette, jeton in demandes.items() if jeton not in jetons]
        manquent[facettes] = bool(manques)
        if len(manques) > 1:
            continue
        for jeton in jetons:
            facette, _egal, valeur = jeton.partition("=")
            if not manques or manques[0] == facette:
                comptes[facette][valeur] += nombre
    facettes = {
        facette: tuple(sorted(compte.items(), key=lambda v: (-v[1], v[0]))[:VALEURS_PAR_FACETTE])
        for facette, compte in comptes.items()
    }
    return facettes, [c for c in candidats if not manquent[c.facettes]]


def _ranger(candidats: list[Candidat], demande: Demande, cles: set[str]) -> list[tuple[Candidat, float | None]]:
    """Put results in order, each with its distance where one asked: see `Demande`."""
    if demande.autour is not None:
        avec_metres = [(c, demande.autour.metres_jusqu_a(c.point)) for c in candidats]
        return sorted(avec_metres, key=lambda paire: (paire[1], paire[0].page_id))

    def ordre(c: Candidat):
        exact = any(c.repond_au_nom(cle) for cle in cles)
        importance = c.pertinence * c.suivis * c.poids
        return (not exact, -(c.mots_trouves + c.mots_dits), c.passee, -importance, -c.poids, c.titre, c.page_id)

    ranges = sorted(candidats, key=ordre)
    return [(c, None) for c in (*_le_nom_flechi_d_abord(ranges[:RELUS], demande, cles), *ranges[RELUS:])]


def _le_nom_flechi_d_abord(candidats: list[Candidat], demande: Demande, cles: set[str]) -> list[Candidat]:
    """Put first the names that were typed in another form: « machine de l’île » for Les Machines de l’île.

    Those that were typed as they are stay before them, and what is over after what stands with as many words.
    """
    voulues = {racines(cle, demande.langue) for cle in cles} - {""}

    def rang(c: Candidat):
        exact = any(c.repond_au_nom(cle) for cle in cles)
        flechi = any(racines(nom, demande.langue) in voulues for nom in c.exacts.split("|") if nom)
        return not exact, -(c.mots_trouves + c.mots_dits), c.passee, not flechi

    return sorted(candidats, key=rang)
