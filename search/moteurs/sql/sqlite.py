"""What SQLite answers: FTS5, kept in step with the cards by triggers (see the migration `index`)."""

from collections.abc import Sequence
from datetime import datetime

from django.db import connection

from search.moteurs.sql.candidats import Candidat
from search.moteurs.sql.racines import racine
from search.rules.demande import Demande
from search.rules.fautes import FAUTES_AU_PLUS
from search.rules.mots_vides import MOTS_VIDES
from search.rules.requete import Mot

POIDS = "10.0, 6.0, 3.0, 8.0, 2.0, 2.0, 1.0"
"""What a word weighs: in the names, the artists, what is around; its stem: in the names, around, the summary, the text."""

TELS_QUELS = "{noms gens autour}"
PAR_RACINE = "{racines_noms racines_autour racines_resume racines_texte}"
PAR_RACINE_HORS_DU_TEXTE = "{racines_noms racines_autour racines_resume}"

SUIVIS = (("noms", 3), ("{gens autour}", 2))
"""How much more words matter that follow each other as they were typed: in the names, around."""

COLONNES = """
    f.page_id, f.chemin, f.facettes, f.exacts, f.titre, f.parti OR COALESCE(f.fin <= %s, 0), f.poids, f.latitude,
    f.longitude
"""
VISIBLES = "f.ville = %s AND f.langue = %s AND (f.expire_le IS NULL OR f.expire_le > %s)"

MOTS_D_ABORD = "search_index CROSS JOIN search_ficheindexee f ON f.page_id = search_index.rowid"
"""The words are looked for first, always: left to itself, SQLite reads all the cards of the city, and asks each its words."""

SUGGESTIONS_LUES = 300


def avec(demande: Demande, mots: Sequence[Mot], maintenant: datetime) -> list[Candidat]:
    """Return the stories that have all these words, in one of their forms; the whole phrase counts for more."""
    suivis, parametres = _suivis(demande)
    return _lire(
        f"""
        SELECT {COLONNES}, -bm25(search_index, {POIDS}), {suivis}
        FROM {MOTS_D_ABORD}
        WHERE search_index MATCH %s AND {VISIBLES}
        """,
        [demande.jour, *parametres, _tous(mots, demande.langue), *_visibles(demande, maintenant)],
    )


def _suivis(demande: Demande) -> tuple[str, list[str]]:
    phrases = " OR ".join(f'"{phrase}"' for phrase in demande.requete.phrases)
    if not phrases:
        return "1", []
    suivis = " ".join(
        f"WHEN f.page_id IN (SELECT rowid FROM search_index WHERE search_index MATCH %s) THEN {fois}"
        for _ou, fois in SUIVIS
    )
    return f"CASE {suivis} ELSE 1 END", [f"{ou} : ({phrases})" for ou, _fois in SUIVIS]


def chacun(demande: Demande, mots: Sequence[Mot], maintenant: datetime) -> list[Candidat]:
    """Return the stories that have each of these words, one word after the other."""
    un_mot = f"""
        SELECT {COLONNES}, -bm25(search_index, {POIDS}), 1, 1,
            f.page_id IN (SELECT rowid FROM search_index WHERE search_index MATCH %s)
        FROM {MOTS_D_ABORD}
        WHERE search_index MATCH %s AND {VISIBLES}
        """
    visibles = _visibles(demande, maintenant)
    parametres = []
    for mot in mots:
        dit, trouve = (_tous([mot], demande.langue, champs) for champs in (PAR_RACINE_HORS_DU_TEXTE, PAR_RACINE))
        parametres += [demande.jour, dit, trouve, *visibles]
    return _lire(" UNION ALL ".join([un_mot] * len(mots)), parametres)


def qui_ont(questions: Sequence[tuple[Demande, Sequence[Mot]]], maintenant: datetime) -> list[tuple[int, int, str]]:
    """Return the stories that have all the words of each question: (rank of the question, id, path)."""
    requete = " UNION ALL ".join(
        f"""
        SELECT {rang}, f.page_id, f.chemin
        FROM {MOTS_D_ABORD}
        WHERE search_index MATCH %s AND {VISIBLES}
        """
        for rang in range(len(questions))
    )
    parametres = [
        valeur
        for demande, mots in questions
        for valeur in (_tous(mots, demande.langue), *_visibles(demande, maintenant))
    ]
    with connection.cursor() as curseur:
        curseur.execute(requete, parametres)
        return curseur.fetchall()


