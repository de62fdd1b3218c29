"""The agenda of a city, and an event."""

from functools import cached_property
from hashlib import sha256

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    PageChooserPanel,
)
from wagtail_localize.fields import SynchronizedField

from agenda.enums import Statut
from agenda.models.editions import Edition
from agenda.models.occurrences import Occurrence
from agenda.queries import EvenementManager
from agenda.rules.periodes import Periode
from agenda.rules.recurrences import periodes
from recit.models import image_principale
from socle.blocks import CorpsBlock
from socle.enums import Niveau, Public
from socle.exigences import Exigence, au_moins, rempli
from socle.fields import ChoixMultiplesField, CorpsField
from socle.lectures import est_en_memoire
from socle.models import AvecAcces, AvecPosition, PageSocle, panneau_d_acces, panneaux_de_position
from socle.references import Reference
from socle.villes import sont_d_une_meme_ville

TYPES_DE_LIEU = ["lieux.LieuPage", "oeuvres.OeuvrePage", "quartiers.QuartierPage", "parcours.ParcoursPage"]
"""Where an event may take place: what is told in the city."""


class AgendaPage(PageSocle):
    """The agenda of a city: all its events hang under it."""

    accroche = models.CharField(_("accroche"), max_length=200, blank=True)

    content_panels = [*PageSocle.content_panels, FieldPanel("accroche")]
    parent_page_types = ["home.HomePage"]
    subpage_types = ["agenda.EvenementPage"]
    max_count_per_parent = 1
    template = "agenda/agenda.html"

    class Meta:
        verbose_name = _("agenda")
        verbose_name_plural = _("agendas")

    def save(self, clean=True, **options):
        resultat = super().save(clean=clean, **options)
        champs = options.get("update_fields")
        if champs is None or "live" in champs:
            Occurrence.objects.reporter_sous(self.path, EvenementPage.objects.all())
        return resultat


def _dates_a_reprendre(page):
    """Yield each date that is not whole or not right: its rank, itself, and what to mend in it by field."""
    for rang, horaire in enumerate(page.horaires.get_object_list(), 1):
        if lacunes := horaire.lacunes():
            yield rang, horaire, lacunes


def _dire_les_dates(page) -> str:
    return " ".join(
        _("Date %(rang)s : %(raison)s") % {"rang": rang, "raison": raison[:1].lower() + raison[1:]}
        for rang, _horaire, lacunes in _dates_a_reprendre(page)
        for raison in map(str, lacunes.values())
    )


def _champs_a_reprendre(page):
    for _rang, horaire, lacunes in _dates_a_reprendre(page):
        for champ, raison in lacunes.items():
            yield horaire, champ, raison


def _a_un_lieu(page) -> bool:
    return bool(page.ou_id or page.lieu.strip())


def _lieu_de_sa_ville(page) -> bool:
    return not page.ou_id or not page.path or sont_d_une_meme_ville(page.path, page.ou.path)


def _edition_de_sa_ville(page) -> bool:
    return not page.edition_id or not page.path or sont_d_une_meme_ville(page.path, page.edition.site.root_page.path)


