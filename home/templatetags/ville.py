"""`{% autour as vitrine %}`: the city around the page that is being drawn."""

from django import template

from home.vitrine import Vitrine
from socle.models import PageSocle

register = template.Library()


@register.simple_tag(takes_context=True)
def autour(context):
    """Return the shop window of the city, for the page if there is one, else for the view."""
    page = context.get("page")
    return Vitrine(context["request"], page if isinstance(page, PageSocle) else None)