def toutes(demande: Demande, maintenant: datetime) -> list[Candidat]:
    """Return all the stories of a city in one language."""
    return _lire(
        f"SELECT {COLONNES} FROM search_ficheindexee f WHERE {VISIBLES}",
        [demande.jour, *_visibles(demande, maintenant)],
    )


def commencent_par(demande: Demande, mots: Sequence[str], maintenant: datetime) -> list[int]:
    """Return the ids of the stories whose names, or artists, have these words, the last one as a beginning."""
    *entiers, dernier = (f'"{mot}"' for mot in mots)
    expression = " AND ".join([*entiers, f"{dernier} *"])
    numeros = []
    for colonne in ("noms", "gens"):
        with connection.cursor() as curseur:
            curseur.execute(
                f"""
                SELECT f.page_id FROM {MOTS_D_ABORD}
                WHERE search_index MATCH %s AND {VISIBLES} ORDER BY f.poids DESC, length(f.titre), f.titre LIMIT %s
                """,
                [f"{colonne} : ({expression})", *_visibles(demande, maintenant), SUGGESTIONS_LUES],
            )
            numeros += [ligne[0] for ligne in curseur.fetchall()]
    return numeros


def nommees(ville: str, cles: Sequence[tuple[str, str]], nombre: int, maintenant: datetime) -> list[tuple[int, str]]:
    """Return the stories that bear one of these exact names, (language, key): (id, public code), the heaviest first."""
    requete = " UNION ALL ".join(
        [
            f"""
            SELECT f.page_id, f.code, f.poids
            FROM {MOTS_D_ABORD}
            WHERE search_index MATCH %s AND instr(f.exacts, %s) > 0 AND {VISIBLES}
            """
        ]
        * len(cles)
    )
    parametres = []
    for langue, cle in cles:
        mots = " AND ".join(f'"{mot}"' for mot in cle.split())
        parametres += [
            f"noms : ({mots})",
            f"|{cle}|",
            ville,
            langue,
            connection.ops.adapt_datetimefield_value(maintenant),
        ]
    with connection.cursor() as curseur:
        curseur.execute(
            f"SELECT page_id, code FROM ({requete}) ORDER BY poids DESC, page_id LIMIT %s", [*parametres, nombre]
        )
        return curseur.fetchall()


def mots_proches(demande: Demande, mots: Sequence[str]) -> list[str]:
    """Return the words of names, artists and places of this city that begin as one of these or are about as long."""
    ressemblent = " OR ".join(["length(mot) BETWEEN %s AND %s OR mot GLOB %s"] * len(mots))
    bornes = [(len(mot) - FAUTES_AU_PLUS, len(mot) + FAUTES_AU_PLUS, f"{mot}*") for mot in mots]
    with connection.cursor() as curseur:
        curseur.execute(
            f"SELECT mot FROM search_motconnu WHERE ville = %s AND langue = %s AND ({ressemblent})",
            [demande.ville, demande.langue, *(borne for du_mot in bornes for borne in du_mot)],
        )
        return [connu for [connu] in curseur.fetchall()]


def _lire(requete: str, parametres: list) -> list[Candidat]:
    with connection.cursor() as curseur:
        curseur.execute(requete, parametres)
        return [Candidat(*ligne) for ligne in curseur.fetchall()]


def _visibles(demande: Demande, maintenant: datetime) -> list:
    return [demande.ville, demande.langue, connection.ops.adapt_datetimefield_value(maintenant)]


def _tous(mots: Sequence[Mot], langue: str, par_racine: str = PAR_RACINE) -> str:
    """Return the FTS5 expression of stories that have all these words. Each is quoted: none of them is syntax."""
    return " AND ".join(f"({' OR '.join(_formes(mot, langue, par_racine))})" for mot in mots)


def _formes(mot: Mot, langue: str, par_racine: str):
    vides = MOTS_VIDES.get(langue, frozenset())
    for forme in mot.formes:
        yield f'{TELS_QUELS} : "{" ".join(forme)}"'
        if racines := [racine(partie, langue) for partie in forme if partie not in vides]:
            yield f'{par_racine} : "{" ".join(racines)}"'
