"""The listings of narratives, promises and positionings, and the coherence column of all stories."""

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter
from wagtail.admin.ui.tables import Column
from wagtail.admin.ui.tables.pages import ParentPageColumn

from recit.models import ARelire, PositionnementPage, PromessePage, RecitPage
from socle.views.listes import FiltresDeListe, ListeDunType, VuesDunType, colonnes
from socle.villes import page_editee


class CoherenceColumn(Column):
    """Whether a garant must read this story again, since a text it rests on has changed."""

    cell_template_name = "recit/admin/colonne_coherence.html"

    def __init__(self):
        super().__init__("coherence", label=_("Cohérence"), accessor="a_relire_lu", width="10%")

    def get_cell_context_data(self, page, parent_context):
        return super().get_cell_context_data(page, parent_context) | {
            "adresse": reverse("recit_histoire_a_relire", args=[page.pk]),
            "peut_signer": page.permissions_for_user(parent_context["request"].user).can_publish(),
        }


def lire_ce_qui_est_a_relire(pages):
    """Give each page of a listing whether it is to be read again, as `a_relire_lu`; one query."""
    ouvertes = set(
        ARelire.objects.ouvertes().filter(page__in=[page.pk for page in pages]).values_list("page_id", flat=True)
    )
    for page in pages:
        page.a_relire_lu = page.pk in ouvertes


class ListeDHistoires(ListeDunType):
    lectures = (*ListeDunType.lectures, lire_ce_qui_est_a_relire)


class FiltresDHistoires(FiltresDeListe):
    coherence = ChoiceFilter(
        label=_("Cohérence"),
        choices=[("a_relire", _("À relire")), ("relue", _("Rien à relire"))],
        method="selon_la_coherence",
    )

    def selon_la_coherence(self, pages, _nom, voulu):
        ouvertes = Exists(ARelire.objects.ouvertes().filter(page=OuterRef("pk")))
        return pages.filter(ouvertes) if voulu == "a_relire" else pages.exclude(ouvertes)


class VuesDHistoires(VuesDunType):
    """The listing of a type of story that references its narrative."""

    index_view_class = ListeDHistoires
    filterset_class = FiltresDHistoires


class VuesDesRecits(VuesDunType):
    model = RecitPage
    name = "raconter_recits"
    url_prefix = "raconter/recits"
    menu_label = _("Récits")
    icon = "openquote"
    menu_order = 10


class VuesDesPromesses(VuesDHistoires):
    model = PromessePage
    name = "raconter_promesses"
    url_prefix = "raconter/promesses"
    menu_label = _("Promesses")
    icon = "pick"
    menu_order = 20
    columns = colonnes(
        Column("enonce", label=_("Énoncé"), width="22%"),
        ParentPageColumn("parent", label=_("Faite par"), width="12%"),
        CoherenceColumn(),
    )


class VuesDesPositionnements(VuesDHistoires):
    model = PositionnementPage
    name = "raconter_positionnements"
    url_prefix = "raconter/positionnements"
    menu_label = _("Positionnements")
    icon = "crosshairs"
    menu_order = 25
    columns = colonnes(ParentPageColumn("parent", label=_("De"), width="15%"), CoherenceColumn())


def promesses_a_proposer(pages, request):
    """Narrow what a chooser of promises offers to those of the narrative above the edited page, in any language."""
    editee = page_editee(request) if request.GET.get("page_type") == PromessePage._meta.label_lower else None
    if editee is None:
        return pages
    recit = RecitPage.objects.filter(pk__in=editee.get_ancestors(inclusive=True).values("pk")).last()
    if recit is None:
        return pages
    autres = RecitPage.objects.exclude(translation_key=recit.translation_key)
    d_autres = PromessePage.objects.exclude(recit__translation_key=recit.translation_key)
    return pages.exclude(pk__in=autres.values("pk")).exclude(pk__in=d_autres.values("pk"))
