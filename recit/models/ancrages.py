"""How a story carries the city's narrative: its ancrage, and the promises it keeps."""

from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Orderable

from recit.exigences import PROMESSES_DE_SON_RECIT, TIENT_UNE_PROMESSE_DE_LA_VILLE
from recit.models.promesses import PromessePage
from recit.models.relectures import Signature
from recit.models.sous_recit import SousRecit
from socle.exigences import rempli
from socle.references import Reference


class PromesseTenue(Orderable):
    """A promise that a story keeps. It belongs to the narrative that the story hangs under."""

    promesse = Reference("recit.PromessePage", on_delete=models.RESTRICT, verbose_name=_("promesse"))

    panels = [FieldPanel("promesse")]

    class Meta(Orderable.Meta):
        abstract = True
        verbose_name = _("promesse tenue")
        verbose_name_plural = _("promesses tenues")


class AvecAncrage(SousRecit):
    """A story that says how it carries the city's narrative, and which promises it keeps.

    Concrete pages have a child relation `promesses_tenues` of `PromesseTenue`s.
    """

    ancrage = models.TextField(
        _("ancrage"),
        blank=True,
        max_length=800,
        help_text=_(
            "En quoi cette histoire porte le récit de la ville : deux ou trois phrases, que tout le monde lira."
        ),
    )

    repose_sur_le_recit = False
    """Whether another text of the narrative itself sends these stories to be read again."""

    exigences = (
        rempli("ancrage", _("Écrivez l’ancrage : en quoi cette histoire porte le récit de la ville.")),
        TIENT_UNE_PROMESSE_DE_LA_VILLE,
        PROMESSES_DE_SON_RECIT,
    )

    class Meta:
        abstract = True

    @cached_property
    def signature(self):
        """The signature of a garant that holds for this story as it is now, or None: `signature.le` is its date."""
        return Signature.objects.valable_pour(self) if self.pk else None

    def _deriver(self):
        super()._deriver()
        if self._state.adding or self.alias_of_id:
            self._oublier_les_promesses_d_un_autre_recit()

    def _oublier_les_promesses_d_un_autre_recit(self):
        """Drop the promises of another narrative from a copy or an alias made under this one.

        Which of its promises the copy keeps is for a person to say; until then it lacks
        one, and so is a draft.
        """
        tenues = list(self.promesses_tenues.get_object_list())
        siennes = self._promesses_du_recit([tenue.promesse_id for tenue in tenues])
        etrangeres = [tenue for tenue in tenues if tenue.promesse_id not in siennes]
        if etrangeres:
            self.promesses_tenues.remove(*etrangeres)

    def _promesses_du_recit(self, promesses) -> set[int]:
        """Return, of these ids, those of promises made under this story's narrative, in any language."""
        cles = [cle for cle in promesses if cle]
        if not cles:
            return set()
        return set(
            PromessePage.objects.filter(pk__in=cles, recit__translation_key=self.recit.translation_key).values_list(
                "pk", flat=True
            )
        )

    def with_content_json(self, content):
        # Nor does a revision bring back a promise that is gone, or another narrative's.
        tenues = content.get("promesses_tenues") or []
        siennes = self._promesses_du_recit([tenue["promesse"] for tenue in tenues])
        return super().with_content_json(
            {**content, "promesses_tenues": [tenue for tenue in tenues if tenue["promesse"] in siennes]}
        )
