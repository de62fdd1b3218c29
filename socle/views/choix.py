"""What choosers answer once something is chosen: only of pages that the person may see."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponseBadRequest
from django.utils.translation import gettext as _
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.chooser import ChosenMultipleView

from socle.villes import pages_a_voir


@require_admin_access
def pages_choisies(request):
    """Wagtail tells the title and address of any page whose number is asked: here, of those one may see."""
    numeros = set(request.GET.getlist("id"))
    if not all(numero.isdecimal() and len(numero) < 19 for numero in numeros):
        return HttpResponseBadRequest(_("Un numéro de page est un nombre."))
    if pages_a_voir(request.user).filter(pk__in=numeros).count() != len(numeros):
        raise PermissionDenied
    return ChosenMultipleView.as_view()(request)
