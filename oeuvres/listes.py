"""The listings of works and of artists, in the menu « Raconter », and the choosers of artists."""

from django.db.models import Count, F, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from django_filters import ModelChoiceFilter
from wagtail.admin.panels import ObjectList
from wagtail.admin.ui.tables import Column, LocaleColumn, UpdatedAtColumn
from wagtail.admin.ui.tables.pages import ParentPageColumn

from oeuvres.models import Artiste, ArtisteDeLOeuvre, OeuvrePage
from quartiers.models import QuartierPage
from recit.views.listes import CoherenceColumn, FiltresDHistoires, ListeDHistoires, VuesDHistoires
from socle.views.listes import MENU, colonnes
from socle.views.par_ville import ChoixPourUnePage, FormulaireAvecAdresse, VuesParVille
from socle.villes import pages_a_voir

# --- works ------------------------------------------------------------------


def lire_les_artistes(oeuvres):
    """Give each work of a listing the names of its artists, as `noms_des_artistes`; one query."""
    noms = {}
    liens = ArtisteDeLOeuvre.objects.filter(page__in=[oeuvre.pk for oeuvre in oeuvres]).order_by("sort_order")
    for page_id, nom in liens.values_list("page_id", "artiste__nom"):
        noms.setdefault(page_id, []).append(nom)
    for oeuvre in oeuvres:
        oeuvre.noms_des_artistes = ", ".join(noms.get(oeuvre.pk, ()))


class FiltresDesOeuvres(FiltresDHistoires):
    quartier = ModelChoiceFilter(
        label=_("Quartier"),
        queryset=lambda request: QuartierPage.objects.filter(pk__in=pages_a_voir(request.user)).order_by("path"),
        method="sous_le_quartier",
    )

    class Meta(FiltresDHistoires.Meta):
        model = OeuvrePage

    def sous_le_quartier(self, oeuvres, _nom, quartier):
        return oeuvres.filter(path__startswith=quartier.path)


class ListeDesOeuvres(ListeDHistoires):
    lectures = (*ListeDHistoires.lectures, lire_les_artistes)


class VuesDesOeuvres(VuesDHistoires):
    model = OeuvrePage
    name = "raconter_oeuvres"
    url_prefix = "raconter/oeuvres"
    menu_label = _("Œuvres")
    icon = "image"
    menu_order = 40
    index_view_class = ListeDesOeuvres
    filterset_class = FiltresDesOeuvres
    columns = colonnes(
        Column("noms_des_artistes", label=_("Artistes"), width="15%"),
        ParentPageColumn("parent", label=_("Quartier"), width="12%"),
        CoherenceColumn(),
    )


# --- artists ----------------------------------------------------------------


class FormulaireDArtiste(FormulaireAvecAdresse):
    deja_prise = _("Un artiste de cette ville a déjà cette adresse : écrivez-en une autre.")


class VuesDesArtistes(VuesParVille):
    """The artists of the person's cities, with how many works name each."""

    model = Artiste
    icon = "user"
    menu_label = _("Artistes")
    menu_order = 50
    menu_hook = MENU
    list_display = [
        "nom",
        Column("ville", label=_("Ville"), accessor="site.site_name"),
        Column("nombre_d_oeuvres", label=_("Œuvres")),
        LocaleColumn(),
        UpdatedAtColumn(),
    ]
    ordering = ["nom_de_tri", "nom"]
    chooser_viewset_class = ChoixPourUnePage
    edit_handler = ObjectList(Artiste.panels, base_form_class=FormulaireDArtiste)

    def get_queryset(self, request):
        oeuvres = (
            ArtisteDeLOeuvre.objects.filter(artiste__translation_key=OuterRef("translation_key"))
            .values(cle=F("artiste__translation_key"))
            .annotate(nombre=Count("page__translation_key", distinct=True))
            .values("nombre")
        )
        return super().get_queryset(request).annotate(nombre_d_oeuvres=Coalesce(Subquery(oeuvres), 0))
