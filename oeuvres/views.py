"""What a work's page shows, what it gives to the pages below, the list of works, the index of artists."""

from collections import Counter, defaultdict
from dataclasses import replace
from unicodedata import combining, normalize
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page, Site

from oeuvres.enums import Statut
from oeuvres.forms import PASSEES, FiltreDesOeuvres
from oeuvres.models import Artiste, ArtisteDeLOeuvre, ArtistesPage, OeuvrePage
from quartiers.enums import Echelle
from quartiers.views import lieu_du_quartier, quartiers_du_recit, recit_du_lecteur
from recit.models import PromessePage
from recit.views import promesses_de, recit_de
from socle.carte import Lieu
from socle.queries import fil_de
from socle.references import au_plus_proche, langue_de
from socle.vignettes import Suite, Vignette, avec_distances, en_marchant, lieux_des_vignettes, lire_les_rendus, vignette

PAR_PAGE = 24
"""Works on one page of a list."""

VOISINAGE = 1_500
"""Metres within which a work is said to be near another."""

VOISINES = 4


def pour_une_liste(oeuvres):
    """Narrow a QuerySet of works to what a list reads of them."""
    return oeuvres.visibles().select_related("image").defer("corps", "ancrage", "search_description")


def artistes_des(oeuvres) -> dict[int, list[tuple[str, str]]]:
    """Return who made each of these works, (name, slug) in the order of the label, in one query."""
    noms = defaultdict(list)
    lignes = ArtisteDeLOeuvre.objects.filter(page__in=[o.pk for o in oeuvres]).order_by("page_id", "sort_order")
    for numero, nom, slug in lignes.values_list("page_id", "artiste__nom", "artiste__slug"):
        noms[numero].append((nom, slug))
    return noms


def mention(oeuvre, artistes) -> str:
    """Return what stands under a work's title: « Daniel Buren, Patrick Bouchain · 2007 »."""
    return " · ".join(part for part in (", ".join(nom for nom, _slug in artistes), annee_dite(oeuvre)) if part)


def annee_dite(oeuvre) -> str:
    """« 2007 », « vers 2007 », or nothing."""
    if not oeuvre.annee:
        return ""
    return _("vers %(annee)s") % {"annee": oeuvre.annee} if oeuvre.annee_approchee else str(oeuvre.annee)


def vignettes(oeuvres, request, locale, artistes=None) -> list[Vignette]:
    """Return works as a list shows them, with who made them read at once."""
    lire_les_rendus(oeuvres)
    artistes = artistes_des(oeuvres) if artistes is None else artistes
    return [replace(vignette(o, request, locale), mention=mention(o, artistes[o.pk])) for o in oeuvres]


# --- one work -------------------------------------------------------------------


def montrer_une_oeuvre(page, request) -> dict:
    """A work: its label, why it is here, what is near, and the next one on the line."""
    locale = page.locale
    voisines, suite = _autour(page, request, locale)
    artistes = artistes_des([page, *voisines])
    proches = [_a_cote(v, page.point) for v in vignettes(voisines, request, locale, artistes)]
    return {
        "artistes": _signataires(page, artistes[page.pk], request),
        "annee": annee_dite(page),
        "recit": recit_de(page),
        "tenues": promesses_de(page)[0],
        "en_restauration": page.statut == Statut.EN_RESTAURATION,
        "proches": proches,
        "lieux": _lieux_autour(page, proches, request, locale),
        "suite": suite,
    }


def _signataires(page, publies, request) -> list[tuple[str, str]]:
    """The artists of a work: (name, address of their page or nothing). Names and slugs are the same in all languages."""
    if getattr(page, "_cluster_related_objects", None):
        # A draft being previewed holds its own in memory.
        publies = [(lien.artiste.nom, lien.artiste.slug) for lien in page.artistes.all()]
    index = index_des_artistes(page, request)
    return [(nom, f"{index}{slug}/" if index else "") for nom, slug in publies]


