"""`{% nom_du_bureau %}`: whose admin this is."""

from django import template
from django.conf import settings
from wagtail.models import Site

from socle.lectures import une_fois
from socle.villes import sites_de

register = template.Library()


@register.simple_tag(takes_context=True)
def nom_du_bureau(context) -> str:
    """Return the name of the city where the person works; before they log in, of the city at this address."""
    request = context.get("request")
    if request is None:
        return settings.WAGTAIL_SITE_NAME
    return une_fois("nom_du_bureau", lambda: _nom(request))


def _nom(request) -> str:
    user = getattr(request, "user", None)
    if user is not None and user.is_authenticated:
        noms = list(sites_de(user).values_list("site_name", flat=True)[:2])
    else:
        site = Site.find_for_request(request)
        noms = [site.site_name] if site else []
    # Who works for several cities is told by each page which one it is of.
    return noms[0] if len(noms) == 1 and noms[0] else settings.WAGTAIL_SITE_NAME
