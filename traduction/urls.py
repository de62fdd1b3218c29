"""Under `admin/localize/`: each door of wagtail-localize that is open, and to whom. All others are closed.

These come before the admin's own addresses, so they answer instead of them; `reverse("wagtail_localize:…")`
still names them.
"""

from django.urls import path, re_path

from traduction.views import commandes, po, rapport, textes
from traduction.views.catalogue import Catalogue
from traduction.views.portes import fermee, porte

app_name = "traduction"

urlpatterns = [
    # Whoever may enter the admin
    path("jsi18n/", porte(Catalogue.as_view())),
    # Those who translate into the language
    path("translate/<int:translation_id>/strings/<int:string_segment_id>/edit/", porte(textes.texte)),
    path("translate/<int:translation_id>/overrides/<int:overridable_segment_id>/edit/", porte(textes.remplacement)),
    path("translate/<int:translation_id>/pofile/download/", porte(po.telecharger)),
    path("translate/<int:translation_id>/pofile/upload/", porte(po.televerser)),
    path("translate/<int:translation_id>/preview/", porte(commandes.apercu)),
    path("translate/<int:translation_id>/preview/<str:mode>/", porte(commandes.apercu)),
    path("translate/<int:translation_id>/relecture/", porte(commandes.relecture), name="relecture"),
    # Administration
    path("submit/page/<int:page_id>/", porte(commandes.CommanderUnePage.as_view())),
    path("submit/snippet/<slug:app_label>/<slug:model_name>/<str:pk>/", porte(commandes.CommanderUnArtiste.as_view())),
    path("update/<int:translation_source_id>/", porte(commandes.MettreAJour.as_view())),
    path("translate/<int:translation_id>/disable/", porte(commandes.arreter)),
    path("page/<int:page_id>/convert_to_alias/", porte(commandes.alias)),
    # Those who may see what is listed
    path("reports/translations/", porte(rapport.Rapport.as_view())),
    path("reports/translations/results/", porte(rapport.Rapport.as_view(results_only=True))),
    path("api/snippets/<slug:app_label>/<slug:model_name>/", porte(rapport.ExtraitsDeLaVille.as_view({"get": "list"}))),
    path(
        "api/snippets/<slug:app_label>/<slug:model_name>/<str:pk>/",
        porte(rapport.ExtraitsDeLaVille.as_view({"get": "retrieve"})),
    ),
    # Nobody: machine translation, and whatever a later version may add
    re_path(r"^(?P<chemin>.*)$", porte(fermee)),
]
