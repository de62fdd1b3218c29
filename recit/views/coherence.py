"""The audit of coherence as a report of the admin."""

import csv

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.permissions import page_permission_policy, site_permission_policy

from medias.rules import inerte
from socle.registres import Faute, audits
from socle.views.rapports import peut_lire_le_rapport


def fautes_visibles(user) -> list[Faute]:
    """Return the faults of the pages that this person may see; those of a site for who may change sites."""
    pages = set(page_permission_policy.explorable_instances(user).values_list("pk", flat=True))
    sites = site_permission_policy.user_has_permission(user, "change")
    return [faute for faute in audits.fautes() if (sites if faute.page_id is None else faute.page_id in pages)]


class RapportDeCoherence(WagtailAdminTemplateMixin, TemplateView):
    """Lists the faults, each with a link to the page it is mended on; `?export=csv` sends the same list."""

    page_title = gettext_lazy("Cohérence")
    header_icon = "check"
    template_name = "recit/admin/coherence.html"
    index_url_name = "recit_coherence"
    _show_breadcrumbs = True

    def dispatch(self, request, *args, **kwargs):
        if not peut_lire_le_rapport(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    def get(self, request, *args, **kwargs):
        fautes = fautes_visibles(request.user)
        if request.GET.get("export") == "csv":
            return self.en_csv(fautes)
        return self.render_to_response(self.get_context_data(fautes=fautes))

    def en_csv(self, fautes) -> HttpResponse:
        reponse = HttpResponse(content_type="text/csv; charset=utf-8")
        nom = f"coherence-{timezone.localdate():%Y-%m-%d}.csv"
        reponse["Content-Disposition"] = f'attachment; filename="{nom}"'
        reponse.write("\ufeff")
        lignes = csv.writer(reponse)
        lignes.writerow([_("règle"), _("page"), _("titre"), _("raison"), _("adresse")])
        for faute in fautes:
            adresse = reverse("wagtailadmin_pages:edit", args=[faute.page_id]) if faute.page_id else ""
            lignes.writerow(
                [inerte(valeur) for valeur in (faute.regle, faute.page_id or "", faute.titre, faute.raison, adresse)]
            )
        return reponse
