"""PostgreSQL closes the doors that Python cannot see: a story's narrative is derived by the database too.

Three trigger functions, put on the table of each type of story (here, and in a migration of
each app that has stories): derive before a write, verify at commit, follow a change of path
or language at commit. Skipped on other databases, where the audit finds what these doors leave.
"""

from django.db import migrations

FONCTIONS = """
-- The only rule, as recit.queries.recit_above says it: the nearest narrative above, in the same language.
CREATE FUNCTION recit_au_dessus(chemin text, langue integer) RETURNS integer LANGUAGE sql STABLE AS $$
    SELECT r.page_ptr_id
    FROM recit_recitpage r JOIN wagtailcore_page p ON p.id = r.page_ptr_id
    WHERE p.locale_id = langue AND length(p.path) < length(chemin) AND left(chemin, length(p.path)) = p.path
    ORDER BY p.depth DESC
    LIMIT 1
$$;

-- Before a write on a story: what was given is replaced by what the tree says. Where the tree
-- says nothing yet (a fixture being loaded) the check at commit decides.
CREATE FUNCTION recit_deriver() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    trouve integer;
BEGIN
    SELECT recit_au_dessus(p.path, p.locale_id) INTO trouve FROM wagtailcore_page p WHERE p.id = NEW.page_ptr_id;
    NEW.recit_id := coalesce(trouve, NEW.recit_id);
    RETURN NEW;
END
$$;

-- At commit, for the stories of one table that `lesquelles` (a condition on p, with $1) retains:
-- set again what changed, refuse what hangs under no narrative.
CREATE FUNCTION recit_accorder(histoires regclass, lesquelles text, valeur text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    perdue integer;
BEGIN
    EXECUTE format(
        'UPDATE %1$s h SET recit_id = d.recit
         FROM (SELECT p.id, recit_au_dessus(p.path, p.locale_id) AS recit
               FROM wagtailcore_page p JOIN %1$s t ON t.page_ptr_id = p.id WHERE %2$s) d
         WHERE d.id = h.page_ptr_id AND d.recit IS NOT NULL AND h.recit_id <> d.recit',
        histoires, lesquelles) USING valeur;
    EXECUTE format(
        'SELECT p.id FROM %1$s t JOIN wagtailcore_page p ON p.id = t.page_ptr_id
         WHERE %2$s AND recit_au_dessus(p.path, p.locale_id) IS NULL LIMIT 1',
        histoires, lesquelles) INTO perdue USING valeur;
    IF perdue IS NOT NULL THEN
        RAISE EXCEPTION 'page % of % hangs under no narrative of its language', perdue, histoires
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
END
$$;

-- Deferred, on a table of stories.
CREATE FUNCTION recit_verifier() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM recit_accorder(TG_RELID, 'p.id = $1::integer', NEW.page_ptr_id::text);
    RETURN NULL;
END
$$;

-- Deferred, on the table of pages; its argument is a table of stories. A narrative that moves
-- or changes language takes the question to all that hangs, or hung, below it.
CREATE FUNCTION recit_suivre() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM recit_accorder(TG_ARGV[0]::regclass, 'p.id = $1::integer', NEW.id::text);
    IF EXISTS (SELECT 1 FROM recit_recitpage WHERE page_ptr_id = NEW.id) THEN
        PERFORM recit_accorder(TG_ARGV[0]::regclass, 'left(p.path, length($1)) = $1', NEW.path);
        IF OLD.path <> NEW.path THEN
            PERFORM recit_accorder(TG_ARGV[0]::regclass, 'left(p.path, length($1)) = $1', OLD.path);
        END IF;
    END IF;
    RETURN NULL;
END
$$;
"""

SANS_FONCTIONS = """
DROP FUNCTION recit_suivre();
DROP FUNCTION recit_verifier();
DROP FUNCTION recit_accorder(regclass, text, text);
DROP FUNCTION recit_deriver();
DROP FUNCTION recit_au_dessus(text, integer);
"""

POSER = """
CREATE TRIGGER deriver_le_recit BEFORE INSERT OR UPDATE ON {table}
    FOR EACH ROW EXECUTE FUNCTION recit_deriver();
CREATE CONSTRAINT TRIGGER verifier_le_recit AFTER INSERT OR UPDATE ON {table}
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION recit_verifier();
CREATE CONSTRAINT TRIGGER suivre_{table} AFTER UPDATE OF path, locale_id ON wagtailcore_page
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    WHEN (OLD.path IS DISTINCT FROM NEW.path OR OLD.locale_id IS DISTINCT FROM NEW.locale_id)
    EXECUTE FUNCTION recit_suivre('{table}');
"""

OTER = """
DROP TRIGGER suivre_{table} ON wagtailcore_page;
DROP TRIGGER verifier_le_recit ON {table};
DROP TRIGGER deriver_le_recit ON {table};
"""

TABLES = ("recit_positionnementpage", "recit_promessepage")


def poser(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(FONCTIONS, params=None)
        for table in TABLES:
            schema_editor.execute(POSER.format(table=table), params=None)


def oter(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for table in TABLES:
            schema_editor.execute(OTER.format(table=table), params=None)
        schema_editor.execute(SANS_FONCTIONS, params=None)


class Migration(migrations.Migration):
    dependencies = [("recit", "0001_initial")]

    operations = [migrations.RunPython(poser, oter, elidable=False)]
