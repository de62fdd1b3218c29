"""The roles of a city, as a table one can read aloud. `manage.py roles` sets them; `actions` knows how."""

from dataclasses import dataclass, field

TOUTES, PREMIERE, LA_SIENNE = "toutes", "premiere", "la_sienne"
"""On which home pages of its city a role works: of every language, of the first, of its own."""

CHOISIR = {
    "wagtailimages.image": ("choose",),
    "wagtaildocs.document": ("choose",),
}
AJOUTER = {
    "wagtailimages.image": ("add", "choose"),
    "wagtaildocs.document": ("add", "choose"),
    # wagtailmedia lets only those who may change a sound choose it.
    "wagtailmedia.media": ("add", "change"),
}
GERER = {
    "wagtailimages.image": ("add", "change", "delete", "choose"),
    "wagtaildocs.document": ("add", "change", "delete", "choose"),
    "wagtailmedia.media": ("add", "change", "delete"),
}
EDITIONS = ("agenda.add_edition", "agenda.change_edition")
COMPTAGES = ("mesure.add_comptage", "mesure.change_comptage", "mesure.delete_comptage")
PASSAGES = ("mesure.view_passage",)
SYNONYMES = ("search.add_synonyme", "search.change_synonyme", "search.delete_synonyme")


@dataclass(frozen=True)
class Role:
    """What one of a city's groups may do, there and nowhere else.

    `pages`: on its pages, as Wagtail names it; who has `add` or `change` may also
    submit for review. `medias`: in its collection. `ville`: on what belongs to
    its site (settings, artists, synonyms, redirects). `partout`: what cannot be given for
    one city only; the views that use it check the city themselves.
    """

    nom: str
    pages: tuple[str, ...]
    langues: str = TOUTES
    medias: dict[str, tuple[str, ...]] = field(default_factory=dict)
    ville: tuple[str, ...] = ()
    partout: tuple[str, ...] = ()


COMMUNICATION = Role(
    "Communication",
    pages=("add", "change"),
    langues=PREMIERE,
    medias=AJOUTER,
    ville=("oeuvres.add_artiste", "oeuvres.change_artiste", *EDITIONS, *SYNONYMES, *PASSAGES, *COMPTAGES),
)

RELECTURE = Role(
    "Relecture",
    pages=("change", "publish"),
    medias=CHOISIR | {"wagtailmedia.media": ("change",)},
    ville=("oeuvres.change_artiste", "agenda.change_edition", *SYNONYMES, *PASSAGES),
)
"""The garants: they read again, sign that an ancrage holds, and publish."""

ADMINISTRATION = Role(
    "Administration",
    pages=("add", "change", "publish", "bulk_delete", "lock", "unlock"),
    medias=GERER,
    ville=(
        "home.change_reglagesville",
        "socle.change_reglagescarte",
        "socle.change_reglagesdonnees",
        "oeuvres.add_artiste",
        "oeuvres.change_artiste",
        "oeuvres.delete_artiste",
        *EDITIONS,
        "agenda.delete_edition",
        "wagtailredirects.add_redirect",
        "wagtailredirects.change_redirect",
        "wagtailredirects.delete_redirect",
        *SYNONYMES,
        *PASSAGES,
        *COMPTAGES,
    ),
    partout=("wagtail_localize.submit_translation",),
)

TRADUCTION = Role(
    "Traduction",
    pages=("change",),
    langues=LA_SIENNE,
    medias=CHOISIR,
    ville=("oeuvres.change_artiste", "agenda.change_edition", *SYNONYMES),
)
"""One group for each language but the city's first: « Traduction · English »."""

ROLES = (COMMUNICATION, RELECTURE, ADMINISTRATION, TRADUCTION)

CIRCUIT = "Relecture par un garant du récit"
"""The review that every city starts with: written, read again by a garant, published."""
