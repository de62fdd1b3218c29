"""The page of results, in the language of its address."""

from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.models import Site

from search.actions.manques import noter_une_recherche_manquee
from search.forms import lire
from search.rules.corrections import corriger
from search.rules.demande import ACCES, ARTISTE, DECENNIE, GENRE, PAR_PAGE, PROMESSE, QUAND, QUARTIER
from search.views.carte import carte_des_resultats
from search.views.resultats import (
    Resultats,
    Valeur,
    Ville,
    chercher,
    comprendre,
    dans_les_autres_langues,
    nommees_ailleurs,
)
from socle.vignettes import Suite
from socle.villes import retenir_le_site

MONTREES = 12
"""Values of a facet that are shown: one narrows by the most frequent, or types."""


@dataclass(frozen=True)
class Choix:
    """A facet as it is drawn: each value with the address that takes it, or leaves it."""

    titre: str
    valeurs: list[tuple[Valeur, str]]

    @property
    def ouverte(self) -> bool:
        return any(valeur.choisie for valeur, _adresse in self.valeurs)


@require_safe
def recherche(request):
    """Answer what was typed, narrowed by what the address asks."""
    retenir_le_site(request)
    site = Site.find_for_request(request)
    ville = Ville(site, get_language()) if site else None
    if ville is None or ville.accueil is None:
        raise Http404
    voulu = comprendre(ville, lire(request.GET))
    resultats = chercher(ville, voulu, request)
    if voulu.page > max(1, resultats.pages):
        # Past the last page there is nothing to read: the last one is shown.
        voulu = replace(voulu, page=max(1, resultats.pages))
        resultats = chercher(ville, voulu, request)
    premier_rang = (voulu.page - 1) * PAR_PAGE + 1
    manquee = not resultats.total or resultats.reponse.elargie
    if manquee and voulu.texte and voulu.page == 1 and not voulu.choix and not voulu.erreurs:
        noter_une_recherche_manquee(site, ville.langue, voulu.texte, timezone.localdate())
    contexte = {
        "resultats": resultats,
        "voulu": voulu,
        # What was typed comes back whole, even where it was refused.
        "ecrit": request.GET.get("q", "").replace("\x00", ""),
        "choix": _choix(resultats),
        "filtres_caches": list(voulu.choix.items()),
        "correction": _correction(resultats),
        "page_precedente": _adresse(voulu, page=voulu.page - 1) if voulu.page > 1 else "",
        "page_suivante": _adresse(voulu, page=voulu.page + 1) if voulu.page < resultats.pages else "",
        "premier_rang": premier_rang,
        "lieux": carte_des_resultats(ville, resultats, premier_rang),
        "tout_revoir": _adresse(voulu.sans_choix()) if voulu.choix else "",
        "parametres": urlencode({"q": voulu.texte, "langue": ville.langue, **voulu.choix}),
        "nommees_ailleurs": nommees_ailleurs(ville, resultats, request) if voulu.texte and voulu.page == 1 else (),
        "ailleurs": _ailleurs(site, ville, voulu) if not resultats.total and voulu.texte else (),
        "suite": Suite(ville.accueil.title, ville.accueil.get_url(request), _("Revenir à la ville")),
    }
    return render(request, "search/recherche.html", contexte)


def _adresse(voulu, page: int = 1, **change) -> str:
    parametres = {"q": voulu.texte, **voulu.choix, **change}
    if page > 1:
        parametres["page"] = page
    return f"{reverse('recherche')}?{urlencode({nom: valeur for nom, valeur in parametres.items() if valeur})}"


def _choix(resultats: Resultats) -> list[Choix]:
    titres = {
        GENRE: _("Quoi"),
        QUAND: _("Quand"),
        QUARTIER: _("Quartier"),
        PROMESSE: _("Promesse"),
        ARTISTE: _("Artiste"),
        DECENNIE: _("Décennie"),
        ACCES: _("Accès"),
    }
    voulu = resultats.voulu
    choix = []
    for facette, titre in titres.items():
        valeurs = resultats.facettes.get(facette, [])
        # The one that was chosen stays, however rare.
        montrees = [v for rang, v in enumerate(valeurs) if rang < MONTREES or v.choisie]
        if montrees:
            choix.append(
                Choix(titre, [(v, _adresse(voulu, **{facette: "" if v.choisie else v.valeur})) for v in montrees])
            )
    return choix


def _correction(resultats: Resultats) -> tuple[str, str] | None:
    """Return what was perhaps meant, and its address."""
    if not resultats.reponse.corrections:
        return None
    texte = corriger(resultats.voulu.texte, resultats.reponse.corrections, get_language())
    return texte, _adresse(replace(resultats.voulu, texte=texte))


def _ailleurs(site, ville: Ville, voulu) -> list[tuple[str, int, str]]:
    """Return the city's other languages in which the same words find something: (language, how much, address)."""
    autres = [code for code, _nom in settings.WAGTAIL_CONTENT_LANGUAGES if code != ville.langue]
    trouvees = []
    for langue, nombre in dans_les_autres_langues(site, autres, voulu):
        with override(langue):
            trouvees.append((langue, nombre, f"{reverse('recherche')}?{urlencode({'q': voulu.texte})}"))
    return trouvees
