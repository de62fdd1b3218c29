"""What of a city may be given to the web: its visible pages, in the languages that it is read in."""

from wagtail.models import Page

from socle.queries import pages_de_la_ville, precise, visibles


def page_de_la_ville(site, numero: int) -> Page | None:
    """Return a page of this city that every visitor may see, as its own type; None for any other number."""
    page = visibles(pages_de_la_ville(site)).filter(pk=numero).first()
    return precise(page) if page else None
