"""The admin's API of pages, for those who translate: the names of the pages that what they translate refers to."""

from django.http import Http404
from rest_framework.response import Response
from wagtail.models import Page

from recit.views.api import PagesDeLAdmin
from socle.villes import de_la_ville_au_chemin, pages_a_voir, ville_au_chemin


class PagesATraduire(PagesDeLAdmin):
    """Says what the editor of translations shows of a page in a language that the person does not see: its name.

    Of their cities alone, and only what is on line or has a version that they see; the listing is Wagtail's.
    """

    def detail_view(self, request, pk):
        try:
            return super().detail_view(request, pk)
        except Http404:
            page = _page_citee(request.user, pk)
            if page is None:
                raise
            return Response(
                {
                    "id": page.pk,
                    "meta": {"type": f"{page._meta.app_label}.{type(page).__name__}"},
                    "title": page.title,
                    "admin_display_title": page.get_admin_display_title(),
                }
            )


def _page_citee(utilisateur, numero):
    page = Page.objects.filter(pk=numero).first()
    if page is None or ville_au_chemin(page.path) is None:
        return None
    vues = pages_a_voir(utilisateur).filter(de_la_ville_au_chemin(page.path))
    connue = vues.exists() if page.live else vues.filter(translation_key=page.translation_key).exists()
    return page.specific if connue else None
