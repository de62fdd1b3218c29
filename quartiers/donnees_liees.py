"""A neighbourhood, in schema.org's words."""

from quartiers.models import QuartierPage
from socle.donnees_liees import contenu_dans, histoire, position


def decrire_un_quartier(page, contexte) -> dict:
    """A neighbourhood, inside another or in the city."""
    return histoire(
        page,
        contexte,
        "TouristDestination",
        geo=position(page),
        containedInPlace=contenu_dans(page, contexte, QuartierPage),
    )
