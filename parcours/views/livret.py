"""The door of booklets: the file when it is made, a page that says to come back while it is being made."""

from django.core.cache import cache
from django.core.files.storage import default_storage
from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.text import slugify
from django.utils.translation import gettext as _

from parcours.livret import livret_de, livrets_possibles
from parcours.tasks import faire_le_livret
from parcours.views.telechargements import parcours_demande
from socle.views.donnees import porte_de_donnees

ATTENTE = 120
"""Seconds during which a booklet that was asked for is not asked for again."""


@porte_de_donnees
def livret(request, code):
    """Answer a route's booklet, made by the worker the first time that it is asked for since it changed."""
    page = parcours_demande(request, code)
    with translation.override(page.locale.language_code):
        if not livrets_possibles():
            phrase = _("Ce site ne sait pas faire de livret : la page du parcours s’imprime aussi.")
            return HttpResponse(phrase, status=503, content_type="text/plain; charset=utf-8")
        nom = livret_de(page).nom
        if not default_storage.exists(nom) and cache.add(nom, True, ATTENTE):
            faire_le_livret.enqueue(page.pk)
        try:
            fichier = default_storage.open(nom)
        except FileNotFoundError:
            reponse = render(request, "parcours/livret_en_cours.html", {"parcours": page}, status=503)
            reponse["Retry-After"] = "10"
            return reponse
    reponse = FileResponse(fichier, as_attachment=True, filename=f"{slugify(page.title) or page.code}.pdf")
    reponse["Cache-Control"] = "no-cache"
    return reponse
