"""A new installation has no city yet: Wagtail's welcome page and its site go."""

from django.db import migrations


def retirer(apps, schema_editor):
    Page = apps.get_model("wagtailcore", "Page")
    Site = apps.get_model("wagtailcore", "Site")
    bienvenue = Page.objects.filter(depth=2, slug="home", content_type__model="page", numchild=0)
    Site.objects.filter(root_page__in=bienvenue).delete()
    if retirees := bienvenue.delete()[0]:
        Page.objects.filter(depth=1).update(numchild=0)
    return retirees


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0001_initial"),
        ("wagtailcore", "0054_initial_locale"),
        ("wagtailredirects", "0008_add_verbose_name_plural"),
    ]

    operations = [migrations.RunPython(retirer, migrations.RunPython.noop)]
