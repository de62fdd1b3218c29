"""What makes any story reference the narrative it hangs under."""

from django.apps import apps
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from recit.models.recits import RecitPage
from recit.queries import SousRecitManager, recit_above
from socle.models import PageSocle


class SousRecit(PageSocle):
    """A story that references the narrative it hangs under: derived from the tree, never chosen."""

    recit = models.ForeignKey(
        RecitPage, on_delete=models.PROTECT, editable=False, related_name="+", verbose_name=_("récit")
    )

    objects = SousRecitManager()

    class Meta:
        abstract = True

    def _deriver(self):
        super()._deriver()
        self.recit = self.recit_du_dessus()

    def recit_du_dessus(self) -> RecitPage:
        """Return the narrative this story hangs under; raise ValidationError where there is none."""
        recit = recit_above(self.path, self.locale_id or self.get_parent().locale_id)
        if recit is None:
            raise ValidationError(
                {NON_FIELD_ERRORS: [_("Aucun récit de cette langue au-dessus : une histoire se range sous un récit.")]}
            )
        return recit

    def with_content_json(self, content):
        # A revision may hold a narrative that is gone, or another one's: never bring it back.
        page = super().with_content_json({**content, "recit": self.recit_id})
        page.recit_id = self.recit_id
        return page


def types_d_histoires() -> list[type[SousRecit]]:
    """Return the page types whose stories reference a narrative, of all apps."""
    return [modele for modele in apps.get_models() if issubclass(modele, SousRecit)]
