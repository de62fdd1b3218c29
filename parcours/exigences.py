"""What is asked of a route before it is published."""

from collections.abc import Callable

from django.db.models import Prefetch, prefetch_related_objects
from django.utils.formats import number_format
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from parcours.queries import lire_les_places, points_des_etapes
from parcours.rules.mesures import ecart_aux_arrets, retourner
from socle.exigences import Exigence
from socle.villes import sont_d_une_meme_ville

ARRETS_AU_PLUS = 100


def _etapes(page) -> list:
    return page.etapes.get_object_list()


def _de_sa_ville(page) -> bool:
    chemins = [etape.histoire.path for etape in _etapes(page) if etape.histoire_id]
    return not page.path or sont_d_une_meme_ville(page.path, *chemins)


def _de_chaque_etape(suffit: Callable, dire: Callable[[int], str]) -> Exigence:
    """Return the requirement that `suffit` is true of every stop; `dire` says it of as many stops as lack it."""

    def numeros(page) -> list[int]:
        return [n for n, etape in enumerate(_etapes(page), 1) if not suffit(etape)]

    def message(page) -> str:
        manquent = numeros(page)
        return dire(len(manquent)) % {"numeros": ", ".join(map(str, manquent))}

    return Exigence("etapes", message, lambda page: not numeros(page), lit=("etapes",))


def _ligne_et_arrets(page) -> tuple:
    ligne = page.trace_donne or (page.trace.ligne.points if page.trace_id else ())
    return ligne, [point for point in points_des_etapes(_etapes(page)) if point] if ligne else []


def _est_pres(page) -> bool:
    return ecart_aux_arrets(*_ligne_et_arrets(page)) is None


def _dire_loin(page) -> str:
    ligne, arrets = _ligne_et_arrets(page)
    km = ecart_aux_arrets(ligne, arrets) / 1000
    distance = {"km": number_format(round(km, -2 if km >= 1000 else 0), decimal_pos=0, force_grouping=True)}
    retournee = retourner(ligne)
    if retournee and ecart_aux_arrets(retournee, arrets) is None:
        return _("Le tracé passe à %(km)s km des arrêts : latitude et longitude sont-elles inversées ?") % distance
    return _("Le tracé passe à %(km)s km des arrêts : est-ce bien celui de ce parcours ?") % distance


def _lire_traces_et_places(parcours):
    # The line that a screen draws is enough: the whole one is heavy.
    modele = parcours[0]._meta.get_field("trace").related_model
    prefetch_related_objects(parcours, Prefetch("trace", modele.objects.defer("points")))
    lire_les_places(parcours)


PAS_TROP_D_ARRETS = Exigence(
    "etapes",
    format_lazy(_("Un parcours a {nombre} arrêts au plus : partagez-le."), nombre=ARRETS_AU_PLUS),
    lambda page: len(_etapes(page)) <= ARRETS_AU_PLUS,
    lit=("etapes",),
)
ARRETS_DE_SA_VILLE = Exigence(
    "etapes",
    _("Un arrêt est une histoire d’une autre ville : choisissez dans celle-ci."),
    _de_sa_ville,
    lit=("etapes__histoire",),
)
# While one writes, a stop may lack everything: saving by itself must not stop for it.
ARRETS_NOMMES = _de_chaque_etape(
    lambda etape: etape.histoire_id or etape.titre.strip(),
    lambda nombre: ngettext(
        "Étape %(numeros)s : choisissez une histoire, ou donnez un nom à ce point.",
        "Étapes %(numeros)s : choisissez une histoire, ou donnez un nom à ces points.",
        nombre,
    ),
)
# Of a point that has no name, only the name is asked for.
POINTS_SITUES = _de_chaque_etape(
    lambda etape: etape.histoire_id or not etape.titre.strip() or etape.point is not None,
    lambda nombre: ngettext(
        "Étape %(numeros)s : un point libre a une latitude et une longitude.",
        "Étapes %(numeros)s : un point libre a une latitude et une longitude.",
        nombre,
    ),
)
TRACE_PRES_DES_ARRETS = Exigence(
    "fichier_du_trace",
    _dire_loin,
    _est_pres,
    lit=("etapes",),
    lire_en_lot=_lire_traces_et_places,
)
