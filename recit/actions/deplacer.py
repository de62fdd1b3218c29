"""Moves: what refuses one, and what follows one below and in the other languages."""

from contextlib import contextmanager
from contextvars import ContextVar

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Page

from recit.models import RecitPage, types_d_histoires
from recit.queries import recit_above, recit_attendu, recits_par_chemin
from socle import lectures
from socle.queries import LONGUEUR_DU_CHEMIN_DE_LA_VILLE

_suit = ContextVar("suit_un_deplacement", default=False)
_change_de_recit = ContextVar("change_de_recit", default=False)


@contextmanager
def _pendant(drapeau: ContextVar):
    jeton = drapeau.set(True)
    try:
        yield
    finally:
        drapeau.reset(jeton)


def pendant_un_changement_de_recit():
    """Let stories go to another narrative inside this block: *Changer de récit* alone enters it."""
    return _pendant(_change_de_recit)


# --- before -------------------------------------------------------------------


def refus_de_deplacer(page, destination, user=None) -> str | None:
    """Return why `page` may not go under `destination`, in a sentence; None where it may.

    The translations go along: what hinders one of them hinders the move. With `user`,
    their right to move each translation is asked too (the door asks it for the page).
    """
    if raison := _refus_de_la_page(page, destination):
        return raison
    for traduction, arrivee in _traductions_a_deplacer(page, destination):
        langue = traduction.locale.get_display_name()
        if raison := _refus_de_la_page(traduction, arrivee):
            return _("En %(langue)s : %(raison)s") % {"langue": langue, "raison": raison}
        if not Page._slug_is_available(traduction.slug, arrivee, page=traduction):
            return _("En %(langue)s, l’adresse « %(adresse)s » est déjà prise là-bas.") % {
                "langue": langue,
                "adresse": traduction.slug,
            }
        if user and not traduction.permissions_for_user(user).can_move_to(arrivee):
            return _(
                "Cette page part avec ses traductions, et vous n’avez pas le droit de la déplacer en %(langue)s."
            ) % {"langue": langue}
    return None


def _refus_de_la_page(page, destination) -> str | None:
    parent = page.get_parent()
    if parent is not None and parent.pk == destination.pk:
        return None  # put in another order
    if page.specific_class not in destination.specific_class.allowed_subpage_models():
        return _("Une page de ce type ne se range pas là.")
    ville = page.path[:LONGUEUR_DU_CHEMIN_DE_LA_VILLE]
    if page.path != ville and not destination.path.startswith(ville):
        return _("Une page reste dans sa ville et dans sa langue.")
    if _porte_un_recit(page) or not _porte_une_histoire(page):
        return None
    apres = recit_above(destination.path + "0" * Page.steplen, page.locale_id)
    if apres is None:
        return _("Il n’y a pas de récit là : une histoire se range sous un récit.")
    avant = recit_above(page.path, page.locale_id)
    if avant is not None and avant.pk != apres.pk and not _change_de_recit.get():
        return _("Là commence un autre récit : on y va par « Changer de récit ».")
    return None


def _porte_un_recit(page) -> bool:
    return RecitPage.objects.filter(path__startswith=page.path).exists()


def _porte_une_histoire(page) -> bool:
    return any(modele.objects.filter(path__startswith=page.path).exists() for modele in types_d_histoires())


def _traductions_a_deplacer(page, destination) -> list[tuple[Page, Page]]:
    """Return the translations that are not yet under `destination`'s, each with where it goes.

    Where `destination` has no translation yet, they wait: the audit says so.
    """
    arrivees = {
        arrivee.locale_id: arrivee
        for arrivee in Page.objects.filter(translation_key=destination.translation_key).exclude(pk=destination.pk)
    }
    return [
        (traduction, arrivees[traduction.locale_id])
        for traduction in Page.objects.filter(translation_key=page.translation_key)
        .exclude(pk=page.pk)
        .select_related("locale")
        .order_by("locale_id")
        if traduction.locale_id in arrivees and not traduction.is_child_of(arrivees[traduction.locale_id])
    ]


def avant_de_deplacer(sender, instance, parent_page_after, **_signal):
    """Receive `pre_page_move`, the one place that every move of Wagtail's passes."""
    if raison := refus_de_deplacer(instance, parent_page_after):
        raise ValidationError({NON_FIELD_ERRORS: [raison]})


# --- after --------------------------------------------------------------------


def apres_avoir_deplace(sender, instance, parent_page_before, parent_page_after, **_signal):
    """Receive `post_page_move`: derive again below, then take the other languages along."""
    lectures.oublier()
    with transaction.atomic():
        rederiver(instance.path)
        if not _suit.get():
            with _pendant(_suit):
                _emmener_les_traductions(instance, parent_page_after)
    lectures.oublier()


def rederiver(chemin: str) -> int:
    """Set the narrative of all stories at and below this path from the tree; return how many had another."""
    recits = recits_par_chemin()
    change = 0
    for modele in types_d_histoires():
        par_recit = {}
        for pk, path, locale, recit in modele.objects.filter(path__startswith=chemin).values_list(
            "pk", "path", "locale_id", "recit_id"
        ):
            attendu = recit_attendu(path, locale, recits)
            if attendu is not None and attendu != recit:
                par_recit.setdefault(attendu, []).append(pk)
        for recit, pks in par_recit.items():
            change += modele.objects.filter(pk__in=pks).update(recit=recit)
    return change


def _emmener_les_traductions(page, parent):
    """Move each translation under the parent's translation, at the same rank among its sisters."""
    for traduction, arrivee in _traductions_a_deplacer(page, parent):
        traduction.move(arrivee, pos="last-child")
    aines = list(page.get_prev_siblings().order_by("-path").values_list("translation_key", flat=True))
    cadettes = list(page.get_next_siblings().values_list("translation_key", flat=True))
    for traduction in Page.objects.filter(translation_key=page.translation_key).exclude(pk=page.pk):
        _mettre_au_rang(traduction, aines, {*aines, *cadettes})


def _mettre_au_rang(traduction, aines: list, soeurs: set):
    """Put a translation right after the nearest of its elders (`aines`, translation keys) in its language."""
    presentes = {soeur.translation_key: soeur for soeur in traduction.get_siblings() if soeur.pk != traduction.pk}
    voulue = next((presentes[cle] for cle in aines if cle in presentes), None)
    actuelle = traduction.get_prev_siblings().filter(translation_key__in=soeurs).order_by("-path").first()
    if voulue == actuelle:
        return
    if voulue is None:
        traduction.move(traduction.get_first_sibling(), pos="left")
    else:
        traduction.move(voulue, pos="right")
