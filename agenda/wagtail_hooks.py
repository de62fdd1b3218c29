"""The listings of the agenda, in the menu « Raconter », and the door by which another agenda comes in."""

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.widgets import Button
from wagtail.snippets.models import register_snippet

from agenda.listes import VuesDesEditions, VuesDesEvenements
from agenda.models import AgendaPage
from agenda.views.importer import ImporterUnAgenda


@hooks.register("register_admin_urls")
def adresses():
    return [path("agenda/<int:page_id>/importer/", ImporterUnAgenda.as_view(), name="agenda_importer")]


@hooks.register("register_page_header_buttons")
@hooks.register("register_page_listing_more_buttons")
def importer_un_agenda(page, user, view_name=None, next_url=None):
    if page.specific_class is AgendaPage and page.permissions_for_user(user).can_add_subpage():
        yield Button(
            _("Importer un agenda"), reverse("agenda_importer", args=[page.pk]), icon_name="download", priority=90
        )


@hooks.register("register_admin_viewset")
def liste_des_evenements():
    return VuesDesEvenements()


register_snippet(VuesDesEditions)
