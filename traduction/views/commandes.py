"""What Administration alone may do: order translations, update, stop and drop them. And asking for a review."""

from django import forms
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST
from wagtail.admin import messages
from wagtail.admin.views.pages.utils import get_valid_next_url_from_request
from wagtail.models import Locale, Page, PageLogEntry
from wagtail_localize.models import Translation
from wagtail_localize.views.convert import convert_to_alias
from wagtail_localize.views.edit_translation import preview_translation, stop_translation
from wagtail_localize.views.submit_translations import SubmitPageTranslationView, SubmitSnippetTranslationView
from wagtail_localize.views.update_translations import UpdateTranslationsForm, UpdateTranslationsView

from traduction.actions import TraductionImpossible, commander, demander_la_relecture, remplacer_par_un_alias
from traduction.droits import peut_commander, peut_publier
from traduction.views.portes import pourquoi_fige, refuser, traduction_et_objet


class CommanderMixin:
    """Ordering, for those who publish in the languages asked for; nothing is published by it."""

    def dispatch(self, request, *args, **kwargs):
        if not peut_commander(request.user, self.get_object()):
            raise PermissionDenied(_("Demander une traduction revient à l’administration de la ville."))
        return super().dispatch(request, *args, **kwargs)

    def get_form(self):
        formulaire = super().get_form()
        permises = [
            locale.pk
            for locale in formulaire.fields["locales"].queryset
            if self.request.user.is_superuser or peut_publier(self.request.user, self.object, locale.pk)
        ]
        formulaire.fields["locales"].queryset = Locale.objects.filter(pk__in=permises)
        return formulaire

    def form_valid(self, form):
        locales = form.cleaned_data["locales"]
        try:
            nombre = commander(self.object, locales, form.cleaned_data["include_subtree"])
        except ValidationError as refus:
            messages.error(self.request, " ".join(refus.messages))
            return redirect(self.request.get_full_path())
        messages.success(
            self.request,
            ngettext(
                "%(n)s brouillon à traduire. Rien n’est publié.",
                "%(n)s brouillons à traduire. Rien n’est publié.",
                nombre,
            )
            % {"n": nombre},
        )
        seule = self.object.get_translation_or_none(locales[0]) if len(locales) == 1 else None
        return redirect(self.get_success_url() or self.get_default_success_url(seule))


class CommanderUnePage(CommanderMixin, SubmitPageTranslationView):
    """Order the translation of a page."""


class CommanderUnArtiste(CommanderMixin, SubmitSnippetTranslationView):
    """Order the translation of what is not a page."""


class MettreAJourForm(UpdateTranslationsForm):
    """Takes the source's new texts; never publishes: what is on line stays as it is."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["publish_translations"].disabled = True
        self.fields["publish_translations"].initial = False
        self.fields["publish_translations"].widget = forms.HiddenInput()
        self.fields.pop("use_machine_translation", None)


class MettreAJour(UpdateTranslationsView):
    """Bring the source's changes to the translators."""

    def dispatch(self, request, *args, **kwargs):
        try:
            source = self.get_object().get_source_instance()
        except ObjectDoesNotExist:
            raise Http404
        if not peut_commander(request.user, source):
            raise PermissionDenied(_("Mettre à jour les traductions revient à l’administration de la ville."))
        return super().dispatch(request, *args, **kwargs)

    def get_form(self):
        return MettreAJourForm(self.request.POST if self.request.method == "POST" else None)


@require_POST
def arreter(request, translation_id):
    traduction, objet = traduction_et_objet(request, translation_id)
    if not peut_commander(request.user, objet):
        raise PermissionDenied(_("Arrêter une traduction revient à l’administration de la ville."))
    return stop_translation(request, translation_id)


@require_http_methods(["GET", "HEAD", "POST"])
def alias(request, page_id):
    """Make a translated page follow its source again. A page on line is taken off line first, on purpose."""
    page = get_object_or_404(Page, pk=page_id, alias_of__isnull=True, depth__gt=1)
    if not peut_commander(request.user, page):
        raise PermissionDenied(_("Remplacer une traduction par un alias revient à l’administration de la ville."))
    if page.live:
        raise PermissionDenied(_("Cette page est en ligne : la remplacer la ferait disparaître. Dépubliez-la d’abord."))
    if request.method != "POST":
        return convert_to_alias(request, page_id)
    titre = page.get_admin_display_title()
    try:
        source = remplacer_par_un_alias(page)
    except (Translation.DoesNotExist, Page.DoesNotExist):
        raise Http404
    PageLogEntry.objects.log_action(
        instance=page,
        action="wagtail_localize.convert_to_alias",
        user=request.user,
        data={
            "page": {"id": page.pk, "title": titre},
            "source": {"id": source.pk, "title": source.get_admin_display_title()},
        },
    )
    messages.success(request, _("« %(titre)s » suit de nouveau sa source, hors ligne.") % {"titre": titre})
    return redirect(get_valid_next_url_from_request(request) or reverse("wagtailadmin_pages:edit", args=[page.pk]))


@require_POST
def relecture(request, translation_id):
    """A translator has finished: the garants are asked to read."""
    traduction, objet = traduction_et_objet(request, translation_id)
    if not isinstance(objet, Page):
        raise Http404
    retour = redirect("wagtailadmin_pages:edit", objet.pk)
    if fige := pourquoi_fige(request, traduction, objet):
        messages.error(request, fige)
        return retour
    if not objet.permissions_for_user(request.user).can_submit_for_moderation():
        raise PermissionDenied(_("Vous ne pouvez pas demander de relecture pour cette page."))
    try:
        page = demander_la_relecture(traduction, request.user)
    except TraductionImpossible as refus:
        messages.error(request, str(refus))
    except ValidationError as refus:
        messages.error(request, " ".join(refus.messages))
    else:
        messages.success(request, _("La relecture de « %(titre)s » est demandée.") % {"titre": page.title})
    return retour


def apercu(request, translation_id, mode=None):
    """Preview a page with the translations written so far."""
    traduction_et_objet(request, translation_id)
    try:
        return preview_translation(request, translation_id, mode)
    except ObjectDoesNotExist:
        raison = _("Une image ou une page choisies pour cette langue n’existent plus : choisissez-en d’autres.")
        return refuser(request, raison, statut=409)
