"""What PostgreSQL answers: one vector of all the words of a card, and the likeness of words (see the migration `index`)."""

from collections.abc import Sequence
from datetime import datetime

from django.db import connection

from search.moteurs.sql.candidats import Candidat
from search.rules.demande import Demande
from search.rules.fautes import FAUTES_AU_PLUS
from search.rules.requete import Mot

EXACT = "recit_exact"
CONFIGURATIONS = {"fr": "recit_fr", "en": "recit_en", "de": "recit_de"}
"""Text search configurations: words as they are, and their stems in each language, without accents."""

POIDS = "{0.05, 0.15, 0.4, 1.0}"
"""What a word weighs in the text, the summary, around (artists, places), the names."""

SUIVIS = 4
"""How much more words matter that follow each other as they were typed."""

COLONNES = """
    f.page_id, f.chemin, f.facettes, f.exacts, f.titre, f.parti OR COALESCE(f.fin <= %s, false), f.poids, f.latitude,
    f.longitude
"""
VISIBLES = "f.ville = %s AND f.langue = %s AND (f.expire_le IS NULL OR f.expire_le > %s)"

SUGGESTIONS_LUES = 300
UN_PEU, PLUS, LONG = "0.15", "0.2", 7
"""How alike two words must be to be compared letter by letter: two letters swapped leave little of a short one."""


def avec(demande: Demande, mots: Sequence[Mot], maintenant: datetime) -> list[Candidat]:
    """Return the stories that have all these words, in one of their forms.

    They are ranked on `entete`, all but the text: long vectors cost ten times more to read. Each word counts for where it
    stands, however far from the others: asked for all words together, `ts_rank` would weigh their distance alone.
    """
    clauses, formes = _clauses(mots, demande.langue)
    tous, chacun = " && ".join(clauses), " || ".join(clauses)
    phrases = demande.requete.phrases if len(mots) > 1 else ()
    phrase = " || ".join([f"phraseto_tsquery('{EXACT}', %s)"] * len(phrases)) or "''::tsquery"
    return _lire(
        f"""
        WITH q AS MATERIALIZED (SELECT {tous} AS q, {chacun} AS chacun, {phrase} AS phrase)
        SELECT {COLONNES}, ts_rank('{POIDS}', f.entete, q.chacun, 1), CASE WHEN f.entete @@ q.phrase THEN {SUIVIS} ELSE 1 END
        FROM search_ficheindexee f, q WHERE f.vecteur @@ q.q AND {VISIBLES}
        """,
        [*formes, *formes, *phrases, demande.jour, *_visibles(demande, maintenant)],
    )


def chacun(demande: Demande, mots: Sequence[Mot], maintenant: datetime) -> list[Candidat]:
    """Return the stories that have each of these words, one word after the other."""
    colonnes = f"{COLONNES}, ts_rank('{POIDS}', f.entete, q.q, 1), 1, 1, (f.entete @@ q.q)::int"
    lignes = _pour_chacune(colonnes, [demande.jour], [(demande, [mot]) for mot in mots], maintenant)
    return [Candidat(*ligne) for _rang, *ligne in lignes]


def qui_ont(questions: Sequence[tuple[Demande, Sequence[Mot]]], maintenant: datetime) -> list[tuple[int, int, str]]:
    """Return the stories that have all the words of each question: (rank of the question, id, path)."""
    return _pour_chacune("f.page_id, f.chemin", [], questions, maintenant)


def _pour_chacune(colonnes: str, valeurs: list, questions, maintenant: datetime) -> list:
    """Ask all these questions in one query.

    The words are apart, out of the planner's sight: told that a word with many forms is common, it would read every
    vector rather than the index.
    """
    lues = [_clauses(mots, demande.langue) for demande, mots in questions]
    avec = ", ".join(
        f"q{rang} AS MATERIALIZED (SELECT {' && '.join(clauses)} AS q)" for rang, (clauses, _formes) in enumerate(lues)
    )
    lire = " UNION ALL ".join(
        f"SELECT {rang}, {colonnes} FROM search_ficheindexee f, q{rang} q WHERE f.vecteur @@ q.q AND {VISIBLES}"
        for rang in range(len(questions))
    )
    parametres = [forme for _clauses_lues, formes in lues for forme in formes]
    parametres += [v for demande, _mots in questions for v in (*valeurs, *_visibles(demande, maintenant))]
    with connection.cursor() as curseur:
        curseur.execute(f"WITH {avec} {lire}", parametres)
        return curseur.fetchall()


