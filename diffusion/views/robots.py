"""What robots may read."""

from django.conf import settings
from django.http import HttpResponse
from django.views.decorators.http import require_safe
from wagtail.models import Site

FERME = ("/admin/", "/documents/", "/o/")
"""The desk; documents, which are found from the pages that name them; short addresses, which lead elsewhere."""


@require_safe
def robots(request):
    """`GET /robots.txt`: everything public and where its plan is; nothing where this site is not to be found."""
    site = Site.find_for_request(request)
    if not settings.INDEXABLE or site is None:
        lignes = ["User-agent: *", "Disallow: /"]
    else:
        lignes = ["User-agent: *", *(f"Disallow: {debut}" for debut in FERME), "Allow: /", ""]
        lignes.append(f"Sitemap: {site.root_url}/sitemap.xml")
    return HttpResponse("\n".join(lignes) + "\n", content_type="text/plain; charset=utf-8")
