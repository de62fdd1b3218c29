"""What is promised to those who live, come or settle."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail_localize.fields import SynchronizedField

from recit.enums import Couleur
from recit.exigences import REPREND_UNE_PROMESSE_DE_LA_VILLE
from recit.models.recits import TexteDeReference
from recit.models.sous_recit import SousRecit
from recit.queries import PromesseManager
from socle.blocks import CorpsBlock
from socle.enums import Niveau, Public
from socle.exigences import rempli
from socle.fields import ChoixMultiplesField, CorpsField
from socle.models import PageSocle
from socle.references import Reference


class PromessePage(TexteDeReference, SousRecit):
    """A promise, of the city or of a neighbourhood; a visitor follows it as a thread."""

    enonce = models.CharField(_("énoncé"), max_length=200, blank=True, help_text=_("La promesse, en une phrase."))
    accroche = models.CharField(_("accroche"), max_length=200, blank=True)
    couleur = models.PositiveSmallIntegerField(_("couleur du fil"), choices=Couleur, default=Couleur.BRIQUE)
    publics = ChoixMultiplesField(_("à qui elle est faite"), choix=Public)
    reprend = Reference(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        verbose_name=_("reprend la promesse"),
        help_text=_("Pour un quartier : la promesse de la ville que celle-ci reprend."),
    )
    corps = CorpsField(CorpsBlock(), verbose_name=_("développement"))

    objects = PromesseManager()

    override_translatable_fields = [SynchronizedField("publics"), SynchronizedField("reprend", overridable=False)]
    textes_de_reference = ("title", "enonce", "accroche", "corps")
    exigences = (
        rempli("enonce", _("Énoncez la promesse.")),
        REPREND_UNE_PROMESSE_DE_LA_VILLE,
        rempli("accroche", _("Une accroche aide à suivre le fil."), Niveau.RELECTURE),
        rempli("publics", _("Dites à qui cette promesse est faite."), Niveau.RELECTURE),
    )

    content_panels = [
        *PageSocle.content_panels,
        FieldPanel("enonce"),
        FieldPanel("reprend"),
        FieldPanel("accroche"),
        FieldPanel("couleur"),
        FieldPanel("publics"),
        FieldPanel("corps"),
        FieldPanel("correction_mineure"),
    ]

    parent_page_types = ["recit.RecitPage", "quartiers.QuartierPage"]
    subpage_types = []
    template = "recit/promesse.html"

    class Meta:
        verbose_name = _("promesse")
        verbose_name_plural = _("promesses")

    @property
    def de_la_ville(self) -> bool:
        """Tell whether the narrative itself makes this promise."""
        return self.depth == self.recit.depth + 1

    def _deriver(self):
        super()._deriver()
        if self.reprend_id and (self._state.adding or self.alias_of_id) and not self._reprise_du_meme_recit():
            # A copy under another narrative: which promise it takes up is for a person to say.
            self.reprend = None

    def _reprise_du_meme_recit(self) -> bool:
        return PromessePage.objects.filter(
            pk=self.reprend_id, recit__translation_key=self.recit.translation_key
        ).exists()
