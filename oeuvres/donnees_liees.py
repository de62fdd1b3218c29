"""A work and who made it, in schema.org's words."""

from quartiers.models import QuartierPage
from socle.donnees_liees import (
    absolue,
    adresse_postale,
    contenu_dans,
    histoire,
    position,
    sans_vides,
    visuel,
    wikidata,
)


def decrire_une_oeuvre(page, contexte) -> dict:
    """A work: its label, and where it stands. A year that is not sure is nobody's date."""
    request = contexte["request"]
    ou = sans_vides(
        {
            "@type": "Place",
            "name": page.lieu,
            "address": adresse_postale(page),
            "geo": position(page),
            "containedInPlace": contenu_dans(page, contexte, QuartierPage),
        }
    )
    return histoire(
        page,
        contexte,
        "VisualArtwork",
        inLanguage=page.locale.language_code,
        creator=[
            sans_vides(
                {
                    "@type": _genre(artiste),
                    "name": artiste.nom,
                    "url": absolue(artiste.adresse, request),
                }
            )
            for artiste in contexte.get("artistes", ())
        ],
        dateCreated="" if page.annee_approchee or not page.annee else str(page.annee),
        artform=page.get_genre_display(),
        artMedium=page.technique,
        size=page.dimensions,
        contentLocation=ou,
        sameAs=wikidata(page.wikidata),
    )


def decrire_les_artistes(page, contexte) -> dict:
    """The artist that the address asks for; the index is about nothing but itself."""
    artiste = contexte.get("artiste")
    if artiste is None:
        return {}
    adresse = f"{page.get_full_url(contexte['request'])}{artiste.slug}/"
    dates = ("foundingDate", "dissolutionDate") if artiste.collectif else ("birthDate", "deathDate")
    return sans_vides(
        {
            "@type": _genre(artiste),
            "@id": f"{adresse}#sujet",
            "url": adresse,
            "name": artiste.nom,
            "description": artiste.presentation,
            "image": visuel(artiste.image, contexte["request"]),
            dates[0]: str(artiste.naissance or ""),
            dates[1]: str(artiste.mort or ""),
            "sameAs": [lien for lien in (artiste.adresse, wikidata(artiste.wikidata)) if lien],
        }
    )


def _genre(artiste) -> str:
    return "Organization" if artiste.collectif else "Person"
