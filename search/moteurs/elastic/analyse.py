"""How each language is read by the cluster. Names are the same in every index, so that one mapping serves all."""

EXACT = "exact"
"""Words as they are, stop words among them, without case, accents, ligatures, hyphens or apostrophes."""

LANGUE = "langue"
"""Words by their stem in the language of the index."""

LETTRES = ["'=>\\u0020", "’=>\\u0020", "ʼ=>\\u0020", "œ=>oe", "Œ=>oe", "æ=>ae", "Æ=>ae", "ß=>ss"]
"""Apostrophes part words; two letters in one are two, before any stemmer reads them."""

ENTRE_LES_MOTS = r"[^\p{L}\p{M}\p{N}]+"
"""All that is neither letter nor digit: the tokenizer would keep « bit.fall », « a_b » and « 8,98 » as one word."""

_RACINES = {"fr": "french", "en": "english", "de": "german"}
"""The same algorithms as the database's, so that both find the same."""
_VIDES = {"fr": "_french_", "en": "_english_", "de": "_german_"}


def reglages(langue: str) -> dict:
    """Return the settings of an index of one language."""
    allemand = ["german_normalization"] if langue == "de" else []
    if langue in _RACINES:
        filtres = {
            "vides": {"type": "stop", "stopwords": _VIDES[langue]},
            "racines": {"type": "stemmer", "language": _RACINES[langue]},
        }
        # Accents first: what is typed often has none, and a word must have one stem.
        chaine = ["lowercase", "vides", *allemand, "asciifolding", "racines"]
    else:
        filtres, chaine = {}, ["lowercase", "asciifolding"]
    return {
        "number_of_shards": 1,
        "number_of_replicas": 0,
        "analysis": {
            "char_filter": {
                "lettres": {"type": "mapping", "mappings": LETTRES},
                "entre_les_mots": {"type": "pattern_replace", "pattern": ENTRE_LES_MOTS, "replacement": " "},
            },
            "filter": filtres,
            "analyzer": {
                EXACT: _analyseur(["lowercase", *allemand, "asciifolding"]),
                LANGUE: _analyseur(chaine),
            },
        },
    }


def _analyseur(filtres: list[str]) -> dict:
    return {"type": "custom", "tokenizer": "standard", "char_filter": ["lettres", "entre_les_mots"], "filter": filtres}
