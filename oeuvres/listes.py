"""The listings of works and of artists, in the menu « Raconter », and the choosers of artists."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Count, F, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from django_filters import ModelChoiceFilter
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import ObjectList
from wagtail.admin.ui.tables import Column, LocaleColumn, UpdatedAtColumn
from wagtail.admin.ui.tables.pages import ParentPageColumn
from wagtail.snippets.views.chooser import (
    ChooseResultsView,
    ChooseView,
    SnippetChooserViewSet,
    SnippetChosenMultipleView,
    SnippetChosenView,
)
from wagtail.snippets.views.snippets import (
    CopyView,
    DeleteView,
    EditView,
    HistoryView,
    SnippetViewSet,
    UsageView,
)

from oeuvres.droits import PolitiqueDesArtistes
from oeuvres.models import Artiste, ArtisteDeLOeuvre, OeuvrePage
from quartiers.models import QuartierPage
from recit.views.listes import CoherenceColumn, FiltresDHistoires, ListeDHistoires, VuesDHistoires
from socle.views.listes import MENU, colonnes
from socle.villes import page_editee, pages_a_voir, sites_de

politique_des_artistes = PolitiqueDesArtistes(Artiste)


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


class FormulaireDArtiste(WagtailAdminModelForm):
    """An artist belongs to a city of those who write about them, in a language they write in."""

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        if self.for_user is not None:
            sites = politique_des_artistes.sites_user_has_any_permission_for(self.for_user, ["add", "change"])
            self.fields["site"].queryset = sites
            if self.instance.pk is None and len(sites) == 1:
                self.initial["site"] = sites[0].pk  # the empty instance comes before the field’s own initial value

    def clean(self):
        donnees = super().clean()
        site = donnees.get("site")
        langue = self.instance.locale_id
        if site and langue and self.for_user and not politique_des_artistes.peut_ecrire(self.for_user, site, langue):
            raise ValidationError(_("Vous n’écrivez pas dans cette langue pour cette ville."))
        self._refuser_une_adresse_prise(site, langue)
        return donnees

    def _refuser_une_adresse_prise(self, site, langue):
        # The language is not in the form, so that Django does not look.
        autres = Artiste.objects.filter(site=site, locale=langue).exclude(pk=self.instance.pk)
        artiste = Artiste(
            nom=self.cleaned_data.get("nom", ""),
            slug=self.cleaned_data.get("slug", ""),
            translation_key=self.instance.translation_key,
        )
        if site and autres.filter(slug=artiste.adresse_par_defaut()).exists():
            self.add_error("slug", _("Un artiste de cette ville a déjà cette adresse : écrivez-en une autre."))


def artistes_a_proposer(request):
    """Return the artists of the city of the page being edited, or of the cities where the person works."""
    artistes = Artiste.objects.filter(site__in=sites_de(request.user))
    editee = page_editee(request)
    if editee is None:
        return artistes
    racine = editee.path[: 2 * editee.steplen]
    return artistes.filter(
        site__root_page__translation_key__in=type(editee).objects.filter(path=racine).values("translation_key"),
        locale_id=editee.locale_id,
    )


class _DeLaVille:
    def get_object_list(self):
        return artistes_a_proposer(self.request)


class ChoisirUnArtiste(_DeLaVille, ChooseView):
    pass


class ChoisirUnArtisteResultats(_DeLaVille, ChooseResultsView):
    pass


class ArtisteChoisi(SnippetChosenView):
    def get_object(self, pk):
        return artistes_a_proposer(self.request).get(pk=pk)


class ArtistesChoisis(SnippetChosenMultipleView):
    def get_objects(self, pks):
        return artistes_a_proposer(self.request).filter(pk__in=[pk for pk in pks if pk.isdecimal() and len(pk) < 19])


class ChoixDArtiste(SnippetChooserViewSet):
    choose_view_class = ChoisirUnArtiste
    choose_results_view_class = ChoisirUnArtisteResultats
    chosen_view_class = ArtisteChoisi
    chosen_multiple_view_class = ArtistesChoisis


class _Permis:
    """Wagtail asks the permission on the type; this asks it on the artist."""

    def get_object(self, *args, **options):
        artiste = super().get_object(*args, **options)
        if not politique_des_artistes.user_has_permission_for_instance(self.request.user, "change", artiste):
            raise PermissionDenied
        return artiste


class Modifier(_Permis, EditView):
    pass


class Supprimer(_Permis, DeleteView):
    pass


class Usages(_Permis, UsageView):
    pass


class Historique(_Permis, HistoryView):
    pass


class Copier(_Permis, CopyView):
    pass


class VuesDesArtistes(SnippetViewSet):
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
    chooser_viewset_class = ChoixDArtiste
    edit_view_class = Modifier
    delete_view_class = Supprimer
    usage_view_class = Usages
    history_view_class = Historique
    copy_view_class = Copier
    edit_handler = ObjectList(Artiste.panels, base_form_class=FormulaireDArtiste)

    @property
    def permission_policy(self):
        return politique_des_artistes

    def get_queryset(self, request):
        oeuvres = (
            ArtisteDeLOeuvre.objects.filter(artiste__translation_key=OuterRef("translation_key"))
            .values(cle=F("artiste__translation_key"))
            .annotate(nombre=Count("page__translation_key", distinct=True))
            .values("nombre")
        )
        return (
            Artiste.objects.filter(site__in=sites_de(request.user))
            .select_related("site", "locale")
            .annotate(nombre_d_oeuvres=Coalesce(Subquery(oeuvres), 0))
        )
