"""A new installation has no city yet: Wagtail's welcome page goes, its groups that may write everywhere and their workflow."""

from django.db import migrations


def retirer(apps, schema_editor):
    Page = apps.get_model("wagtailcore", "Page")
    Site = apps.get_model("wagtailcore", "Site")
    bienvenue = Page.objects.filter(depth=2, slug="home", content_type__model="page", numchild=0)
    Site.objects.filter(root_page__in=bienvenue).delete()
    if bienvenue.delete()[0]:
        Page.objects.filter(depth=1).update(numchild=0)
    apps.get_model("wagtailcore", "Workflow").objects.filter(name="Moderators approval").delete()
    apps.get_model("wagtailcore", "GroupApprovalTask").objects.filter(name="Moderators approval").delete()
    # Rights are given city by city (`manage.py roles`); these two groups hold theirs on all cities.
    apps.get_model("auth", "Group").objects.filter(name__in=["Editors", "Moderators"], user=None).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0001_initial"),
        ("wagtailcore", "0054_initial_locale"),
        ("wagtailredirects", "0008_add_verbose_name_plural"),
        ("comptes", "0001_initial"),
        ("wagtailadmin", "0001_create_admin_access_permissions"),
        ("wagtaildocs", "0002_initial_data"),
        ("wagtailimages", "0002_initial_data"),
        ("wagtailmedia", "0002_initial_data"),
        ("wagtail_localize", "0006_create_submit_translation_permission"),
    ]

    operations = [migrations.RunPython(retirer, migrations.RunPython.noop)]
