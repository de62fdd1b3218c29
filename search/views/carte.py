"""The map beside the results: those of this page, under the same numbers, on the outlines of the city's quartiers."""

from quartiers.enums import Echelle
from quartiers.models import QuartierPage
from search.views.resultats import Resultats, Ville
from socle.carte import Lieu
from socle.rules import Point


def carte_des_resultats(ville: Ville, resultats: Resultats, premier_rang: int) -> list[Lieu]:
    """Return the results of this page that have a position, numbered as in the list; nothing when none has.

    What is over is among them, and said to be: it is in the list. The outlines lead nowhere, the list does.
    """
    situes = [
        Lieu(
            ligne.page.title,
            ligne.adresse,
            Point(ligne.fiche.latitude, ligne.fiche.longitude),
            genre=ligne.fiche.genre,
            numero=rang,
            precision_approchee=ligne.fiche.position_approchee,
            quartier=ligne.quartier[1] if ligne.quartier else "",
            passe=ligne.passee,
        )
        for rang, ligne in enumerate(resultats.lignes, premier_rang)
        if ligne.fiche.latitude is not None and ligne.fiche.longitude is not None
    ]
    return [*_contours(ville), *situes] if situes else []


def _contours(ville: Ville) -> list[Lieu]:
    quartiers = QuartierPage.objects.filter(
        path__startswith=ville.accueil.path, locale=ville.locale, echelle=Echelle.QUARTIER
    ).exclude(contour=None)
    lus = quartiers.visibles().order_by("path").values_list("title", "contour")
    return [Lieu(titre, contour=contour, genre="quartier") for titre, contour in lus]
