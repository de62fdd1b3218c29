"""A place, in schema.org's words."""

from quartiers.models import QuartierPage
from socle.donnees_liees import adresse_postale, contenu_dans, histoire, position, wikidata
from socle.enums import SANS_MARCHE


def decrire_un_lieu(page, contexte) -> dict:
    """A monument, a garden, a venue: where it is, and whether one gets in without a step where that was checked."""
    sans_marche = SANS_MARCHE.get(page.sans_marche)
    acces = {
        "@type": "LocationFeatureSpecification",
        "name": str(page._meta.get_field("sans_marche").verbose_name),
        "value": sans_marche,
    }
    return histoire(
        page,
        contexte,
        "TouristAttraction",
        geo=position(page),
        address=adresse_postale(page),
        containedInPlace=contenu_dans(page, contexte, QuartierPage),
        amenityFeature={} if sans_marche is None else acces,
        sameAs=[lien for lien in (page.site_web, wikidata(page.wikidata)) if lien],
    )
