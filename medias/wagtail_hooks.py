"""What media bring to the admin: the report on rights that end, an API that keeps cities apart."""

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from medias.echeances import s_occupe_de_medias
from medias.views import DocumentsDeLAdmin, DroitsQuiFinissent, ImagesDeLAdmin


class DroitsMenuItem(MenuItem):
    def is_shown(self, request):
        return s_occupe_de_medias(request.user)


@hooks.register("register_reports_menu_item")
def entree_des_droits():
    return DroitsMenuItem(
        _("Droits qui finissent"), reverse("medias_droits"), name="droits-qui-finissent", icon_name="date", order=650
    )


@hooks.register("register_admin_urls")
def adresses_des_droits():
    return [
        path("reports/droits/", DroitsQuiFinissent.as_view(), name="medias_droits"),
        path("reports/droits/results/", DroitsQuiFinissent.as_view(results_only=True), name="medias_droits_results"),
    ]


@hooks.register("construct_admin_api", order=10)  # after Wagtail's, and so in its place
def medias_de_l_admin(routeur):
    routeur.register_endpoint("images", ImagesDeLAdmin)
    routeur.register_endpoint("documents", DocumentsDeLAdmin)
