"""Panels of the editing form: what the page still lacks, each line leading to its field."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import InlinePanel, MultiFieldPanel, Panel, PanelGroup

from socle.exigences import manques


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
