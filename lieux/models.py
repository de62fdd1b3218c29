"""A place worth a stop that is not a work."""

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail_localize.fields import SynchronizedField

from lieux.enums import Genre
from lieux.queries import LieuManager
from recit.models import AvecAncrage, PromesseTenue, image_principale
from recit.panels import SignaturePanel
from socle.blocks import CorpsBlock
from socle.enums import Niveau
from socle.exigences import Exigence, rempli
from socle.fields import CorpsField, NomsField
from socle.models import AvecAcces, AvecPosition, PageSocle, panneau_d_acces, panneaux_de_position


class LieuPage(AvecPosition, AvecAcces, AvecAncrage):
    """A monument, a garden, a viewpoint, a venue: what it is, where it stands, when it opens, how one gets in."""

    genre = models.CharField(_("genre"), max_length=12, choices=Genre, default=Genre.AUTRE)
    autres_noms = NomsField(_("autres noms"), help_text=_("Un par ligne : les noms que les gens emploient."))
    accroche = models.CharField(_("accroche"), max_length=200, blank=True)
    image = image_principale()
    corps = CorpsField(CorpsBlock(), verbose_name=_("récit"))

    lieu = models.CharField(_("lieu"), max_length=200, blank=True)
    commune = models.CharField(_("commune"), max_length=100, blank=True)
    ouverture = models.TextField(
        _("ouverture"),
        blank=True,
        max_length=1000,
        help_text=_("Jours et heures, ou « toujours ouvert ». Une ligne par période."),
    )
    ouverture_verifiee_le = models.DateField(_("vérifié le"), null=True, blank=True)
    tarif = models.CharField(_("tarif"), max_length=200, blank=True)
    site_web = models.URLField(_("site du lieu"), blank=True)
    wikidata = models.CharField(
        _("Wikidata"),
        max_length=20,
        blank=True,
        validators=[RegexValidator(r"^Q\d+$", _("Un identifiant Wikidata est un Q suivi de chiffres."))],
    )

    objects = LieuManager()

    override_translatable_fields = [
        SynchronizedField("commune", overridable=False),
        SynchronizedField("site_web"),
        SynchronizedField("wikidata", overridable=False),
    ]
    exigences = (
        rempli("accroche", _("Écrivez l’accroche : la première phrase que l’on lira.")),
        rempli("corps", _("Racontez : l’histoire est vide.")),
        *AvecAncrage.exigences,
        rempli("image", _("Une image aide à reconnaître le lieu."), Niveau.RELECTURE),
        rempli("ouverture", _("Dites quand on peut y entrer."), Niveau.RELECTURE),
        Exigence(
            "latitude",
            _("Sans position, le lieu ne paraît pas sur la carte."),
            lambda page: page.point is not None,
            Niveau.RELECTURE,
        ),
    )

    content_panels = [
        *PageSocle.content_panels,
        FieldPanel("genre"),
        FieldPanel("accroche"),
        FieldPanel("image"),
        FieldPanel("corps"),
        MultiFieldPanel(
            [SignaturePanel(), FieldPanel("ancrage"), InlinePanel("promesses_tenues", label=_("Promesse tenue"))],
            _("Dans le récit de la ville"),
        ),
        FieldPanel("autres_noms"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("ouverture"), FieldPanel("ouverture_verifiee_le")]),
                FieldRowPanel([FieldPanel("tarif"), FieldPanel("site_web")]),
            ],
            _("Quand"),
        ),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("lieu"), FieldPanel("commune")]), *panneaux_de_position()],
            _("Où"),
        ),
        panneau_d_acces(),
        FieldPanel("wikidata"),
    ]

    parent_page_types = ["quartiers.QuartierPage"]
    subpage_types = []
    template = "lieux/lieu.html"

    class Meta:
        verbose_name = _("lieu")
        verbose_name_plural = _("lieux")


class PromesseTenueParUnLieu(PromesseTenue):
    page = ParentalKey(LieuPage, on_delete=models.CASCADE, related_name="promesses_tenues")
