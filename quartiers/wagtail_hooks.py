"""What ensures, in the admin, that a quartier keeps referencing its narrative: each door asks first.

The reference itself is derived from the tree (`recit.queries.recit_above`); see docs/coherence.md.
"""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.tables import Column
from wagtail.admin.ui.tables.pages import ParentPageColumn

from quartiers.models import QuartierPage
from recit.views import portes
from recit.views.listes import CoherenceColumn, VuesDHistoires
from socle.views.listes import colonnes


def _un_quartier(type_de_page) -> bool:
    return issubclass(type_de_page, QuartierPage)


@hooks.register("before_create_page")
def un_quartier_nait_sous_un_recit(request, parent, type_de_page):
    return portes.avant_de_creer(request, parent, type_de_page) if _un_quartier(type_de_page) else None


@hooks.register("before_move_page")
def un_quartier_reste_dans_son_recit(request, page, destination):
    return portes.avant_de_deplacer(request, page, destination) if _un_quartier(type(page)) else None


@hooks.register("before_delete_page")
def un_quartier_supprime_ne_laisse_rien_derriere_lui(request, page):
    return portes.avant_de_supprimer(request, page) if _un_quartier(type(page)) else None


@hooks.register("before_bulk_action")
def des_quartiers_restent_dans_leur_recit(request, action, pages, vue):
    return portes.avant_d_agir_sur_plusieurs(request, action, pages, vue, _un_quartier)


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
