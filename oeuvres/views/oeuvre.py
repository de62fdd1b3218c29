"""What a work’s page shows: its label, why it is here, what is near, the next one on the line."""

from dataclasses import dataclass, replace

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from lieux.views import VOISINAGE, lieux_pres_de
from lieux.views import en_vignettes as lieux_en_vignettes
from oeuvres.enums import Statut
from oeuvres.models import ArtistesPage, OeuvrePage
from oeuvres.views.vignettes import Signature, annee_dite, artistes_des, en_vignettes, pour_une_liste, vignettes
from quartiers.views import contours_autour
from recit.views import promesses_de, recit_de
from socle.carte import Lieu
from socle.lectures import est_en_memoire
from socle.queries import a_portee, fil_de, visibles_sous
from socle.references import langue_de
from socle.vignettes import Suite, Vignette, a_distance, autour_de, en_marchant, lieux_des_vignettes, prevoir_les_images

VOISINES = 4


def montrer_une_oeuvre(page, request) -> dict:
    """A work: its label, why it is here, what is near, and the next one on the line."""
    locale = page.locale
    voisines, suite = _autour(page, request, locale)
    artistes = artistes_des([page, *voisines])
    proches = _tout_pres(page, voisines, request, locale, artistes) if page.point else []
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


@dataclass(frozen=True)
class Signataire:
    """Who made a work, as its page says it; `adresse` is empty where their page can't be seen."""

    nom: str
    adresse: str
    collectif: bool


def _signataires(page, publies, request) -> list[Signataire]:
    """The artists of a work. Names and slugs are the same in all languages."""
    if est_en_memoire(page):
        # A draft being previewed holds its own in memory.
        publies = [Signature.de(lien.artiste) for lien in page.artistes.all()]
    index = index_des_artistes(page, request)
    return [Signataire(s.nom, f"{index}{s.slug}/" if index else "", s.collectif) for s in publies]


def index_des_artistes(page, request) -> str:
    """Return the address of the index of artists in this page's language, nothing where it can't be seen."""
    accueil = next(iter(fil_de(page)), None)
    index = [sous for sous in visibles_sous(accueil) if sous.specific_class is ArtistesPage] if accueil else []
    return index[0].get_url(request) if index else ""


def _autour(page, request, locale) -> tuple[list[OeuvrePage], Suite | None]:
    """The standing works near this one, and the next on the line.

    The line goes through the works of the quartier in walking order, as the quartier's page lists
    them; after the last one it leaves for the nearest work elsewhere. It never leads to a work that is over.
    """
    lues = _oeuvres_autour(page, locale)
    meme_quartier = en_marchant([o for o in lues if _est_a_cote(o, page)])
    voisines = []
    if page.point:
        ecarts = {o.pk: page.point.metres_jusqu_a(o.point) for o in lues if o.point and o.pk != page.pk}
        pres = [o for o in lues if ecarts.get(o.pk, VOISINAGE + 1) <= VOISINAGE]
        voisines = sorted(pres, key=lambda o: (ecarts[o.pk], o.pk))
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


def _oeuvres_autour(page, locale) -> list[OeuvrePage]:
    """The standing works near this one or told in the same place, this one included, in the order of the tree."""
    autour = Q(path__startswith=page.path[: -page.steplen], depth=page.depth)
    if page.point:
        autour |= a_portee(page.point, VOISINAGE)
    debout = OeuvrePage.objects.filter(autour, recit__translation_key=recit_de(page).translation_key)
    return pour_une_liste(debout.debout(timezone.localdate()).order_by("path"), locale)


def _est_a_cote(oeuvre, page) -> bool:
    return oeuvre.depth == page.depth and oeuvre.path.startswith(page.path[: -page.steplen])


def _tout_pres(page, voisines, request, locale, artistes) -> list[Vignette]:
    """The works and the places nearest to this one, their pictures read together."""
    lieux = lieux_pres_de(page, locale)
    prevoir_les_images([*voisines, *lieux])
    dessinees = en_vignettes(voisines, request, locale, artistes) + lieux_en_vignettes(lieux, request, locale)
    return autour_de(page, request, a_distance(dessinees, page.point), VOISINES)


def oeuvres_proches(page, request) -> dict:
    """The standing works near a story of another kind, and the way to the nearest."""
    if page.point is None:
        return {"proches": []}
    debout = OeuvrePage.objects.filter(recit__translation_key=recit_de(page).translation_key).debout(
        timezone.localdate()
    )
    voisines = pour_une_liste(debout.pres_de(page.point, VOISINAGE), page.locale, VOISINES * 6)[:VOISINES]
    proches = a_distance(vignettes(voisines, request, page.locale), page.point)
    suite = Suite.vers(proches[0], _("Suivre la ligne"), depuis=page.point) if proches else None
    return {"proches": proches, "suite": suite}


def _lieux_autour(page, proches, request, locale) -> list[Lieu]:
    """The work on its map: the outlines around it, and what is near."""
    if page.point is None:
        return []
    ici = Lieu(page.title, "", page.point, None, "oeuvre", None, True, page.position_approchee)
    autour = [replace(lieu, numero=None) for lieu in lieux_des_vignettes(proches)]
    return [*contours_autour(page, request, locale), *autour, ici]
