"""What public templates say of stories: chapters, blocks, what blocks refer to, complements.

{% load recits %}
{% for chapitre in page.corps|chapitres %} {% corps chapitre.blocs %} {% endfor %}
{% complement page "oeuvres" %}
{% droits_des_donnees %}
"""

import re
from dataclasses import dataclass, field, replace

from django import template
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.safestring import mark_safe
from django.utils.text import slugify
from django.utils.translation import get_language

from socle import registres
from socle.carte import Lieu
from socle.lecture_du_corps import preparer, renvoi
from socle.models import ReglagesDonnees
from socle.references import langue_de
from socle.vignettes import vignette

register = template.Library()

_INTERTITRE = re.compile(r"(</?)h4\b")
"""The one heading that texts may hold."""


@dataclass
class Chapitre:
    """A part of a story: the title that opens it (none for what comes first) and its blocks."""

    titre: str
    ancre: str
    blocs: list = field(default_factory=list)


@register.inclusion_tag("socle/composants/donnees.html", takes_context=True)
def droits_des_donnees(context) -> dict:
    """Say in words on what terms the city gives its data, where they are offered."""
    return {"donnees": ReglagesDonnees.de_la_ville(context["request"])}


@register.filter
def chapitres(corps) -> list[Chapitre]:
    """Split a story at each chapter title."""
    preparer(corps)
    parts = [Chapitre("", "")]
    for bloc in corps or ():
        if bloc.block_type == "chapitre":
            ancre = _ancre(bloc.value, len(parts))
            if ancre in {part.ancre for part in parts}:
                ancre = f"{ancre}-{len(parts)}"
            parts.append(Chapitre(bloc.value, ancre))
        else:
            parts[-1].blocs.append(bloc)
    return [part for part in parts if part.titre or part.blocs]


def _ancre(titre: str, rang: int) -> str:
    return slugify(titre)[:60] or f"chapitre-{rang}"


@register.simple_tag(takes_context=True)
def corps(context, blocs, titre=""):
    """Draw blocks one after the other; the headings inside texts follow the chapter's `titre`, if it has one."""
    contexte = context.flatten()
    intertitre = r"\1h3" if titre else r"\1h2"
    return mark_safe(
        "\n".join(
            _INTERTITRE.sub(intertitre, str(bloc.render(contexte)))
            if bloc.block_type == "texte"
            else str(bloc.render(contexte))
            for bloc in blocs
        )
    )


@register.simple_tag(takes_context=True)
def complement(context, page, place):
    """Draw what other apps show on this page at `place`."""
    request = context.get("request")
    return mark_safe(
        "".join(
            render_to_string(gabarit, {**context.flatten(), **lu}, request=request)
            for gabarit, lu in registres.complements.lire(page, place, request)
            if gabarit
        )
    )


@register.filter
def choix(nom, page) -> list[str]:
    """Return the labels chosen in the page's field `nom`, one of several choices."""
    libelles = dict(page._meta.get_field(nom).choix.choices)
    return [libelles[v] for v in getattr(page, nom) or () if v in libelles]


@register.filter
def lignes(texte) -> list[str]:
    """The lines of a list of names, empty ones left out."""
    return [ligne.strip() for ligne in (texte or "").splitlines() if ligne.strip()]


register.filter("langue_de", langue_de)


# --- what blocks refer to -------------------------------------------------------


def _vignette_du_renvoi(page, request):
    trouve = renvoi(page.pk) if page is not None else None
    if trouve is None:
        return None
    v = vignette(trouve.page, request)
    return replace(v, langue=trouve.langue if trouve.autre_langue else None) if v.adresse else None


@register.simple_tag(takes_context=True, name="renvoi")
def renvoi_(context, page):
    """Return a story that a block names, as the reader gets it; nothing where it can't be seen."""
    return _vignette_du_renvoi(page, context.get("request"))


@register.simple_tag(takes_context=True)
def renvois(context, pages):
    """Return the stories that a block names as places for the map, in the block's order.

    One does not send people to what is over.
    """
    trouves = [renvoi(page.pk) for page in pages if page is not None]
    request = context.get("request")
    return [
        Lieu(
            t.page.title,
            t.page.get_url(request) or "",
            getattr(t.page, "point", None),
            getattr(t.page, "contour", None),
            t.page._meta.model_name,
            precision_approchee=getattr(t.page, "position_approchee", False),
            langue=t.langue if t.autre_langue else None,
            quartier=t.page.raconte_dans,
        )
        for t in trouves
        if t is not None and not getattr(t.page, "passee", False)
    ]


# --- sounds ---------------------------------------------------------------------


@register.simple_tag
def paroles(son):
    """Return the transcription of a sound as the reader of this page gets it."""
    return son.paroles(get_language() or "")


# --- videos somewhere else ------------------------------------------------------

_YOUTUBE = re.compile(r"^https://(?:www\.|m\.)?(?:youtube\.com/watch\?(?:.*&)?v=|youtu\.be/)([\w-]{11})")
_VIMEO = re.compile(r"^https://(?:www\.)?vimeo\.com/(\d+)")


@register.filter
def cadre_de_video(adresse) -> str:
    """Return the address of the player that asks the least of who watches; nothing for a host we don't know."""
    if trouve := _YOUTUBE.match(str(adresse)):
        return f"https://www.youtube-nocookie.com/embed/{trouve.group(1)}?autoplay=1"
    if trouve := _VIMEO.match(str(adresse)):
        return f"https://player.vimeo.com/video/{trouve.group(1)}?dnt=1&autoplay=1"
    return ""


@register.filter
def qualite(valeur) -> str:
    """Return the name of a quality that a positioning claims."""
    if valeur.get("nom"):
        return valeur["nom"]
    choix_du_bloc = dict(valeur.block.child_blocks["qualite"].field.choices)
    return choix_du_bloc.get(valeur["qualite"], valeur["qualite"])


@register.filter
def valeur_de(dictionnaire, cle):
    """Return what a dictionary holds under `cle`, nothing if it holds nothing."""
    return dictionnaire.get(cle, "")


@register.filter
def feuilles(noms) -> list[str]:
    """Return the addresses of style sheets by name, in the order of their layers."""
    return [static(f"css/{nom}.css") for nom in noms.split()]


@register.filter
def situes(lieux) -> bool:
    """Tell whether any of these places can be put on a map."""
    return any(lieu.point or lieu.contour for lieu in lieux)
