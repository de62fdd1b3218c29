"""What is done around every request: read once, load from nobody but those named, refuse in words."""

from django.core.exceptions import ValidationError
from django.http import HttpResponseBadRequest, JsonResponse
from django.middleware.locale import LocaleMiddleware
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.datastructures import MultiValueDictKeyError
from django.utils.html import format_html, format_html_join
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from wagtail.admin import messages

from socle.lectures import une_requete
from socle.views.retirer import refus_de_retirer


class LangueDeLAdresse(LocaleMiddleware):
    """Django's; but what is not found in the admin is not there in a language either, and a machine asked for a 404."""

    def process_response(self, request, response):
        if response.status_code == 404 and request.path_info.startswith(reverse("wagtailadmin_home")):
            return response
        return super().process_response(request, response)


class LecturesParRequete:
    """Opens a memory for the length of one request (see `socle.lectures`)."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        with une_requete():
            return self.get_response(request)


class ImagesDAilleurs:
    """Allows a page to load pictures from the hosts that it names itself: a map's tiles, on pages with a map only.

    What draws adds their origins to `request.origines_des_images`.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.origines_des_images = set()
        reponse = self.get_response(request)
        if request.origines_des_images:
            # Read by django-csp, which is called after this.
            reponse._csp_update = {"img-src": sorted(request.origines_des_images)}
        return reponse


class RefusEnClair:
    """Answers in words when a page refuses what was asked, at the doors of the admin that have no form.

    Wagtail's views write in a transaction: nothing of what was refused is stored.
    A person is led back with the reasons; a machine gets a 400 with them.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, vue, arguments, nommes):
        if request.user.is_authenticated and request.user.has_perm("wagtailadmin.access_admin"):
            return refus_de_retirer(request)
        return None

    def process_exception(self, request, exception):
        if not request.path.startswith(reverse("wagtailadmin_home")):
            return None
        if isinstance(exception, MultiValueDictKeyError):
            # As text: the name of the field may be of the request's own making.
            return HttpResponseBadRequest(
                _("Il manque un champ à cette requête : %(champ)s.") % {"champ": exception},
                content_type="text/plain; charset=utf-8",
            )
        if not isinstance(exception, ValidationError):
            return None
        if not request.accepts("text/html"):
            return JsonResponse(
                {"success": False, "error_code": "refus", "error_message": " ".join(exception.messages)}, status=400
            )
        titre = getattr(exception, "titre", None)
        chapeau = _("« %(titre)s » n’est pas publié :") % {"titre": titre} if titre else _("Refusé :")
        raisons = format_html_join("", "<li>{}</li>", ((raison,) for raison in exception.messages))
        messages.error(request, format_html("{}<ul>{}</ul>", chapeau, raisons))
        adresse = self._ou_revenir(request)
        if request.headers.get("x-requested-with") == "XMLHttpRequest":
            # Wagtail's modal windows follow the address they are given.
            return JsonResponse({"step": "success", "redirect": adresse})
        return redirect(adresse)

    def _ou_revenir(self, request) -> str:
        """Return the page's form if the address names one, else where the request came from."""
        page_id = getattr(request.resolver_match, "kwargs", {}).get("page_id")
        if page_id:
            return reverse("wagtailadmin_pages:edit", args=[page_id])
        origine = request.headers.get("referer", "")
        if url_has_allowed_host_and_scheme(origine, {request.get_host()}, request.is_secure()):
            return origine
        return reverse("wagtailadmin_home")
