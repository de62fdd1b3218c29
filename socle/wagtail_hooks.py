"""What all stories bring to the admin: bulk publication, warnings, the log of refusals."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import JsonResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem
from wagtail.admin.views.pages.bulk_actions import PublishBulkAction
from wagtail.log_actions import LogFormatter

from socle.actions import PUBLICATION_REFUSEE
from socle.enums import Niveau
from socle.exigences import manques
from socle.liens import LienVersUneHistoire
from socle.models import PageSocle
from socle.views import redirections
from socle.views.listes import MENU, explorateur
from socle.views.par_ville import SupprimerEnLot
from socle.views.rapports import RapportDesManques, peut_lire_le_rapport
from socle.villes import de_la_ville_au_chemin, page_editee, pages_a_voir


def _liste(chapeau, raisons):
    return format_html("{}<ul>{}</ul>", chapeau, format_html_join("", "<li>{}</li>", ((r,) for r in raisons)))


# --- bulk publication -------------------------------------------------------


class PublierEnLot(PublishBulkAction):
    """Publishes what may be, and lists the rest with the reasons."""

    template_name = "socle/admin/publier_en_lot.html"

    def __init__(self, request, model):
        super().__init__(request, model)
        self.refusees = []

    def object_context(self, obj):
        contexte = super().object_context(obj)
        page = contexte["item"].get_latest_revision_as_object()
        contexte["manques"] = manques(page, Niveau.PUBLICATION) if isinstance(page, PageSocle) else []
        return contexte

    def get_execution_context(self):
        return super().get_execution_context() | {"refusees": self.refusees}

    @classmethod
    def execute_action(cls, objects, include_descendants=False, user=None, refusees=None, **kwargs):
        refusees = [] if refusees is None else refusees
        publiees, en_dessous = 0, 0
        for page in objects:
            publiees += cls._publier(page.specific, user, refusees)
            if include_descendants:
                # From the top down, so that each is published under a page that is.
                for brouillon in page.get_descendants().not_live().specific():
                    if user is None or brouillon.permissions_for_user(user).can_publish():
                        en_dessous += cls._publier(brouillon, user, refusees)
        return publiees, en_dessous

    @staticmethod
    def _publier(page, user, refusees) -> bool:
        try:
            with transaction.atomic():
                revision = page.get_latest_revision() or page.save_revision(user=user)
                revision.publish(user=user)
        except ValidationError as refus:
            refusees.append((page.get_admin_display_title(), refus.messages))
            return False
        return True

    def get_success_message(self, num_parent_objects, num_child_objects):
        for titre, raisons in self.refusees:
            messages.warning(self.request, _liste(_("« %(titre)s » n’est pas publié :") % {"titre": titre}, raisons))
        if not num_parent_objects and not num_child_objects:
            return None
        return super().get_success_message(num_parent_objects, num_child_objects)


hooks.register("register_bulk_action", PublierEnLot, order=10)  # after Wagtail's, and so in its place
hooks.register("register_bulk_action", SupprimerEnLot, order=10)


# --- a review is given once ----------------------------------------------------


@hooks.register("before_edit_page")
def ne_relire_qu_une_fois(request, page):
    """Let the form alone approve or send back: Wagtail's autosave sends what the click has just written in it, too.

    Whichever came second found no review under way, and broke.
    """
    if request.method != "POST" or not request.POST.get("action-workflow-action"):
        return None
    fait = _("La relecture de cette page est déjà faite.")
    if "application/json" in request.headers.get("accept", ""):
        return JsonResponse({"success": False, "errorCode": "workflow", "errorMessage": fait}, status=400)
    if page.current_workflow_task is None:
        messages.warning(request, fait)
        return redirect("wagtailadmin_pages:edit", page.pk)
    return None


# --- what is said after a page is saved -------------------------------------


def _previent(request, page, chapeau, niveau):
    if isinstance(page, PageSocle) and (restants := manques(page, niveau)):
        messages.warning(request, _liste(chapeau, [manque.message for manque in restants]))


@hooks.register("after_edit_page")
@hooks.register("after_create_page")
def dire_a_la_relecture_ce_qui_manque(request, page):
    """Warn who submits a page for review of all that it still lacks."""
    if request.POST.get("action-submit") or request.POST.get("action-restart-workflow"):
        _previent(request, page, _("Envoyé en relecture. Il manque encore :"), Niveau.RELECTURE)


@hooks.register("after_publish_page")
def dire_ce_qui_empechera_de_publier(request, page):
    """Warn who sets a publication for later of what will refuse it on the day."""
    planifiee = page.get_scheduled_revision_as_object()
    if planifiee is not None and planifiee.go_live_at and planifiee.go_live_at > timezone.now():
        _previent(
            request,
            planifiee,
            _("À l’heure dite, la page restera en brouillon s’il lui manque encore :"),
            Niveau.PUBLICATION,
        )


@hooks.register("after_copy_page")
def dire_ce_qui_est_reste_en_brouillon(request, page, copie):
    """Tell who asked to publish a copy, or an alias, how many of its pages stayed drafts because they lack something."""
    if not (request.POST.get("publish_copies") or request.POST.get("alias")):
        return
    paires = zip(
        page.get_descendants(inclusive=True).values_list("live", flat=True),
        copie.get_descendants(inclusive=True).values_list("live", flat=True),
        strict=False,
    )
    if restees := sum(source and not obtenue for source, obtenue in paires):
        messages.warning(
            request,
            ngettext(
                "%(nombre)s page copiée reste en brouillon : il lui manque de quoi être publiée.",
                "%(nombre)s pages copiées restent en brouillon : il leur manque de quoi être publiées.",
                restees,
            )
            % {"nombre": restees},
        )


# --- what is offered, and to whom -------------------------------------------


@hooks.register("construct_explorer_page_queryset")
def ne_pas_explorer_une_autre_ville(parent, pages, request):
    """Wagtail lets anyone open a page whose children they may not see: its name would show."""
    if not pages_a_voir(request.user).filter(pk=parent.pk).exists():
        raise PermissionDenied
    return pages


@hooks.register("construct_page_chooser_queryset")
def ne_proposer_que_la_ville(pages, request):
    """Offer the pages that the person may see, of the city of the page being edited."""
    parent = request.resolver_match.kwargs.get("parent_page_id")
    if parent and not pages_a_voir(request.user).filter(pk=parent).exists():
        raise PermissionDenied
    pages = pages.filter(pk__in=pages_a_voir(request.user).values("pk"))
    editee = page_editee(request)
    return pages if editee is None else pages.filter(de_la_ville_au_chemin(editee.path))


# --- listings ---------------------------------------------------------------


@hooks.register("register_admin_viewset")
def explorer_avec_ce_qui_compte():
    return explorateur  # after Wagtail's, and so in its place


class _MenuRaconter(SubmenuMenuItem):
    def is_shown(self, request):
        return peut_lire_le_rapport(request.user) and super().is_shown(request)


@hooks.register("register_admin_menu_item")
def menu_raconter():
    return _MenuRaconter(
        gettext_lazy("Raconter"),
        Menu(register_hook_name=MENU),
        name="raconter",
        icon_name="openquote",
        order=50,
    )


# --- the report -------------------------------------------------------------


@hooks.register("register_admin_urls")
def adresses_des_rapports():
    return [
        path("rapports/manques/", RapportDesManques.as_view(), name="socle_manques"),
        path(
            "rapports/manques/resultats/",
            RapportDesManques.as_view(results_only=True),
            name="socle_manques_resultats",
        ),
    ]


class _EntreeDuRapport(MenuItem):
    def is_shown(self, request):
        return peut_lire_le_rapport(request.user)


@hooks.register("register_reports_menu_item")
def rapport_des_manques():
    return _EntreeDuRapport(_("Ce qui manque"), reverse("socle_manques"), name="manques", icon_name="tasks", order=20)


@hooks.register("construct_reports_menu")
def sans_les_comptes_de_l_installation(request, entrees):
    if not request.user.is_superuser:
        entrees[:] = [entree for entree in entrees if entree.name != "page-types-usage"]


# --- redirects --------------------------------------------------------------

hooks.register("register_admin_urls", redirections.adresses, order=-10)


class _EntreeDesRedirections(MenuItem):
    def is_shown(self, request):
        return redirections.politique.user_has_any_permission(request.user, ["add", "change", "delete"])


@hooks.register("construct_settings_menu")
def redirections_de_la_ville(request, entrees):
    """Wagtail shows its entry to those who hold the permission everywhere; ours, to those who hold it for a city."""
    entrees[:] = [entree for entree in entrees if entree.name != "redirects"]
    entree = _EntreeDesRedirections(
        _("Redirections"), reverse("wagtailredirects:index"), name="redirections", icon_name="redirect", order=800
    )
    if entree.is_shown(request):
        entrees.append(entree)


@hooks.register("insert_global_admin_css")
def feuille_du_bureau():
    return format_html('<link rel="stylesheet" href="{}">', static("css/bureau.css"))


@hooks.register("insert_global_admin_js")
def dates_laissees_comme_on_les_tape():
    return format_html('<script src="{}"></script>', static("js/dates-admin.js"))


@hooks.register("insert_editor_js")
def enfants_nommes_par_ce_qu_ils_disent():
    return format_html('<script type="module" src="{}"></script>', static("js/enfants-admin.js"))


# --- the log ----------------------------------------------------------------


@hooks.register("register_log_actions")
def garder_les_refus(actions):
    @actions.register_action(PUBLICATION_REFUSEE)
    class PublicationRefuseeParLHorloge(LogFormatter):
        label = gettext_lazy("Publication planifiée refusée")

        def format_message(self, entree):
            raisons = " ".join(entree.data.get("raisons", []))
            return _("Publication planifiée refusée : %(raisons)s") % {"raisons": raisons}


# --- links in texts -----------------------------------------------------------


@hooks.register("register_rich_text_features", order=100)
def liens_du_lecteur(features):
    """Links to pages lead readers to their own language, and nowhere where there is nothing to see."""
    features.register_link_type(LienVersUneHistoire)
