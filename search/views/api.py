"""What machines are answered, in JSON: results, positions, suggestions. Nothing here sets a cookie."""

from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.models import Page, Site

from oeuvres.models import ArtistesPage
from search import index
from search.forms import Voulu, lire
from search.rules.demande import ARTISTE
from search.views.resultats import Resultats, Ville, chercher, comprendre, noms_des_artistes, situer
from socle import registres
from socle.queries import visibles
from socle.views.donnees import DemandeRefusee, accueil_demande, en_json, ouverte, porte_de_donnees

SUGGESTIONS = 9
LETTRES_AU_MOINS = 2
UNE_MINUTE = 60


def _ville(request) -> Ville:
    """Return the city and language asked for; DemandeRefusee else."""
    langue = accueil_demande(request).locale.language_code
    return Ville(Site.find_for_request(request), langue)


def _avec_la_demande(request, faire):
    """Answer `faire(city, what is asked)` in the language asked for; 400 with reasons where something means nothing."""
    ville = _ville(request)
    with override(ville.langue):
        voulu = comprendre(ville, lire(request.GET))
        if voulu.erreurs:
            raise DemandeRefusee(voulu.erreurs)
        reponse = ouverte(en_json(faire(ville, voulu)))
    patch_cache_control(reponse, public=True, max_age=UNE_MINUTE)
    return reponse


@porte_de_donnees
def recherche(request):
    """`GET /api/recherche/`."""
    return _avec_la_demande(request, lambda ville, voulu: _en_json(ville, chercher(ville, voulu, request), request))


@porte_de_donnees
def positions(request):
    """`GET /api/recherche/positions/`: all that answers and has a position, for a phone to sort."""
    colonnes = ("code", "lat", "lon", "titre", "url", "mention", "passe")
    return _avec_la_demande(
        request, lambda ville, voulu: {"colonnes": colonnes, "positions": situer(ville, voulu, request)}
    )


@porte_de_donnees
def suggestions(request):
    """`GET /api/suggestions/`: names that begin as one types, by kind."""
    return _avec_la_demande(request, lambda ville, voulu: {"groupes": _groupes(ville, voulu, request)})


def _en_json(ville: Ville, resultats: Resultats, request) -> dict:
    slugs = _slugs(ville, [ligne.page.translation_key for ligne in resultats.lignes])
    return {
        "total": resultats.total,
        "moteur": str(resultats.reponse.moteur),
        "page": resultats.voulu.page,
        "pages": resultats.pages,
        "corrections": [{"ecrit": ecrit, "propose": propose} for ecrit, propose in resultats.reponse.corrections],
        "elargie": resultats.reponse.elargie,
        "resultats": [_une_ligne(ligne, slugs, request) for ligne in resultats.lignes],
        "facettes": {
            facette: [{"valeur": v.valeur, "titre": v.titre, "nombre": v.nombre} for v in valeurs]
            for facette, valeurs in resultats.facettes.items()
        },
    }


def _une_ligne(ligne, slugs, request) -> dict:
    fiche = ligne.fiche
    situee = fiche.latitude is not None
    return {
        "id": fiche.code,
        "slug": slugs.get(ligne.page.translation_key, ligne.page.slug),
        "genre": fiche.genre,
        "titre": ligne.page.title,
        "url": request.build_absolute_uri(ligne.adresse),
        "extrait": ligne.extrait,
        "quartier": {"id": ligne.quartier[0], "titre": ligne.quartier[1]} if ligne.quartier else None,
        "position": {"lat": fiche.latitude, "lon": fiche.longitude} if situee else None,
        "distance_m": None if ligne.metres is None else round(ligne.metres),
    }


def _slugs(ville: Ville, cles) -> dict:
    """Return the slugs of stories in the city's first language, where they can be read, by translation key."""
    versions = visibles(Page.objects.filter(translation_key__in=cles, locale=ville.site.root_page.locale_id))
    return dict(versions.values_list("translation_key", "slug"))


def _groupes(ville: Ville, voulu: Voulu, request) -> list[dict]:
    if len(voulu.texte.strip()) < LETTRES_AU_MOINS or ville.accueil is None:
        return []
    trouvees = index.suggerer(ville.demande(Voulu(voulu.texte), nombre=SUGGESTIONS))
    fiches = ville.fiches_visibles([s.page_id for s in trouvees if s.page_id])
    artistes = _adresses_des_artistes(ville, [s.slug for s in trouvees if s.genre == ARTISTE], request)
    groupes: dict[str, list] = {}
    for suggestion in trouvees:
        if fiche := fiches.get(suggestion.page_id):
            page = fiche.page
            groupes.setdefault(suggestion.genre, []).append({"titre": page.title, "url": page.get_url(request)})
        elif suggestion.slug in artistes:
            groupes.setdefault(ARTISTE, []).append({"titre": suggestion.nom, "url": artistes[suggestion.slug]})
    titres = registres.fiches.genres() | {ARTISTE: _("artistes")}
    return [{"genre": g, "titre": str(titres[g]), "suggestions": s} for g, s in groupes.items()]


def _adresses_des_artistes(ville: Ville, slugs: list[str], request) -> dict[str, str]:
    """Return the addresses of the artists of whom a visitor may see a work here, by slug."""
    index = ArtistesPage.objects.child_of(ville.accueil).visibles().first() if slugs else None
    if index is None:
        return {}
    adresse = index.get_url(request)
    return {slug: f"{adresse}{slug}/" for slug in noms_des_artistes(ville, slugs)}
