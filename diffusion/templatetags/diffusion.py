"""`{% pour_les_machines vitrine %}`: what the head of a page tells machines, in the words of its own title."""

from html import unescape

from django import template
from django.template.loader_tags import BLOCK_CONTEXT_KEY
from django.utils.html import strip_tags

from diffusion.views.entete import entete
from diffusion.views.flux import adresses_des_flux

register = template.Library()


@register.inclusion_tag("diffusion/_entete.html", takes_context=True)
def pour_les_machines(context, vitrine):
    """Draw what networks and search engines read; nothing on a page that only some may see."""
    dit = entete(context, _titre(context), vitrine)
    return {"entete": dit}


@register.simple_tag
def flux() -> list[tuple[str, str]]:
    """Return the city's feeds in the language of the page: (type, address)."""
    return adresses_des_flux()


def _titre(context) -> str:
    """Return the title of the page, as its block says it, without the city's name."""
    blocs = context.render_context.get(BLOCK_CONTEXT_KEY)
    bloc = blocs and blocs.get_block("titre")
    return unescape(strip_tags(bloc.render(context))).strip() if bloc else ""
