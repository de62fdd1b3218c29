"""The editing form of every page: it says what is lacking beside the field, before anything is stored."""

from wagtail.admin.forms import WagtailAdminPageForm

from socle.enums import Niveau
from socle.exigences import manques

ACTIONS_QUI_PUBLIENT = ("action-publish",)


class PageForm(WagtailAdminPageForm):
    """Refuses to publish an incomplete page, each lack beside its field; nothing typed is lost."""

    @property
    def publie(self) -> bool:
        return any(self.data.get(action) for action in ACTIONS_QUI_PUBLIENT) or (
            self.data.get("action-workflow-action")
            and self.data.get("workflow-action-name") == "approve"
            and self.derniere_etape
        )

    @property
    def derniere_etape(self) -> bool:
        """Tell whether approving now would publish."""
        etape = self.instance.current_workflow_task_state if self.instance.pk else None
        if etape is None:
            return False
        circuit = etape.workflow_state
        return circuit.get_next_task() is None

    def _post_clean(self):
        super()._post_clean()
        if self.publie:
            for manque in manques(self.instance, Niveau.PUBLICATION):
                self.add_error(manque.champ if manque.champ in self.fields else None, manque.message)
