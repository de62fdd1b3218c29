"""*À relire*: what waits for a garant, the difference, and the signature."""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from recit.actions.relire import TexteChangeEntreTemps, signer, textes_a_lire, textes_a_lire_en_lot
from recit.forms import FiltreARelire
from recit.models import ARelire, AvecAncrage, PromessePage, Signature
from recit.rules import empreinte

PAR_PAGE = 50


def peut_relire(user) -> bool:
    """Tell whether this person publishes some page: a garant of the narrative."""
    return page_permission_policy.user_has_any_permission(user, ["publish"])


def se_signe(page) -> bool:
    """Tell whether `page` is a story that a garant may sign."""
    return isinstance(page, (AvecAncrage, PromessePage))


class _VueDeGarant(WagtailAdminTemplateMixin, TemplateView):
    header_icon = "glasses"
    _show_breadcrumbs = True

    def dispatch(self, request, *args, **kwargs):
        if not peut_relire(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class ListeARelire(_VueDeGarant):
    """What waits to be read again, by cause and by neighbourhood; several are confirmed together by POST."""

    page_title = gettext_lazy("À relire")
    template_name = "recit/admin/a_relire.html"

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs):
        ouvertes = ARelire.objects.ouvertes().pour(self.request.user)
        filtre = FiltreARelire(self.request.GET, ouvertes=ouvertes)
        lot = Paginator(filtre.filtrer(), PAR_PAGE).get_page(self.request.GET.get("p"))
        histoires = {
            page.pk: page for page in Page.objects.filter(pk__in={marque.page_id for marque in lot}).specific()
        }
        textes = textes_a_lire_en_lot(list(histoires.values()))
        return super().get_context_data(
            filtre=filtre,
            marques=lot,
            lignes=[(marque, empreinte(textes[marque.page_id])) for marque in lot],
            **kwargs,
        )

    def post(self, request, *args, **kwargs):
        signees, restees = 0, []
        for choix in dict.fromkeys(request.POST.getlist("histoire")):
            page, _separe, lue = choix.partition(":")
            page = Page.objects.filter(pk=page).first() if page.isdecimal() and len(page) < 19 else None
            if page is None or not se_signe(page.specific):
                continue
            if not page.permissions_for_user(request.user).can_publish():
                restees.append((page, _("vous n’avez pas le droit de la publier.")))
                continue
            try:
                signer(page.specific, request.user, lue)
                signees += 1
            except TexteChangeEntreTemps:
                restees.append((page, _("un texte a changé pendant que vous lisiez : relisez-la.")))
        for page, raison in restees:
            messages.warning(
                request, _("« %(titre)s » reste à relire : %(raison)s") % {"titre": page.title, "raison": raison}
            )
        if signees:
            messages.success(
                request,
                ngettext("%(nombre)d histoire confirmée.", "%(nombre)d histoires confirmées.", signees)
                % {"nombre": signees},
            )
        elif not restees:
            messages.warning(request, _("Choisissez au moins une histoire."))
        return redirect("recit_a_relire")


class HistoireARelire(_VueDeGarant):
    """One story: what changed, what it says, who signed; a garant confirms by POST."""

    template_name = "recit/admin/histoire_a_relire.html"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.page = get_object_or_404(Page, pk=kwargs["page_id"]).specific

    def dispatch(self, request, *args, **kwargs):
        if not se_signe(self.page) or not self.page.permissions_for_user(request.user).can_publish():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self):
        return _("À relire")

    def get_page_subtitle(self):
        return self.page.get_admin_display_title()

    def get_breadcrumbs_items(self):
        return [
            *self.breadcrumbs_items,
            {"url": reverse("recit_a_relire"), "label": _("À relire")},
            {"url": "", "label": self.get_page_subtitle()},
        ]

    def get_context_data(self, **kwargs):
        textes = textes_a_lire(self.page)
        return super().get_context_data(
            histoire=self.page,
            marques=ARelire.objects.ouvertes().filter(page=self.page.pk).select_related("cause"),
            textes=textes,
            empreinte=empreinte(textes),
            signatures=Signature.objects.filter(page=self.page.pk)[:20],
            **kwargs,
        )

    def post(self, request, *args, **kwargs):
        try:
            signer(self.page, request.user, request.POST.get("empreinte", ""))
        except TexteChangeEntreTemps:
            messages.error(request, _("Un texte a changé pendant que vous lisiez : relisez avant de confirmer."))
            return redirect("recit_histoire_a_relire", self.page.pk)
        messages.success(
            request, _("Vous avez confirmé « %(titre)s ».") % {"titre": self.page.get_admin_display_title()}
        )
        return redirect("recit_a_relire")
