"""« Qu’est-ce qui m’attend ? »: what the home of the admin answers, to each their own.

Each list is short, says how many there are in all, and leads to the rest. The
number of queries depends neither on how much waits nor on how much is stored.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Exists, F, Max, OuterRef, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Page, PageLogEntry, TaskState, WorkflowState
from wagtail.permissions import page_permission_policy
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from medias.echeances import droits_qui_finissent, s_occupe_de_medias
from recit.models import ARelire
from socle.actions import PUBLICATION_REFUSEE
from socle.exigences import manques_en_lot
from socle.mots import nom_de_langue
from traduction.enums import Etat
from traduction.transcriptions import transcriptions_de

MONTRES = 5
"""How many lines of each list the home of the admin shows."""


@dataclass(frozen=True)
class Ligne:
    """One thing that waits: what, where to go, and a word on it."""

    titre: str
    adresse: str
    detail: str = ""
    langue: str = ""


@dataclass(frozen=True)
class Attente:
    """One list of what waits for a person; `reste` is where the whole of it is."""

    cle: str
    titre: str
    lignes: list[Ligne]
    nombre: int
    rien: str
    reste: str = ""

    @property
    def autres(self) -> int:
        return self.nombre - len(self.lignes)


def _peut(user, *actions) -> bool:
    return page_permission_policy.user_has_any_permission(user, actions)


def _siennes(user, action):
    return page_permission_policy.instances_user_has_permission_for(user, action)


def _modifier(page_id) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page_id])


def _le(moment) -> str:
    return date_format(timezone.localtime(moment), "j F Y") if moment else ""


def a_relire(user) -> Attente | None:
    """For who may publish: the stories that rest on a text that has changed."""
    if not _peut(user, "publish"):
        return None
    ouvertes = ARelire.objects.ouvertes().filter(page__in=_siennes(user, "publish").values("pk"))
    par_page = ouvertes.order_by().values("page").annotate(depuis=Max("depuis")).order_by("-depuis", "page")
    premieres = list(par_page[:MONTRES])
    pages = _en_vrac(ligne["page"] for ligne in premieres)
    lignes = [
        Ligne(
            pages[ligne["page"]].get_admin_display_title(),
            reverse("recit_histoire_a_relire", args=[ligne["page"]]),
            _("depuis le %(jour)s") % {"jour": _le(ligne["depuis"])},
            pages[ligne["page"]].locale.language_code,
        )
        for ligne in premieres
    ]
    return Attente(
        "a-relire",
        _("À relire : un texte de la ville a changé"),
        lignes,
        par_page.count(),
        _("Rien à relire : toutes les histoires tiennent."),
        reverse("recit_a_relire"),
    )


def _en_vrac(pks) -> dict[int, Page]:
    return Page.objects.select_related("locale").in_bulk(list(pks))


def en_relecture(user) -> Attente | None:
    """For who reviews: the pages that wait for their word."""
    etapes = TaskState.objects.reviewable_by(user).select_related("revision", "revision__user").order_by("started_at")
    if not _peut(user, "publish"):
        return None
    premieres = list(etapes[:MONTRES])
    lignes = [
        Ligne(
            etape.revision.object_str,
            _modifier(etape.revision.object_id),
            _("envoyée par %(qui)s le %(jour)s")
            % {"qui": etape.revision.user or _("quelqu’un"), "jour": _le(etape.started_at)},
        )
        for etape in premieres
    ]
    return Attente(
        "en-relecture",
        _("En relecture : on attend votre avis"),
        lignes,
        etapes.count(),
        _("Aucune page n’attend votre avis."),
        reverse("wagtailadmin_reports:workflow"),
    )


def mes_brouillons(user) -> Attente | None:
    """The drafts of a person, with how much each lacks."""
    if not _peut(user, "add", "change"):
        return None
    brouillons = (
        Page.objects.filter(owner=user, live=False, depth__gt=1)
        .filter(pk__in=_siennes(user, "change").values("pk"))
        .select_related("locale", "content_type")
        .prefetch_workflow_states()
        .order_by(F("latest_revision_created_at").desc(nulls_last=True), "-pk")
    )
    premieres = list(brouillons[:MONTRES])
    manques = manques_en_lot(premieres)
    lignes = []
    for page in premieres:
        detail = _ou_en_est(page, sum(manque.refuse for manque in manques.get(page.pk, ())))
        lignes.append(Ligne(page.get_admin_display_title(), _modifier(page.pk), detail, page.locale.language_code))
    return Attente(
        "mes-brouillons",
        _("Mes brouillons"),
        lignes,
        brouillons.count(),
        _("Aucun brouillon à vous."),
        reverse("socle_manques"),
    )


def _ou_en_est(page, refus: int) -> str:
    circuit = page.current_workflow_state
    if circuit is not None:
        if circuit.status == WorkflowState.STATUS_NEEDS_CHANGES:
            return _("des modifications sont demandées")
        return _("en relecture")
    if refus:
        return ngettext("il lui manque %(n)s chose", "il lui manque %(n)s choses", refus) % {"n": refus}
    return _("peut être publié")


def publications_refusees(user) -> Attente | None:
    """What the clock would not publish, until it is published or set for another time."""
    if not _peut(user, "add", "change", "publish"):
        return None
    pages = (
        Page.objects.filter(pk__in=_siennes(user, "change").values("pk"))
        .annotate(
            refusee_le=Subquery(
                PageLogEntry.objects.filter(page=OuterRef("pk"), action=PUBLICATION_REFUSEE)
                .order_by("-timestamp")
                .values("timestamp")[:1]
            ),
            raisons=Subquery(
                PageLogEntry.objects.filter(page=OuterRef("pk"), action=PUBLICATION_REFUSEE)
                .order_by("-timestamp")
                .values("data")[:1]
            ),
            reprise=Exists(
                PageLogEntry.objects.filter(
                    page=OuterRef("pk"),
                    action__in=["wagtail.publish", "wagtail.publish.schedule", "wagtail.publish.scheduled"],
                    timestamp__gt=OuterRef("refusee_le"),
                )
            ),
        )
        .filter(refusee_le__isnull=False, reprise=False)
        .select_related("locale")
        .order_by("-refusee_le", "pk")
    )
    premieres = list(pages[:MONTRES])
    lignes = [
        Ligne(
            page.get_admin_display_title(),
            _modifier(page.pk),
            " ".join((page.raisons or {}).get("raisons", [])),
            page.locale.language_code,
        )
        for page in premieres
    ]
    return Attente(
        "publications-refusees",
        _("Publications planifiées qui n’ont pas eu lieu"),
        lignes,
        pages.count(),
        _("Toutes les publications planifiées ont eu lieu."),
    )


def droits(user) -> Attente | None:
    """The pictures and sounds whose rights end within a month, or have ended."""
    if not s_occupe_de_medias(user):
        return None
    echeances = droits_qui_finissent(user, timezone.localdate())
    return Attente(
        "droits",
        _("Droits d’images et de sons qui finissent"),
        [Ligne(e.titre, e.adresse, e.etat) for e in echeances[:MONTRES]],
        len(echeances),
        _("Aucun droit ne finit dans le mois."),
        reverse("medias_droits"),
    )


def traductions(user) -> Attente | None:
    """The translations a person may change whose source has changed since, or that lack a text."""
    if not _peut(user, "change"):
        return None
    source = Page.objects.filter(
        translation_key=OuterRef("source__object_id"), locale_id=OuterRef("source__locale_id"), live=True
    )
    traduit = StringTranslation.objects.filter(
        translation_of_id=OuterRef("string_id"),
        context_id=OuterRef("context_id"),
        locale_id=OuterRef(OuterRef("target_locale_id")),
        has_error=False,
    )
    sans_texte = (
        StringSegment.objects.filter(source_id=OuterRef("source_id"))
        .exclude(context__path="slug")
        .filter(~Exists(traduit))
    )
    cible = _siennes(user, "change").filter(
        translation_key=OuterRef("source__object_id"), locale_id=OuterRef("target_locale_id"), alias_of=None
    )
    en_cours = (
        Translation.objects.filter(enabled=True)
        .annotate(
            page_id=Subquery(cible.values("pk")[:1]),
            perimee=Exists(source.filter(last_published_at__gt=OuterRef("source__last_updated_at"))),
            incomplete=Exists(sans_texte),
        )
        .filter(page_id__isnull=False)
    )
    attendues = (en_cours.filter(perimee=True) | en_cours.filter(incomplete=True)).order_by("-perimee", "page_id")
    premieres = list(attendues[:MONTRES])
    pages = _en_vrac(traduction.page_id for traduction in premieres)
    lignes = [
        Ligne(
            pages[traduction.page_id].get_admin_display_title(),
            _modifier(traduction.page_id),
            _("le texte d’origine a changé") if traduction.perimee else _("des textes restent à traduire"),
            pages[traduction.page_id].locale.language_code,
        )
        for traduction in premieres
    ]
    return Attente(
        "traductions",
        _("Traductions à reprendre"),
        lignes,
        attendues.count(),
        _("Toutes vos traductions sont à jour."),
        reverse("wagtail_localize:translations_report"),
    )


def transcriptions(user) -> Attente | None:
    """What is heard in the languages of a person: to approve for who publishes, to write for who translates."""
    siennes = transcriptions_de(user)
    if not siennes:
        return None
    attendues = [t for t in siennes if t.est_a_approuver or (t.est_a_ecrire and not t.se_publie)]
    adresse = "traduction_transcription"
    return Attente(
        "transcriptions",
        _("Transcriptions de sons"),
        [Ligne(t.son.title, reverse(adresse, args=[t.son.pk, t.langue]), _a_faire(t)) for t in attendues[:MONTRES]],
        len(attendues),
        _("Aucune transcription ne vous attend."),
        reverse("traduction_transcriptions"),
    )


def _a_faire(transcription) -> str:
    langue = nom_de_langue(transcription.langue)
    if transcription.est_a_approuver:
        proposition = transcription.proposition
        return _("en %(langue)s, proposée par %(qui)s le %(jour)s") % {
            "langue": langue,
            "qui": proposition.ecrite_par or _("quelqu’un"),
            "jour": _le(proposition.ecrite_le),
        }
    if transcription.etat == Etat.RENVOYEE:
        return _("en %(langue)s, renvoyée : à reprendre") % {"langue": langue}
    return _("en %(langue)s, à transcrire") % {"langue": langue}


ATTENTES: tuple[Callable, ...] = (
    a_relire,
    en_relecture,
    transcriptions,
    publications_refusees,
    mes_brouillons,
    traductions,
    droits,
)


def ce_qui_attend(user) -> list[Attente]:
    """Return the lists that concern a person, those that hold something first."""
    trouvees = [attente for lire in ATTENTES if (attente := lire(user)) is not None]
    return sorted(trouvees, key=lambda attente: not attente.nombre)
