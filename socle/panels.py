"""Panels of the editing form: what the page still lacks, each line leading to its field."""

from dataclasses import dataclass

from django.apps import apps
from django.forms import Media
from django.forms.widgets import Script
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import InlinePanel, MultiFieldPanel, Panel, PanelGroup

from socle import registres
from socle.exigences import manques
from socle.queries import site_de


@dataclass(frozen=True)
class LigneDeManque:
    """One line of the checklist: what is lacking, whether it refuses to publish, where to mend it."""

    message: str
    refuse: bool
    ancre: str


def ancres(formulaire) -> dict[str, str]:
    """Return, for each field of an edit handler, the id in its form that one can scroll to.

    A field at the first level has a section of its own; one inside a group has
    its label, and a list of children its first line.
    """
    trouvees = {}

    def parcourir(groupe, prefixe, dans_un_groupe):
        for panneau, identifiant in zip(groupe.children, groupe.child_identifiers, strict=True):
            champ = getattr(panneau, "relation_name", None) or getattr(panneau, "field_name", None)
            if champ:
                if not dans_un_groupe:
                    trouvees[champ] = f"{prefixe}-{identifiant}-section"
                elif isinstance(panneau, InlinePanel):
                    trouvees[champ] = f"id_{champ}-FORMS"
                else:
                    trouvees[champ] = f"id_{champ}-label"
            elif isinstance(panneau, PanelGroup):
                parcourir(
                    panneau, f"{prefixe}-child-{identifiant}", dans_un_groupe or isinstance(panneau, MultiFieldPanel)
                )

    parcourir(formulaire, "panel", False)
    return trouvees


def ce_qui_manque(page) -> list[LigneDeManque]:
    """Return the checklist of a page as it stands in memory: what refuses to publish comes first."""
    ids = ancres(type(page).get_edit_handler())
    lignes = [LigneDeManque(m.message, m.refuse, ids.get(m.champ, "")) for m in manques(page)]
    return sorted(lignes, key=lambda ligne: not ligne.refuse)


class ManquesPanel(Panel):
    """The checklist, above the fields; Wagtail's autosave brings it up to date."""

    def __init__(self, **options):
        super().__init__(**{"heading": _("Avant de publier"), "icon": "tasks", "classname": "manques", **options})

    @property
    def clean_name(self):
        return "manques"

    class BoundPanel(Panel.BoundPanel):
        template_name = "socle/admin/manques.html"

        def get_context_data(self, parent_context=None):
            return super().get_context_data(parent_context) | {"lignes": ce_qui_manque(self.instance)}


FOND_DE_CARTE = "fond de carte"
"""The place where an upper app gives the outlines to find one's way by: `fond`, a list of {"nom", "contour"}."""


def reglages_de_la_carte(page):
    """Return the map settings of a page's city; the defaults where it has none."""
    site = site_de(page) if page else None
    modele = apps.get_model("socle", "ReglagesCarte")
    return modele.du_site(site) if site else modele()


def page_situee(panneau_lie):
    """Return the page that a bound panel is of; a page being created has no place of its own yet: its parent has."""
    page = panneau_lie.instance
    return page if page.path else getattr(panneau_lie.form, "parent_page", None)


def fond_de_carte(panneau_lie) -> list[dict]:
    """Return the outlines that one finds one's way by on the map of a bound panel."""
    page = page_situee(panneau_lie)
    if page is None:
        return []
    donnes = registres.complements.pour(type(panneau_lie.instance), FOND_DE_CARTE)
    return [trace for complement in donnes for trace in complement.lire(page, panneau_lie.request)["fond"]]


def media_d_une_carte(script: str) -> Media:
    """Return what a map in a form needs: Leaflet, then the module that draws on it."""
    return Media(
        css={"all": ["js_lib_leaflet/leaflet.css", "css/carte-admin.css"]},
        js=["js_lib_leaflet/leaflet.js", Script(script, type="module")],
    )


class CartePanel(Panel):
    """A map beside typed coordinates: what is clicked is written in the fields, what is typed is drawn.

    `contour` is the name of the field of an outline, where the page has one. Nothing is lost without
    a script: the fields are there.
    """

    def __init__(self, contour="", **options):
        super().__init__(**{"heading": _("Sur une carte"), "classname": "panneau-carte", **options})
        self.contour = contour

    def clone_kwargs(self):
        return super().clone_kwargs() | {"contour": self.contour}

    @property
    def clean_name(self):
        return "carte"

    class BoundPanel(Panel.BoundPanel):
        template_name = "socle/admin/carte.html"

        @property
        def media(self):
            return media_d_une_carte("js/carte-admin.js")

        def is_shown(self):
            return super().is_shown() and self.form is not None and "latitude" in self.form.fields

        def get_context_data(self, parent_context=None):
            contour = self.panel.contour
            return super().get_context_data(parent_context) | {
                "reglages": reglages_de_la_carte(page_situee(self)),
                "fond": fond_de_carte(self),
                "latitude": self.form["latitude"].id_for_label,
                "longitude": self.form["longitude"].id_for_label,
                "contour": self.form[contour].id_for_label if contour in self.form.fields else "",
            }
