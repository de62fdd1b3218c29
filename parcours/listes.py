"""The listing of routes, in the menu « Raconter »."""

from django.db.models import Count
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column

from parcours.models import Etape, ParcoursPage
from socle.views.listes import ListeDunType, VuesDunType, colonnes


def lire_les_nombres_d_arrets(parcours):
    """Give each route of a listing how many stops it has, as `nombre_d_arrets`; one query."""
    nombres = dict(
        Etape.objects.filter(page__in=[p.pk for p in parcours]).values_list("page").annotate(Count("pk")).order_by()
    )
    for page in parcours:
        page.nombre_d_arrets = nombres.get(page.pk, 0)


class ListeDesParcours(ListeDunType):
    lectures = (*ListeDunType.lectures, lire_les_nombres_d_arrets)


class VuesDesParcours(VuesDunType):
    model = ParcoursPage
    name = "raconter_parcours"
    url_prefix = "raconter/parcours"
    menu_label = _("Parcours")
    icon = "arrows-up-down"
    menu_order = 48
    index_view_class = ListeDesParcours
    columns = colonnes(
        Column("nombre_d_arrets", label=_("Arrêts"), width="8%"),
        Column("trace", label=_("Tracé"), accessor=lambda page: _("oui") if page.trace_id else _("non"), width="8%"),
    )
