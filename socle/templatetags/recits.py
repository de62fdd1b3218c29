"""What public templates say of stories: chapters, blocks, pictures, distances, complements.

{% load recits %}
{% for chapitre in page.corps|chapitres %} {% corps chapitre.blocs %} {% endfor %}
{% visuel image tailles="50vw" %}
{{ metres|a_pied }}
{% complement page "oeuvres" %}
{% droits_des_donnees %}
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

from medias.enums import premiere_langue
from medias.rendus import CARTE_SOCIALE, FORMATS, largeurs_pour
from socle import registres
from socle.carte import Lieu, arrondir
from socle.composants import dessine_une_fois
from socle.lecture_du_corps import preparer, renvoi
from socle.models import ReglagesDonnees
from socle.references import langue_de
from socle.rules import temps_a_pied
from socle.vignettes import Vignette, vignette

register = template.Library()


LANGUES_EN_MINUSCULES = frozenset(("fr",))
"""Languages that write the names of languages without a capital within a sentence."""

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


# --- pictures -----------------------------------------------------------------


@dataclass(frozen=True)
class Source:
    type: str
    srcset: str


@dataclass(frozen=True)
class Tirage:
    """What is needed to show a picture that may go out; `sources` is empty for a drawing (SVG)."""

    adresse: str
    largeur: int
    hauteur: int
    sources: tuple[Source, ...] = ()


def tirage_de(image) -> Tirage:
    """Return the files that show a picture: each size in each format, or the drawing itself."""
    if image.is_svg():
        return Tirage(image.file.url, image.width, image.height)
    largeurs = largeurs_pour(image.width)
    rendus = image.get_renditions(*(f"width-{l}|format-{f}" for f in FORMATS for l in largeurs))
    par_format = {f: [rendus[f"width-{l}|format-{f}"] for l in largeurs] for f in FORMATS}
    sources = tuple(
        Source(f"image/{f}", ", ".join(f"{rendu.url} {rendu.width}w" for rendu in tailles))
        for f, tailles in par_format.items()
    )
    defaut = par_format["webp"][0]
    return Tirage(defaut.url, defaut.width, defaut.height, sources)


@register.simple_tag
def visuel(image, tailles="100vw", premier=False, credit=False, decoratif=False):
    """Draw a picture that may go out; nothing at all when its rights don't allow it.

    `premier` is for the one picture seen on arrival: it is not loaded late. `decoratif` is for a
    picture beside a link that already says the same.
    """
    if image is None or not image.diffusable:
        return ""
    alt = "" if decoratif else image.default_alt_text
    return _dessiner_un_visuel(tirage_de(image), tailles, premier, alt, image.credit if credit else "")


@dessine_une_fois(2_000)
def _dessiner_un_visuel(tirage, tailles, premier, alt, credit):
    # What pictures show, and their credit, are written once, in the first language: a voice must not read it as another.
    langue = premiere_langue() if get_language() != premiere_langue() else ""
    faits = {"tirage": tirage, "tailles": tailles, "premier": premier, "alt": alt, "credit": credit, "langue": langue}
    return mark_safe(render_to_string("socle/composants/visuel.html", faits).strip())


# --- stories in lists -----------------------------------------------------------


@register.simple_tag(name="vignette")
def vignette_(histoire):
    """Draw a story in a gallery."""
    return _dessiner_une_histoire("socle/composants/vignette.html", histoire, _visuel_de(histoire, EN_GALERIE))


@register.simple_tag(name="etape")
def etape_(histoire):
    """Draw a story as a stop of a thread."""
    return _dessiner_une_histoire("socle/composants/etape.html", histoire, _visuel_de(histoire, EN_ETAPE))


EN_GALERIE, EN_ETAPE = "(max-width: 48rem) 45vw, 14rem", "8rem"
"""How wide the picture of a story is shown."""


def _visuel_de(histoire: Vignette, tailles: str) -> str:
    image = histoire.image  # None where it may not go out
    return _dessiner_un_visuel(tirage_de(image), tailles, False, "", "") if image else ""


@dessine_une_fois(4_000)
def _dessiner_une_histoire(gabarit, histoire, visuel):
    return mark_safe(render_to_string(gabarit, {"histoire": histoire, "visuel": visuel}).strip())


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
def insecable(titre) -> str:
    """Keep a dash at the end of a line: « Malakoff – » then « Saint-Donatien », never a line that begins with it."""
    return str(titre or "").replace(" – ", "\u00a0– ")


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
    """A date as people say it: « 3 novembre 2026 », « 1er mars 2026 », „3. November 2026“."""
    if not date:
        return ""
    langue = (get_language() or "")[:2]
    if date.day == 1 and langue == "fr":
        return f"1er {date_format(date, 'F Y')}"
    return date_format(date, "j. F Y" if langue == "de" else "j F Y")


@register.filter
def nom_de_langue(code) -> str:
    """The name of a language in the reader's language, as written within a sentence: « anglais », “English”."""
    try:
        nom = get_language_info(code)["name_translated"]
    except KeyError:
        return code
    return nom.lower() if get_language() in LANGUES_EN_MINUSCULES else str(nom)


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


@register.filter
def duree(secondes) -> str:
    """« 3 min 12 s », « 1 h 04 min »; nothing when nobody knows."""
    entieres = round(secondes or 0)
    if entieres <= 0:
        return ""
    minutes, secondes = divmod(entieres, 60)
    if not minutes:
        return _("%(secondes)s s") % {"secondes": secondes}
    if minutes < 60:
        return _("%(minutes)s min %(secondes)02d s") % {"minutes": minutes, "secondes": secondes}
    heures, minutes = divmod(minutes, 60)
    return _("%(heures)s h %(minutes)02d min") % {"heures": heures, "minutes": minutes}


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
