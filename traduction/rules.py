"""What a translation may hold: the markup that is kept, the addresses that a link may have."""

import html
import re
from urllib.parse import urlsplit

import nh3

BALISES = {"a", "abbr", "acronym", "b", "br", "code", "em", "i", "strong"}
"""The inline markup that wagtail-localize accepts in a text; links keep only the number of the link they stand for."""

PROTOCOLES = {"http", "https", "mailto", "tel"}

_INVISIBLES = re.compile(r"[\x00-\x20\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]")


def nettoyer(texte: str) -> str:
    """Return `texte` with nothing but harmless inline markup, written as wagtail-localize writes it.

    Clean text comes back as it was: an import of what was exported changes nothing.
    """
    propre = nh3.clean(
        texte,
        tags=BALISES,
        attributes={"a": {"id"}},
        link_rel=None,
        clean_content_tags={"script", "style"},
    )
    return propre.replace("&nbsp;", "\u00a0").replace("<br>", "<br/>")


def ecrire_en_clair(texte: str) -> str:
    """Return plain text as wagtail-localize writes it: in HTML, a line break for each line."""
    return "<br/>".join(html.escape(ligne, quote=False) for ligne in texte.split("\n"))


def lire_en_clair(texte: str) -> str:
    """Return what a person reads of a text written in HTML, one line for each line break."""
    return html.unescape(re.sub(r"<[^>]*>", "", re.sub(r"<br\s*/?>", "\n", texte)))


def ecrire_pareil(texte: str) -> str:
    """Return `texte` with what may be written in two ways written in one, to compare what was typed and what was kept."""
    return (
        re.sub(r"<br\s*/?>", "<br/>", texte)
        .replace("&nbsp;", "\u00a0")
        .replace("\r\n", "\n")
        .replace("&quot;", '"')
        .replace("&#39;", "'")
        .replace("&#x27;", "'")
    )


def est_propre(texte: str) -> bool:
    """Tell whether cleaning `texte` loses nothing that someone typed."""
    ecrit = re.sub(r"&(?!#?\w+;)", "&amp;", ecrire_pareil(texte))
    return ecrire_pareil(nettoyer(texte)) == ecrit


def sans_invisibles(texte: str) -> str:
    """Return `texte` as a browser reads an address: without blanks nor control characters."""
    return _INVISIBLES.sub("", texte)


def a_des_invisibles(texte: str) -> bool:
    """Tell whether `texte` holds control or direction characters, which hide what is written."""
    return bool(_INVISIBLES.search(texte.replace(" ", "")))


def adresse_permise(adresse: str) -> bool:
    """Tell whether a link may lead to `adresse`: another site over HTTP, a mail, a telephone, or a path of this site."""
    if _INVISIBLES.search(adresse.strip(" ")) or "\\" in adresse:
        return False
    adresse = adresse.strip(" ")
    if adresse.startswith("//"):
        return False
    try:
        parties = urlsplit(adresse)
    except ValueError:
        return False
    if parties.scheme:
        return parties.scheme.lower() in PROTOCOLES and (parties.scheme in ("mailto", "tel") or bool(parties.netloc))
    # A colon before any slash would be read as a protocol by a browser.
    return ":" not in adresse.split("/")[0]


BALISES_D_UNE_PAGE = BALISES | {
    "blockquote", "del", "div", "figcaption", "figure", "h2", "h3", "h4", "h5", "h6", "hr", "iframe",
    "img", "li", "ol", "p", "s", "span", "sub", "sup", "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
ATTRIBUTS_D_UNE_PAGE = {
    "*": {"class", "id", "lang", "dir", "title"},
    "a": {"href", "hreflang", "rel", "target", "type", "download"},
    "div": {"style"},
    "iframe": {"src", "width", "height", "allow", "allowfullscreen", "loading"},
    "img": {"src", "srcset", "sizes", "alt", "width", "height", "loading", "decoding"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
}
LECTEURS = {"www.youtube.com", "www.youtube-nocookie.com", "player.vimeo.com", "www.dailymotion.com"}
"""Where an embedded player may come from; the rest of embeds is plain markup, kept as any other."""


def _attribut(balise: str, attribut: str, valeur: str) -> str | None:
    if attribut == "href" and not adresse_permise(valeur):
        return None
    if balise == "iframe" and attribut == "src":
        adresse = urlsplit(valeur)
        return valeur if adresse.scheme == "https" and adresse.hostname in LECTEURS else None
    return valeur


_NETTOYEUR = nh3.Cleaner(
    tags=BALISES_D_UNE_PAGE,
    attributes=ATTRIBUTS_D_UNE_PAGE,
    attribute_filter=_attribut,
    filter_style_properties={"padding-bottom"},
    url_schemes=PROTOCOLES,
    clean_content_tags={"script", "style"},
    link_rel=None,
)


def nettoyer_une_page(texte_riche: str) -> str:
    """Return rich text ready to be shown, without what could run or mislead: the second wall."""
    return _NETTOYEUR.clean(texte_riche)
