"""Redirects, city by city: each administration sees and changes its own, and imports those of an old site."""

import csv
from io import StringIO

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.validators import FileExtensionValidator
from django.shortcuts import render
from django.urls import path
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.contrib.redirects import views
from wagtail.contrib.redirects.filters import RedirectsReportFilterSet
from wagtail.contrib.redirects.forms import RedirectForm
from wagtail.contrib.redirects.models import Redirect
from wagtail.permission_policies.sites import SitePermissionPolicy

from socle.villes import sont_d_une_meme_ville

POIDS_MAXIMAL = 2 * 1024 * 1024
LIGNES_MAXIMALES = 5_000

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


class Creer(_DeSaVille, views.CreateView):
    pass


class Modifier(_DeSaVille, views.EditView):
    pass


class Supprimer(_DeSaVille, views.DeleteView):
    form_class = forms.Form


# --- the addresses of an old site -------------------------------------------


def lire_les_lignes(texte: str) -> list[list[str]]:
    """Return the rows of a CSV file, whatever its separator, without blank ones; raise ValueError if it is none."""
    debut = texte[:4096]
    separateur = max(";,\t", key=debut.count)
    try:
        lignes = [[case.strip() for case in ligne] for ligne in csv.reader(StringIO(texte), delimiter=separateur)]
    except csv.Error as erreur:
        raise ValueError(str(erreur)) from erreur
    return [ligne for ligne in lignes if any(ligne)]


class FormulaireDImport(forms.Form):
    fichier = forms.FileField(
        label=_("Fichier CSV"),
        help_text=_(
            "Une ligne par adresse : l’ancienne, puis la nouvelle. "
            "La nouvelle est une adresse complète, ou un chemin de ce site."
        ),
        validators=[FileExtensionValidator(["csv", "tsv", "txt"])],
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt"}),
    )
    site = forms.ModelChoiceField(label=_("Site"), queryset=None, empty_label=None)
    is_permanent = forms.BooleanField(label=_("Redirections permanentes"), required=False, initial=True)

    def __init__(self, *args, sites, **options):
        super().__init__(*args, **options)
        self.fields["site"].queryset = sites

    def clean_fichier(self):
        fichier = self.cleaned_data["fichier"]
        if fichier.size > POIDS_MAXIMAL:
            raise ValidationError(_("Ce fichier dépasse 2 Mo : coupez-le en plusieurs."))
        try:
            self.lignes = lire_les_lignes(fichier.read().decode("utf-8-sig"))
        except UnicodeDecodeError:
            raise ValidationError(_("Ce fichier n’est pas en UTF-8 : enregistrez-le dans cet encodage."))
        except ValueError as erreur:
            raise ValidationError(_("Ce fichier ne se lit pas : %(erreur)s.") % {"erreur": erreur})
        if not self.lignes:
            raise ValidationError(_("Ce fichier est vide."))
        if len(self.lignes) > LIGNES_MAXIMALES:
            raise ValidationError(
                _("Ce fichier a plus de %(n)s lignes : coupez-le en plusieurs.") % {"n": LIGNES_MAXIMALES}
            )
        return fichier


def importer(lignes, site, permanent: bool) -> tuple[int, list[tuple[int, str, str]]]:
    """Make a redirect of each row; return how many were made, and (row, text, reason) of the others."""
    faites, refusees = 0, []
    for rang, ligne in enumerate(lignes, start=1):
        if len(ligne) < 2 or not ligne[0] or not ligne[1]:
            refusees.append((rang, " ".join(ligne), _("Il faut une ancienne et une nouvelle adresse.")))
            continue
        ancienne, nouvelle = ligne[0], ligne[1]
        if nouvelle.startswith("/") and not nouvelle.startswith("//"):
            nouvelle = site.root_url + nouvelle
        formulaire = RedirectForm(
            {"old_path": ancienne, "redirect_link": nouvelle, "is_permanent": permanent, "site": site.pk}
        )
        if formulaire.is_valid():
            formulaire.save()
            faites += 1
        elif rang > 1 or "://" in nouvelle:
            raisons = " ".join(str(raison) for erreurs in formulaire.errors.values() for raison in erreurs)
            refusees.append((rang, f"{ancienne} → {ligne[1]}", raisons))
    return faites, refusees


class Importer(FormView):
    form_class = FormulaireDImport
    template_name = "socle/admin/importer_des_redirections.html"

    @cached_property
    def sites(self):
        return politique.sites_user_has_any_permission_for(self.request.user, ["add"])

    def dispatch(self, request, *args, **kwargs):
        if not self.sites.exists():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"sites": self.sites}

    def form_valid(self, form):
        faites, refusees = importer(form.lignes, form.cleaned_data["site"], form.cleaned_data["is_permanent"])
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
