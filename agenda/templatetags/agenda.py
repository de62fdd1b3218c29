"""Dates in words, and events in lists, in templates."""

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from agenda.views.dates import heures_dites, jour_dit, periode_dite
from socle.composants import dessine_une_fois

register = template.Library()

register.filter("periode", periode_dite)
register.filter("heures", heures_dites)


@register.filter
def jour_de_semaine(jour) -> str:
    """« samedi 14 juillet 2026 »."""
    return jour_dit(jour)


@register.simple_tag
def annonce(annonce, avec_jour=False):
    """Draw an event in a list; `avec_jour` where no title says the day."""
    return _dessiner_une_annonce(annonce, avec_jour)


@dessine_une_fois(1_000)
def _dessiner_une_annonce(annonce, avec_jour):
    return mark_safe(render_to_string("agenda/_annonce.html", {"annonce": annonce, "avec_jour": avec_jour}).strip())
