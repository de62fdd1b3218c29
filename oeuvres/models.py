"""An artwork on the line, and the artists who made it."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.images import get_image_model_string
from wagtail.models import Orderable, Site, TranslatableMixin
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField, TranslatableField

from oeuvres.enums import Genre, Statut
from oeuvres.queries import OeuvreManager
from oeuvres.rules import Presence, presence_temporaire
from recit.models import AvecAncrage, PromesseTenue, image_principale
from recit.panels import SignaturePanel
from socle.blocks import CorpsBlock
from socle.enums import Niveau
from socle.exigences import Exigence, au_moins, rempli
from socle.fields import CorpsField, NomsField
from socle.models import AvecAcces, AvecAdresse, AvecPosition, PageSocle, panneau_d_acces, panneaux_de_position


class Artiste(AvecAdresse, TranslatableMixin, index.Indexed, models.Model):
    """An artist, of one city; the presentation is told in each language."""

    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="+", verbose_name=_("ville"))
    nom = models.CharField(_("nom"), max_length=160)
    nom_de_tri = models.CharField(
        _("nom de classement"), max_length=160, blank=True, help_text=_("« Buren, Daniel » : l’ordre de l’index.")
    )
    slug = models.SlugField(_("adresse"), max_length=160, blank=True)
    collectif = models.BooleanField(
        _("groupe, collectif, agence"), default=False, help_text=_("Cochez si ce nom n’est pas celui d’une personne.")
    )
    presentation = models.TextField(_("présentation"), blank=True, max_length=2000)
    pays = models.CharField(_("pays"), max_length=80, blank=True)
    naissance = models.PositiveSmallIntegerField(_("année de naissance"), null=True, blank=True)
    mort = models.PositiveSmallIntegerField(_("année de mort"), null=True, blank=True)
    adresse = models.URLField(_("site de l’artiste"), blank=True)
    wikidata = models.CharField(
        _("Wikidata"),
        max_length=20,
        blank=True,
        validators=[RegexValidator(r"^Q\d+$", _("Un identifiant Wikidata est un Q suivi de chiffres."))],
    )
    image = models.ForeignKey(
        get_image_model_string(),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("image"),
    )

    translatable_fields = [
        TranslatableField("presentation"),
        TranslatableField("pays"),
        SynchronizedField("nom"),
        SynchronizedField("nom_de_tri"),
        SynchronizedField("slug"),
        SynchronizedField("collectif"),
        SynchronizedField("site"),
        SynchronizedField("naissance"),
        SynchronizedField("mort"),
        SynchronizedField("adresse"),
        SynchronizedField("wikidata"),
        SynchronizedField("image"),
    ]
    panels = [
        FieldPanel("site"),
        FieldPanel("nom"),
        FieldPanel("collectif"),
        FieldRowPanel([FieldPanel("nom_de_tri"), FieldPanel("slug")]),
        FieldPanel("presentation"),
        FieldRowPanel([FieldPanel("pays"), FieldPanel("naissance"), FieldPanel("mort")]),
        FieldRowPanel([FieldPanel("adresse"), FieldPanel("wikidata")]),
        FieldPanel("image"),
    ]
    search_fields = [
        index.SearchField("nom"),
        index.AutocompleteField("nom"),
        index.FilterField("site"),
        index.FilterField("locale"),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("artiste")
        verbose_name_plural = _("artistes")
        ordering = ["nom_de_tri", "nom"]
        constraints = [models.UniqueConstraint(fields=["site", "locale", "slug"], name="artiste_slug_unique")]

    def __str__(self):
        return self.nom

    def save(self, *args, **options):
        self.nom_de_tri = self.nom_de_tri or nom_de_tri(self.nom)
        super().save(*args, **options)


def nom_de_tri(nom: str) -> str:
    """Return the name as an index files it: the last word first, for two words or more."""
    *prenoms, famille = nom.split()
    return f"{famille}, {' '.join(prenoms)}" if prenoms else nom


class OeuvrePage(AvecPosition, AvecAcces, AvecAncrage):
    """An artwork: what it is, who made it, where it stands, how one gets to it, and why it is here."""

    autres_noms = NomsField(_("autres noms"), help_text=_("Un par ligne : les noms que les gens emploient."))
    accroche = models.CharField(_("accroche"), max_length=200, blank=True)
    image = image_principale()
    corps = CorpsField(CorpsBlock(), verbose_name=_("récit"))

    genre = models.CharField(_("genre"), max_length=12, choices=Genre, default=Genre.AUTRE)
    annee = models.PositiveSmallIntegerField(
        _("année"), null=True, blank=True, validators=[MinValueValidator(1000), MaxValueValidator(2200)]
    )
    annee_approchee = models.BooleanField(_("année approchée"), default=False)
    technique = models.CharField(_("technique"), max_length=200, blank=True)
    dimensions = models.CharField(_("dimensions"), max_length=120, blank=True)
    collection = models.CharField(_("collection"), max_length=160, blank=True)
    proprietaire = models.CharField(_("propriétaire"), max_length=160, blank=True)

    statut = models.CharField(_("statut"), max_length=16, choices=Statut, default=Statut.PERMANENTE)
    debut = models.DateField(_("visible à partir du"), null=True, blank=True)
    fin = models.DateField(
        _("dernier jour"), null=True, blank=True, help_text=_("Sans date, une œuvre temporaire finit avec son année.")
    )

    lieu = models.CharField(_("lieu"), max_length=200, blank=True)
    commune = models.CharField(_("commune"), max_length=100, blank=True)

    inventaire = models.CharField(_("numéro d’inventaire"), max_length=60, blank=True)
    wikidata = models.CharField(
        _("Wikidata"),
        max_length=20,
        blank=True,
        validators=[RegexValidator(r"^Q\d+$", _("Un identifiant Wikidata est un Q suivi de chiffres."))],
    )

    objects = OeuvreManager()

    override_translatable_fields = [
        SynchronizedField("commune", overridable=False),
        SynchronizedField("inventaire", overridable=False),
        SynchronizedField("wikidata", overridable=False),
    ]
    exigences = (
        rempli("accroche", _("Écrivez l’accroche : la première phrase que l’on lira.")),
        rempli("corps", _("Racontez : l’histoire est vide.")),
        *AvecAncrage.exigences,
        Exigence(
            "annee",
            _("Une œuvre temporaire a une année ou un dernier jour : sinon, nul ne sait si elle est encore là."),
            lambda page: page.statut != Statut.TEMPORAIRE or bool(page.annee or page.debut or page.fin),
        ),
        rempli("lieu", _("Dites où se trouve l’œuvre."), Niveau.RELECTURE),
        rempli("image", _("Une image aide à reconnaître l’œuvre."), Niveau.RELECTURE),
        au_moins("artistes", 1, _("Qui a fait cette œuvre ?"), Niveau.RELECTURE),
        Exigence(
            "latitude",
            _("Sans position, l’œuvre ne paraît pas sur la carte."),
            lambda page: page.point is not None,
            Niveau.RELECTURE,
        ),
    )

    content_panels = [
        *PageSocle.content_panels,
        FieldPanel("accroche"),
        FieldPanel("image"),
        FieldPanel("corps"),
        MultiFieldPanel(
            [SignaturePanel(), FieldPanel("ancrage"), InlinePanel("promesses_tenues", label=_("Promesse prouvée"))],
            _("Dans le récit de la ville"),
        ),
        MultiFieldPanel(
            [
                InlinePanel("artistes", label=_("Artiste")),
                FieldRowPanel([FieldPanel("annee"), FieldPanel("annee_approchee")]),
                FieldRowPanel([FieldPanel("genre"), FieldPanel("technique")]),
                FieldRowPanel([FieldPanel("dimensions"), FieldPanel("collection")]),
                FieldPanel("proprietaire"),
                FieldPanel("autres_noms"),
            ],
            _("Cartel"),
        ),
        MultiFieldPanel([FieldPanel("statut"), FieldRowPanel([FieldPanel("debut"), FieldPanel("fin")])], _("Présence")),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("lieu"), FieldPanel("commune")]),
                *panneaux_de_position(),
            ],
            _("Où"),
        ),
        panneau_d_acces(),
        MultiFieldPanel([FieldRowPanel([FieldPanel("inventaire"), FieldPanel("wikidata")])], _("Identifiants")),
    ]

    parent_page_types = ["quartiers.QuartierPage"]
    subpage_types = []
    template = "oeuvres/oeuvre.html"

    class Meta:
        verbose_name = _("œuvre")
        verbose_name_plural = _("œuvres")

    def clean(self):
        super().clean()
        if self.debut and self.fin and self.fin < self.debut:
            raise ValidationError({"fin": _("Le dernier jour vient avant le premier.")})

    @property
    def presence(self) -> Presence:
        if self.statut == Statut.TEMPORAIRE:
            return presence_temporaire(self.annee, self.debut, self.fin)
        return Presence(None, None)

    @property
    def passee(self) -> bool:
        """Tell whether there is nothing left to see today."""
        return self.statut in (Statut.DISPARUE, Statut.DEPOSEE) or self.presence.passee(timezone.localdate())


class PromesseProuvee(PromesseTenue):
    page = ParentalKey(OeuvrePage, on_delete=models.CASCADE, related_name="promesses_tenues")


class ArtisteDeLOeuvre(Orderable):
    """Who made a work, in the order of the label."""

    page = ParentalKey(OeuvrePage, on_delete=models.CASCADE, related_name="artistes")
    artiste = models.ForeignKey(Artiste, on_delete=models.PROTECT, related_name="+", verbose_name=_("artiste"))

    panels = [FieldPanel("artiste")]

    class Meta(Orderable.Meta):
        verbose_name = _("artiste")
        verbose_name_plural = _("artistes")


class ArtistesPage(RoutablePageMixin, PageSocle):
    """The index of artists, and the page of each."""

    artiste_demande = None
    """The slug in the address, when one artist is asked for and not the index."""

    accroche = models.CharField(_("accroche"), max_length=200, blank=True)

    content_panels = [*PageSocle.content_panels, FieldPanel("accroche")]
    parent_page_types = ["home.HomePage"]
    subpage_types = []
    max_count_per_parent = 1
    template = "oeuvres/artistes.html"

    class Meta:
        verbose_name = _("index des artistes")
        verbose_name_plural = _("index des artistes")

    @path("<slug:slug>/")
    def artiste(self, request, slug):
        """Answer the page of one artist."""
        self.artiste_demande = slug
        return self.render(request, template="oeuvres/artiste.html")
