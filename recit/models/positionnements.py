"""The positioning of a city or of a neighbourhood."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail_localize.fields import SynchronizedField

from recit.blocks import QualitesBlock
from recit.models.recits import TexteDeReference
from recit.models.sous_recit import SousRecit
from socle.blocks import CorpsBlock
from socle.enums import Niveau, Public
from socle.exigences import au_moins, rempli
from socle.fields import ChoixMultiplesField, CorpsField
from socle.models import PageSocle


class PositionnementPage(TexteDeReference, SousRecit):
    """A positioning, of a city or of a neighbourhood: the backbone of what will be said and done."""

    enonce = models.TextField(_("énoncé"), blank=True, max_length=400)
    qualites = CorpsField(QualitesBlock(), verbose_name=_("qualités revendiquées"))
    vision = models.TextField(_("vision"), blank=True, max_length=1500)
    distingue = models.TextField(_("ce qui distingue"), blank=True, max_length=1500)
    publics = ChoixMultiplesField(_("pour quels publics"), choix=Public)
    corps = CorpsField(CorpsBlock(), verbose_name=_("développement"))

    override_translatable_fields = [SynchronizedField("publics")]
    textes_de_reference = ("title", "enonce", "qualites", "vision", "distingue", "corps")
    exigences = (
        rempli("enonce", _("Énoncez le positionnement.")),
        au_moins("qualites", 1, _("Dites au moins une qualité revendiquée, et pourquoi.")),
        rempli("vision", _("Adossez-y une vision.")),
        rempli("distingue", _("Dites ce qui distingue ce territoire."), Niveau.RELECTURE),
        rempli("publics", _("Dites pour quels publics."), Niveau.RELECTURE),
    )

    content_panels = [
        *PageSocle.content_panels,
        FieldPanel("enonce"),
        FieldPanel("qualites"),
        FieldPanel("vision"),
        FieldPanel("distingue"),
        FieldPanel("publics"),
        FieldPanel("corps"),
        FieldPanel("correction_mineure"),
    ]

    parent_page_types = ["recit.RecitPage", "quartiers.QuartierPage"]
    subpage_types = []
    max_count_per_parent = 1
    template = "recit/positionnement.html"

    class Meta:
        verbose_name = _("positionnement")
        verbose_name_plural = _("positionnements")
