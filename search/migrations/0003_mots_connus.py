"""The words of names, apart, where a slip of the finger is compared with each once; with trigrams on PostgreSQL."""

from django.db import migrations, models

POSTGRESQL = (
    "DROP INDEX search_fiche_mots",
    "ALTER TABLE search_ficheindexee DROP COLUMN mots",
    "CREATE INDEX search_mot_connu_ressemblance ON search_motconnu USING gin (mot gin_trgm_ops) WITH (fastupdate = off)",
)
OTER_POSTGRESQL = (
    "DROP INDEX search_mot_connu_ressemblance",
    "ALTER TABLE search_ficheindexee ADD COLUMN mots text "
    "GENERATED ALWAYS AS (noms || ' ' || gens || ' ' || autour) STORED",
    "CREATE INDEX search_fiche_mots ON search_ficheindexee USING gin (mots gin_trgm_ops)",
)


def poser(apps, schema_editor):
    _executer(schema_editor, POSTGRESQL)
    fiches = apps.get_model("search", "FicheIndexee").objects.values_list("ville", "langue", "noms", "gens", "autour")
    mots = {(ville, langue, mot[:60]) for ville, langue, *dits in fiches for mot in " ".join(dits).split()}
    connu = apps.get_model("search", "MotConnu")
    connu.objects.bulk_create(
        (connu(ville=ville, langue=langue, mot=mot) for ville, langue, mot in sorted(mots)), batch_size=500
    )


def oter(apps, schema_editor):
    _executer(schema_editor, OTER_POSTGRESQL)


def _executer(schema_editor, ordres):
    if schema_editor.connection.vendor == "postgresql":
        for ordre in ordres:
            schema_editor.execute(ordre, params=None)


class Migration(migrations.Migration):
    dependencies = [("search", "0002_index")]

    operations = [
        migrations.CreateModel(
            name="MotConnu",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ville", models.CharField(max_length=36, verbose_name="ville")),
                ("langue", models.CharField(max_length=10, verbose_name="langue")),
                ("mot", models.CharField(max_length=60, verbose_name="mot")),
            ],
            options={"verbose_name": "mot connu", "verbose_name_plural": "mots connus"},
        ),
        migrations.AddConstraint(
            "MotConnu", models.UniqueConstraint(fields=["ville", "langue", "mot"], name="un_mot_connu_une_fois")
        ),
        migrations.RunPython(poser, oter, elidable=False),
    ]