def index_des_artistes(page, request) -> str:
    """Return the address of the index of artists in this page's language, nothing where it can't be seen."""
    accueil = next(iter(fil_de(page)), None)
    index = ArtistesPage.objects.child_of(accueil).visibles().first() if accueil else None
    return index.get_url(request) if index else ""


def _autour(page, request, locale) -> tuple[list[OeuvrePage], Suite | None]:
    """The standing works near this one, and the next on the line.

    The line goes through the works of the quartier in walking order, as the quartier's page lists
    them; after the last one it leaves for the nearest work elsewhere. It never leads to a work that is over.
    """
    debout = OeuvrePage.objects.filter(recit__translation_key=recit_de(page).translation_key).debout(
        timezone.localdate()
    )
    voisines = []
    if page.point:
        candidates = debout.pres_de(page.point, VOISINAGE).exclude(translation_key=page.translation_key)
        voisines = au_plus_proche(pour_une_liste(candidates)[: VOISINES * 6], locale)
    meme_quartier = en_marchant(
        list(
            OeuvrePage.objects.filter(path__startswith=page.path[: -page.steplen], depth=page.depth)
            .visibles()
            .debout(timezone.localdate())
            .only("path", "title", "url_path", "latitude", "longitude", "locale_id")
            .order_by("path")
        )
    )
    rang = next((r for r, o in enumerate(meme_quartier) if o.pk == page.pk), None)
    apres = meme_quartier[rang + 1 :] if rang is not None else []
    cles = {o.pk for o in meme_quartier}
    ailleurs = [o for o in voisines if o.pk not in cles]
    suivante = next(iter([*apres, *ailleurs, *voisines, *meme_quartier[:rang]]), None)
    voisines = voisines[:VOISINES]
    if suivante is None:
        parent = fil_de(page)[-1:]
        return voisines, Suite(
            parent[0].title, parent[0].get_url(request), _("Revenir au quartier")
        ) if parent else None
    langue = None if suivante.locale_id == locale.pk else langue_de(suivante)
    etape = Vignette(suivante.title, suivante.get_url(request), point=suivante.point, langue=langue)
    return voisines, Suite.vers(etape, _("Suivre la ligne"), depuis=page.point)


def _a_cote(voisine: Vignette, ici) -> Vignette:
    return replace(voisine, metres=ici.metres_jusqu_a(voisine.point)) if ici and voisine.point else voisine


def _lieux_autour(page, proches, request, locale) -> list[Lieu]:
    """The work on its map: the outlines around it, and what is near."""
    if page.point is None:
        return []
    contours = [
        lieu_du_quartier(q, request, locale)
        for q in quartiers_du_recit(recit_de(page), locale)
        if q.echelle == Echelle.QUARTIER and q.contour
    ]
    ici = Lieu(page.title, "", page.point, None, "oeuvre", None, True, page.position_approchee)
    autour = [replace(lieu, numero=None) for lieu in lieux_des_vignettes(proches)]
    return [*contours, *autour, ici]


# --- what the pages below show of works ------------------------------------------


def oeuvres_du_quartier(page, request) -> dict:
    """The works told in a neighbourhood: standing ones in walking order, those that are over apart."""
    if not page.path:
        return {}
    locale = page.locale
    toutes = au_plus_proche(pour_une_liste(OeuvrePage.objects.sous_toutes_les_versions(page)).order_by("path"), locale)
    debout = en_marchant([o for o in toutes if not o.passee])
    passees = [o for o in toutes if o.passee]
    montrees = debout[:PAR_PAGE]
    dessinees = vignettes([*montrees, *passees[:PAR_PAGE]], request, locale)
    marche = avec_distances(dessinees[: len(montrees)])
    return {
        "oeuvres": marche,
        "passees": dessinees[len(montrees) :],
        "nombre": len(debout),
        "nombre_passees": len(passees),
        "liste": f"{reverse('oeuvres')}?{urlencode({'quartier': page.slug})}",
        "suite": Suite.vers(marche[0], _("Suivre la ligne")) if marche else None,
    }


