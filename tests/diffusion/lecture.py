"""Reads what pages tell machines with tools that did not write it: extruct for the page, PyLD for the meaning."""

import extruct
from pyld import jsonld

SCHEMA = "https://schema.org/"


def _sans_reseau(adresse, _options=None):
    """Stand for schema.org's context, which no test fetches: every word is a schema.org word."""
    assert adresse.rstrip("/") == "https://schema.org", adresse
    vocabulaire = {"@vocab": SCHEMA, "id": "@id", "type": "@type"}
    liens = {nom: {"@type": "@id"} for nom in ("url", "item", "sameAs", "contentUrl", "license")}
    return {
        "contentType": "application/ld+json",
        "contextUrl": None,
        "documentUrl": adresse,
        "document": {"@context": vocabulaire | liens},
    }


def donnees_liees(html: str) -> dict[str, dict]:
    """Return the nodes of a page by their type."""
    [document] = extruct.extract(html, syntaxes=["json-ld"])["json-ld"]
    return {noeud["@type"]: noeud for noeud in document["@graph"]}


def en_clair(html: str) -> list[dict]:
    """Return the triples of a page's linked data as a program sees them that knows no schema: fully expanded."""
    [document] = extruct.extract(html, syntaxes=["json-ld"])["json-ld"]
    return jsonld.expand(document, {"documentLoader": _sans_reseau})


def carte(html: str) -> dict[str, str]:
    """Return what networks read of a page: its Open Graph properties."""
    [lu] = extruct.extract(html, syntaxes=["opengraph"])["opengraph"]
    return dict(lu["properties"])
