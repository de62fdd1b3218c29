"""From a question to what is shown: the index finds, the database has the last word."""

from dataclasses import dataclass, field, replace

from django.conf import settings
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.images import get_image_model
from wagtail.models import Page

from agenda.enums import Echeance
from oeuvres.models import ArtisteDeLOeuvre
from quartiers.models import QuartierPage
from recit.models import PromessePage
from search import index
from search.enums import Moteur
from search.forms import Voulu
from search.models import FicheIndexee, synonymes_de_la_ville
from search.rules.demande import (
    ACCES,
    ARTISTE,
    DECENNIE,
    GENRE,
    PAR_PAGE,
    PROMESSE,
    QUAND,
    QUARTIER,
    Demande,
    Reponse,
)
from search.rules.extraits import Morceau, extrait
from search.rules.requete import lire_la_requete
from socle import registres
from socle.queries import dans_ces_branches, visibles
from socle.references import au_plus_proche, langue_de
from socle.villes import accueils_visibles

EVENEMENT = "evenement"
"""The kind of events, as `agenda` registers it."""

NOMMEES_AU_PLUS = 3
"""Stories that bear, in another language, the name that was typed: beyond, it is a word more than a name."""


@dataclass(frozen=True)
class Resultat:
    """One story that answers, as the page and the API show it; `quartier` is (public code, title), the nearest seen."""

    page: Page
    fiche: FicheIndexee
    adresse: str
    passee: bool
    passee_dit: str = ""
    morceaux: tuple[Morceau, ...] = ()
    metres: float | None = None
    image: object = None
    quartier: tuple[str, str] | None = None

    @property
    def extrait(self) -> str:
        return "".join(morceau.texte for morceau in self.morceaux)


@dataclass(frozen=True)
class Valeur:
    """One value of a facet: how many results it leaves."""

    valeur: str
    titre: str
    nombre: int
    choisie: bool = False


