"""Every door of the site, and nowhere else."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from django.utils.translation import gettext_lazy as _
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.admin.auth import require_admin_access
from wagtail.documents import urls as wagtaildocs_urls

from agenda.views.calendriers import servir_un_calendrier
from diffusion.views import geojson as donnees_ouvertes
from diffusion.views.cartes import carte
from diffusion.views.flux import Flux, FluxAtom
from diffusion.views.manifeste import manifeste
from diffusion.views.plan import partie, plan
from diffusion.views.robots import robots
from home.views import servir_une_page
from medias.views import servir, sous_titres
from mesure.views import adresses, comptons
from oeuvres.views import liste_des_oeuvres
from parcours.views import telechargements
from parcours.views.bagage import bagage
from parcours.views.hors_ligne import hors_ligne, ouvrier
from parcours.views.livret import livret
from quartiers.views import liste_des_quartiers
from recit.views.choisir import choisir_une_page
from search.views import api, page, sante
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
    path("api/recherche/", api.recherche, name="api_recherche"),
    path("api/recherche/positions/", api.positions, name="api_positions"),
    path("api/suggestions/", api.suggestions, name="api_suggestions"),
    path("api/agenda/<slug:code>.ics", servir_un_calendrier, name="calendrier"),
    path("api/oeuvres.geojson", donnees_ouvertes.oeuvres, name="oeuvres_geojson"),
    path("api/lieux.geojson", donnees_ouvertes.lieux, name="lieux_geojson"),
    path("api/quartiers.geojson", donnees_ouvertes.quartiers, name="quartiers_geojson"),
    path("api/parcours/<slug:code>.gpx", telechargements.gpx, name="parcours_gpx"),
    path("api/parcours/<slug:code>.geojson", telechargements.geojson, name="parcours_geojson"),
    path("robots.txt", robots),
    path("sitemap.xml", plan),
    path("sitemap-<str:section>.xml", partie, name="plan_partie"),
    re_path(r"^cartes/(?P<numero>\d{1,9})-(?P<version>[0-9a-f]{12})\.png$", carte, name="carte_de_partage"),
    path("api/parcours/<slug:code>.bagage.json", bagage, name="parcours_bagage"),
    path("api/parcours/<slug:code>.pdf", livret, name="parcours_livret"),
    path("sw.js", ouvrier, name="ouvrier"),
    path("sante/", sante.sante, name="sante"),
    # A phone may begin with a capital what one types.
    re_path(r"^[oO]/(?P<code>[^/.]{1,40})\.(?P<sorte>svg|png)$", adresses.dessiner, name="code_qr"),
    re_path(r"^[oO]/(?P<code>[^/]{1,40})/?$", adresses.suivre, name="adresse_courte"),
    re_path(r"^sons/(?P<numero>\d{1,18})-(?P<cle>[0-9a-f]{16})\.vtt$", sous_titres, name="sous_titres"),
    path("documents/", include(wagtaildocs_urls)),
    path(f"{settings.MEDIA_URL.lstrip('/')}<path:chemin>", servir),
]

urlpatterns += i18n_patterns(
    path(_("quartiers/"), liste_des_quartiers, name="quartiers"),
    path(_("oeuvres/"), liste_des_oeuvres, name="oeuvres"),
    path(_("recherche/"), page.recherche, name="recherche"),
    path(_("hors-ligne/"), hors_ligne, name="hors_ligne"),
    path("flux.rss", Flux(), name="flux_rss"),
    path("flux.atom", FluxAtom(), name="flux_atom"),
    path("manifest.webmanifest", manifeste, name="manifeste"),
    path(_("ce-que-nous-comptons/"), comptons.ce_que_nous_comptons, name="ce_que_nous_comptons"),
    *wagtail_urls.urlpatterns[:-1],  # the password of private pages
    re_path(wagtail_urls.serve_pattern, servir_une_page, name="wagtail_serve"),
)
