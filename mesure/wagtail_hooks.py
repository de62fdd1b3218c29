"""Where Wagtail lets us count a page that was read, and what the desk sees of codes and counters."""

from django.urls import path, re_path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.widgets.button import Button
from wagtail.models import Site
from wagtail.snippets.models import register_snippet

from mesure.actions.compter import compter
from mesure.enums import Genre
from mesure.views import bureau
from mesure.views.comptages import Importer, VuesDesComptages
from socle.models import PageSocle
from socle.queries import PROFONDEUR_DE_LA_VILLE, sont_visibles

register_snippet(VuesDesComptages)


@hooks.register("on_serve_page", order=100)  # inside Wagtail's: a page that asks for a password was not read
def compter_une_lecture(servir):
    def servir_et_compter(page, request, args, kwargs):
        reponse = servir(page, request, args, kwargs)
        # What this asks, Wagtail has asked to serve the page: this request knows it already.
        if reponse.status_code == 200 and isinstance(page, PageSocle) and sont_visibles([page]):
            compter(request, Site.find_for_request(request), page, Genre.LECTURE)
        return reponse

    return servir_et_compter


@hooks.register("register_admin_urls")
def adresses_du_bureau():
    return [
        path("code-qr/<int:page_id>/", bureau.code_qr, name="mesure_code_qr"),
        path("code-qr/<int:page_id>/planche/", bureau.planche, name="mesure_planche"),
        re_path(
            r"^code-qr/(?P<page_id>\d{1,18})/code\.(?P<sorte>svg|png)$", bureau.telecharger, name="mesure_telecharger"
        ),
        path("comptages/importer/", Importer.as_view(), name="mesure_importer_des_comptages"),
    ]


@hooks.register("register_page_header_buttons")
def bouton_du_code(page, user, view_name, next_url=None):
    if page.depth >= PROFONDEUR_DE_LA_VILLE:
        yield Button(_("Code QR"), reverse("mesure_code_qr", args=[page.pk]), icon_name="mobile-alt", priority=68)