def toutes(demande: Demande, maintenant: datetime) -> list[Candidat]:
    """Return all the stories of a city in one language."""
    return _lire(
        f"SELECT {COLONNES} FROM search_ficheindexee f WHERE {VISIBLES}",
        [demande.jour, *_visibles(demande, maintenant)],
    )


def commencent_par(demande: Demande, mots: Sequence[str], maintenant: datetime) -> list[int]:
    """Return the ids of the stories whose names, or artists, have these words, the last one as a beginning."""
    numeros = []
    for poids in ("A", "B"):
        *entiers, dernier = mots
        # Folded words are letters and figures: quoted, none of them is syntax.
        expression = " & ".join([*(f"'{mot}':{poids}" for mot in entiers), f"'{dernier}':*{poids}"])
        with connection.cursor() as curseur:
            curseur.execute(
                f"""
                WITH q AS MATERIALIZED (SELECT to_tsquery('{EXACT}', %s) AS q)
                SELECT f.page_id FROM search_ficheindexee f, q WHERE f.vecteur @@ q.q AND {VISIBLES}
                ORDER BY f.poids DESC, length(f.titre), f.titre LIMIT %s
                """,
                [expression, *_visibles(demande, maintenant), SUGGESTIONS_LUES],
            )
            numeros += [ligne[0] for ligne in curseur.fetchall()]
    return numeros


def nommees(ville: str, cles: Sequence[tuple[str, str]], nombre: int, maintenant: datetime) -> list[tuple[int, str]]:
    """Return the stories that bear one of these exact names, (language, key): (id, public code), the heaviest first."""
    avec = ", ".join(f"q{rang} AS MATERIALIZED (SELECT to_tsquery('{EXACT}', %s) AS q)" for rang in range(len(cles)))
    lire = " UNION ALL ".join(
        f"""
        SELECT f.page_id, f.code, f.poids FROM search_ficheindexee f, q{rang} q
        WHERE f.vecteur @@ q.q AND strpos(f.exacts, %s) > 0 AND {VISIBLES}
        """
        for rang in range(len(cles))
    )
    # Folded words are letters and figures: quoted, none of them is syntax.
    parametres = [" & ".join(f"'{mot}':A" for mot in cle.split()) for _langue, cle in cles]
    parametres += [valeur for langue, cle in cles for valeur in (f"|{cle}|", ville, langue, maintenant)]
    with connection.cursor() as curseur:
        curseur.execute(
            f"WITH {avec} SELECT page_id, code FROM ({lire}) lues ORDER BY poids DESC, page_id LIMIT %s",
            [*parametres, nombre],
        )
        return curseur.fetchall()


def mots_proches(demande: Demande, mots: Sequence[str]) -> list[str]:
    """Return the words of names, artists and places of this city that begin as one of these or are somewhat like it."""
    seuil = UN_PEU if any(len(mot) < LONG for mot in mots) else PLUS
    ressemblent = " OR ".join(["(mot %% %s AND length(mot) BETWEEN %s AND %s) OR mot LIKE %s"] * len(mots))
    bornes = [(mot, len(mot) - FAUTES_AU_PLUS, len(mot) + FAUTES_AU_PLUS, f"{mot}%") for mot in mots]
    with connection.cursor() as curseur:
        # Sent together, both are one transaction, out of which the threshold does not go.
        curseur.execute(
            f"""
            SELECT set_config('pg_trgm.similarity_threshold', %s, true);
            SELECT mot FROM search_motconnu WHERE ville = %s AND langue = %s AND ({ressemblent})
            """,
            [seuil, demande.ville, demande.langue, *(borne for du_mot in bornes for borne in du_mot)],
        )
        curseur.nextset()
        return [connu for [connu] in curseur.fetchall()]


def _lire(requete: str, parametres: list) -> list[Candidat]:
    with connection.cursor() as curseur:
        curseur.execute(requete, parametres)
        return [Candidat(*ligne) for ligne in curseur.fetchall()]


def _visibles(demande: Demande, maintenant: datetime) -> list:
    return [demande.ville, demande.langue, maintenant]


def _clauses(mots: Sequence[Mot], langue: str) -> tuple[list[str], list[str]]:
    """Return what finds each of these words in one of its forms, and all their parameters: no word is syntax."""
    configuration = CONFIGURATIONS.get(langue, EXACT)
    parametres = []
    clauses = []
    for mot in mots:
        formes = []
        for forme in mot.formes:
            formes += [f"phraseto_tsquery('{EXACT}', %s)", f"phraseto_tsquery('{configuration}', %s)"]
            parametres += [" ".join(forme)] * 2
        clauses.append(f"({' || '.join(formes)})")
    return clauses, parametres
