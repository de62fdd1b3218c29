"""The index of artists, as at the back of a book, and the page of each."""

from collections import Counter, defaultdict

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Site

from oeuvres.models import Artiste, ArtisteDeLOeuvre, OeuvrePage
from oeuvres.views.vignettes import classement, pour_une_liste, vignettes
from quartiers.enums import Echelle
from quartiers.views import lieu_du_quartier, quartiers_du_recit
from recit.models import RecitPage
from socle.carte import Lieu
from socle.queries import fil_de
from socle.references import au_plus_proche
from socle.vignettes import Suite, lieux_des_vignettes


def montrer_les_artistes(page, request) -> dict:
    """The index, or the one artist that the address asks for."""
    return montrer_un_artiste(page, request, page.artiste_demande) if page.artiste_demande else montrer_l_index(page)


def montrer_l_index(page) -> dict:
    """The index: artists of this city who have a work to see, by initial, as at the back of a book."""
    locale = page.locale
    accueil = next(iter(fil_de(page)), None)
    if accueil is None:
        return {"initiales": []}
    lisibles = OeuvrePage.objects.de_la_ville_en_toutes_langues(accueil).visibles()
    oeuvres = au_plus_proche(lisibles.values_list("pk", "translation_key", "locale_id", named=True), locale)
    lignes = ArtisteDeLOeuvre.objects.filter(page__in=[o.pk for o in oeuvres]).values_list(
        "artiste__slug", "artiste__nom", "artiste__nom_de_tri"
    )
    nombres = Counter(slug for slug, _nom, _tri in lignes)
    noms = {slug: (tri or nom, nom) for slug, nom, tri in lignes}
    initiales = defaultdict(list)
    for slug, (tri, _nom) in sorted(noms.items(), key=lambda a: classement(a[1][0])):
        initiales[classement(tri)[:1].upper()].append((slug, tri, nombres[slug]))
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
    siennes = OeuvrePage.objects.de_la_ville_en_toutes_langues(accueil).de_l_artiste(artiste).order_by("annee", "path")
    oeuvres = pour_une_liste(siennes, locale)
    request.reste_de_l_adresse = f"{slug}/"
    liste = vignettes(oeuvres, request, locale)
    debout = [v for v, o in zip(liste, oeuvres, strict=True) if not o.passee]
    return {
        "artiste": artiste,
        "langue_de_la_presentation": artiste.locale.language_code if artiste.locale_id != locale.pk else None,
        "oeuvres": [(v, o.passee) for v, o in zip(liste, oeuvres, strict=True)],
        "lieux": _sur_la_carte(accueil, oeuvres, liste, request, locale),
        "suite": Suite.vers(debout[0], _("Suivre la ligne"))
        if debout
        else Suite(page.title, page.get_url(request), _("Revenir à l’index")),
    }


def _sur_la_carte(accueil, oeuvres, liste, request, locale) -> list[Lieu]:
    """The artist's standing works, under their numbers in the list, on the outlines of the city's quartiers."""
    debout = {rang for rang, oeuvre in enumerate(oeuvres, 1) if not oeuvre.passee}
    situees = [lieu for lieu in lieux_des_vignettes(liste, genre="oeuvre") if lieu.numero in debout]
    recit = RecitPage.objects.courant(accueil) if situees else None
    if recit is None:
        return situees
    contours = [
        lieu_du_quartier(q, request, locale)
        for q in quartiers_du_recit(recit, locale)
        if q.echelle == Echelle.QUARTIER and q.contour
    ]
    return [*contours, *situees]
