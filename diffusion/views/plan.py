"""`GET /sitemap.xml`: a city's plan, or the list of its files where one is not enough."""

from django.contrib.sitemaps.views import index, sitemap
from django.http import Http404
from django.views.decorators.http import require_safe
from wagtail.models import Site

from diffusion.plan import Plan

PARTIE = "pages"


@require_safe
def plan(request):
    plans = _plans(request)
    if plans[PARTIE].paginator.num_pages > 1:
        return index(request, plans, sitemap_url_name="plan_partie")
    return sitemap(request, plans)


@require_safe
def partie(request, section):
    """`GET /sitemap-pages.xml?p=2`: one file of a long plan."""
    return sitemap(request, _plans(request), section)


def _plans(request) -> dict[str, Plan]:
    site = Site.find_for_request(request)
    if site is None:
        raise Http404
    return {PARTIE: Plan(site)}
