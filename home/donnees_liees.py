"""A city, in schema.org's words."""

from socle.donnees_liees import histoire


def decrire_la_ville(page, contexte) -> dict:
    """The city, with the sentence that it chose for itself."""
    return histoire(page, contexte, "TouristDestination", slogan=page.phrase)
