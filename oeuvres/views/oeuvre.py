"""What a work’s page shows: its label, why it is here, what is near, the next one on the line."""

from dataclasses import replace

from django.utils import timezone
from django.utils.translation import gettext as _

from oeuvres.enums import Statut
from oeuvres.models import ArtistesPage, OeuvrePage
from oeuvres.views.vignettes import annee_dite, artistes_des, pour_une_liste, vignettes
from quartiers.enums import Echelle
from quartiers.views import lieu_du_quartier, quartiers_du_recit
from recit.views import promesses_de, recit_de
from socle.carte import Lieu
from socle.queries import fil_de
from socle.references import langue_de
from socle.vignettes import Suite, Vignette, en_marchant, lieux_des_vignettes

VOISINAGE = 1_500
"""Metres within which a work is said to be near another."""

VOISINES = 4


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
        voisines = pour_une_liste(candidates, locale, VOISINES * 6)
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
    au_dessus = {ancetre.translation_key for ancetre in fil_de(page)}
    # The sheet shows the whole quartier that the work is in: without its outline, a few points say nothing.
    contours = [
        lieu_du_quartier(q, request, locale, ici=q.translation_key in au_dessus)
        for q in quartiers_du_recit(recit_de(page), locale)
        if q.echelle == Echelle.QUARTIER and q.contour
    ]
    ici = Lieu(page.title, "", page.point, None, "oeuvre", None, True, page.position_approchee)
    autour = [replace(lieu, numero=None) for lieu in lieux_des_vignettes(proches)]
    return [*contours, *autour, ici]
