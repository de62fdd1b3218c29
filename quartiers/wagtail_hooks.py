"""What ensures, in the admin, that a quartier keeps referencing its narrative: each door asks first.

The reference itself is derived from the tree (`recit.queries.recit_above`); see docs/coherence.md.
"""

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column
from wagtail.admin.ui.tables.pages import ParentPageColumn

from quartiers.models import QuartierPage
from quartiers.views.bureau import RapportDesPassages, politique
from recit.views import portes
from recit.views.listes import CoherenceColumn, VuesDHistoires
from socle.views.listes import colonnes

portes.tenir_les_portes(lambda type_de_page: issubclass(type_de_page, QuartierPage))


# --- the listing ------------------------------------------------------------


class VuesDesQuartiers(VuesDHistoires):
    model = QuartierPage
    name = "raconter_quartiers"
    url_prefix = "raconter/quartiers"
    menu_label = _("Quartiers")
    icon = "site"
    menu_order = 30
    columns = colonnes(
        Column("echelle", label=_("Échelle"), accessor="get_echelle_display", sort_key="echelle", width="10%"),
        ParentPageColumn("parent", label=_("Sous"), width="12%"),
        CoherenceColumn(),
    )


@hooks.register("register_admin_viewset")
def liste_des_quartiers():
    return VuesDesQuartiers()


# --- the report -------------------------------------------------------------


@hooks.register("register_admin_urls")
def adresses_des_rapports():
    return [path("rapports/passages/", RapportDesPassages.as_view(), name="quartiers_passages")]


class _EntreeDesPassages(MenuItem):
    def is_shown(self, request):
        return politique.user_has_permission(request.user, "view")


@hooks.register("register_reports_menu_item")
def rapport_des_passages():
    return _EntreeDesPassages(_("Passages"), reverse("quartiers_passages"), name="passages", icon_name="view", order=15)
