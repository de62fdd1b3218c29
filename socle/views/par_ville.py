"""The admin of what belongs to a city and a language: listing, forms, choosers, nothing of another city.

Wagtail asks a permission on the type; here it is asked on the thing itself.
"""

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.functional import cached_property, classproperty
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.snippets.bulk_actions.delete import DeleteBulkAction
from wagtail.snippets.models import get_snippet_models
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

from socle.droits import PolitiqueParVilleEtLangue
from socle.villes import page_editee, sites_de


def _sont_des_numeros(valeurs) -> list[str]:
    return [valeur for valeur in map(str, valeurs) if valeur.isdecimal() and len(valeur) < 19]


class FormulaireParVille(WagtailAdminModelForm):
    """What one writes belongs to a city of those who may write there, in a language they write in."""

    @cached_property
    def politique(self) -> PolitiqueParVilleEtLangue:
        return PolitiqueParVilleEtLangue(self._meta.model)

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        if self.for_user is None:
            return
        sites = self.politique.sites_user_has_any_permission_for(self.for_user, ["add", "change"])
        self._offrir("site", sites)
        if "locale" in self.fields:
            self._offrir("locale", self.politique.langues_de(self.for_user))

    def _offrir(self, nom, choix):
        self.fields[nom].queryset = choix
        if self.instance.pk is None and len(choix) == 1:
            self.initial[nom] = choix[0].pk  # the empty instance comes before the field’s own initial value

    def clean(self):
        donnees = super().clean()
        site, langue = donnees.get("site"), self.langue_ecrite
        if site and langue and self.for_user and not self.politique.peut_ecrire(self.for_user, site, langue):
            raise ValidationError(_("Vous n’écrivez pas dans cette langue pour cette ville."))
        return donnees

    @property
    def langue_ecrite(self) -> int | None:
        """The id of the locale that the form asks for, or that was chosen before it."""
        if "locale" not in self.fields:
            return self.instance.locale_id
        locale = self.cleaned_data.get("locale")
        return locale.pk if locale else None


class FormulaireAvecAdresse(FormulaireParVille):
    """Two of one kind, city and language have two addresses; `deja_prise` says so."""

    deja_prise = ""

    def clean(self):
        donnees = super().clean()
        # The language is not in the form, so that Django does not look.
        site, modele = donnees.get("site"), self._meta.model
        autres = modele.objects.filter(site=site, locale=self.langue_ecrite).exclude(pk=self.instance.pk)
        ecrit = modele(
            nom=donnees.get("nom", ""), slug=donnees.get("slug", ""), translation_key=self.instance.translation_key
        )
        if site and autres.filter(slug=ecrit.adresse_par_defaut()).exists():
            self.add_error("slug", self.deja_prise)
        return donnees


class _Permis:
    def get_object(self, *args, **options):
        objet = super().get_object(*args, **options)
        if not self.user_has_permission_for_instance(self.permission_required or "change", objet):
            raise PermissionDenied
        return objet


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


class _Offerts:
    """A chooser offers what `ChoixParVille.a_proposer` says; asking for something else by its number is no way round."""

    a_proposer = None

    def get_object_list(self):
        return self.a_proposer(self.request)


class Choisir(_Offerts, ChooseView):
    pass


class ChoisirResultats(_Offerts, ChooseResultsView):
    pass


class Choisi(_Offerts, SnippetChosenView):
    def get_object(self, pk):
        return self.get_object_list().get(pk=pk)


class Choisis(_Offerts, SnippetChosenMultipleView):
    def get_objects(self, pks):
        return self.get_object_list().filter(pk__in=_sont_des_numeros(pks))


class ChoixParVille(SnippetChooserViewSet):
    choose_view_class = Choisir
    choose_results_view_class = ChoisirResultats
    chosen_view_class = Choisi
    chosen_multiple_view_class = Choisis
    # Wagtail says these once and for all, in the language in which the server started.
    choose_one_text = gettext_lazy("Choisir")
    choose_another_text = gettext_lazy("Choisir autre chose")
    edit_item_text = gettext_lazy("Modifier")

    @cached_property
    def widget_class(self):
        champ = super().widget_class
        champ.choose_one_text, champ.choose_another_text = self.choose_one_text, self.choose_another_text
        champ.link_to_chosen_text = self.edit_item_text
        return champ

    def a_proposer(self, request):
        """Return what may be chosen: what is of the cities where the person works."""
        return self.model.objects.filter(site__in=sites_de(request.user))

    def get_common_view_kwargs(self, **kwargs):
        return super().get_common_view_kwargs(**{"a_proposer": self.a_proposer, **kwargs})


class ChoixPourUnePage(ChoixParVille):
    def a_proposer(self, request):
        """Return what is of the city and language of the page being edited, or of the cities where the person works."""
        siens = super().a_proposer(request)
        editee = page_editee(request)
        if editee is None:
            return siens
        racine = editee.path[: 2 * editee.steplen]
        return siens.filter(
            site__root_page__translation_key__in=type(editee).objects.filter(path=racine).values("translation_key"),
            locale_id=editee.locale_id,
        )


class VuesParVille(SnippetViewSet):
    """What is of the person's cities; each kind gives its model, its columns and its form."""

    chooser_viewset_class = ChoixParVille
    edit_view_class = Modifier
    delete_view_class = Supprimer
    usage_view_class = Usages
    history_view_class = Historique
    copy_view_class = Copier

    @cached_property
    def permission_policy(self):
        return PolitiqueParVilleEtLangue(self.model)

    def get_queryset(self, request):
        return self.model.objects.filter(site__in=sites_de(request.user)).select_related("site", "locale")


class SupprimerEnLot(DeleteBulkAction):
    """Deletes those of a listing that the person may, and names none of another city."""

    @classproperty
    def models(cls):
        return [modele for modele in get_snippet_models() if isinstance(modele.snippet_viewset, VuesParVille)]

    @classmethod
    def get_queryset(cls, model, object_ids):
        return super().get_queryset(model, _sont_des_numeros(object_ids))

    def get_all_objects_in_listing_query(self, parent_id):
        return self.model.snippet_viewset.get_queryset(self.request).values_list("pk", flat=True)

    def get_actionable_objects(self):
        permis, refuses = super().get_actionable_objects()
        villes = set(sites_de(self.request.user).values_list("pk", flat=True))
        return permis, {nom: [objet for objet in objets if objet.site_id in villes] for nom, objets in refuses.items()}

    def check_perm(self, objet):
        politique = self.model.snippet_viewset.permission_policy
        return politique.user_has_permission_for_instance(self.request.user, "delete", objet)
