"""The admin's doors for narratives, positionings, promises and plain pages; quartiers and works have theirs."""

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets import Button

from recit.models import AvecAncrage, RecitPage
from recit.views import portes
from recit.views.api import PagesDeLAdmin
from recit.views.changer import ChangerDeRecit, LequelChanger, peut_changer, recits_a_changer
from recit.views.coherence import RapportDeCoherence
from recit.views.listes import VuesDesPositionnements, VuesDesPromesses, VuesDesRecits, promesses_a_proposer
from recit.views.relire import HistoireARelire, ListeARelire, peut_relire, se_signe
from socle.views.rapports import peut_lire_le_rapport


def _une_autre_page(type_de_page) -> bool:
    return not issubclass(type_de_page, AvecAncrage)


portes.tenir_les_portes(_une_autre_page)
hooks.register("register_bulk_action", portes.SupprimerEnLot, order=10)


@hooks.register("construct_admin_api")
def pages_de_l_admin(routeur):
    routeur.register_endpoint("pages", PagesDeLAdmin)


@hooks.register("register_admin_urls")
def adresses():
    return [
        path("recit/coherence/", RapportDeCoherence.as_view(), name="recit_coherence"),
        path("recit/a-relire/", ListeARelire.as_view(), name="recit_a_relire"),
        path("recit/a-relire/<int:page_id>/", HistoireARelire.as_view(), name="recit_histoire_a_relire"),
        path("recit/changer/", LequelChanger.as_view(), name="recit_changer_lequel"),
        path("recit/changer/<int:page_id>/", ChangerDeRecit.as_view(), name="recit_changer"),
    ]


class _EntreeDuRapport(MenuItem):
    def is_shown(self, request):
        return peut_lire_le_rapport(request.user)


@hooks.register("register_reports_menu_item")
def rapport_de_coherence():
    return _EntreeDuRapport(_("Cohérence"), reverse("recit_coherence"), name="coherence", icon_name="check", order=10)


# --- the listings -----------------------------------------------------------


@hooks.register("register_admin_viewset")
def listes_du_recit():
    return [VuesDesRecits(), VuesDesPromesses(), VuesDesPositionnements()]


class _EntreeARelire(MenuItem):
    def is_shown(self, request):
        return peut_relire(request.user)


@hooks.register("register_admin_menu_item")
def a_relire():
    return _EntreeARelire(_("À relire"), reverse("recit_a_relire"), name="a-relire", icon_name="glasses", order=250)


@hooks.register("register_page_header_buttons")
def signer_une_histoire(page, user, view_name, next_url=None):
    if se_signe(page.specific) and page.permissions_for_user(user).can_publish():
        yield Button(
            _("Relire et signer"),
            reverse("recit_histoire_a_relire", args=[page.pk]),
            icon_name="glasses",
            priority=80,
        )


class _EntreeChanger(MenuItem):
    def is_shown(self, request):
        return bool(recits_a_changer(request.user))


@hooks.register("register_settings_menu_item")
def changer_de_recit():
    return _EntreeChanger(
        _("Changer de récit"), reverse("recit_changer_lequel"), name="changer-de-recit", icon_name="resubmit", order=900
    )


@hooks.register("register_page_header_buttons")
@hooks.register("register_page_listing_more_buttons")
def changer_ce_recit(page, user, view_name=None, next_url=None):
    if page.live and page.specific_class is RecitPage and peut_changer(user, page):
        yield Button(_("Changer de récit"), reverse("recit_changer", args=[page.pk]), icon_name="resubmit", priority=90)


@hooks.register("construct_page_chooser_queryset")
def promesses_de_ce_recit(pages, request):
    """A promise is chosen among those of the narrative that the edited page hangs under."""
    return promesses_a_proposer(pages, request)
