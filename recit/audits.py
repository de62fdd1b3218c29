"""What an incoherence is: each check reads in bulk and yields its faults.

The number of queries is the same whatever the number of pages. Nothing here trusts what
is stored when it can be derived: the tree is read, and what is stored is compared to it.
"""

from collections import defaultdict
from dataclasses import dataclass

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext as _
from wagtail.models import Locale, Page, Site

from recit.actions.villes import RACINE_REFUSEE, est_une_ville
from recit.models import AvecAncrage, PromessePage, RecitPage, SousRecit
from recit.queries import recit_attendu, recits_par_chemin
from socle.citations import champs_qui_citent, pages_citees
from socle.models import PageSocle
from socle.queries import LONGUEUR_DU_CHEMIN_DE_LA_VILLE
from socle.registres import Faute
from socle.rules import code_public

PAS = Page.steplen


def _lire(modele, *champs):
    return modele.objects.order_by("path").values_list("pk", "title", "path", "locale_id", *champs, named=True)


def types_de_page() -> list[type[PageSocle]]:
    """Return the page types of all apps."""
    return [modele for modele in apps.get_models() if issubclass(modele, PageSocle)]


# --- stories and their narrative ----------------------------------------------


def recit_derive(modele: type[SousRecit]):
    """A story references the narrative that it hangs under, and hangs under one."""

    def controler():
        recits = recits_par_chemin()
        for page in _lire(modele, "recit_id"):
            attendu = recit_attendu(page.path, page.locale_id, recits)
            if attendu is None:
                yield Faute("sans-recit", page.pk, page.title, _("aucun récit de sa langue au-dessus d’elle."))
            elif attendu != page.recit_id:
                yield Faute(
                    "recit-derive",
                    page.pk,
                    page.title,
                    _("elle se range sous le récit %(attendu)d et en référence un autre (%(lu)d).")
                    % {"attendu": attendu, "lu": page.recit_id},
                )

    return controler


class _Promesses:
    """All promises, as the tree says them: whose narrative each is of, and whether it is the city's."""

    def __init__(self):
        self.recits = recits_par_chemin()
        self.cle_du_recit = dict(RecitPage.objects.values_list("pk", "translation_key"))
        self._par_id = {page.pk: (self.recit_de(page), self._de_la_ville(page)) for page in _lire(PromessePage)}

    def recit_de(self, page):
        """Return the translation key of the narrative that this page hangs under, or None."""
        return self.cle_du_recit.get(recit_attendu(page.path, page.locale_id, self.recits))

    def _de_la_ville(self, page) -> bool:
        return (page.path[:-PAS], page.locale_id) in self.recits

    def du_recit(self, promesse: int, recit) -> bool:
        return recit is not None and self._par_id[promesse][0] == recit

    def de_la_ville(self, promesse: int) -> bool:
        return self._par_id[promesse][1]


def ancrage(modele: type[AvecAncrage]):
    """The promises kept are the narrative's; a story on line has its ancrage and keeps a promise of the city."""

    def controler():
        promesses = _Promesses()
        tenues = defaultdict(list)
        for page, promesse in modele.promesses_tenues.rel.related_model.objects.values_list("page_id", "promesse_id"):
            tenues[page].append(promesse)
        for page in _lire(modele, "live", "ancrage"):
            recit = promesses.recit_de(page)
            siennes = [promesse for promesse in tenues[page.pk] if promesses.du_recit(promesse, recit)]
            if len(siennes) < len(tenues[page.pk]):
                yield Faute(
                    "promesse-d-un-autre-recit", page.pk, page.title, _("elle tient une promesse d’un autre récit.")
                )
            if page.live and not page.ancrage.strip():
                yield Faute("sans-ancrage", page.pk, page.title, _("elle est en ligne sans ancrage."))
            if page.live and not any(promesses.de_la_ville(promesse) for promesse in siennes):
                yield Faute(
                    "sans-promesse", page.pk, page.title, _("elle est en ligne sans tenir une promesse de la ville.")
                )

    return controler


def promesses_reprises():
    """A neighbourhood's promise takes up one of the city's, of the same narrative."""
    promesses = _Promesses()
    for page in _lire(PromessePage, "live", "reprend_id"):
        if page.reprend_id:
            if not promesses.du_recit(page.reprend_id, promesses.recit_de(page)):
                yield Faute(
                    "promesse-d-un-autre-recit", page.pk, page.title, _("elle reprend une promesse d’un autre récit.")
                )
            elif not promesses.de_la_ville(page.reprend_id):
                yield Faute(
                    "reprise", page.pk, page.title, _("elle reprend une promesse qui n’est pas celle de la ville.")
                )
        elif page.live and not promesses.de_la_ville(page.pk):
            yield Faute("reprise", page.pk, page.title, _("elle est en ligne sans reprendre une promesse de la ville."))


