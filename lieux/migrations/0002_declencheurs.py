"""PostgreSQL derives the narrative of this app's stories too (see recit/migrations/0002_declencheurs.py)."""

from django.db import migrations

POSER = """
CREATE TRIGGER deriver_le_recit BEFORE INSERT OR UPDATE ON lieux_lieupage
    FOR EACH ROW EXECUTE FUNCTION recit_deriver();
CREATE CONSTRAINT TRIGGER verifier_le_recit AFTER INSERT OR UPDATE ON lieux_lieupage
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION recit_verifier();
CREATE CONSTRAINT TRIGGER suivre_lieux_lieupage AFTER UPDATE OF path, locale_id ON wagtailcore_page
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    WHEN (OLD.path IS DISTINCT FROM NEW.path OR OLD.locale_id IS DISTINCT FROM NEW.locale_id)
    EXECUTE FUNCTION recit_suivre('lieux_lieupage');
"""

OTER = """
DROP TRIGGER suivre_lieux_lieupage ON wagtailcore_page;
DROP TRIGGER verifier_le_recit ON lieux_lieupage;
DROP TRIGGER deriver_le_recit ON lieux_lieupage;
"""


def poser(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(POSER, params=None)


def oter(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(OTER, params=None)


class Migration(migrations.Migration):
    dependencies = [("lieux", "0001_initial"), ("recit", "0002_declencheurs")]

    operations = [migrations.RunPython(poser, oter, elidable=False)]
