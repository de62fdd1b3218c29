"""What public templates say of stories: chapters, blocks, pictures, distances, complements.

{% load recits %}
{% for chapitre in page.corps|chapitres %} {% corps chapitre.blocs %} {% endfor %}
{% visuel image tailles="50vw" %}
{{ metres|a_pied }}
{% complement page "oeuvres" %}
"""

import re
from dataclasses import dataclass, field, replace
from urllib.parse import urlsplit

from django import template
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.formats import date_format, number_format
from django.utils.safestring import mark_safe
from django.utils.text import slugify
from django.utils.translation import get_language, get_language_info, ngettext
from django.utils.translation import gettext as _
from wagtail.images.shortcuts import get_rendition_or_not_found

from medias.rendus import CARTE_SOCIALE, FORMATS, largeurs_pour
from socle import registres
from socle.carte import Lieu, arrondir
from socle.lecture_du_corps import preparer, renvoi
from socle.references import langue_de
from socle.rules import temps_a_pied
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


# --- pictures -----------------------------------------------------------------


@dataclass(frozen=True)
class Source:
    type: str
    srcset: str


@register.inclusion_tag("socle/composants/visuel.html")
def visuel(image, tailles="100vw", premier=False, alt=None, credit=False, decoratif=False):
    """Draw a picture that may go out; nothing at all when its rights don't allow it.

    `premier` is for the one picture seen on arrival: it is not loaded late. `decoratif` is for a
    picture beside a link that already says the same.
    """
    if image is None or not image.diffusable:
        return {"image": None}
    texte = "" if decoratif else (image.default_alt_text if alt is None else alt)
    commun = {"image": image, "alt": texte, "premier": premier, "credit": image.credit if credit else ""}
    if image.is_svg():
        return commun | {"adresse": image.file.url, "largeur": image.width, "hauteur": image.height}
    largeurs = largeurs_pour(image.width)
    specs = [f"width-{l}|format-{f}" for f in FORMATS for l in largeurs]
    rendus = image.get_renditions(*specs)
    sources = [
        Source(
            f"image/{f}",
            ", ".join(
                f"{rendus[f'width-{l}|format-{f}'].url} {rendus[f'width-{l}|format-{f}'].width}w" for l in largeurs
            ),
        )
        for f in FORMATS
    ]
    defaut = rendus[f"width-{largeurs[0]}|format-webp"]
    return commun | {
        "sources": sources,
        "tailles": tailles,
        "adresse": defaut.url,
        "largeur": defaut.width,
        "hauteur": defaut.height,
    }


@register.simple_tag
def adresse_du_visuel(image):
    """Return the address of a picture for a social card, in a format all of them read; empty for SVG."""
    if image is None or not image.diffusable or image.is_svg():
        return ""
    return get_rendition_or_not_found(image, CARTE_SOCIALE).url


# --- words --------------------------------------------------------------------


@register.filter
def a_pied(metres) -> str:
    """« 5 min à pied (260 m) », as people say it."""
    if metres is None:
        return ""
    minutes = int(temps_a_pied(metres).total_seconds() // 60)
    if minutes >= 60:
        return en_metres(metres)
    return _("%(minutes)s min à pied, %(metres)s") % {"minutes": minutes, "metres": en_metres(metres)}


@register.filter
def en_metres(metres) -> str:
    """« 260 m », « 1,4 km »."""
    arrondis = arrondir(metres)
    if arrondis < 1_000:
        return f"{arrondis} m"
    return f"{number_format(arrondis / 1_000, 1)} km"


register.filter("langue_de", langue_de)


@register.filter
def jour(date) -> str:
    """A date as people say it: « 3 novembre 2026 », « 1er mars 2026 »."""
    if not date:
        return ""
    if date.day == 1 and (get_language() or "").startswith("fr"):
        return f"1er {date_format(date, 'F Y')}"
    return date_format(date, "j F Y")


@register.filter
def nom_de_langue(code) -> str:
    """The name of a language in the reader's language: « anglais »."""
    try:
        return get_language_info(code)["name_translated"]
    except KeyError:
        return code


@register.filter
def choix(valeurs, champ) -> list[str]:
    """Return the labels of a field of several choices."""
    page, nom = champ, valeurs
    libelles = dict(page._meta.get_field(nom).choix.choices)
    return [libelles[v] for v in getattr(page, nom) or () if v in libelles]


EN_LETTRES = {
    "fr": ("deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix"),
    "en": ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    "de": ("zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn"),
}
"""Two to ten: one agrees with what is counted, and each sentence says it."""


@register.filter
def en_lettres(nombre) -> str:
    """Return a number as a title says it: in words from two to ten, else in figures."""
    mots = EN_LETTRES.get((get_language() or "")[:2], ())
    return mots[nombre - 2] if 2 <= nombre < 2 + len(mots) else str(nombre)


@register.filter
def en_suite(libelles) -> str:
    """Set labels one after the other in a sentence; German nouns keep their capital."""
    premier, *autres = map(str, libelles or [""])
    if (get_language() or "")[:2] in ("fr", "en"):
        autres = [f"{libelle[:1].lower()}{libelle[1:]}" for libelle in autres]
    return ", ".join([premier, *autres])


@register.filter
def nombre_d_oeuvres(nombre) -> str:
    return ngettext("%(nombre)s œuvre", "%(nombre)s œuvres", nombre) % {"nombre": nombre}


@register.filter
def lignes(texte) -> list[str]:
    """The lines of a list of names, empty ones left out."""
    return [ligne.strip() for ligne in (texte or "").splitlines() if ligne.strip()]


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
    """Return the stories that a block names as places for the map, in the block's order."""
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
        )
        for t in trouves
        if t is not None
    ]


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
def hote(adresse) -> str:
    """Return the host of an address, as people read it."""
    return (urlsplit(str(adresse)).hostname or "").removeprefix("www.")


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
