"""What a quartier's page shows, what it gives to the pages below, and the list of a city's quartiers."""

from dataclasses import replace
from uuid import UUID

from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _
from wagtail.models import Site

from quartiers.enums import Echelle
from quartiers.models import QuartierPage
from recit.models import PositionnementPage, RecitPage
from recit.views import premiere_suite, promesses_de, recit_de
from socle import registres
from socle.carte import QUARTIER, VILLE, Lieu
from socle.lectures import une_fois
from socle.queries import fil_de, versions_du_fil, visibles_sous
from socle.references import langue_de, lire_au_plus_proche
from socle.vignettes import Suite, lieux_des_vignettes, prevoir_les_images, vignette
from socle.villes import de_la_ville_au_chemin

OEUVRES = "oeuvres"
"""The place where upper apps give the works told in a quartier: `oeuvres`, numbered in walking order."""

LIEUX = "lieux"
"""The place where they give what else one stops at: `haltes`."""

CHAMPS = ("code", "echelle", "qpv", "accroche", "image_id", "latitude", "longitude", "precision", "contour")
"""What lists and maps show of a neighbourhood, beside its name and its place in the tree."""

GRANDES = (Echelle.QUARTIER, Echelle.TERRITOIRE)


def quartiers_du_recit(recit, locale) -> list[QuartierPage]:
    """Return all neighbourhood stories of a narrative, each in the nearest language, in the order of the tree.

    They come without their pictures: `_en_vignettes` reads those of the ones it draws.
    """

    def lire():
        toutes = QuartierPage.objects.filter(recit__translation_key=recit.translation_key).visibles()
        return lire_au_plus_proche(toutes.order_by("path"), locale, *CHAMPS)

    return une_fois(("quartiers", recit.translation_key, locale.pk), lire)


def recit_de_la_ville(page):
    """Return the narrative of this page's city, as a generic page: in its language, else in another that can be seen.

    None before the city has one.
    """

    def lire():
        accueil = next(iter(fil_de(page)), None)
        if accueil is None:
            return None
        ici = next((enfant for enfant in visibles_sous(accueil) if enfant.specific_class is RecitPage), None)
        return ici or RecitPage.objects.de_la_ville_en_toutes_langues(accueil).visibles().defer("corps").first()

    return une_fois(("recit de la ville", page.path), lire)


def quartiers_de_la_ville(page) -> list[QuartierPage]:
    """Return the quartiers of this page's city, each in the nearest language; none before the city has its narrative."""
    recit = recit_de_la_ville(page)
    return quartiers_du_recit(recit, page.locale) if recit else []


def cles_des_quartiers(page) -> dict[str, UUID]:
    """Return the translation key of each quartier of this page's city by its path in the tree, in all languages."""
    recit = recit_de_la_ville(page)
    if recit is None:
        return {}
    tous = QuartierPage.objects.filter(recit__translation_key=recit.translation_key)
    return une_fois(
        ("cles des quartiers", recit.translation_key), lambda: dict(tous.values_list("path", "translation_key"))
    )


def lieu_du_quartier(quartier, request, locale, ici=False) -> Lieu:
    """Return a neighbourhood as the map draws it."""
    return Lieu(
        quartier.title,
        quartier.get_url(request) or "",
        quartier.point,
        quartier.contour,
        "quartier",
        ici=ici,
        # A page says once that outlines are approximate; a point says it for itself.
        precision_approchee=not quartier.contour and quartier.position_approchee,
        langue=langue_de(quartier) if quartier.locale_id != locale.pk else None,
    )


def contours_autour(page, request, locale) -> list[Lieu]:
    """Return the outlines of the quartiers, for the map of a story: without them a few points say nothing.

    The sheet shows the whole of the one that the story is told in.
    """
    au_dessus = {ancetre.translation_key for ancetre in fil_de(page)}
    return [
        lieu_du_quartier(q, request, locale, ici=q.translation_key in au_dessus)
        for q in quartiers_du_recit(recit_de(page), locale)
        if q.echelle == Echelle.QUARTIER and q.contour
    ]


def _en_vignettes(quartiers, request, locale) -> list:
    """Return neighbourhoods as lists show them, their pictures read at once."""
    prevoir_les_images(quartiers)
    return [replace(vignette(q, request, locale), mention=q.get_echelle_display()) for q in quartiers]


def montrer_un_quartier(page, request) -> dict:
    """A neighbourhood: its outline among the others, its promise, what it keeps, what it holds."""
    locale = page.locale
    recit = recit_de(page)
    tous = quartiers_du_recit(recit, locale)
    dedans = [q for q in tous if _dans(q, page)]
    tenues, siennes = promesses_de(page)
    reprises = {tenue.translation_key: tenue for tenue in tenues}
    oeuvres = [v for _gabarit, lu in registres.complements.lire(page, OEUVRES, request) for v in lu.get("oeuvres", ())]
    haltes = [v for _gabarit, lu in registres.complements.lire(page, LIEUX, request) for v in lu.get("haltes", ())]
    ici = _ce_qui_est_ici(page)
    return {
        "recit": recit,
        "tenues": tenues,
        "siennes": [(p, reprises.get(p.cle_reprise)) for p in siennes],
        "positionnement": PositionnementPage.objects.child_of(page).visibles().first() if page.path else None,
        "dedans": _en_vignettes(dedans, request, locale),
        "lieux": [
            lieu_du_quartier(q, request, locale, ici=q.translation_key in ici)
            for q in tous
            if q.translation_key == page.translation_key or (q.echelle == Echelle.QUARTIER and q.contour)
        ]
        + [replace(lieu, numero=None) for lieu in lieux_des_vignettes(haltes)]
        + lieux_des_vignettes(oeuvres, genre="oeuvre"),
        "cadre": VILLE if page.echelle == Echelle.TERRITOIRE and not page.contour else QUARTIER,
        "trace": [v.point for v in oeuvres if v.point],
        "suite": premiere_suite(page, OEUVRES, request) or _vers_un_voisin(page, tous, request, locale),
    }


