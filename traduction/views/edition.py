"""What the editor of a translation sends: publish, start again, become an alias."""

from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import TranslatableMixin
from wagtail_localize.models import Translation

from traduction.actions import TexteSansTraduction, TraductionImpossible, publier
from traduction.droits import est_verrouille, peut_commander, peut_publier, peut_traduire
from traduction.exigences import liste
from traduction.queries import traduction_en_cours
from traduction.views.portes import refuser


def avant_d_editer(request, objet):
    """Answer what wagtail-localize's editor would have answered too freely; None leaves it the rest."""
    if not isinstance(objet, TranslatableMixin):
        return None
    traduction = traduction_en_cours(objet)
    if traduction and not peut_traduire(request.user, objet) and not peut_publier(request.user, objet):
        return refuser(request, _("Vous ne traduisez pas dans cette langue."))
    if request.method != "POST":
        return None
    if "localize-restart-translation" in request.POST or "localize-convert-to-alias" in request.POST:
        connue = Translation.objects.filter(
            source__object_id=objet.translation_key, target_locale_id=objet.locale_id
        ).exists()
        if connue and not peut_commander(request.user, objet):
            return refuser(request, _("Cela revient à l’administration de la ville."))
        return None
    if traduction and request.POST.get("action") == "publish":
        return _publier(request, traduction, objet)
    return None


def _publier(request, traduction, objet):
    if not peut_publier(request.user, objet):
        return refuser(request, _("Publier revient à la relecture."))
    if est_verrouille(request.user, objet):
        messages.error(request, _("Cette page est verrouillée : elle n’est pas publiée."))
        return redirect(request.path)
    try:
        publie = publier(traduction, request.user)
    except TexteSansTraduction as refus:
        messages.error(
            request,
            _("Rien n’est publié : il reste à traduire %(textes)s.") % {"textes": liste(refus.textes)},
        )
    except TraductionImpossible as refus:
        messages.error(request, _("Rien n’est publié. %(raison)s") % {"raison": refus})
    except ValidationError as refus:
        messages.error(request, _("Rien n’est publié. %(raison)s") % {"raison": " ".join(refus.messages)})
    else:
        messages.success(request, _("« %(objet)s » est publié.") % {"objet": publie})
    return redirect(request.path)
