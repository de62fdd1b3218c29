"""What a visitor may see, and which city a page is of."""

from collections.abc import Iterable
from functools import reduce
from operator import or_

from django.db.models import Case, F, Q, QuerySet, When
from django.utils import timezone
from wagtail.models import Page, PageManager, PageQuerySet, Site

from socle.lectures import est_lu, retenir, une_fois
from socle.rules import chemins_au_dessus

PROFONDEUR_DE_LA_VILLE = 2
LONGUEUR_DU_CHEMIN_DE_LA_VILLE = PROFONDEUR_DE_LA_VILLE * Page.steplen


def _en_ligne(maintenant) -> Q:
    return Q(live=True) & (Q(expire_at__isnull=True) | Q(expire_at__gt=maintenant))


def branches_fermees() -> tuple[frozenset[str], frozenset[str]]:
    """Return the paths of pages that hide what hangs below them, and of private branches.

    Pages that are off line and have children are few: their paths, read once a
    request, are enough to leave out all that hangs below them.
    """

    def lire():
        fermees = Page.objects.annotate(
            en_ligne=Case(When(_en_ligne(timezone.now()), then=True), default=False)
        ).filter(Q(en_ligne=False, numchild__gt=0) | Q(view_restrictions__isnull=False))
        lignes = fermees.values_list("path", "en_ligne", "view_restrictions")
        return (
            frozenset(chemin for chemin, en_ligne, _restriction in lignes if not en_ligne),
            frozenset(chemin for chemin, _en_ligne, restriction in lignes if restriction is not None),
        )

    return une_fois("branches_fermees", lire)


def dans_ces_branches(chemins: Iterable[str]) -> Q:
    """What narrows pages to those at these paths of the tree, and below; to none without a path."""
    return reduce(or_, (Q(path__startswith=chemin) for chemin in chemins), Q(pk__in=[]))


def visibles(pages):
    """Narrow any QuerySet of pages to those that every visitor may see.

    On line, not expired, under pages that are on line up to the city's home, and not private.
    """
    eteintes, privees = branches_fermees()
    fermees = sorted(eteintes | privees)
    pages = pages.filter(_en_ligne(timezone.now()))
    return pages.exclude(dans_ces_branches(fermees)) if fermees else pages


def est_en_ligne(page) -> bool:
    """Tell whether this page itself is on line; its ancestors are asked in turn by `route()`."""
    return page.live and (page.expire_at is None or page.expire_at > timezone.now())


def sont_visibles(pages) -> bool:
    """Tell whether all these pages are visible, without another query for each."""
    eteintes, privees = branches_fermees()
    fermees = eteintes | privees
    return all(
        est_en_ligne(page)
        and page.path not in privees
        and not any(chemin in fermees for chemin in chemins_au_dessus(page.path))
        for page in pages
    )


LEGERES = (
    "path",
    "depth",
    "title",
    "slug",
    "url_path",
    "translation_key",
    "locale_id",
    "content_type_id",
    "alias_of_id",
    "live",
    "expire_at",
)
"""What is read of pages that are only gone through or linked to: reading whole pages costs ten times this."""


def descendre(accueil, composants):
    """Return the pages met from a home page down an address, in one query; it stops where the address does.

    They are generic pages; what is left of `composants` is for the last one to answer. The same query
    reads what hangs right below the home page: the menu and the foot of every page ask for it.
    """
    adresses = []
    adresse = accueil.url_path
    for composant in composants:
        adresse += f"{composant}/"
        adresses.append(adresse)
    lues = Page.objects.filter(Q(url_path__in=adresses) | _juste_sous(accueil)).only(*LEGERES).order_by("path")
    retenir(_cle_des_enfants(accueil), [page for page in lues if _est_juste_sous(accueil, page)])
    trouvees = {page.url_path: page for page in lues}
    return [trouvees[a] for rang, a in enumerate(adresses) if all(b in trouvees for b in adresses[: rang + 1])]


def _juste_sous(accueil) -> Q:
    return Q(path__startswith=accueil.path, depth=accueil.depth + 1)


def _est_juste_sous(accueil, page) -> bool:
    return page.depth == accueil.depth + 1 and page.path.startswith(accueil.path)


def _cle_des_enfants(accueil) -> tuple:
    return ("enfants", accueil.path)


def visibles_sous(accueil) -> list:
    """Return the pages right below a city's home page that every visitor may see, as generic pages."""
    return visibles_sous_chacun([accueil])[accueil.path]


def visibles_sous_chacun(accueils) -> dict[str, list]:
    """Return the same for several home pages, by their paths, in one query for those not read yet."""
    nouveaux = [accueil for accueil in accueils if not est_lu(_cle_des_enfants(accueil))]
    conditions = Q(pk__in=[])
    for accueil in nouveaux:
        conditions |= _juste_sous(accueil)
    lues = list(Page.objects.filter(conditions).only(*LEGERES).order_by("path")) if nouveaux else []
    enfants = {
        accueil.path: une_fois(
            _cle_des_enfants(accueil), lambda accueil=accueil: [page for page in lues if _est_juste_sous(accueil, page)]
        )
        for accueil in accueils
    }
    return {chemin: [page for page in pages if sont_visibles([page])] for chemin, pages in enfants.items()}


