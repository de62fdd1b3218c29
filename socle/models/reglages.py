"""What a city sets for its public pages: its map, and the terms of its open data."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.models import Site

from socle import lectures
from socle.carte import FONDS, Fond, est_une_adresse_de_tuiles
from socle.enums import TEXTES_DES_LICENCES, FondDeCarte, LicenceDesDonnees
from socle.fields import CoordonneeField

DUREE_DES_REGLAGES = 60
"""Seconds that settings are kept between requests; saving them forgets them at once where they are saved."""


class ReglagesGardes(BaseSiteSetting):
    """Settings that public pages read: kept between requests, read once in each, and to look at a page writes nothing."""

    class Meta:
        abstract = True

    @classmethod
    def de_la_ville(cls, request):
        """Return these settings for the city that is asked for, the defaults where it has none; None without a city."""
        site = Site.find_for_request(request)
        return cls.du_site(site) if site else None

    @classmethod
    def du_site(cls, site):
        """Return these settings for a site, the defaults where it has none."""
        reglages = lectures.garder(cls._cle(site.pk), lambda: cls.lire(site), DUREE_DES_REGLAGES)
        reglages.site = site  # as it is today, and without asking for it
        return reglages

    @classmethod
    def lire(cls, site):
        """Read what is to be kept of a site's settings."""
        return cls.objects.filter(site=site).first() or cls(site=site)

    @classmethod
    def _cle(cls, site_id: int) -> str:
        return f"reglages-{cls._meta.model_name}-{site_id}"

    def save(self, *args, **options):
        super().save(*args, **options)
        lectures.ne_plus_garder(self._cle(self.site_id))

    def delete(self, *args, **options):
        supprime = super().delete(*args, **options)
        lectures.ne_plus_garder(self._cle(self.site_id))
        return supprime


@register_setting(icon="site")
class ReglagesCarte(ReglagesGardes):
    """Where the city's map is centred, and whose tiles it asks for after a click (none by default)."""

    latitude = CoordonneeField(
        _("latitude du centre"), default=46.6, validators=[MinValueValidator(-90), MaxValueValidator(90)]
    )
    longitude = CoordonneeField(
        _("longitude du centre"), default=2.4, validators=[MinValueValidator(-180), MaxValueValidator(180)]
    )
    zoom = models.PositiveSmallIntegerField(_("niveau de zoom"), default=12, validators=[MaxValueValidator(19)])
    fond = models.CharField(
        _("fond de carte"),
        max_length=10,
        choices=FondDeCarte,
        default=FondDeCarte.AUCUN,
        help_text=_("Demandé après un clic du visiteur, jamais avant : la carte dit à qui."),
    )
    tuiles = models.CharField(
        _("adresse des tuiles"), max_length=300, blank=True, help_text=_("Adresse avec {z}, {x} et {y}.")
    )
    attribution = models.CharField(_("mention des tuiles"), max_length=200, blank=True)
    attribution_lien = models.URLField(_("lien de la mention"), blank=True)

    panels = [
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude"), FieldPanel("zoom")])],
            _("Centre de la carte"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("fond"),
                FieldPanel("tuiles"),
                FieldRowPanel([FieldPanel("attribution"), FieldPanel("attribution_lien")]),
            ],
            _("Fond de carte"),
        ),
    ]

    class Meta:
        verbose_name = _("carte de la ville")

    @property
    def tuiles_demandees(self) -> Fond | None:
        """The tiles that the map asks for after a click; None when it asks nobody."""
        if self.fond != FondDeCarte.AUTRE:
            return FONDS.get(self.fond)
        if not est_une_adresse_de_tuiles(self.tuiles):
            return None
        return Fond(self.tuiles, self.attribution, self.attribution_lien)

    def clean(self):
        super().clean()
        if self.fond != FondDeCarte.AUTRE:
            return
        if not est_une_adresse_de_tuiles(self.tuiles):
            raise ValidationError(
                {"tuiles": _("L’adresse commence par https://, nomme un hôte et contient {z}, {x} et {y}.")}
            )
        if not self.attribution:
            raise ValidationError({"attribution": _("Nommez la source du fond de carte, comme elle le demande.")})


@register_setting(icon="download")
class ReglagesDonnees(ReglagesGardes):
    """What anybody may do with the city's open data, and whom they name. Pictures and sounds have rights of their own."""

    licence = models.CharField(
        _("licence des données"),
        max_length=20,
        choices=LicenceDesDonnees,
        default=LicenceDesDonnees.AUCUNE,
        blank=True,
        help_text=_(
            "Elle vaut pour les données que l’on télécharge (GeoJSON, GPX, agenda, flux), "
            "pas pour les images ni les sons : chacun a ses droits."
        ),
    )
    mention = models.CharField(
        _("à qui les attribuer"), max_length=120, blank=True, help_text=_("Vide : le nom du site.")
    )

    panels = [FieldPanel("licence"), FieldPanel("mention")]

    class Meta:
        verbose_name = _("données ouvertes")

    @property
    def attribution(self) -> str:
        """The name to give with the data."""
        return self.mention or self.site.site_name

    @property
    def texte_de_la_licence(self) -> str:
        """Where the licence is read; empty where all rights are reserved."""
        return TEXTES_DES_LICENCES.get(self.licence, "")

    @property
    def en_clair(self) -> str:
        """Who gives the data and on what terms, in one line, for formats that have words only."""
        if not self.licence:
            return _("© %(nom)s, tous droits réservés") % {"nom": self.attribution}
        return f"{self.attribution}, {self.get_licence_display()}, {self.texte_de_la_licence}"
