from django.db import migrations, models

from parcours.rules.mesures import montee_des
from socle.rules import Point


def dire_combien_montent_les_traces(apps, schema_editor):
    """Compute the climb of the traces that are there: those of which every point has an altitude."""
    for trace in apps.get_model("parcours", "Trace").objects.only("points").iterator(chunk_size=10):
        points = [Point(latitude, longitude, *altitude) for longitude, latitude, *altitude in trace.points]
        trace.montee = montee_des(points)
        trace.save(update_fields=["montee"])


class Migration(migrations.Migration):

    dependencies = [
        ('parcours', '0002_codes_d_arrets'),
    ]

    operations = [
        migrations.AddField(
            model_name='trace',
            name='montee',
            field=models.FloatField(editable=False, null=True, verbose_name='montée en mètres'),
        ),
        migrations.RunPython(dire_combien_montent_les_traces, migrations.RunPython.noop),
    ]