def _ce_qui_est_ici(page) -> set:
    """Return what the map is about: the page, and where it has no outline those it is told in."""
    if page.contour:
        return {page.translation_key}
    return {page.translation_key, *(ancetre.translation_key for ancetre in fil_de(page))}


def _dans(quartier, page) -> bool:
    """Tell whether this neighbourhood is told inside the page's, whatever its language."""
    return any(
        quartier.path.startswith(version.path) and quartier.depth > version.depth
        for version in versions_du_fil(page).get(page.translation_key, ())
    )


def _vers_un_voisin(page, tous, request, locale):
    """Without a work to go to, the line goes to the next neighbourhood of the same scale."""
    pairs = [q for q in tous if q.echelle == page.echelle]
    rang = next((r for r, q in enumerate(pairs) if q.translation_key == page.translation_key), None)
    if rang is None or len(pairs) < 2:
        parent = fil_de(page)[-1:] if page.path else []
        return Suite(parent[0].title, parent[0].get_url(request), _("Lire le récit de la ville")) if parent else None
    [suivant] = _en_vignettes([pairs[(rang + 1) % len(pairs)]], request, locale)
    return Suite.vers(suivant, _("Le quartier suivant"))


def etapes_d_une_promesse(promesse, request) -> dict:
    """The neighbourhoods that keep a promise, for its thread."""
    locale = promesse.locale
    cles = set(QuartierPage.objects.qui_tiennent(promesse).visibles().values_list("translation_key", flat=True))
    tous = quartiers_du_recit(recit_de(promesse), locale)
    return {
        "etapes": _en_vignettes([q for q in tous if q.translation_key in cles], request, locale),
        "lieux": [
            lieu_du_quartier(q, request, locale, ici=q.translation_key in cles)
            for q in tous
            if q.echelle == Echelle.QUARTIER and q.contour
        ],
    }


def quartiers_d_un_recit(recit, request) -> dict:
    """The neighbourhoods of a narrative, for its page."""
    locale = recit.locale
    tous = [q for q in quartiers_du_recit(recit, locale) if q.echelle in GRANDES]
    return {
        "quartiers": [replace(v, mention="") for v in _en_vignettes(tous, request, locale)],
        "lieux": [lieu_du_quartier(q, request, locale) for q in tous if q.echelle == Echelle.QUARTIER],
    }


def recit_du_lecteur(request):
    """Return the city's current narrative in the language of the request; 404 where there is none to see."""
    site = Site.find_for_request(request)
    if site is None:
        raise Http404
    recits = (
        RecitPage.objects.visibles()
        .filter(locale__language_code=request.LANGUAGE_CODE)
        .filter(translation_key__in=RecitPage.objects.descendant_of(site.root_page).values("translation_key"))
        .select_related("locale")
        .defer("corps")
    )
    recit = recits.first()
    if recit is None:
        raise Http404
    return recit


def liste_des_quartiers(request):
    """Answer the list of neighbourhoods, by scale, the narrower inside the wider."""
    recit = recit_du_lecteur(request)
    tous = quartiers_du_recit(recit, recit.locale)
    contexte = {
        "recit": recit,
        "groupes": _par_echelle(tous, request, recit.locale),
        "lieux": [lieu_du_quartier(q, request, recit.locale) for q in tous if q.echelle == Echelle.QUARTIER],
        "suite": Suite(recit.title, recit.get_url(request), _("Lire le récit de la ville")),
    }
    return render(request, "quartiers/liste.html", contexte)


def _par_echelle(tous, request, locale) -> list[tuple]:
    """Group neighbourhoods by scale, in the order of the closed list: (scale, its label in the plural, vignettes)."""
    titres = {
        Echelle.QUARTIER: _("Quartiers"),
        Echelle.SECTEUR: _("Secteurs"),
        Echelle.RUE: _("Rues et quais"),
        Echelle.PLACE: _("Places"),
        Echelle.TERRITOIRE: _("Territoires"),
    }
    vignettes = dict(zip((q.pk for q in tous), _en_vignettes(tous, request, locale), strict=True))
    groupes = []
    for echelle, titre in titres.items():
        membres = [replace(vignettes[q.pk], mention="") for q in tous if q.echelle == echelle]
        if membres:
            groupes.append((echelle, titre, membres))
    return groupes


def fond_de_carte(page, request) -> dict:
    """Give the admin's map the outlines of the city's quartiers: without tiles, one finds one's way by them."""
    quartiers = (
        QuartierPage.objects.filter(de_la_ville_au_chemin(page.path), locale=page.locale_id, echelle=Echelle.QUARTIER)
        .exclude(contour=None)
        .exclude(translation_key=page.translation_key)
    )
    return {"fond": [{"nom": nom, "contour": contour} for nom, contour in quartiers.values_list("title", "contour")]}
