"""Every door of the site, and nowhere else."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from django.utils.translation import gettext_lazy as _
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.admin.auth import require_admin_access
from wagtail.documents import urls as wagtaildocs_urls

from home.views import servir_une_page
from medias.views import servir
from oeuvres.views import liste_des_oeuvres
from quartiers.views import liste_des_quartiers
from recit.views.choisir import choisir_une_page
from socle.views.choix import pages_choisies
from socle.views.listes import explorateur
from socle.views.rapports import Historique, usage_des_types

urlpatterns = [
    # Before the admin: what wagtail-localize opens too wide is answered, or closed, here.
    path("admin/localize/", include("traduction.urls")),
    path("admin/choose-page/chosen-multiple/", pages_choisies),
    path("admin/reports/page-types-usage/", usage_des_types),
    path("admin/reports/page-types-usage/results/", usage_des_types, {"results_only": True}),
    path("admin/reports/site-history/", require_admin_access(Historique.as_view())),
    path("admin/reports/site-history/results/", require_admin_access(Historique.as_view(results_only=True))),
    path("admin/choose-page/", choisir_une_page),
    path("admin/pages/", require_admin_access(explorateur.index_view)),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path(f"{settings.MEDIA_URL.lstrip('/')}<path:chemin>", servir),
]

urlpatterns += i18n_patterns(
    path(_("quartiers/"), liste_des_quartiers, name="quartiers"),
    path(_("oeuvres/"), liste_des_oeuvres, name="oeuvres"),
    *wagtail_urls.urlpatterns[:-1],  # the password of private pages
    re_path(wagtail_urls.serve_pattern, servir_une_page, name="wagtail_serve"),
)
