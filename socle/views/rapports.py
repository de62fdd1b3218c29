"""Reports of the admin: what lacks what, and the counts that only who runs the installation may read."""

from django.core.exceptions import PermissionDenied
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter
from wagtail.admin.auth import require_admin_access
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.views.reports import PageReportView
from wagtail.admin.views.reports.audit_logging import (
    LogEntriesView,
    SiteHistoryReportFilterSet,
    get_users_for_filter,
)
from wagtail.admin.views.reports.page_types_usage import PageTypesUsageReportView
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from medias.rules import inerte
from socle.exigences import manques_en_lot


def pages_qui_manquent(pages) -> dict:
    """Return what lacks on each of these generic pages, only those that lack something."""
    return {pk: trouves for pk, trouves in manques_en_lot(pages).items() if trouves}


class FiltresDesManques(WagtailFilterSet):
    niveau = ChoiceFilter(
        label=_("Ce qui manque"),
        choices=[("refuse", _("Refuse la publication")), ("conseille", _("Conseillé seulement"))],
        method="selon_le_niveau",
    )
    etat = ChoiceFilter(
        label=_("État"),
        field_name="live",
        choices=[("True", _("En ligne")), ("False", _("Hors ligne"))],
    )

    class Meta:
        model = Page
        fields = []

    def selon_le_niveau(self, pages, _nom, niveau):
        manques = self.request.manques
        voulus = [pk for pk, trouves in manques.items() if any(m.refuse for m in trouves) is (niveau == "refuse")]
        return pages.filter(pk__in=voulus)


class RapportDesManques(PageReportView):
    """What each page lacks, among those that the person may change."""

    page_title = _("Ce qui manque")
    header_icon = "tasks"
    index_url_name = "socle_manques"
    index_results_url_name = "socle_manques_resultats"
    results_template_name = "socle/admin/rapport_des_manques.html"
    filterset_class = FiltresDesManques
    any_permission_required = ["add", "change", "publish"]
    list_export = ["title", "langue", "etat", "refus", "conseils"]
    export_headings = {
        "title": _("Titre"),
        "langue": _("Langue"),
        "etat": _("État"),
        "refus": _("Refuse la publication"),
        "conseils": _("Conseillé"),
    }
    export_filename = "manques"

    @cached_property
    def manques(self):
        pages = page_permission_policy.instances_user_has_permission_for(self.request.user, "change")
        trouves = pages_qui_manquent(pages.filter(depth__gt=1))
        self.request.manques = trouves
        return trouves

    def get_queryset(self):
        return (
            Page.objects.filter(pk__in=list(self.manques))
            .select_related("locale", "content_type")
            .order_by("live", "-latest_revision_created_at", "pk")
        )

    def decorate_paginated_queryset(self, object_list):
        for page in object_list:
            page.manques = sorted(self.manques[page.pk], key=lambda manque: not manque.refuse)
        return object_list

    def to_row_dict(self, page):
        trouves = self.manques[page.pk]
        return {
            "title": inerte(page.get_admin_display_title()),
            "langue": page.locale.language_code,
            "etat": str(_("En ligne") if page.live else _("Hors ligne")),
            "refus": " ".join(manque.message for manque in trouves if manque.refuse),
            "conseils": " ".join(manque.message for manque in trouves if not manque.refuse),
        }


def peut_lire_le_rapport(user) -> bool:
    """Tell whether this person edits or publishes some page."""
    return page_permission_policy.user_has_any_permission(user, ["add", "change", "publish"])


@require_admin_access
def usage_des_types(request, results_only=False):
    """Wagtail's counts by page type name the last page changed, whatever the city: for the installation alone."""
    if not request.user.is_superuser:
        raise PermissionDenied
    return PageTypesUsageReportView.as_view(results_only=results_only)(request)


class FiltresDeLHistorique(SiteHistoryReportFilterSet):
    """Wagtail's filter by person names whoever changed anything, whatever the city."""

    def get_users_queryset(self):
        return get_users_for_filter(self.request.user)


class Historique(LogEntriesView):
    filterset_class = FiltresDeLHistorique
