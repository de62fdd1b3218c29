"""`{% arret arret pas droit %}`: a stop of a route, with the way to it."""

from dataclasses import replace

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from socle.composants import dessine_une_fois

register = template.Library()


@register.simple_tag
def arret(arret, pas, droit):
    """Draw a stop; `pas` is what addresses keep of the pace, `droit` says that distances are straight lines."""
    return _dessiner_un_arret(replace(arret, histoire=None, vignette=None), pas, bool(droit))


@dessine_une_fois(2_000)
def _dessiner_un_arret(arret, pas, droit):
    faits = {"arret": arret, "pas": pas, "droit": droit}
    return mark_safe(render_to_string("parcours/_arret.html", faits).strip())
