"""A route, in schema.org's words."""

from parcours.views.telechargements import adresses_des_fichiers
from socle.donnees_liees import absolue, histoire, jeu_de_donnees, sans_vides
from socle.enums import Public


def decrire_un_parcours(page, contexte) -> dict:
    """A route: its stops in order, where they are, for whom it is. The page of one stop is about nothing but itself."""
    if page.etape_demandee:
        return {}
    arrets = [_arret(arret, contexte["request"]) for arret in contexte.get("arrets", ())]
    libelles = dict(Public.choices)
    return histoire(
        page,
        contexte,
        "TouristTrip",
        subjectOf=jeu_de_donnees(page.title, contexte, adresses_des_fichiers(page)),
        touristType=[str(libelles[public]) for public in page.publics or () if public in libelles],
        itinerary={
            "@type": "ItemList",
            "numberOfItems": len(arrets),
            "itemListElement": [
                {"@type": "ListItem", "position": rang, "item": arret} for rang, arret in enumerate(arrets, 1)
            ],
        },
    )


def _arret(arret, request) -> dict:
    """A stop: an approximate position is not said, the page of the story says how sure it is."""
    geo = {}
    if arret.point and not arret.approchee:
        geo = {
            "@type": "GeoCoordinates",
            "latitude": round(float(arret.point.latitude), 6),
            "longitude": round(float(arret.point.longitude), 6),
        }
    return sans_vides(
        {"@type": "Place", "name": arret.titre, "url": absolue(arret.adresse, request), "description": arret.pourquoi}
        | {"geo": geo}
    )
