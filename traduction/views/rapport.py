"""What there is to translate, for those who may see it; and the artists an editor may name."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework.permissions import IsAuthenticated
from rest_framework.renderers import JSONRenderer
from wagtail.models import TranslatableMixin
from wagtail_localize.views.report import TranslationsReportView
from wagtail_localize.views.snippets_api import SnippetViewSet

from socle.villes import sites_de
from traduction.droits import politique_de
from traduction.queries import traductions_vues_par
from traduction.transcriptions import transcriptions_de

MONTRENT = {"add", "change", "delete", "view"}
"""Whoever holds one of these on a type of snippets may see its names."""


class Rapport(TranslationsReportView):
    """The translations this person may see, and what each still lacks."""

    page_title = gettext_lazy("Traductions")
    results_template_name = "traduction/rapport.html"

    def get_context_data(self, *arguments, **nommes):
        transcriptions = transcriptions_de(self.request.user)
        return super().get_context_data(*arguments, **nommes) | {
            "transcriptions_a_ecrire": sum(t.est_a_ecrire for t in transcriptions),
            "transcriptions_a_approuver": sum(t.est_a_approuver for t in transcriptions),
        }

    def get_queryset(self):
        vues = traductions_vues_par(self.request.user).values("pk")
        return (
            super()
            .get_queryset()
            .filter(pk__in=vues)
            .select_related("source__locale", "source__specific_content_type", "target_locale")
            .order_by("-waiting_for_translation", "source__object_repr", "target_locale__language_code")
        )


class ExtraitsDeLaVille(SnippetViewSet):
    """Lists snippets by name, to those who may edit their type, of their cities alone. Read only."""

    http_method_names = ["get", "head", "options"]
    renderer_classes = [JSONRenderer]
    permission_classes = [IsAuthenticated]

    def get_queryset(self):
        modele = self.get_model()
        politique = politique_de(modele)
        if not issubclass(modele, TranslatableMixin) or not politique.user_has_any_permission(
            self.request.user, MONTRENT
        ):
            raise PermissionDenied(_("Vous ne voyez pas ces contenus."))
        lignes = politique.instances_user_has_any_permission_for(self.request.user, MONTRENT)
        if hasattr(modele, "site"):
            lignes = lignes.filter(site__in=sites_de(self.request.user))
        return lignes
