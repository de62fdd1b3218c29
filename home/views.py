"""What a city's front page and its plain pages show; the answer when there is no page."""

from collections import defaultdict
from dataclasses import dataclass

from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from home.vitrine import Vitrine
from oeuvres.models import OeuvrePage
from oeuvres.views import pour_une_liste, vignettes
from quartiers.enums import Echelle
from quartiers.views import lieu_du_quartier, quartiers_du_recit
from recit.models import PromessePage, RecitPage
from socle.queries import fil_de
from socle.references import au_plus_proche
from socle.vignettes import Suite

SUR_LA_LIGNE = 5
"""Works shown on the front page, no two of the same quartier if that can be."""

PROFONDEUR_D_UN_QUARTIER = 4


@dataclass(frozen=True)
class Fil:
    """A promise as the front page draws it: how many works prove it, in how many quartiers."""

    promesse: PromessePage
    adresse: str
    preuves: int
    quartiers: int


def montrer_la_ville(page, request) -> dict:
    """The front page: the outlines, the promises as threads, and works on the line this week."""
    locale = page.locale
    recit = RecitPage.objects.courant(page) if page.path else None
    if recit is None:
        return {}
    quartiers = quartiers_du_recit(recit, locale)
    oeuvres = _oeuvres_debout(recit, locale)
    return {
        "recit": recit,
        "lieux": [lieu_du_quartier(q, request, locale) for q in quartiers if q.echelle == Echelle.QUARTIER],
        "fils": _fils(recit, locale, oeuvres, request),
        "sur_la_ligne": vignettes(_de_la_semaine(oeuvres), request, locale),
        "nombre_d_oeuvres": len(oeuvres),
        "nombre_de_quartiers": sum(q.echelle == Echelle.QUARTIER for q in quartiers),
        "suite": Suite(recit.title, recit.get_url(request), _("Lire le récit")),
    }


def _oeuvres_debout(recit, locale) -> list[OeuvrePage]:
    debout = OeuvrePage.objects.filter(recit__translation_key=recit.translation_key).debout(timezone.localdate())
    return au_plus_proche(pour_une_liste(debout).order_by("path"), locale)


def _fils(recit, locale, oeuvres, request) -> list[Fil]:
    promesses = PromessePage.objects.filter(recit__translation_key=recit.translation_key).de_la_ville_entiere()
    promesses = au_plus_proche(promesses.visibles().select_related("locale").defer("corps").order_by("path"), locale)
    chemins = {o.pk: o.path[: PROFONDEUR_D_UN_QUARTIER * o.steplen] for o in oeuvres}
    preuves = defaultdict(list)
    tenues = OeuvrePage.promesses_tenues.rel.related_model.objects.filter(page__in=chemins)
    for numero, cle in tenues.values_list("page_id", "promesse__translation_key").distinct():
        preuves[cle].append(chemins[numero])
    return [
        Fil(p, p.get_url(request), len(preuves[p.translation_key]), len(set(preuves[p.translation_key])))
        for p in promesses
    ]


def _de_la_semaine(oeuvres) -> list[OeuvrePage]:
    """Choose a few works with a picture, one a quartier, others each week: the same for all who come that week."""
    par_quartier = defaultdict(list)
    for oeuvre in oeuvres:
        if oeuvre.image is not None and oeuvre.image.diffusable:
            par_quartier[oeuvre.path[: PROFONDEUR_D_UN_QUARTIER * oeuvre.steplen]].append(oeuvre)
    semaine = timezone.localdate().isocalendar().week
    groupes = list(par_quartier.values())
    if not groupes:
        return []
    depart = semaine % len(groupes)
    tour = [*groupes[depart:], *groupes[:depart]]
    choisies = [groupe[(semaine + rang) % len(groupe)] for rang, groupe in enumerate(tour)]
    autres = [o for groupe in tour for o in groupe if o not in choisies]
    return [*choisies, *autres][:SUR_LA_LIGNE]


def montrer_une_page(page, request) -> dict:
    """A plain page: the way on is the city's front page."""
    accueil = next(iter(fil_de(page)), None)
    return {"suite": Suite(accueil.title, accueil.get_url(request), _("Revenir à la ville"))} if accueil else {}


def introuvable(request, exception=None):
    """Answer that there is no such page, in the right language, with three ways back."""
    return render(request, "404.html", {"vitrine": Vitrine(request)}, status=404)