def etapes_d_une_promesse(promesse, request) -> dict:
    """The standing works that keep a promise, for its thread."""
    pages = pour_une_liste(OeuvrePage.objects.qui_tiennent(promesse).debout(timezone.localdate())).order_by("path")
    return {"etapes": vignettes(au_plus_proche(pages, promesse.locale), request, promesse.locale)}


# --- the list of works ------------------------------------------------------------


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
    pages = {o.pk: o for o in pour_une_liste(OeuvrePage.objects.filter(pk__in=[f.pk for f in feuille]))}
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
    toutes = (
        OeuvrePage.objects.filter(recit__translation_key=recit.translation_key)
        .visibles()
        .only(
            "path",
            "depth",
            "slug",
            "title",
            "locale_id",
            "translation_key",
            "genre",
            "annee",
            "statut",
            "debut",
            "fin",
            "sans_marche",
        )
        .order_by("path")
    )
    return sorted(au_plus_proche(toutes, locale), key=lambda o: (o.passee, o.path[o.steplen * 2 :]))


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
        [(slug, nom) for slug, (_tri, nom) in sorted(artistes.items(), key=lambda a: _classement(a[1][0]))],
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


# --- the index of artists ---------------------------------------------------------


def montrer_les_artistes(page, request) -> dict:
    """The index, or the one artist that the address asks for."""
    return montrer_un_artiste(page, request, page.artiste_demande) if page.artiste_demande else montrer_l_index(page)


def montrer_l_index(page) -> dict:
    """The index: artists of this city who have a work to see, by initial, as at the back of a book."""
    locale = page.locale
    accueil = next(iter(fil_de(page)), None)
    if accueil is None:
        return {"initiales": []}
    oeuvres = au_plus_proche(
        OeuvrePage.objects.de_la_ville_en_toutes_langues(accueil)
        .visibles()
        .only("translation_key", "locale_id", "path"),
        locale,
    )
    lignes = ArtisteDeLOeuvre.objects.filter(page__in=[o.pk for o in oeuvres]).values_list(
        "artiste__slug", "artiste__nom", "artiste__nom_de_tri"
    )
    nombres = Counter(slug for slug, _nom, _tri in lignes)
    noms = {slug: (tri or nom, nom) for slug, nom, tri in lignes}
    initiales = defaultdict(list)
    for slug, (tri, _nom) in sorted(noms.items(), key=lambda a: _classement(a[1][0])):
        initiales[_classement(tri)[:1].upper()].append((slug, tri, nombres[slug]))
    return {
        "initiales": list(initiales.items()),
        "nombre": len(noms),
        "suite": Suite(_("Les œuvres"), reverse("oeuvres"), _("Toutes les œuvres")),
    }


def montrer_un_artiste(page, request, slug: str) -> dict:
    """An artist: what is said of them in the nearest language, and their works; 404 for a name nobody knows."""
    locale = page.locale
    site = page.get_site() or Site.find_for_request(request)
    versions = au_plus_proche(Artiste.objects.filter(site=site, slug=slug).select_related("locale", "image"), locale)
    if not versions:
        raise Http404
    artiste = versions[0]
    accueil = next(iter(fil_de(page)))
    pages = pour_une_liste(OeuvrePage.objects.de_la_ville_en_toutes_langues(accueil).de_l_artiste(artiste)).order_by(
        "annee", "path"
    )
    oeuvres = au_plus_proche(pages, locale)
    request.reste_de_l_adresse = f"{slug}/"
    liste = vignettes(oeuvres, request, locale)
    debout = [v for v, o in zip(liste, oeuvres, strict=True) if not o.passee]
    return {
        "artiste": artiste,
        "langue_de_la_presentation": artiste.locale.language_code if artiste.locale_id != locale.pk else None,
        "oeuvres": [(v, o.passee) for v, o in zip(liste, oeuvres, strict=True)],
        "suite": Suite.vers(debout[0], _("Suivre la ligne"))
        if debout
        else Suite(page.title, page.get_url(request), _("Revenir à l’index")),
    }


def _classement(nom: str) -> str:
    """Return a name as an index files it: without accents, in lower case."""
    return "".join(c for c in normalize("NFKD", nom) if not combining(c)).casefold()
