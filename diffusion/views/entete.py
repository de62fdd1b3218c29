"""What the head of a public page tells machines: who it is for networks, what it is about for search engines."""

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import to_locale

from diffusion.cartes import carte_de
from socle import registres
from socle.composants import en_script
from socle.donnees_liees import sans_vides
from socle.queries import fil_de, sont_visibles

REGIONS = {"fr": "fr_FR", "en": "en_GB", "de": "de_DE"}
"""Networks want a country with a language (https://ogp.me): the one whose spelling we follow."""


@dataclass(frozen=True)
class Entete:
    """What the head says. `donnees` is a JSON-LD document, safe inside a script; empty where there is none."""

    titre: str
    description: str
    adresse: str
    genre: str
    ville: str
    region: str
    autres_regions: tuple[str, ...]
    carte: str
    donnees: str


def entete(contexte, titre: str, vitrine) -> Entete | None:
    """Return what the head of a page says; None where nobody should share it: a draft, a private page, no city."""
    request, page = contexte["request"], vitrine.page
    if vitrine.accueil is None or getattr(request, "is_preview", False) or not sont_visibles([page or vitrine.accueil]):
        return None
    adresse = adresse_de(page, request)
    description = _description(page) or vitrine.accueil.chapo or vitrine.accueil.phrase
    return Entete(
        titre=titre,
        description=Truncator(description).chars(300),
        adresse=adresse,
        genre="website" if page is None or page.pk == vitrine.accueil.pk else "article",
        ville=vitrine.nom,
        region=region(vitrine.langue),
        autres_regions=tuple(region(p.langue) for p in vitrine.alternatives if not p.ici),
        carte=vitrine.racine + adresse_de_la_carte(page or vitrine.accueil),
        donnees=en_script(graphe(contexte, titre, adresse, vitrine)) if page else "",
    )


def adresse_de_la_carte(page) -> str:
    dessinee = carte_de(page)
    return reverse("carte_de_partage", args=[dessinee.page_id, dessinee.version])


def adresse_de(page, request) -> str:
    """Return the whole address of what is being read, without what the visitor added to it."""
    if page is None:
        return request.build_absolute_uri(request.path)
    return page.get_full_url(request) + getattr(request, "reste_de_l_adresse", "")


def _description(page) -> str:
    dites = (getattr(page, nom, "") for nom in ("search_description", "accroche", "enonce", "chapo"))
    return next((dit for dit in dites if dit), "")


def region(langue: str) -> str:
    return REGIONS.get(langue) or to_locale(langue)


def graphe(contexte, titre: str, adresse: str, vitrine) -> dict:
    """Return all that a page says of itself: the site, the page, the way to it, what it is about."""
    request, page = contexte["request"], vitrine.page
    sujet = registres.donnees_liees.decrire(page, contexte)
    chemin = _chemin(page, titre, adresse, request)
    site = {
        "@type": "WebSite",
        "@id": f"{vitrine.accueil.get_full_url(request)}#site",
        "url": vitrine.accueil.get_full_url(request),
        "name": vitrine.nom,
        "inLanguage": vitrine.langue,
    }
    la_page = {
        "@type": "WebPage",
        "@id": adresse,
        "url": adresse,
        "name": titre,
        "description": _description(page),
        "inLanguage": vitrine.langue,
        "isPartOf": {"@id": site["@id"]},
        "breadcrumb": {"@id": chemin["@id"]} if chemin else {},
        "mainEntity": {"@id": sujet["@id"]} if sujet else {},
        "datePublished": _jour(page.first_published_at),
        "dateModified": _jour(page.last_published_at),
        **_traductions(vitrine),
    }
    return {
        "@context": "https://schema.org",
        "@graph": [noeud for noeud in (site, sans_vides(la_page), chemin, sujet) if noeud],
    }


def _jour(moment) -> str:
    return moment.isoformat(timespec="seconds") if moment else ""


def _chemin(page, titre: str, adresse: str, request) -> dict:
    etapes = [(p.title, p.get_full_url(request)) for p in fil_de(page)]
    ici = (page.title, adresse)
    if getattr(request, "reste_de_l_adresse", ""):
        # What is read is a part of the page: it has a step of its own.
        etapes.append((page.title, page.get_full_url(request)))
        ici = (titre, adresse)
    if not etapes:
        return {}
    return {
        "@type": "BreadcrumbList",
        "@id": f"{adresse}#chemin",
        "itemListElement": [
            {"@type": "ListItem", "position": rang, "name": nom, "item": ou}
            for rang, (nom, ou) in enumerate([*etapes, ici], 1)
        ],
    }


def _traductions(vitrine) -> dict:
    """Say where the same page is in other languages; the site's first language is what the others translate."""
    premiere = settings.WAGTAIL_CONTENT_LANGUAGES[0][0]
    autres = {
        p.langue: {"@type": "WebPage", "@id": vitrine.racine + p.adresse, "inLanguage": p.langue}
        for p in vitrine.alternatives
        if not p.ici
    }
    if vitrine.langue != premiere and premiere in autres:
        return {"translationOfWork": autres[premiere]}
    return {"workTranslation": list(autres.values())}
