"""What one takes of a route to read it offline: each address, with its weight in bytes."""

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.cache import cache
from django.http import Http404, JsonResponse
from django.urls import resolve
from django.utils import translation
from django.utils.translation import gettext as _

from medias.enums import Usage
from medias.models import Rendu, Son, Visuel
from parcours.rules.bagage import Demandes, demandes_d_un_fichier, demandes_de, empreinte_de
from parcours.rules.mesures import PAS_HABITUEL
from parcours.views.arrets import arrets_du_parcours
from parcours.views.empreinte import empreinte_du_parcours
from parcours.views.pages import PAS_GARDE
from parcours.views.telechargements import parcours_demande
from parcours.views.visites import visite_au_meme_hote
from socle.views.donnees import porte_de_donnees

GARDE = 60 * 60
"""Seconds that the reading of a route's pages is kept: a menu or a template that changed shows by then."""

PATIENCE = 60
"""Seconds after which a reading under way is believed lost."""


@dataclass(frozen=True)
class Lecture:
    """The pages of a route as a visitor gets them now: (address, bytes, what they say), and all that they ask for."""

    pages: tuple[tuple[str, int, str], ...]
    fichiers: tuple[tuple[str, int], ...]
    images: tuple[tuple[str, tuple[str, ...]], ...]
    sons: tuple[str, ...]
    paroles: tuple[tuple[str, str, int], ...]


@porte_de_donnees
def bagage(request, code):
    """Answer what to keep of a route in one language, and what it weighs; media only where their rights allow it.

    All its pages are read once, as an anonymous visitor: what the list names is what the pages ask for. While
    somebody has that done, others are asked to come back.
    """
    page = parcours_demande(request, code)
    with translation.override(page.locale.language_code):
        arrets = arrets_du_parcours(page, request, PAS_HABITUEL)
        cle = f"bagage-{page.pk}-{empreinte_du_parcours(page, arrets, request)}"
        lecture = cache.get(cle)
        if lecture is None:
            if not cache.add(f"{cle}-en-cours", True, PATIENCE):
                raison = {"raison": _("Ce parcours est en train d’être pesé : redemandez dans un instant.")}
                return JsonResponse(raison, status=503, headers={"Retry-After": "2"})
            try:
                adresses = [page.get_url(request), *(arret.adresse for arret in arrets)]
                # Who takes their time offline reads how long that takes.
                lecture = lire_des_pages([*adresses, *(f"{a}{PAS_GARDE}" for a in adresses)], request)
                cache.set(cle, lecture, GARDE)
            finally:
                cache.delete(f"{cle}-en-cours")
    reponse = JsonResponse(_dire(page, lecture, request), json_dumps_params={"ensure_ascii": False})
    reponse["Cache-Control"] = "no-cache"
    return reponse


def _dire(page, lecture: Lecture, request) -> dict:
    permis = _permis([*(adresse for adresse, _autres in lecture.images), *lecture.sons])
    adresses = [{"url": url, "octets": octets} for url, octets in lecture.fichiers]
    adresses += [{"url": url, "octets": octets, "genre": "page"} for url, octets, _dit in lecture.pages]
    for url, autres in lecture.images:
        if url in permis:
            adresses.append({"url": url, "genre": "image", **permis[url], "vaut_pour": list(autres)})
    adresses += [{"url": url, "genre": "son", **permis[url]} for url in lecture.sons if url in permis]
    # Captions may go where their sound goes.
    adresses += [
        {"url": url, "genre": "paroles", **permis[son], "octets": octets}
        for url, son, octets in lecture.paroles
        if son in permis
    ]
    return {
        "nom": page.title,
        "code": page.code,
        "langue": page.locale.language_code,
        "version": empreinte_de([*(dit for _url, _octets, dit in lecture.pages), *adresses]),
        "octets": sum(a["octets"] for a in adresses),
        "sans_droit": len(lecture.images) + len(lecture.sons) - len(permis),
        "adresses": adresses,
    }


# --- reading pages as a visitor does --------------------------------------------


def lire_des_pages(adresses: list[str], request) -> Lecture:
    """Return these pages as an anonymous visitor gets them, with all that they ask for; those nobody sees are left out."""
    pages, demandes = [], Demandes()
    for adresse in adresses:
        html = _page(adresse, request)
        if html is not None:
            pages.append((adresse, len(html.encode()), empreinte_de([html])))
            demandes.ajouter(demandes_de(html))
    medias = settings.MEDIA_URL
    paroles = ((url, son, _page(url, request)) for url, son in sorted(demandes.paroles.items()))
    return Lecture(
        tuple(pages),
        tuple(sorted(_fichiers(demandes.fichiers | set(demandes.images)).items())),
        tuple((url, tuple(sorted(a))) for url, a in sorted(demandes.images.items()) if url.startswith(medias)),
        tuple(sorted(url for url in demandes.sons if url.startswith(medias))),
        tuple((url, son, len(texte.encode())) for url, son, texte in paroles if texte is not None),
    )


def _page(adresse: str, request) -> str | None:
    """Return a page, or captions, as an anonymous visitor gets them, None where there is nothing to read."""
    visite = visite_au_meme_hote(adresse, request)
    langue = translation.get_language_from_path(adresse) or translation.get_language()
    with translation.override(langue), suppress(Http404):
        visite.resolver_match = resolve(visite.path_info)
        vue, positions, noms = visite.resolver_match
        reponse = vue(visite, *positions, **noms)
        if reponse.status_code == 200:
            return (reponse.render() if hasattr(reponse, "render") else reponse).content.decode()
    return None


# --- what files weigh -----------------------------------------------------------


def _fichiers(adresses: set[str]) -> dict[str, int]:
    """Return the weight of the site's own sheets, scripts and drawings, and of what they ask for in turn."""
    pesees, a_lire = {}, list(adresses)
    while a_lire:
        adresse = a_lire.pop()
        chemin = _chemin(adresse)
        if adresse in pesees or chemin is None:
            continue
        pesees[adresse] = chemin.stat().st_size
        if chemin.suffix in (".css", ".js"):
            a_lire += demandes_d_un_fichier(adresse, chemin.read_text())
    return pesees


def _chemin(adresse: str) -> Path | None:
    """Return where a static file is, by its address; None for any other address."""
    if not adresse.startswith(settings.STATIC_URL):
        return None
    nom = unquote(urlsplit(adresse).path.removeprefix(settings.STATIC_URL))
    # Collected files have another name; one's own machine collects none.
    trouve = finders.find(nom)
    if not trouve and staticfiles_storage.exists(nom):
        trouve = staticfiles_storage.path(nom)
    return Path(trouve) if trouve else None


def _permis(adresses: list[str]) -> dict[str, dict]:
    """Return, for media that may be kept offline today, their weight and the day until which; three queries."""
    noms = {unquote(adresse.removeprefix(settings.MEDIA_URL)): adresse for adresse in adresses}
    trouves = [(rendu.file, rendu.image) for rendu in Rendu.objects.filter(file__in=noms).select_related("image")]
    trouves += [(medium.file, medium) for modele in (Visuel, Son) for medium in modele.objects.filter(file__in=noms)]
    permis = {}
    for fichier, medium in trouves:
        if medium.diffusable and medium.peut_aller(Usage.HORS_LIGNE):
            with suppress(OSError):
                fin = {"jusqu_au": medium.droits_fin.isoformat()} if medium.droits_fin else {}
                permis[noms[fichier.name]] = {"octets": fichier.size} | fin
    return permis
