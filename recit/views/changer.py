"""*Changer de récit*: choose the prepared narrative, say which promise takes up which, rehearse, change."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from recit.actions.changer import (
    Bilan,
    ChangementRefuse,
    changer,
    promesses_de_la_ville,
    recits_prepares,
    repeter,
)
from recit.forms import ChoixDuRecit, Correspondances
from recit.models import RecitPage


def peut_changer(user, recit) -> bool:
    """Tell whether this person runs the city of this narrative: adds and publishes on its home page, in every language."""
    accueil = recit.get_parent()
    return all(
        ville.permissions_for_user(user).can_add_subpage() and ville.permissions_for_user(user).can_publish_subpage()
        for ville in accueil.get_translations(inclusive=True)
    )


def recits_a_changer(user) -> list[RecitPage]:
    """Return the narratives on line, in their first language, that this person may change."""
    en_ligne = RecitPage.objects.filter(live=True).select_related("locale").order_by("path")
    premiers = {}
    for recit in en_ligne:
        premiers.setdefault(recit.translation_key, recit)
    return [recit for recit in premiers.values() if peut_changer(user, recit)]


class _Vue(WagtailAdminTemplateMixin, TemplateView):
    page_title = gettext_lazy("Changer de récit")
    header_icon = "resubmit"
    _show_breadcrumbs = True

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]


class LequelChanger(_Vue):
    """The narratives on line that one may change; where there is one, its page at once."""

    template_name = "recit/admin/lequel_changer.html"

    def get(self, request, *args, **kwargs):
        recits = recits_a_changer(request.user)
        if not recits:
            raise PermissionDenied
        if len(recits) == 1:
            return redirect("recit_changer", recits[0].pk)
        return self.render_to_response(self.get_context_data(recits=recits))


class ChangerDeRecit(_Vue):
    """The change of one narrative: nothing is written before « Changer »."""

    template_name = "recit/admin/changer.html"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.ancien = get_object_or_404(RecitPage, pk=kwargs["page_id"])

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perm("wagtailadmin.access_admin"):
            raise PermissionDenied
        if not peut_changer(request.user, self.ancien):
            raise PermissionDenied
        if not self.ancien.live:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self):
        return self.ancien.get_admin_display_title()

    def get_context_data(self, donnees=None, **kwargs):
        choix = ChoixDuRecit(self.request.GET or None, prepares=recits_prepares(self.ancien))
        nouveau = choix.cleaned_data["nouveau"] if choix.is_valid() else None
        correspondances = nouveau and Correspondances(
            donnees, anciennes=promesses_de_la_ville(self.ancien), nouvelles=promesses_de_la_ville(nouveau)
        )
        return super().get_context_data(
            ancien=self.ancien, choix=choix, nouveau=nouveau, correspondances=correspondances, **kwargs
        )

    def post(self, request, *args, **kwargs):
        contexte = self.get_context_data(donnees=request.POST)
        formulaire, nouveau = contexte["correspondances"], contexte["nouveau"]
        if formulaire is None or not formulaire.is_valid():
            return self.render_to_response(contexte)
        try:
            if request.POST.get("geste") != "changer":
                return self.render_to_response(contexte | {"bilan": repeter(self.ancien, nouveau, formulaire.par_cle)})
            bilan = changer(self.ancien, nouveau, formulaire.par_cle, request.user, formulaire.cleaned_data["accepter"])
        except ChangementRefuse as refus:
            for raison in refus.raisons:
                messages.error(request, raison)
            return self.render_to_response(contexte | {"bilan": self._repeter_encore(nouveau, formulaire)})
        messages.success(
            request,
            _("« %(titre)s » est le récit de la ville ; %(nombre)d pages l’ont rejoint.")
            % {"titre": nouveau.title, "nombre": len(bilan.deplacees)},
        )
        return redirect("wagtailadmin_explore", nouveau.pk)

    def _repeter_encore(self, nouveau, formulaire) -> Bilan | None:
        """Show what stands in the way, where a rehearsal can tell it."""
        try:
            return repeter(self.ancien, nouveau, formulaire.par_cle)
        except ChangementRefuse:
            return None
