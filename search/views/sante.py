"""Whether the site answers, and with all it has: for what watches it."""

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from search.enums import Moteur
from search.index import le_cluster_repond

OK, DEGRADE, PANNE = "ok", "degrade", "panne"


@never_cache
@require_safe
def sante(request):
    """`GET /sante/`: 200 while the site answers, even without its cluster; 503 when its database does not."""
    try:
        with connection.cursor() as curseur:
            curseur.execute("SELECT 1")
        recherche = _recherche()
    except DatabaseError:
        return JsonResponse({"etat": PANNE, "base": PANNE}, status=503)
    return JsonResponse({"etat": recherche["etat"], "base": OK, "recherche": recherche})


def _recherche() -> dict:
    if not settings.ELASTICSEARCH_URL:
        return {"moteur": str(Moteur.SQL), "etat": OK}
    return {"moteur": str(Moteur.ELASTIC), "etat": OK if le_cluster_repond() else DEGRADE}