@dataclass
class Resultats:
    voulu: Voulu
    reponse: Reponse
    lignes: list[Resultat] = field(default_factory=list)
    facettes: dict[str, list[Valeur]] = field(default_factory=dict)

    @property
    def total(self) -> int:
        return self.reponse.total

    @property
    def pages(self) -> int:
        return -(-self.total // PAR_PAGE)

    @property
    def simplifiee(self) -> bool:
        """Whether the city has a cluster, and it did not answer."""
        return bool(settings.ELASTICSEARCH_URL) and self.reponse.moteur == Moteur.SQL


class Ville:
    """A city in one language, as far as a search needs to know it."""

    def __init__(self, site, langue: str):
        self.site, self.langue = site, langue
        self.cle = site.root_page.translation_key
        self.accueil = accueils_visibles(site).get(langue)
        self.locale = self.accueil.locale if self.accueil else None

    def demande(self, voulu: Voulu, nombre: int = PAR_PAGE) -> Demande:
        requete = lire_la_requete(voulu.texte, self.langue, synonymes_de_la_ville(self.site, self.langue))
        return Demande(
            requete,
            str(self.cle),
            timezone.localdate(),
            voulu.filtres,
            voulu.autour,
            voulu.rayon,
            (voulu.page - 1) * nombre,
            nombre,
        )

    def fiches_visibles(self, numeros) -> dict[int, FicheIndexee]:
        """Return the cards, with their pages, of those that every visitor may see here, by id."""
        if self.accueil is None:
            return {}
        ici = Page.objects.filter(pk__in=numeros, locale=self.locale, path__startswith=self.accueil.path)
        fiches = FicheIndexee.objects.filter(page__in=visibles(ici)).select_related("page").in_bulk()
        for fiche in fiches.values():
            fiche.page._state.fields_cache["locale"] = self.locale
        return fiches


def chercher(ville: Ville, voulu: Voulu, request) -> Resultats:
    """Return a page of results: what the index holds and the database hides is left out, and not counted."""
    if ville.accueil is None:
        return Resultats(voulu, Reponse(Moteur.SQL))
    demande = ville.demande(voulu)
    reponse = index.chercher(demande)
    numeros = [trouvee.page_id for trouvee in reponse.trouvailles]
    fiches = ville.fiches_visibles(numeros)
    images = _images(fiches.values())
    codes = [code for facette in (QUARTIER, PROMESSE) for code, _nombre in reponse.facettes.get(facette, ())]
    titres = _titres_des_pages(ville, [*codes, *(code for fiche in fiches.values() for code in _quartiers(fiche))])
    lignes = [
        Resultat(
            fiche.page,
            fiche,
            fiche.page.get_url(request) or "",
            est_passee(fiche, demande.jour),
            dire_que_c_est_passe(fiche, demande.jour),
            extrait([fiche.resume, fiche.texte], demande.requete),
            trouvee.metres,
            images.get(fiche.image_id),
            next(((code, titres[code]) for code in _quartiers(fiche) if code in titres), None),
        )
        for trouvee in reponse.trouvailles
        if (fiche := fiches.get(trouvee.page_id))
    ]
    reponse = replace(reponse, total=reponse.total - (len(numeros) - len(lignes)))
    return Resultats(voulu, reponse, lignes, _facettes(ville, reponse, voulu, titres))


def _quartiers(fiche: FicheIndexee) -> list[str]:
    """Return the public codes of the quartiers of a story, the nearest first."""
    debut = f"{QUARTIER}="
    return [jeton.removeprefix(debut) for jeton in fiche.facettes.split() if jeton.startswith(debut)]


def est_passee(fiche: FicheIndexee, jour) -> bool:
    return fiche.parti or (fiche.fin is not None and fiche.fin <= jour)


def dire_que_c_est_passe(fiche: FicheIndexee, jour) -> str:
    """Return what is said of what is over: an event has passed, the mention of one that was cancelled says so already."""
    if not est_passee(fiche, jour):
        return ""
    if fiche.genre != EVENEMENT:
        return _("N’est plus là")
    return "" if fiche.parti else _("Passé")


def _images(fiches) -> dict:
    numeros = {fiche.image_id for fiche in fiches if fiche.image_id}
    images = get_image_model().objects.prefetch_related("renditions").in_bulk(numeros) if numeros else {}
    return {numero: image for numero, image in images.items() if image.diffusable}


# --- facets -------------------------------------------------------------------


def comprendre(ville: Ville, voulu: Voulu) -> Voulu:
    """Return what was asked with what its facets name: public codes for slugs, a reason for what names nothing."""
    filtres, erreurs = dict(voulu.filtres), dict(voulu.erreurs)
    for facette, modele in ((QUARTIER, QuartierPage), (PROMESSE, PromessePage)):
        if facette in filtres:
            code = _code(ville, modele, filtres.pop(facette))
            if code:
                filtres[facette] = code
            else:
                erreurs[facette] = [_("Rien de ce nom ici.")]
    if GENRE in filtres and filtres[GENRE] not in registres.fiches.genres():
        del filtres[GENRE]
        erreurs[GENRE] = [_("Ce genre n’existe pas : %(genres)s.") % {"genres": ", ".join(registres.fiches.genres())}]
    if ARTISTE in filtres and not noms_des_artistes(ville, [filtres[ARTISTE]]):
        del filtres[ARTISTE]
        erreurs[ARTISTE] = [_("Aucun artiste de ce nom ici.")]
    return replace(voulu, filtres=filtres, erreurs=erreurs)


def _code(ville: Ville, modele, valeur: str) -> str | None:
    """Return the public code of a story of this city known by its code, or by its slug in any language."""
    ici = dans_ces_branches(accueil.path for accueil in accueils_visibles(ville.site).values())
    nommees = modele.objects.filter(ici).filter(Q(code=valeur) | Q(slug=valeur)).visibles()
    return nommees.order_by("path").values_list("code", flat=True).first()


def _facettes(ville: Ville, reponse: Reponse, voulu: Voulu, titres: dict[str, str]) -> dict[str, list[Valeur]]:
    """Return the facets with what each value is called; a value that nothing names any more is left out.

    `titres` are those of the stories among them, by public code.
    """
    lisent = {
        GENRE: _noms_des_genres,
        QUARTIER: lambda v, valeurs: titres,
        PROMESSE: lambda v, valeurs: titres,
        ARTISTE: noms_des_artistes,
        DECENNIE: lambda v, valeurs: {d: _("%(debut)s–%(fin)s") % {"debut": d, "fin": int(d) + 9} for d in valeurs},
        QUAND: lambda v, valeurs: dict(Echeance.choices),
        ACCES: lambda v, valeurs: dict.fromkeys(valeurs, _("Accès sans marche vérifié")),
    }
    facettes = {}
    for facette, lire in lisent.items():
        comptes = reponse.facettes.get(facette, ())
        noms = lire(ville, [valeur for valeur, _nombre in comptes]) if comptes else {}
        choisie = voulu.filtres.get(facette)
        facettes[facette] = [Valeur(v, noms[v], nombre, v == choisie) for v, nombre in comptes if v in noms]
    facettes[DECENNIE].sort(key=lambda valeur: valeur.valeur)
    facettes[QUAND].sort(key=lambda valeur: Echeance.values.index(valeur.valeur))
    return facettes


def _noms_des_genres(ville, genres) -> dict[str, str]:
    connus = registres.fiches.genres()
    return {genre: str(connus[genre]) for genre in genres if genre in connus}


def _titres_des_pages(ville: Ville, codes: list[str]) -> dict[str, str]:
    """Return the titles of stories that a visitor may see, in the nearest language, by public code."""
    if not codes:
        return {}
    fiches = FicheIndexee.objects.filter(code__in=codes, page__in=visibles(Page.objects.all())).annotate(
        translation_key=F("page__translation_key"), locale_id=F("page__locale_id")
    )
    lues = au_plus_proche(fiches.values_list("code", "titre", "translation_key", "locale_id", named=True), ville.locale)
    return {fiche.code: fiche.titre for fiche in lues}


def noms_des_artistes(ville: Ville, slugs) -> dict[str, str]:
    """Return the names of the artists of whom a visitor may see a work here, in any language, by slug."""
    liens = ArtisteDeLOeuvre.objects.filter(
        artiste__site=ville.site, artiste__slug__in=slugs, page__in=visibles(Page.objects.all())
    )
    return dict(liens.values_list("artiste__slug", "artiste__nom"))


# --- elsewhere ------------------------------------------------------------------


@dataclass(frozen=True)
class NommeeAilleurs:
    """A story that bears, in another language, the very name that was typed; it is read in the nearest language."""

    langue_du_nom: str
    titre: str
    adresse: str
    langue: str


def nommees_ailleurs(ville: Ville, resultats: Resultats, request) -> list[NommeeAilleurs]:
    """Return the stories that bear this name in another language; the one that answers first needs no telling.

    Names are asked of the site's own database, whatever the engine. Neither the name nor the story is told where the
    version that bears the one, or the other, is not for everybody to see.
    """
    premiere = resultats.lignes[0].fiche.code if resultats.lignes else None
    autres = [code for code in accueils_visibles(ville.site) if code != ville.langue]
    nommees = {
        numero: code
        for numero, code in index.nommees(str(ville.cle), autres, resultats.voulu.texte, NOMMEES_AU_PLUS)
        if code != premiere
    }
    if not nommees:
        return []
    fiches = FicheIndexee.objects.filter(
        ville=ville.cle, code__in=nommees.values(), page__in=visibles(Page.objects.all())
    ).select_related("page")
    versions = {fiche.page_id: fiche for fiche in fiches}
    lisibles = {v.translation_key: v for v in au_plus_proche([f.page for f in versions.values()], ville.locale)}
    dites = {}
    for numero in nommees:
        if nommee := versions.get(numero):
            page = lisibles[nommee.page.translation_key]
            adresse = page.get_url(request) or ""
            dite = NommeeAilleurs(nommee.langue, page.title, adresse, langue_de(page))
            dites.setdefault(nommee.code, dite)
    return list(dites.values())


def dans_les_autres_langues(site, langues, voulu: Voulu) -> list[tuple[str, int]]:
    """Return the languages of the city in which stories have all the words as they were typed, each with how many."""
    villes = [Ville(site, langue) for langue in langues]
    demandes = [ville.demande(voulu.sans_choix()) for ville in villes if ville.accueil]
    demandes = [demande for demande in demandes if demande.requete.mots]
    return [(d.langue, nombre) for d, nombre in zip(demandes, index.combien(demandes), strict=True) if nombre]


def situer(ville: Ville, voulu: Voulu, request) -> list[tuple]:
    """Return all results that have a position, as light rows.

    (code, latitude, longitude, title, address, mention, what is said where it is over)
    """
    if ville.accueil is None:
        return []
    demande = ville.demande(voulu)
    numeros = index.situer(demande)
    return [
        (
            f.code,
            f.latitude,
            f.longitude,
            f.page.title,
            f.page.get_url(request) or "",
            f.mention,
            dire_que_c_est_passe(f, demande.jour),
        )
        for f in ville.fiches_visibles(numeros).values()
        if f.latitude is not None
    ]
