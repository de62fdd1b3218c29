"""What the pages of neighbourhoods and promises show of works."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from oeuvres.models import OeuvrePage
from oeuvres.views.vignettes import PAR_PAGE, pour_une_liste, vignettes
from socle.vignettes import Suite, avec_distances, en_marchant

PASSEES_AU_PLUS = 10
"""Works that are over, on the page of a quartier: the list has them all."""


def oeuvres_du_quartier(page, request) -> dict:
    """The works told in a neighbourhood: standing ones in walking order, those that are over apart."""
    if not page.path:
        return {}
    locale = page.locale
    toutes = pour_une_liste(OeuvrePage.objects.sous_toutes_les_versions(page).order_by("path"), locale)
    debout = en_marchant([o for o in toutes if not o.passee])
    passees = [o for o in toutes if o.passee]
    montrees = debout[:PAR_PAGE]
    dessinees = vignettes([*montrees, *passees[:PASSEES_AU_PLUS]], request, locale)
    marche = avec_distances(dessinees[: len(montrees)])
    return {
        "oeuvres": marche,
        "passees": dessinees[len(montrees) :],
        "nombre": len(debout),
        "nombre_passees": len(passees),
        "liste": f"{reverse('oeuvres')}?{urlencode({'quartier': page.slug})}",
        "suite": Suite.vers(marche[0], _("Suivre la ligne")) if marche else None,
    }


def etapes_d_une_promesse(promesse, request) -> dict:
    """The standing works that keep a promise, for its thread."""
    debout = OeuvrePage.objects.qui_tiennent(promesse).debout(timezone.localdate()).order_by("path")
    return {"etapes": vignettes(pour_une_liste(debout, promesse.locale), request, promesse.locale)}
