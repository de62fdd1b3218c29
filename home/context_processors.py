"""What every public page needs of its city."""

from wagtail.models import Site

from home.models import ReglagesVille


def ville(request):
    """Give templates the city's settings, read once, and only if a template asks."""
    return {"reglages_ville": lambda: ReglagesVille.for_request(request) if Site.find_for_request(request) else None}
