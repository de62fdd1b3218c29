"""What stands before every door: the admin's own check, and a refusal that says so."""

from functools import wraps

from django.core.exceptions import PermissionDenied
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access
from wagtail_localize.models import Translation

from traduction.droits import est_verrouille, peut_traduire

ADRESSES_SANS_LANGUE = "wagtail.admin.urls"


def attend_du_json(request) -> bool:
    """Tell a machine (or a script of the editor) from a person."""
    return (
        request.method not in ("GET", "HEAD", "POST")
        or "application/json" in request.headers.get("Accept", "")
        or request.headers.get("X-Requested-With") == "XMLHttpRequest"
    )


def refuser(request, raison="", statut=403):
    """Answer 403 (or `statut`), in words for a person, in JSON for a machine; never a silent way back."""
    raison = str(raison) or _("Vous n’avez pas le droit de faire cela. Demandez-le à l’administration de la ville.")
    if attend_du_json(request):
        return JsonResponse({"error": raison}, status=statut)
    return render(request, "socle/admin/refus.html", {"raison": raison}, status=statut)


def porte(vue):
    """Open a view to those who may enter the admin; whoever is refused inside is told."""

    @wraps(vue)
    def gardee(request, *arguments, **nommes):
        try:
            return vue(request, *arguments, **nommes)
        except PermissionDenied as refus:
            return refuser(request, refus)

    derriere_l_admin = require_admin_access(gardee)

    @never_cache
    @wraps(vue)
    def ouverte(request, *arguments, **nommes):
        # LocaleMiddleware would send whatever is not found to the same address under /fr/: here 404 is an answer.
        request.urlconf = ADRESSES_SANS_LANGUE
        if attend_du_json(request) and not request.user.has_perm("wagtailadmin.access_admin"):
            return refuser(request)
        return derriere_l_admin(request, *arguments, **nommes)

    return ouverte


def fermee(request, chemin=""):
    """Whatever wagtail-localize serves that was not opened on purpose is not there."""
    raise Http404


def traduction_et_objet(request, translation_id):
    """Return a translation and what it makes, for someone who may translate it; 404 or 403 otherwise."""
    traduction = get_object_or_404(
        Translation.objects.select_related("source__specific_content_type", "target_locale"), pk=translation_id
    )
    try:
        objet = traduction.get_target_instance()
    except traduction.source.specific_content_type.model_class().DoesNotExist:
        raise Http404
    if not peut_traduire(request.user, objet):
        raise PermissionDenied(_("Vous ne traduisez pas cette page dans cette langue."))
    return traduction, objet


def pourquoi_fige(request, traduction, objet) -> str | None:
    """Say why nothing of this translation can be written now."""
    if not traduction.enabled:
        return _("Cette traduction est arrêtée : rien ne s’y écrit plus.")
    if est_verrouille(request.user, objet):
        return _("Cette page est verrouillée, ou en relecture : rien ne s’y écrit pour l’instant.")
    return None
