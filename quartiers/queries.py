"""Where each story of a city is told, and what was counted of it."""

from collections import Counter
from datetime import date

from django.apps import apps

from mesure.models import Passage
from mesure.rules.paquets import par_paquets
from quartiers.enums import Qpv
from quartiers.rules import HORS_QUARTIERS, Cellule, Territoire
from socle.queries import pages_de_la_ville
from socle.rules import chemins_au_dessus


def territoires_des_histoires(site) -> dict:
    """Return where each story of a city is told, by translation key: its nearest neighbourhood, in the tree."""
    quartiers = {}
    modele = apps.get_model("quartiers", "QuartierPage")
    lignes = modele.objects.filter(pk__in=pages_de_la_ville(site).values("pk")).order_by("path")
    noms = {}
    for cle, chemin, titre, qpv in lignes.values_list("translation_key", "path", "title", "qpv"):
        noms.setdefault(cle, titre)  # the first language's
        quartiers[chemin] = (cle, qpv != Qpv.NON)
    territoires = {}
    for cle, chemin in pages_de_la_ville(site).order_by("path").values_list("translation_key", "path"):
        if cle in territoires:
            continue
        au_dessus = [quartiers[c] for c in (chemin, *chemins_au_dessus(chemin)) if c in quartiers]
        if au_dessus:
            territoires[cle] = Territoire(noms[au_dessus[0][0]], any(qpv for _cle, qpv in au_dessus))
        else:
            territoires[cle] = HORS_QUARTIERS
    return territoires


def paquets_de(site, debut: date, fin: date, territoires: dict) -> dict[tuple[Cellule, date], int]:
    """Return what may be shown of a city's passages between two days, by cell and week, in packets of five."""
    comptes = Counter()
    for semaine, cle, langue, genre, fois in Passage.objects.de_la_ville(site).entre(debut, fin).par_semaine():
        comptes[Cellule(territoires.get(cle, HORS_QUARTIERS), langue, genre), semaine] += fois
    return par_paquets(comptes)