class EvenementPage(AvecPosition, AvecAcces, PageSocle):
    """Something that happens at a place, at dates.

    Dates, status, place and price are the same in all languages: whatever the version one reads, those of
    `faits` count. What is told (title, text, price, what to know of a change) belongs to each version.
    """

    accroche = models.CharField(_("accroche"), max_length=200, blank=True)
    image = image_principale()
    corps = CorpsField(CorpsBlock(), verbose_name=_("texte"))
    edition = models.ForeignKey(
        Edition, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("édition")
    )

    statut = models.CharField(_("statut"), max_length=10, choices=Statut, default=Statut.CONFIRME)
    statut_precision = models.CharField(
        _("ce qu’il faut savoir"),
        max_length=300,
        blank=True,
        help_text=_("Si l’événement est annulé, reporté ou déplacé : pourquoi, et vers quoi."),
    )

    ou = Reference(
        "wagtailcore.Page",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        verbose_name=_("à quel endroit du récit"),
    )
    lieu = models.CharField(
        _("lieu ou adresse"),
        max_length=200,
        blank=True,
        help_text=_("Si l’endroit n’est pas raconté, ou pour préciser."),
    )
    commune = models.CharField(_("commune"), max_length=100, blank=True)

    gratuit = models.BooleanField(_("gratuit"), default=False)
    tarif = models.CharField(_("tarif"), max_length=200, blank=True)
    reservation = models.URLField(_("réservation"), blank=True, max_length=500, help_text=_("Une adresse en https."))
    site_web = models.URLField(_("page de l’événement"), blank=True, max_length=500)
    organisateur = models.CharField(_("organisé par"), max_length=160, blank=True)
    publics = ChoixMultiplesField(_("publics"), choix=Public)

    objects = EvenementManager()

    override_translatable_fields = [
        SynchronizedField("lieu"),
        SynchronizedField("commune", overridable=False),
        SynchronizedField("reservation"),
        SynchronizedField("site_web"),
        SynchronizedField("organisateur"),
    ]
    exigences = (
        au_moins("horaires", 1, _("Dites quand : un événement a au moins une date.")),
        Exigence(
            "horaires",
            _dire_les_dates,
            lambda page: not any(_dates_a_reprendre(page)),
            lit=("horaires",),
            endroits=_champs_a_reprendre,
        ),
        Exigence("lieu", _("Dites où : un endroit du récit, ou une adresse."), _a_un_lieu),
        Exigence(
            "ou", _("Cet endroit est d’une autre ville : choisissez dans celle-ci."), _lieu_de_sa_ville, lit=("ou",)
        ),
        Exigence(
            "edition",
            _("Cette édition est d’une autre ville : choisissez dans celle-ci."),
            _edition_de_sa_ville,
            lit=("edition__site__root_page",),
        ),
        Exigence(
            "reservation",
            _("L’adresse de réservation commence par https://."),
            lambda page: not page.reservation or page.reservation.lower().startswith("https://"),
        ),
        rempli("accroche", _("Une accroche aide à choisir."), Niveau.RELECTURE),
        Exigence(
            "statut_precision",
            _("Dites ce qui change, et vers quoi."),
            lambda page: page.statut == Statut.CONFIRME or bool(page.statut_precision.strip()),
            Niveau.RELECTURE,
        ),
        Exigence(
            "tarif",
            _("Dites combien cela coûte, ou que c’est gratuit."),
            lambda page: page.gratuit or bool(page.tarif.strip()),
            Niveau.RELECTURE,
        ),
    )

    content_panels = [
        *PageSocle.content_panels,
        FieldPanel("accroche"),
        MultiFieldPanel([InlinePanel("horaires", label=_("Date"), attrs={"data-nomme-par": "jour"})], _("Quand")),
        MultiFieldPanel([FieldPanel("statut"), FieldPanel("statut_precision")], _("A-t-il lieu ?")),
        MultiFieldPanel(
            [
                PageChooserPanel("ou", TYPES_DE_LIEU),
                FieldRowPanel([FieldPanel("lieu"), FieldPanel("commune")]),
                *panneaux_de_position(),
            ],
            _("Où"),
        ),
        FieldPanel("image"),
        FieldPanel("corps"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("gratuit"), FieldPanel("tarif")]),
                FieldRowPanel([FieldPanel("reservation"), FieldPanel("site_web")]),
                FieldRowPanel([FieldPanel("organisateur"), FieldPanel("edition")]),
                FieldPanel("publics"),
            ],
            _("Pratique"),
        ),
        panneau_d_acces(),
    ]

    parent_page_types = ["agenda.AgendaPage"]
    subpage_types = []
    template = "agenda/evenement.html"

    class Meta:
        verbose_name = _("événement")
        verbose_name_plural = _("événements")

    def save(self, clean=True, **options):
        neuve = self._state.adding
        resultat = super().save(clean=clean, **options)
        champs = options.get("update_fields")
        if (champs is None and (self.live or not neuve)) or "live" in (champs or ()):
            Occurrence.objects.deriver(self.translation_key, EvenementPage.objects.all())
        return resultat

    @cached_property
    def faits(self) -> "EvenementPage":
        """The version whose dates, status, place and price count: this one, while it is written or alone."""
        if est_en_memoire(self) or not self.pk:
            return self  # a draft being previewed holds its own in memory
        porteur = EvenementPage.objects.porteurs([self.translation_key]).select_related("edition", "ou").first()
        if porteur is None or porteur.pk != self.pk:
            return porteur or self
        for champ in ("ou", "edition"):
            setattr(self, champ, getattr(porteur, champ))
        return self

    def periodes(self, moment) -> list[Periode]:
        """Return when this takes place, in order, each time once; a date that is not read gives none."""
        lues = set()
        for horaire in self.horaires.all():
            if not horaire.erreurs():
                lues.update(periodes(horaire.dates(), timezone.get_default_timezone(), moment))
        return sorted(lues)

    def empreinte(self) -> str:
        """Return a print of what calendars must be told again when it changes."""
        horaires = sorted(repr(horaire.dates()) for horaire in self.horaires.all() if not horaire.erreurs())
        faits = (horaires, self.statut, self.ou_id, self.lieu, self.commune, self.latitude, self.longitude)
        return sha256(repr(faits).encode()).hexdigest()
