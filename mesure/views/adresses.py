"""`/o/<public code>`: the address that a QR code says. It lasts as long as the story."""

from django.conf import settings
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import translation
from django.utils.translation.trans_real import parse_accept_lang_header
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_safe
from wagtail.models import Site

from mesure import qr
from mesure.actions.compter import compter
from mesure.enums import Genre
from mesure.queries import versions_du_code
from mesure.rules.codes import langue_la_plus_proche, lire_le_code
from socle.queries import LONGUEUR_DU_CHEMIN_DE_LA_VILLE, fil_de, sont_visibles
from socle.references import langue_de
from socle.registres import Endroit, codes

DESSINS = {"svg": (qr.en_svg, "image/svg+xml"), "png": (qr.en_png, "image/png")}


def _langues_voulues(request) -> list[str]:
    """Return the languages that the reader wants, the dearest first: `?langue=`, then the browser's."""
    du_navigateur = parse_accept_lang_header(request.headers.get("Accept-Language", "")[:500])
    demandees = [request.GET.get("langue", ""), *(langue.split("-")[0] for langue, _poids in du_navigateur)]
    connues = dict(settings.WAGTAIL_CONTENT_LANGUAGES)
    return [langue for langue in dict.fromkeys(demandees) if langue in connues]


def _la_plus_proche(pages, voulues):
    """Return the page in the nearest language to those wanted, None if there is none."""
    par_langue = {langue_de(page): page for page in pages}
    if not par_langue:
        return None
    ordre = [code for code, _nom in settings.WAGTAIL_CONTENT_LANGUAGES]
    return par_langue[langue_la_plus_proche(list(par_langue), voulues, ordre)]


@never_cache
@require_safe
def suivre(request, code: str):
    """Lead to the story of this code, or to the part of a page that it says, in the reader's language; count one scan.

    The scan is the story's that stands there; a part without a story is its page's.
    """
    site = Site.find_for_request(request)
    if site is None:
        raise Http404
    lu = lire_le_code(code)
    endroit = _endroit_du_code(lu, site) if lu else Endroit([])
    voulues = _langues_voulues(request)
    page = _la_plus_proche([version for version in endroit.versions if sont_visibles([version])], voulues)
    if page is None:
        return _ne_mene_nulle_part(request, endroit.versions, voulues)
    comptee = _la_plus_proche([version for version in endroit.comptees if sont_visibles([version])], voulues)
    compter(request, site, comptee or page, Genre.SCAN)
    return HttpResponseRedirect(page.get_url(request) + endroit.restes.get(page.pk, ""))


def _endroit_du_code(code: str, site) -> Endroit:
    versions = versions_du_code(code, site)
    return Endroit(versions) if versions else codes.chercher(code, site) or Endroit([])


def _ne_mene_nulle_part(request, versions, voulues):
    """Say so without a word of what is hidden, and show where to go: the nearest story above, the search, the city.

    410 for a wrong code too: of a 404 outside any language Django makes a way to another 404.
    """
    au_dessus = None
    if versions:
        for ancetre in reversed(fil_de(_la_plus_proche(versions, voulues))):
            if len(ancetre.path) > LONGUEUR_DU_CHEMIN_DE_LA_VILLE and sont_visibles([ancetre]):
                au_dessus = ancetre
                break
    langue = next(iter(voulues), request.LANGUAGE_CODE)
    # This address is the same in all languages: the ways to another language lead to the city in that one.
    request.resolver_match = None
    with translation.override(langue):
        contexte = {"au_dessus": au_dessus}
        if au_dessus is not None:
            contexte |= {"adresse": au_dessus.get_url(request), "sa_langue": langue_de(au_dessus)}
        return render(request, "mesure/nulle_part.html", contexte, status=410)


@cache_control(public=True, max_age=86_400)
@require_safe
def dessiner(request, code: str, sorte: str):
    """Draw the QR code of a short address of this city. It says the address and nothing else: no story is looked up."""
    site = Site.find_for_request(request)
    lu = lire_le_code(code)
    if site is None or lu is None:
        raise Http404
    en_image, type_de_contenu = DESSINS[sorte]
    reponse = HttpResponse(en_image(qr.adresse_courte(site, lu)), content_type=type_de_contenu)
    reponse["Content-Disposition"] = f'inline; filename="qr-{lu}.{sorte}"'
    return reponse
