"""The home of the admin: what waits for whom; the listing of plain pages."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.components import Component
from wagtail.admin.views.home import LockedPagesPanel, RecentEditsPanel

from home.attentes import ce_qui_attend
from home.models import ContentPage
from socle.views.listes import VuesDunType


class CeQuiMAttend(Component):
    """The answer to « Qu’est-ce qui m’attend ? »."""

    name = "ce_qui_m_attend"
    template_name = "home/admin/attentes.html"
    order = 10

    def get_context_data(self, parent_context):
        return {"titre": _("Qu’est-ce qui m’attend ?"), "attentes": ce_qui_attend(parent_context["request"].user)}


@hooks.register("construct_homepage_panels")
def ce_qui_attend_d_abord(request, panneaux):
    """Keep, of Wagtail's panels, what says something else."""
    gardes = [panneau for panneau in panneaux if isinstance(panneau, (RecentEditsPanel, LockedPagesPanel))]
    panneaux[:] = [CeQuiMAttend(), *gardes]


@hooks.register("construct_homepage_summary_items", order=1000)  # after those who add theirs
def sans_comptes(request, elements):
    """Wagtail's figures tell how many pages there are, not what to do."""
    elements.clear()


class VuesDesPages(VuesDunType):
    model = ContentPage
    name = "raconter_pages"
    url_prefix = "raconter/pages"
    menu_label = _("Pages simples")
    icon = "doc-empty"
    menu_order = 60


@hooks.register("register_admin_viewset")
def liste_des_pages_simples():
    return VuesDesPages()
