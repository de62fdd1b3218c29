"""*Changer de récit*: the next narrative takes the place of the current one, in every language, in one transaction."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from django.apps import apps
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Locale, Page, Revision

from recit.actions.deplacer import pendant_un_changement_de_recit
from recit.actions.relire import histoires_qui_reposent_sur, marquer
from recit.models import (
    AvecAncrage,
    PositionnementPage,
    PromessePage,
    PromesseTenue,
    RecitPage,
    TextePublie,
    types_d_histoires,
)
from socle import lectures
from socle.enums import Niveau
from socle.exigences import manques
from socle.queries import dans_ces_branches, site_de, visibles
from socle.registres import Faute, audits


class ChangementRefuse(Exception):
    """The change cannot be made: `raisons` says why, in sentences."""

    def __init__(self, *raisons: str):
        self.raisons = [str(raison) for raison in raisons]
        super().__init__(" ".join(self.raisons))


class _Repetition(Exception):
    """Ends a rehearsal: everything it did is undone."""


@dataclass(frozen=True)
class Passage:
    """One page in the account of a change: in which language, and why where it needs a word."""

    page_id: int
    titre: str
    langue: str
    raisons: tuple[str, ...] = ()


@dataclass
class Bilan:
    """What a change does: what moves, what is left incomplete, what the public will no longer find."""

    deplacees: list[Passage] = field(default_factory=list)
    incompletes: list[Passage] = field(default_factory=list)
    sans_traduction: list[Passage] = field(default_factory=list)
    perdues: list[Passage] = field(default_factory=list)


# --- the door -----------------------------------------------------------------


def recits_prepares(ancien: RecitPage):
    """The narratives that may take the place of this one: beside it, not on line."""
    return RecitPage.objects.sibling_of(ancien, inclusive=False).filter(live=False, alias_of__isnull=True)


def promesses_de_la_ville(recit: RecitPage):
    """The promises that a narrative itself makes."""
    return PromessePage.objects.child_of(recit).order_by("path")


def repeter(ancien: RecitPage, nouveau: RecitPage, correspondances: Mapping[UUID, UUID | None]) -> Bilan:
    """Rehearse: do everything, tell what happened, undo everything. Raises ChangementRefuse."""
    bilan = Bilan()
    try:
        with transaction.atomic():
            _changer(ancien.pk, nouveau.pk, correspondances, bilan, user=None)
            raise _Repetition
    except _Repetition:
        return bilan
    finally:
        lectures.oublier()


def changer(
    ancien: RecitPage,
    nouveau: RecitPage,
    correspondances: Mapping[UUID, UUID | None],
    user=None,
    accepter_les_pertes: bool = False,
) -> Bilan:
    """Put `nouveau` in the place of `ancien`.

    `correspondances` says, for each promise of the city that `ancien` makes, which of
    `nouveau`'s takes it up, or None (translation keys: all languages follow). Raises
    ChangementRefuse, and then nothing has changed; also where the public would lose pages
    and `accepter_les_pertes` is false.
    """
    bilan = Bilan()
    try:
        with transaction.atomic():
            _changer(ancien.pk, nouveau.pk, correspondances, bilan, user)
            if bilan.perdues and not accepter_les_pertes:
                raise ChangementRefuse(
                    _("Des pages quitteraient le public : acceptez-le, ou complétez d’abord le nouveau récit.")
                )
    finally:
        lectures.oublier()
    return bilan


# --- the change ---------------------------------------------------------------


def _changer(ancien_id, nouveau_id, correspondances, bilan: Bilan, user):
    list(Page.objects.select_for_update().filter(pk__in=[ancien_id, nouveau_id]).order_by("pk"))
    ancien, nouveau = (RecitPage.objects.get(pk=pk) for pk in (ancien_id, nouveau_id))
    _verifier(ancien, nouveau, correspondances)
    fautes_d_avant = set(audits.fautes())
    anciens = {recit.locale_id: recit for recit in RecitPage.objects.filter(translation_key=ancien.translation_key)}
    visibles_avant = set(visibles(_histoires(*anciens.values())).values_list("pk", flat=True))
    nouveaux = _un_nouveau_par_langue(nouveau, anciens, bilan)
    textes_d_avant = {langue: recit.textes for langue, recit in anciens.items()}
    textes_des_promesses = _textes_des_promesses(anciens.values())

    _reporter_les_promesses(anciens, correspondances)
    _deplacer(anciens, nouveaux, bilan)
    _archiver_et_publier(anciens, nouveaux, nouveau, bilan, user)
    _depublier_ce_qui_manque(nouveaux, bilan, user)
    _rediriger(anciens, nouveaux, correspondances)
    _faire_relire(nouveaux, textes_d_avant, textes_des_promesses, correspondances)

    lectures.oublier()
    histoires = _histoires(*nouveaux.values())
    visibles_apres = set(visibles(histoires).values_list("pk", flat=True))
    bilan.perdues = _passages(Page.objects.filter(pk__in=visibles_avant - visibles_apres))
    if nouvelles := set(audits.fautes()) - fautes_d_avant:
        raise ChangementRefuse(*(_phrase(faute) for faute in sorted(nouvelles, key=str)))


def _verifier(ancien, nouveau, correspondances):
    if not ancien.live:
        raise ChangementRefuse(_("« %(titre)s » n’est pas le récit en ligne.") % {"titre": ancien.title})
    if not recits_prepares(ancien).filter(pk=nouveau.pk).exists():
        raise ChangementRefuse(
            _("« %(titre)s » n’est pas un récit préparé à côté de celui qui est en ligne.") % {"titre": nouveau.title}
        )
    if refus := manques(nouveau.get_latest_revision_as_object(), Niveau.PUBLICATION):
        autres = [manque.message for manque in refus if manque.champ != "title"]
        if autres:
            raise ChangementRefuse(*autres)
    anciennes = set(promesses_de_la_ville(ancien).values_list("translation_key", flat=True))
    nouvelles = set(promesses_de_la_ville(nouveau).values_list("translation_key", flat=True))
    if not nouvelles:
        raise ChangementRefuse(_("Le nouveau récit ne fait aucune promesse : écrivez-les d’abord."))
    if set(correspondances) - anciennes or set(filter(None, correspondances.values())) - nouvelles:
        raise ChangementRefuse(_("Une promesse choisie n’est pas de ces récits."))


def _un_nouveau_par_langue(nouveau, anciens, bilan: Bilan) -> dict[int, RecitPage]:
    """Return the new narrative in each language of the old one; where it has no translation yet, make its draft."""
    nouveaux = {recit.locale_id: recit for recit in RecitPage.objects.filter(translation_key=nouveau.translation_key)}
    for langue in anciens:
        if langue not in nouveaux:
            locale = Locale.objects.get(pk=langue)
            nouveaux[langue] = nouveau.copy_for_translation(locale)
            bilan.sans_traduction.append(
                Passage(nouveau.pk, nouveau.title, locale.get_display_name(), (_("le récit n’est pas traduit."),))
            )
    sources = {promesse.translation_key: promesse for promesse in promesses_de_la_ville(nouveau)}
    for langue, recit in nouveaux.items():
        if langue == nouveau.locale_id or langue not in anciens:
            continue
        la = set(promesses_de_la_ville(recit).values_list("translation_key", flat=True))
        for cle, promesse in sources.items():
            if cle not in la:
                bilan.sans_traduction.append(
                    Passage(
                        promesse.pk,
                        promesse.title,
                        recit.locale.get_display_name(),
                        (_("la promesse n’est pas traduite."),),
                    )
                )
    return nouveaux


def _histoires(*recits):
    """Return, as generic pages, the stories that hang under these narratives but are not their own promises."""
    modeles = [m._meta.model_name for m in types_d_histoires() if issubclass(m, AvecAncrage)]
    chemins = [
        chemin
        for recit in recits
        for chemin in Page.objects.child_of(recit)
        .filter(content_type__model__in=modeles)
        .values_list("path", flat=True)
    ]
    return Page.objects.filter(dans_ces_branches(chemins))


def _textes_des_promesses(anciens) -> dict[tuple[UUID, int], dict]:
    return {
        (promesse.translation_key, promesse.locale_id): promesse.textes
        for recit in anciens
        for promesse in promesses_de_la_ville(recit)
    }


# --- promises -----------------------------------------------------------------


def _reporter_les_promesses(anciens, correspondances):
    """Put the new promises in the place of the old ones: in what is published, and in the drafts that wait."""
    nouvelles = {}
    for promesse in PromessePage.objects.filter(translation_key__in=filter(None, correspondances.values())):
        nouvelles[promesse.translation_key, promesse.locale_id] = promesse.pk
    report = {}
    for ancien in anciens.values():
        for promesse in promesses_de_la_ville(ancien):
            cible = correspondances.get(promesse.translation_key)
            report[promesse.pk] = cible and (
                nouvelles.get((cible, promesse.locale_id))
                or next(pk for (cle, _l), pk in nouvelles.items() if cle == cible)
            )
    pages = set()
    for modele in apps.get_models():
        if issubclass(modele, PromesseTenue):
            pages |= _reporter_les_tenues(modele, report, anciens)
    for promesse in PromessePage.objects.filter(reprend__in=report):
        PromessePage.objects.filter(pk=promesse.pk).update(reprend=report[promesse.reprend_id])
    pages |= set(_histoires(*anciens.values()).values_list("pk", flat=True))
    _reporter_les_brouillons(pages, report)


def _reporter_les_tenues(modele, report, anciens) -> set[int]:
    touchees = set()
    deja = set()
    for tenue in modele.objects.filter(page__recit__in=anciens.values()).order_by("page_id", "sort_order", "pk"):
        promesse = report.get(tenue.promesse_id, tenue.promesse_id)
        if promesse != tenue.promesse_id:
            touchees.add(tenue.page_id)
        if promesse is None or (tenue.page_id, promesse) in deja:
            tenue.delete()
        elif promesse != tenue.promesse_id:
            modele.objects.filter(pk=tenue.pk).update(promesse=promesse)
        deja.add((tenue.page_id, promesse))
    return touchees


def _reporter_les_brouillons(pages, report):
    """The drafts being written, and those that wait for their hour, keep the new promises too."""
    en_cours = Page.objects.filter(pk__in=pages, latest_revision__isnull=False).values("latest_revision")
    revisions = Revision.objects.filter(Q(pk__in=en_cours) | Q(approved_go_live_at__isnull=False)).filter(
        object_id__in=[str(pk) for pk in pages], base_content_type__model="page"
    )
    for revision in revisions.iterator():
        contenu = revision.content
        tenues, deja = [], set()
        for tenue in contenu.get("promesses_tenues", []):
            promesse = report.get(tenue["promesse"], tenue["promesse"])
            if promesse is not None and promesse not in deja:
                deja.add(promesse)
                tenues.append({**tenue, "promesse": promesse})
        if "promesses_tenues" in contenu:
            contenu["promesses_tenues"] = tenues
        if contenu.get("reprend") in report:
            contenu["reprend"] = report[contenu["reprend"]]
        Revision.objects.filter(pk=revision.pk).update(content=contenu)


# --- pages --------------------------------------------------------------------


def _deplacer(anciens, nouveaux, bilan: Bilan):
    bilan.deplacees = _passages(_histoires(*anciens.values()))
    with pendant_un_changement_de_recit():
        # The first languages take the others along; what exists in one language alone follows in its turn.
        for langue, ancien in sorted(anciens.items(), key=lambda a: a[1].locale_id != nouveaux[a[0]].locale_id):
            for pk in _enfants(ancien):
                page = Page.objects.get(pk=pk)
                if page.is_child_of(Page.objects.get(pk=ancien.pk)):
                    try:
                        page.move(Page.objects.get(pk=nouveaux[langue].pk), pos="last-child")
                    except ValidationError as refus:
                        raise ChangementRefuse(
                            *(
                                _("« %(titre)s » : %(raison)s") % {"titre": page.title, "raison": raison}
                                for raison in refus.messages
                            )
                        ) from None


def _enfants(recit) -> list[int]:
    chemins = recit.path, recit.depth + 1
    return list(_histoires(recit).filter(path__startswith=chemins[0], depth=chemins[1]).values_list("pk", flat=True))


def _archiver_et_publier(anciens, nouveaux, nouveau, bilan: Bilan, user):
    for ancien in anciens.values():
        ancien = RecitPage.objects.get(pk=ancien.pk)
        if ancien.live:
            ancien.unpublish(user=user)
    for recit in nouveaux.values():
        a_traduire = {passage.langue for passage in bilan.sans_traduction if passage.page_id == nouveau.pk}
        if recit.locale.get_display_name() in a_traduire:
            continue
        raisons = _publier(recit.pk, user)
        if raisons and recit.pk == nouveau.pk:
            raise ChangementRefuse(*raisons)
        if raisons:
            bilan.incompletes.append(_passage(recit, raisons))
        for enfant in Page.objects.child_of(recit).type(PromessePage, PositionnementPage):
            if not enfant.live and (raisons := _publier(enfant.pk, user)):
                bilan.incompletes.append(_passage(enfant, raisons))


def _publier(pk, user) -> tuple[str, ...]:
    """Publish the latest text of a page; return why not, where it may not be."""
    page = Page.objects.get(pk=pk).specific
    try:
        with transaction.atomic():
            revision = page.latest_revision or page.save_revision(user=user)
            revision.publish(user=user)
    except ValidationError as refus:
        return tuple(refus.messages)
    except PermissionDenied as refus:
        return (str(refus),)
    return ()


def _depublier_ce_qui_manque(nouveaux, bilan: Bilan, user):
    """A story on line that keeps no promise of the new narrative leaves the public until someone says which."""
    pages = _histoires(*(RecitPage.objects.get(pk=recit.pk) for recit in nouveaux.values()))
    for page in pages.filter(live=True).specific():
        raisons = tuple(
            manque.message
            for manque in manques(page, Niveau.PUBLICATION)
            if manque.champ in ("promesses_tenues", "reprend")
        )
        if raisons:
            bilan.incompletes.append(_passage(page, raisons))
            page.unpublish(user=user)


def _rediriger(anciens, nouveaux, correspondances):
    """The old narrative's own addresses, and its promises', lead to what takes their place."""
    suites = []
    for langue, ancien in anciens.items():
        suites.append((ancien, nouveaux[langue]))
        for promesse in promesses_de_la_ville(ancien):
            cible = PromessePage.objects.filter(
                translation_key=correspondances.get(promesse.translation_key), locale=langue
            ).first()
            suites.append((promesse, cible or nouveaux[langue]))
    for avant, apres in suites:
        site, parties = site_de(avant), avant.get_url_parts()
        if site and parties:
            chemin = Redirect.normalise_path(parties[2])
            Redirect.objects.filter(site=site, old_path=chemin).delete()
            Redirect.objects.create(site=site, old_path=chemin, redirect_page=apres, automatically_created=True)


def _faire_relire(nouveaux, textes_d_avant, textes_des_promesses, correspondances):
    for langue, nouveau in nouveaux.items():
        if langue not in textes_d_avant:
            continue
        nouveau = RecitPage.objects.get(pk=nouveau.pk)
        if not nouveau.live:
            # Not translated yet: its first publication will be compared with the narrative that leaves.
            TextePublie.objects.update_or_create(page_id=nouveau.pk, defaults={"textes": textes_d_avant[langue]})
            continue
        marquer(nouveau, histoires_qui_reposent_sur(nouveau), textes_d_avant[langue], nouveau.textes)
        for ancienne, cible in correspondances.items():
            promesse = cible and PromessePage.objects.filter(translation_key=cible, locale=langue).first()
            if promesse and (ancienne, langue) in textes_des_promesses:
                marquer(
                    promesse,
                    histoires_qui_reposent_sur(promesse),
                    textes_des_promesses[ancienne, langue],
                    promesse.textes,
                )


# --- the account --------------------------------------------------------------


def _passages(pages) -> list[Passage]:
    return [_passage(page) for page in pages.select_related("locale").order_by("locale_id", "path")]


def _passage(page, raisons=()) -> Passage:
    return Passage(page.pk, page.title, page.locale.get_display_name(), tuple(raisons))


def _phrase(faute: Faute) -> str:
    return _("« %(titre)s » : %(raison)s") % {"titre": faute.titre, "raison": faute.raison}