def precise(page):
    """Return a generic page as its own type, with the picture it opens on, in one query."""
    modele = page.specific_class
    images = [champ.name for champ in modele._meta.fields if champ.name == "image"]
    return modele._default_manager.select_related(*images).get(pk=page.pk)


def fil_de(page):
    """Return the pages above this one, from its city's home down, as generic pages."""

    def lire():
        chemins = [c for c in chemins_au_dessus(page.path) if len(c) >= LONGUEUR_DU_CHEMIN_DE_LA_VILLE]
        return list(Page.objects.filter(path__in=chemins).only(*LEGERES).order_by("path"))

    return une_fois(cle_du_fil(page), lire) if page.path else []


def cle_du_fil(page) -> tuple:
    """The key under which a request remembers the pages above this one."""
    return ("fil", page.path)


def versions_du_fil(page):
    """Return every language version of this page and of those above it: {translation key: [pages]}.

    One query. Pages are generic, visible or not.
    """

    def lire():
        cles = [page.translation_key, *(p.translation_key for p in fil_de(page))]
        versions = {cle: [] for cle in cles}
        for version in Page.objects.filter(translation_key__in=cles).only(*LEGERES).order_by("path"):
            versions[version.translation_key].append(version)
        return versions

    return une_fois(_cle_des_versions(page), lire)


def _cle_des_versions(page) -> tuple:
    return ("versions", page.pk, page.path)


def retenir_les_versions(accueil, accueils):
    """Remember the visible home pages of a city as the versions of this one: below the others there is nothing to see."""
    retenir(_cle_des_versions(accueil), {accueil.translation_key: list(accueils)})


def accueil_de(page):
    """Return the home page of the city and language that `page` is of."""
    chemin = page.path[:LONGUEUR_DU_CHEMIN_DE_LA_VILLE]
    return une_fois(("accueil", chemin), lambda: Page.objects.get(path=chemin).specific)


def site_de(page):
    """Return the Site whose city `page` is of, whatever its language; None outside any city."""
    cle = (
        Page.objects.filter(path=page.path[:LONGUEUR_DU_CHEMIN_DE_LA_VILLE])
        .values_list("translation_key", flat=True)
        .first()
    )
    return Site.objects.filter(root_page__translation_key=cle).first() if cle else None


def pages_de_la_ville(site):
    """Return all pages of a city, in every language, as generic pages."""
    chemins = Page.objects.filter(translation_key=site.root_page.translation_key).values_list("path", flat=True)
    return Page.objects.filter(dans_ces_branches(chemins))


class PageSocleQuerySet(PageQuerySet):
    """Phrases common to all stories; filters chain."""

    def visibles(self):
        return visibles(self)

    def sous_toutes_les_versions(self, page):
        """Those anywhere below `page` or one of its translations."""
        conditions = Q(pk__in=[])
        for version in versions_du_fil(page)[page.translation_key]:
            conditions |= Q(path__startswith=version.path, depth__gt=version.depth)
        return self.filter(conditions)

    def de_la_ville_en_toutes_langues(self, accueil):
        """Those of this home page's city, whatever their language."""
        versions = versions_du_fil(accueil)[accueil.translation_key]
        return self.filter(dans_ces_branches(v.path[:LONGUEUR_DU_CHEMIN_DE_LA_VILLE] for v in versions))

    def sous(self, page):
        """Those anywhere below `page`."""
        return self.filter(path__startswith=page.path, depth__gt=page.depth)


METRES_PAR_DEGRE = 111_195


def a_portee(point, metres) -> Q:
    """What is inside the square of `metres` around `point`."""
    degres = metres / METRES_PAR_DEGRE
    return Q(
        latitude__range=(point.latitude - degres, point.latitude + degres),
        longitude__range=(point.longitude - degres * 1.6, point.longitude + degres * 1.6),
    )


class AvecPositionQuerySet(QuerySet):
    """Phrases common to all that has a position."""

    def situees(self):
        return self.filter(latitude__isnull=False, longitude__isnull=False)

    def pres_de(self, point, metres):
        """Those inside the square of `metres` around `point`, nearest first on a flat approximation."""
        return (
            self.situees()
            .filter(a_portee(point, metres))
            .alias(
                ecart=(F("latitude") - point.latitude) * (F("latitude") - point.latitude)
                + (F("longitude") - point.longitude) * (F("longitude") - point.longitude) * 0.46
            )
            .order_by("ecart", "pk")
        )


PageSocleManager = PageManager.from_queryset(PageSocleQuerySet)
