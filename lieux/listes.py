"""The listing of places, in the menu « Raconter »."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.ui.tables.pages import ParentPageColumn

from lieux.models import LieuPage
from recit.views.listes import CoherenceColumn, VuesDHistoires
from socle.views.listes import colonnes


class VuesDesLieux(VuesDHistoires):
    model = LieuPage
    name = "raconter_lieux"
    url_prefix = "raconter/lieux"
    menu_label = _("Lieux")
    icon = "thumbtack"
    menu_order = 45
    columns = colonnes(
        Column("genre", label=_("Genre"), accessor="get_genre_display", sort_key="genre", width="12%"),
        ParentPageColumn("parent", label=_("Quartier"), width="12%"),
        CoherenceColumn(),
    )
