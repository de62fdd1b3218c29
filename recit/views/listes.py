"""The listings of narratives, promises and positionings, in the menu « Raconter »."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.ui.tables.pages import ParentPageColumn

from recit.models import PositionnementPage, PromessePage, RecitPage
from socle.views.listes import VuesDunType, colonnes


class VuesDesRecits(VuesDunType):
    model = RecitPage
    name = "raconter_recits"
    url_prefix = "raconter/recits"
    menu_label = _("Récits")
    icon = "openquote"
    menu_order = 10


class VuesDesPromesses(VuesDunType):
    model = PromessePage
    name = "raconter_promesses"
    url_prefix = "raconter/promesses"
    menu_label = _("Promesses")
    icon = "pick"
    menu_order = 20
    columns = colonnes(
        Column("enonce", label=_("Énoncé"), width="25%"), ParentPageColumn("parent", label=_("Faite par"), width="12%")
    )


class VuesDesPositionnements(VuesDunType):
    model = PositionnementPage
    name = "raconter_positionnements"
    url_prefix = "raconter/positionnements"
    menu_label = _("Positionnements")
    icon = "crosshairs"
    menu_order = 25