def un_seul_recit_en_ligne():
    """One narrative is on line in each city and language."""
    par_ville = defaultdict(list)
    for page in _lire(RecitPage, "live"):
        if page.live:
            par_ville[page.path[:-PAS]].append(page)
    for recits in par_ville.values():
        for page in recits[1:]:
            yield Faute(
                "plusieurs-recits",
                page.pk,
                page.title,
                _("« %(autre)s » est en ligne aussi : un seul récit l’est à la fois.") % {"autre": recits[0].title},
            )


# --- the tree and its languages -----------------------------------------------


@dataclass(frozen=True)
class _Feuille:
    pk: int
    title: str
    path: str
    locale_id: int
    cle: object
    type_id: int
    live: bool
    langue_de_la_source: int | None


def _arbre() -> list[_Feuille]:
    return [
        _Feuille(*valeurs)
        for valeurs in Page.objects.filter(depth__gt=1)
        .order_by("path")
        .values_list(
            "pk", "title", "path", "locale_id", "translation_key", "content_type_id", "live", "alias_of__locale_id"
        )
    ]


def langues():
    """The trees of all languages tell the same story: a translation hangs under its parent's translation."""
    pages = _arbre()
    cles = {page.path: page.cle for page in pages}
    langue_de_la_ville = {p.path: p.locale_id for p in pages if len(p.path) == LONGUEUR_DU_CHEMIN_DE_LA_VILLE}
    ordre = {pk: rang for rang, pk in enumerate(Locale.objects.order_by("pk").values_list("pk", flat=True))}
    traductions = defaultdict(list)
    for page in pages:
        if len(page.path) == LONGUEUR_DU_CHEMIN_DE_LA_VILLE:
            continue
        traductions[page.cle].append(page)
        if langue_de_la_ville.get(page.path[:LONGUEUR_DU_CHEMIN_DE_LA_VILLE]) != page.locale_id:
            yield Faute("langue", page.pk, page.title, _("elle n’est pas de la langue de sa ville."))
    for ensemble in traductions.values():
        premiere, *autres = sorted(ensemble, key=lambda page: ordre[page.locale_id])
        for page in autres:
            if cles.get(page.path[:-PAS]) != cles.get(premiere.path[:-PAS]):
                yield Faute(
                    "arbres",
                    page.pk,
                    page.title,
                    _("sa place dans l’arbre n’est pas celle de « %(autre)s », dont elle est la traduction.")
                    % {"autre": premiere.title},
                )


def alias_d_une_autre_langue():
    """No alias on line shows one language under another's address."""
    for page in _arbre():
        if page.live and page.langue_de_la_source not in (None, page.locale_id):
            yield Faute("alias", page.pk, page.title, _("alias en ligne d’une page d’une autre langue."))


def rangement():
    """Each page hangs under a type of page that may carry it."""
    pages = _arbre()
    types = {page.path: page.type_id for page in pages}
    permis = {}
    for modele in types_de_page():
        parents = modele.allowed_parent_page_models()
        if Page not in parents:
            permis[ContentType.objects.get_for_model(modele).pk] = {
                type_.pk for type_ in ContentType.objects.get_for_models(*parents).values()
            }
    for page in pages:
        if page.type_id in permis and types.get(page.path[:-PAS]) not in permis[page.type_id]:
            yield Faute("rangement", page.pk, page.title, _("elle se range sous une page qui ne porte pas ce type."))


def racines_des_sites():
    """A site's root is a city."""
    for site in Site.objects.select_related("root_page").order_by("pk"):
        if not est_une_ville(site.root_page):
            yield Faute("racine", site.root_page_id, site.site_name or site.hostname, str(RACINE_REFUSEE))


# --- codes and citations ------------------------------------------------------


def codes():
    """A public code is drawn from the translation key, and two stories never share one."""
    porteurs = {}
    for modele in types_de_page():
        for page in _lire(modele, "code", "translation_key"):
            if page.code != code_public(page.translation_key):
                yield Faute("code", page.pk, page.title, _("son code public n’est pas celui de sa clé."))
            autre = porteurs.setdefault(page.code, page)
            if autre.translation_key != page.translation_key:
                yield Faute(
                    "code", page.pk, page.title, _("« %(autre)s » a le même code public.") % {"autre": autre.title}
                )


def citations():
    """Nothing of one city refers to another."""
    chemins = dict(Page.objects.values_list("pk", "path"))
    villes = dict(Page.objects.filter(depth=2).values_list("path", "translation_key"))

    def ville(chemin):
        return villes.get(chemin[:LONGUEUR_DU_CHEMIN_DE_LA_VILLE])

    for modele in types_de_page():
        champs = champs_qui_citent(modele)
        for page in _lire(modele, *champs) if champs else ():
            citees = pages_citees(*(getattr(page, champ) for champ in champs))
            if any(ville(chemins[pk]) != ville(page.path) for pk in citees if pk in chemins):
                yield Faute("autre-ville", page.pk, page.title, _("elle renvoie à une page d’une autre ville."))
