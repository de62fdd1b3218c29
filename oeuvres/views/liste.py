"""The list of a city’s works, narrowed by what the address asks."""

from collections import defaultdict
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils.translation import gettext as _
from wagtail.models import Page

from oeuvres.forms import PASSEES, FiltreDesOeuvres
from oeuvres.models import ArtisteDeLOeuvre, OeuvrePage
from oeuvres.views.vignettes import PAR_PAGE, classement, pour_une_liste, vignettes
from quartiers.views import quartiers_du_recit, recit_du_lecteur
from recit.models import PromessePage
from socle.references import au_plus_proche, lire_au_plus_proche
from socle.vignettes import Suite


def liste_des_oeuvres(request):
    """Answer the list of works, narrowed by what the address asks."""
    recit = recit_du_lecteur(request)
    locale = recit.locale
    quartiers = quartiers_du_recit(recit, locale)
    promesses = _promesses_de_la_ville(recit, locale)
    legeres = _fiches(recit, locale)
    artistes, decennies = _artistes_et_decennies(legeres)
    filtre = FiltreDesOeuvres(
        request.GET,
        [(q.slug, q.title) for q in quartiers],
        [(p.slug, p.title) for p in promesses],
        artistes,
        decennies,
    )
    retenus = filtre.retenus()
    choisies = _filtrer(legeres, retenus, quartiers, promesses)
    feuille = Paginator(choisies, PAR_PAGE).get_page(request.GET.get("page"))
    pages = {o.pk: o for o in pour_une_liste(OeuvrePage.objects.filter(pk__in=[f.pk for f in feuille]), locale)}
    montrees = [pages[f.pk] for f in feuille if f.pk in pages]
    contexte = {
        "recit": recit,
        "filtre": filtre,
        "retenus": retenus,
        "nombre": len(choisies),
        "feuille": feuille,
        "requete": urlencode(retenus),
        "oeuvres": [(v, page.passee) for v, page in zip(vignettes(montrees, request, locale), montrees, strict=True)],
        "suite": Suite(recit.title, recit.get_url(request), _("Lire le récit de la ville")),
    }
    return render(request, "oeuvres/liste.html", contexte)


def _promesses_de_la_ville(recit, locale) -> list[PromessePage]:
    toutes = PromessePage.objects.filter(recit__translation_key=recit.translation_key).visibles()
    return au_plus_proche(toutes.de_la_ville_entiere().select_related("locale").defer("corps").order_by("path"), locale)


def _fiches(recit, locale) -> list:
    """Return all works of a narrative, those still there first, with what filters read and nothing more."""
    toutes = OeuvrePage.objects.filter(recit__translation_key=recit.translation_key).visibles().order_by("path")
    fiches = lire_au_plus_proche(toutes, locale, "genre", "annee", "statut", "debut", "fin", "sans_marche")
    return sorted(fiches, key=lambda o: (o.passee, o.path[o.steplen * 2 :]))


def _artistes_et_decennies(oeuvres) -> tuple[list, list]:
    """Return what the filters offer: artists who have a work here, decades that have one."""
    lignes = ArtisteDeLOeuvre.objects.filter(page__in=[o.pk for o in oeuvres]).values_list(
        "page_id", "artiste__slug", "artiste__nom", "artiste__nom_de_tri"
    )
    par_page = defaultdict(set)
    artistes = {}
    for numero, slug, nom, tri in lignes:
        par_page[numero].add(slug)
        artistes[slug] = (tri, nom)
    for oeuvre in oeuvres:
        oeuvre.slugs_des_artistes = par_page[oeuvre.pk]
    decennies = sorted({o.annee // 10 * 10 for o in oeuvres if o.annee})
    return (
        [(slug, nom) for slug, (_tri, nom) in sorted(artistes.items(), key=lambda a: classement(a[1][0]))],
        [(str(d), _("%(debut)s–%(fin)s") % {"debut": d, "fin": d + 9}) for d in decennies],
    )


def _filtrer(oeuvres, retenus, quartiers, promesses) -> list:
    if slug := retenus.get("quartier"):
        racines = _chemins_des_versions(next(q for q in quartiers if q.slug == slug))
        oeuvres = [o for o in oeuvres if any(o.path.startswith(chemin) for chemin in racines)]
    if slug := retenus.get("promesse"):
        promesse = next(p for p in promesses if p.slug == slug)
        tenues = set(OeuvrePage.objects.qui_tiennent(promesse).values_list("translation_key", flat=True))
        oeuvres = [o for o in oeuvres if o.translation_key in tenues]
    if genre := retenus.get("genre"):
        oeuvres = [o for o in oeuvres if o.genre == genre]
    if slug := retenus.get("artiste"):
        oeuvres = [o for o in oeuvres if slug in o.slugs_des_artistes]
    if decennie := retenus.get("decennie"):
        oeuvres = [o for o in oeuvres if o.annee and o.annee // 10 * 10 == int(decennie)]
    if retenus.get("sans_marche"):
        oeuvres = [o for o in oeuvres if o.sans_marche == "oui"]
    if etat := retenus.get("etat"):
        oeuvres = [o for o in oeuvres if o.passee == (etat == PASSEES)]
    return oeuvres


def _chemins_des_versions(quartier) -> list[str]:
    return list(Page.objects.filter(translation_key=quartier.translation_key).values_list("path", flat=True))
