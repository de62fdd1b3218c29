"""What the site's own database needs to find words.

SQLite: an FTS5 table over the cards, kept in step by triggers. PostgreSQL: the extensions `unaccent` and `pg_trgm` (both
are trusted: who owns the database may create them; they come with Debian's package of the server), a text search
configuration a language, and a vector made by the database itself from the columns of each card.
"""

from django.db import migrations

COLONNES = ("noms", "gens", "autour", "racines_noms", "racines_autour", "racines_resume", "racines_texte")
NOUVELLES = ", ".join(f"new.{colonne}" for colonne in COLONNES)
ANCIENNES = ", ".join(f"old.{colonne}" for colonne in COLONNES)
LISTE = ", ".join(COLONNES)

SQLITE = (
    f"""
    CREATE VIRTUAL TABLE search_index USING fts5(
        {LISTE}, content='search_ficheindexee', content_rowid='page_id', tokenize='unicode61 remove_diacritics 0'
    )
    """,
    f"""
    CREATE TRIGGER search_index_ajout AFTER INSERT ON search_ficheindexee BEGIN
        INSERT INTO search_index (rowid, {LISTE}) VALUES (new.page_id, {NOUVELLES});
    END
    """,
    f"""
    CREATE TRIGGER search_index_retrait AFTER DELETE ON search_ficheindexee BEGIN
        INSERT INTO search_index (search_index, rowid, {LISTE}) VALUES ('delete', old.page_id, {ANCIENNES});
    END
    """,
    f"""
    CREATE TRIGGER search_index_remplacement AFTER UPDATE ON search_ficheindexee BEGIN
        INSERT INTO search_index (search_index, rowid, {LISTE}) VALUES ('delete', old.page_id, {ANCIENNES});
        INSERT INTO search_index (rowid, {LISTE}) VALUES (new.page_id, {NOUVELLES});
    END
    """,
)

STEMS = {"fr": "french", "en": "english", "de": "german"}
MOTS = "asciiword, asciihword, hword_asciipart, word, hword, hword_part"


def _vecteur(colonne: str) -> str:
    """The words of a column as they are, and their stems in the language of the card."""
    cas = " ".join(f"WHEN '{langue}' THEN to_tsvector('recit_{langue}'::regconfig, {colonne})" for langue in STEMS)
    return f"to_tsvector('recit_exact'::regconfig, {colonne}) || (CASE langue {cas} ELSE ''::tsvector END)"


def _racines(colonne: str) -> str:
    cas = " ".join(f"WHEN '{langue}' THEN to_tsvector('recit_{langue}'::regconfig, {colonne})" for langue in STEMS)
    return f"(CASE langue {cas} ELSE to_tsvector('recit_exact'::regconfig, {colonne}) END)"


ENTETE = f"""
    setweight({_vecteur("noms")}, 'A')
    || setweight({_vecteur("gens || ' ' || autour")}, 'B')
    || setweight({_racines("resume")}, 'C')
"""
POSTGRESQL = (
    "CREATE EXTENSION IF NOT EXISTS unaccent",
    "CREATE EXTENSION IF NOT EXISTS pg_trgm",
    "CREATE TEXT SEARCH CONFIGURATION recit_exact (COPY = simple)",
    f"ALTER TEXT SEARCH CONFIGURATION recit_exact ALTER MAPPING FOR {MOTS} WITH unaccent, simple",
    *(
        ordre
        for langue, stem in STEMS.items()
        for ordre in (
            f"CREATE TEXT SEARCH CONFIGURATION recit_{langue} (COPY = {stem})",
            f"ALTER TEXT SEARCH CONFIGURATION recit_{langue} ALTER MAPPING FOR {MOTS} WITH unaccent, {stem}_stem",
        )
    ),
    f"ALTER TABLE search_ficheindexee ADD COLUMN entete tsvector GENERATED ALWAYS AS ({ENTETE}) STORED",
    f"""
    ALTER TABLE search_ficheindexee
        ADD COLUMN vecteur tsvector GENERATED ALWAYS AS ({ENTETE} || setweight({_racines("texte")}, 'D')) STORED,
        ADD COLUMN mots text GENERATED ALWAYS AS (noms || ' ' || gens || ' ' || autour) STORED
    """,
    "CREATE INDEX search_fiche_vecteur ON search_ficheindexee USING gin (vecteur)",
    "CREATE INDEX search_fiche_mots ON search_ficheindexee USING gin (mots gin_trgm_ops)",
)
OTER_SQLITE = (
    "DROP TRIGGER search_index_ajout",
    "DROP TRIGGER search_index_retrait",
    "DROP TRIGGER search_index_remplacement",
    "DROP TABLE search_index",
)
OTER_POSTGRESQL = (
    "ALTER TABLE search_ficheindexee DROP COLUMN mots, DROP COLUMN vecteur, DROP COLUMN entete",
    *(f"DROP TEXT SEARCH CONFIGURATION recit_{nom}" for nom in ("exact", *STEMS)),
)


def poser(apps, schema_editor):
    _executer(schema_editor, {"postgresql": POSTGRESQL, "sqlite": SQLITE})


def oter(apps, schema_editor):
    _executer(schema_editor, {"postgresql": OTER_POSTGRESQL, "sqlite": OTER_SQLITE})


def _executer(schema_editor, ordres):
    for ordre in ordres.get(schema_editor.connection.vendor, ()):
        schema_editor.execute(ordre, params=None)


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]

    operations = [migrations.RunPython(poser, oter, elidable=False)]
