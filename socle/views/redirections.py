"""Redirects, city by city: each administration sees and changes its own, and imports those of an old site."""

from operator import attrgetter

from django import forms
from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin import messages
from wagtail.contrib.redirects import views
from wagtail.contrib.redirects.filters import RedirectsReportFilterSet
from wagtail.contrib.redirects.forms import RedirectForm
from wagtail.contrib.redirects.models import Redirect
from wagtail.permission_policies.sites import SitePermissionPolicy

from medias.rules import inerte
from socle.fichiers_csv import Colonne, FichierCSVField, Ligne, LigneRefusee
from socle.views.importer import FormulaireDImport, ImporterDansUneVille
from socle.villes import sont_d_une_meme_ville

politique = SitePermissionPolicy(Redirect)


def sites_geres(user):
    """Return the sites whose redirects a person looks after."""
    return politique.sites_user_has_any_permission_for(user, ["add", "change", "delete"])


class FormulaireDeRedirection(RedirectForm):
    """A redirect of one of the person's cities, to a page of that city or to any address."""

    def limiter_a(self, user):
        self.fields["site"].queryset = sites_geres(user)
        if not user.is_superuser:
            # « All sites » would reach the other cities.
            self.fields["site"].required = True
            self.fields["site"].empty_label = None

    def clean(self):
        super().clean()
        site, page = self.cleaned_data.get("site"), self.cleaned_data.get("redirect_page")
        if site and page and not sont_d_une_meme_ville(site.root_page.path, page.path):
            self.add_error("redirect_page", _("Cette page est d’une autre ville."))
        return self.cleaned_data


class FiltresDesRedirections(RedirectsReportFilterSet):
    site = None

    class Meta(RedirectsReportFilterSet.Meta):
        fields = ["is_permanent"]


class _DeSaVille:
    permission_policy = politique
    form_class = FormulaireDeRedirection

    def get_form(self, *args, **options):
        formulaire = super().get_form(*args, **options)
        if hasattr(formulaire, "limiter_a"):
            formulaire.limiter_a(self.request.user)
        return formulaire

    def get_object(self, *args, **options):
        redirection = super().get_object(*args, **options)
        if not self.request.user.is_superuser and redirection.site not in sites_geres(self.request.user):
            raise PermissionDenied
        return redirection


class Liste(views.IndexView):
    permission_policy = politique
    filterset_class = FiltresDesRedirections

    def get_base_queryset(self):
        redirections = super().get_base_queryset()
        if self.request.user.is_superuser:
            return redirections
        return redirections.filter(site__in=sites_geres(self.request.user))

    def to_row_dict(self, redirection):
        ligne = super().to_row_dict(redirection)
        return {nom: inerte(valeur) if isinstance(valeur, str) else valeur for nom, valeur in ligne.items()}


class Creer(_DeSaVille, views.CreateView):
    pass


class Modifier(_DeSaVille, views.EditView):
    pass


class Supprimer(_DeSaVille, views.DeleteView):
    form_class = forms.Form


# --- the addresses of an old site -------------------------------------------


class FormulaireDImportDeRedirections(FormulaireDImport):
    colonnes = (
        Colonne("ancienne", ("ancienne adresse", "old", "from", "source")),
        Colonne("nouvelle", ("nouvelle adresse", "new", "to", "destination", "cible")),
    )

    fichier = FichierCSVField(
        help_text=_(
            "Une ligne par adresse : l’ancienne, puis la nouvelle. "
            "La nouvelle est une adresse complète, ou un chemin de ce site."
        )
    )
    is_permanent = forms.BooleanField(label=_("Redirections permanentes"), required=False, initial=True)


def importer(lignes: list[Ligne], site, permanent: bool) -> tuple[int, list[LigneRefusee]]:
    """Make a redirect of each row; return how many were made, and the rows left aside."""
    faites, refusees = 0, []
    for ligne in lignes:
        ancienne, nouvelle = ligne.cases
        if not ancienne or not nouvelle:
            refusees.append(ligne.refusee(_("Il faut une ancienne et une nouvelle adresse.")))
            continue
        if nouvelle.startswith("/") and not nouvelle.startswith("//"):
            nouvelle = site.root_url + nouvelle
        formulaire = RedirectForm(
            {"old_path": ancienne, "redirect_link": nouvelle, "is_permanent": permanent, "site": site.pk}
        )
        if formulaire.is_valid():
            formulaire.save()
            faites += 1
        else:
            raisons = " ".join(str(raison) for erreurs in formulaire.errors.values() for raison in erreurs)
            refusees.append(ligne.refusee(raisons))
    return faites, refusees


class Importer(ImporterDansUneVille):
    politique = politique
    form_class = FormulaireDImportDeRedirections
    template_name = "socle/admin/importer_des_redirections.html"

    def form_valid(self, form):
        faites, refusees = importer(form.lignes, form.cleaned_data["site"], form.cleaned_data["is_permanent"])
        refusees = sorted([*form.refusees, *refusees], key=attrgetter("numero"))
        dit = ngettext("%(n)s redirection importée.", "%(n)s redirections importées.", faites) % {"n": faites}
        (messages.warning if refusees else messages.success)(self.request, dit)
        return render(
            self.request, self.template_name, self.get_context_data(form=form, faites=faites, refusees=refusees)
        )


def adresses():
    """Return the addresses, unnamed: they stand in front of Wagtail's, which keep the names."""
    return [
        path("redirects/", Liste.as_view()),
        path("redirects/results/", Liste.as_view(results_only=True)),
        path("redirects/add/", Creer.as_view()),
        path("redirects/<int:redirect_id>/", Modifier.as_view()),
        path("redirects/<int:redirect_id>/delete/", Supprimer.as_view()),
        path("redirects/import/", Importer.as_view()),
        path("redirects/import/process/", Importer.as_view()),
    ]
