"""The city's own counters in the admin: typed in, or taken from a file that is first rehearsed."""

from operator import attrgetter

from django import forms
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin import messages
from wagtail.admin.panels import ObjectList
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.widgets.button import HeaderButton
from wagtail.permission_policies.sites import SitePermissionPolicy
from wagtail.snippets.views.snippets import IndexView

from medias.rules import inerte
from mesure.actions.comptages import comparer, importer
from mesure.models import Comptage
from mesure.rules.comptages import Refus, lire_les_lignes
from socle.fichiers_csv import Colonne, FichierCSVField
from socle.views.importer import FormulaireDImport, ImporterDansUneVille
from socle.views.listes import MENU
from socle.views.par_ville import FormulaireParVille, VuesParVille
from socle.villes import sites_de

OCTETS_AU_PLUS = 1024 * 1024
"""The rehearsed text travels in a form: heavier, it would not come back (Django's DATA_UPLOAD_MAX_MEMORY_SIZE)."""

politique = SitePermissionPolicy(Comptage)

RAISONS = {
    Refus.DATE: _("La date ne se lit pas : écrivez 2026-05-01 ou 01/05/2026."),
    Refus.AVENIR: _("Ce jour n’est pas encore passé."),
    Refus.LIEU: _("Le lieu est vide, ou dépasse 120 caractères."),
    Refus.NOMBRE: _("Le nombre de personnes est un entier, zéro ou plus."),
    Refus.DEUX_FOIS: _("Ce lieu et ce jour sont déjà plus haut dans le fichier."),
}


class FormulaireDeComptage(FormulaireParVille):
    """A count is of a city, in no language."""

    langue_ecrite = None


class ListeDesComptages(IndexView):
    @cached_property
    def header_buttons(self):
        boutons = super().header_buttons
        if politique.user_has_permission(self.request.user, "add"):
            importer_un_fichier = HeaderButton(
                _("Importer un fichier"), url=reverse("mesure_importer_des_comptages"), icon_name="upload"
            )
            boutons = [*boutons, importer_un_fichier]
        return boutons

    def to_row_dict(self, comptage):
        ligne = super().to_row_dict(comptage)
        return ligne | {"lieu": inerte(ligne["lieu"])}


class VuesDesComptages(VuesParVille):
    model = Comptage
    icon = "group"
    menu_label = _("Compteurs de piétons")
    menu_order = 80
    menu_hook = MENU
    list_display = [
        "lieu",
        DateColumn("jour", label=_("Jour"), sort_key="jour"),
        Column("nombre", label=_("Personnes comptées"), sort_key="nombre"),
        Column("ville", label=_("Ville"), accessor="site.site_name"),
    ]
    search_fields = ["lieu"]
    list_export = ["jour", "lieu", "nombre"]
    export_filename = "comptages-de-pietons"
    index_view_class = ListeDesComptages
    edit_handler = ObjectList(Comptage.panels, base_form_class=FormulaireDeComptage)

    @cached_property
    def permission_policy(self):
        return politique

    def get_queryset(self, request):
        return Comptage.objects.filter(site__in=sites_de(request.user)).select_related("site")


# --- from a file ------------------------------------------------------------


class FormulaireDImportDeComptages(FormulaireDImport):
    """A file, or the text of one that has been rehearsed."""

    colonnes = (
        Colonne("date", ("jour",)),
        Colonne("lieu", ("compteur", "endroit")),
        Colonne("nombre", ("personnes", "nombre de personnes", "passages", "total")),
    )

    fichier = FichierCSVField(
        required=False,
        octets_au_plus=OCTETS_AU_PLUS,
        help_text=_("Trois colonnes : la date (2026-05-01 ou 01/05/2026), le lieu, le nombre de personnes."),
    )
    texte = forms.CharField(required=False, strip=False, max_length=OCTETS_AU_PLUS, widget=forms.HiddenInput)

    @property
    def texte_donne(self) -> str:
        return self.cleaned_data["fichier"] or self.cleaned_data["texte"]

    def clean(self):
        donnees = super().clean()
        if not self.errors:
            par_numero = {ligne.numero: ligne for ligne in self.lignes}
            self.comptees, refus = lire_les_lignes(
                [(ligne.numero, ligne.cases) for ligne in self.lignes], timezone.localdate()
            )
            self.refusees += [par_numero[numero].refusee(RAISONS[raison]) for numero, raison in refus]
            self.refusees.sort(key=attrgetter("numero"))
        return donnees


class Importer(ImporterDansUneVille):
    """First shows what a file would change and why some rows are left aside; writes when that is confirmed."""

    politique = politique
    form_class = FormulaireDImportDeComptages
    template_name = "mesure/admin/importer.html"

    def form_valid(self, form):
        site = form.cleaned_data["site"]
        if "confirmer" in self.request.POST:
            bilan = importer(site, form.comptees)
            dit = ngettext("%(n)s comptage écrit.", "%(n)s comptages écrits.", bilan.ecrits) % {"n": bilan.ecrits}
            messages.success(self.request, dit)
            return redirect(Comptage.snippet_viewset.get_url_name("list"))
        suite = self.form_class(initial={"site": site.pk, "texte": form.texte_donne}, sites=self.sites)
        contexte = self.get_context_data(
            form=suite,
            bilan=comparer(site, form.comptees),
            ville=site,
            refusees=form.refusees,
        )
        return render(self.request, self.template_name, contexte)
