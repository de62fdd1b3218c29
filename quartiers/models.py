"""A neighbourhood tells its chapter of the city's narrative."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail_localize.fields import SynchronizedField

from quartiers.enums import Echelle, Qpv
from recit.models import AvecAncrage, PromesseTenue, image_principale
from recit.panels import SignaturePanel
from socle.blocks import ChiffresBlock, CorpsBlock
from socle.enums import Niveau, Public
from socle.exigences import Exigence, rempli
from socle.fields import ChoixMultiplesField, ContourField, CorpsField, NomsField
from socle.models import AvecPosition, PageSocle, panneaux_de_position


class QuartierPage(AvecPosition, AvecAncrage):
    """A neighbourhood story: a quartier, a secteur inside one, a street, a square, a wider territory."""

    echelle = models.CharField(_("échelle"), max_length=10, choices=Echelle, default=Echelle.QUARTIER)
    autres_noms = NomsField(_("autres noms"), help_text=_("Un par ligne : les noms que les gens emploient."))
    accroche = models.CharField(_("accroche"), max_length=200, blank=True)
    image = image_principale()
    corps = CorpsField(CorpsBlock(), verbose_name=_("récit"))
    chiffres = CorpsField(ChiffresBlock(), verbose_name=_("chiffres clés"))
    publics = ChoixMultiplesField(_("pour quels publics"), choix=Public)
    contour = ContourField(_("contour"), help_text=_("GeoJSON : un Polygon ou un MultiPolygon, en degrés."))
    contour_approche = models.BooleanField(_("contour approché"), default=False)
    qpv = models.CharField(_("quartier prioritaire (QPV)"), max_length=6, choices=Qpv, default=Qpv.NON)
    qpv_code = models.CharField(_("code du QPV"), max_length=12, blank=True)
    qpv_source = models.CharField(_("source"), max_length=300, blank=True)

    repose_sur_le_recit = True
    override_translatable_fields = [
        SynchronizedField("publics"),
        SynchronizedField("contour"),
        SynchronizedField("qpv_code", overridable=False),
    ]
    exigences = (
        rempli("accroche", _("Écrivez l’accroche : la première phrase que l’on lira.")),
        rempli("corps", _("Racontez : l’histoire est vide.")),
        *AvecAncrage.exigences,
        Exigence(
            "qpv_source",
            _("Un quartier prioritaire se dit avec sa source."),
            lambda page: page.qpv == Qpv.NON or bool(page.qpv_source),
        ),
        rempli("image", _("Une image aide à entrer dans le quartier."), Niveau.RELECTURE),
        rempli("publics", _("Dites pour quels publics."), Niveau.RELECTURE),
        Exigence(
            "contour",
            _("Un contour ou une position : sans l’un des deux, rien ne paraît sur la carte."),
            lambda page: bool(page.contour) or page.point is not None,
            Niveau.RELECTURE,
        ),
    )

    content_panels = [
        *PageSocle.content_panels,
        FieldPanel("echelle"),
        FieldPanel("accroche"),
        FieldPanel("image"),
        FieldPanel("corps"),
        MultiFieldPanel(
            [SignaturePanel(), FieldPanel("ancrage"), InlinePanel("promesses_tenues", label=_("Promesse tenue"))],
            _("Dans le récit de la ville"),
        ),
        FieldPanel("chiffres"),
        FieldPanel("publics"),
        FieldPanel("autres_noms"),
        MultiFieldPanel(
            [
                FieldPanel("contour"),
                FieldPanel("contour_approche"),
                *panneaux_de_position(contour="contour"),
            ],
            _("Sur la carte"),
        ),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("qpv"), FieldPanel("qpv_code")]), FieldPanel("qpv_source")],
            _("Politique de la ville"),
        ),
    ]

    parent_page_types = ["recit.RecitPage", "quartiers.QuartierPage"]
    subpage_types = [
        "recit.PositionnementPage",
        "recit.PromessePage",
        "quartiers.QuartierPage",
        "oeuvres.OeuvrePage",
        "lieux.LieuPage",
    ]
    template = "quartiers/quartier.html"

    class Meta:
        verbose_name = _("quartier")
        verbose_name_plural = _("quartiers")


class PromesseTenueParUnQuartier(PromesseTenue):
    page = ParentalKey(QuartierPage, on_delete=models.CASCADE, related_name="promesses_tenues")
