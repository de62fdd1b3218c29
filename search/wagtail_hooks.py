"""The search in the admin: synonyms in the menu « Raconter », what was not found among the reports."""

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet

from search.listes import RapportDesRecherchesManquees, VuesDesSynonymes

register_snippet(VuesDesSynonymes)


@hooks.register("register_admin_urls")
def adresses():
    return [
        path("rapports/recherches/", RapportDesRecherchesManquees.as_view(), name="search_manquees"),
        path(
            "rapports/recherches/resultats/",
            RapportDesRecherchesManquees.as_view(results_only=True),
            name="search_manquees_resultats",
        ),
    ]


class _EntreeDuRapport(MenuItem):
    def is_shown(self, request):
        politique = RapportDesRecherchesManquees.permission_policy
        return politique.user_has_any_permission(request.user, RapportDesRecherchesManquees.any_permission_required)


@hooks.register("register_reports_menu_item")
def rapport_des_recherches_manquees():
    return _EntreeDuRapport(
        _("Recherches sans réponse"),
        reverse("search_manquees"),
        name="recherches-sans-reponse",
        icon_name="search",
        order=30,
    )
