"""Takes the demo city away: what hangs lowest first, since a narrative with stories is not deleted."""

from django.contrib.auth.models import Group
from wagtail.models import Page, Site, Workflow

from lieux.models import LieuPage
from medias.models import Son, Visuel
from oeuvres.models import Artiste, OeuvrePage
from parcours.models import ParcoursPage
from quartiers.models import QuartierPage
from recit.models import PositionnementPage, PromessePage, RecitPage
from socle.queries import pages_de_la_ville


def vider(site: Site):
    """Delete the city of `site` in every language, with its media, artists, groups and workflow."""
    pages = pages_de_la_ville(site)
    siennes = list(pages.values_list("pk", flat=True))
    for type_de_page in (ParcoursPage, LieuPage, OeuvrePage, QuartierPage, PositionnementPage, PromessePage, RecitPage):
        # The lowest first, so that no page is deleted twice with its parent.
        for page in type_de_page.objects.filter(pk__in=siennes).order_by("-depth"):
            Page.objects.get(pk=page.pk).delete()
    Artiste.objects.filter(site=site).delete()
    nom, accueils = site.site_name, list(pages.filter(depth=2))
    site.delete()
    for accueil in accueils:
        Page.objects.get(pk=accueil.pk).delete()
    for type_de_media in (Visuel, Son):
        for media in type_de_media.objects.filter(collection__name=nom):
            media.delete()
    Group.objects.filter(name__startswith=f"{nom} · ").delete()
    Workflow.objects.filter(workflow_pages__isnull=True, name__contains=nom).delete()
