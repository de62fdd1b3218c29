"""A route made of stops, and the line drawn through them."""

import hashlib
import json

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, PageChooserPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.models import Orderable, Page, TranslatableMixin
from wagtail_localize.fields import SynchronizedField, TranslatableField

from parcours.enums import Couleur, Pente, Portee, Saison, Sol
from parcours.exigences import (
    ARRETS_AU_PLUS,
    ARRETS_DE_SA_VILLE,
    ARRETS_NOMMES,
    PAS_TROP_D_ARRETS,
    POINTS_SITUES,
    TRACE_PRES_DES_ARRETS,
)
from parcours.forms import ParcoursForm
from parcours.panels import TraceEnregistre, TracePanel, trace_enregistre
from parcours.queries import ParcoursManager
from parcours.rules.mesures import Ligne, mesurer, montee_des
from recit.models import image_principale
from socle.blocks import CorpsBlock
from socle.enums import Connu, Niveau, Public
from socle.exigences import au_moins, rempli
from socle.fields import ChoixMultiplesField, CoordonneeField, CorpsField
from socle.models import PageSocle
from socle.references import Reference
from socle.rules import LONGUEUR_DU_CODE, Point, code_public


class Trace(models.Model):
    """A line as it was given, whole, and as a screen draws it. It never changes: another line is another trace.

    `points` are [longitude, latitude], and [longitude, latitude, altitude] where all have one; `allege` are [longitude, latitude, metres from the start along the whole line].
    `montee` is what one climbs in all, where all points have an altitude.
    Languages of a route share it, and so do revisions, which would be heavy with a copy each.
    """

    empreinte = models.CharField(max_length=64, unique=True, editable=False)
    source = models.CharField(_("fichier"), max_length=120, blank=True)
    points = models.JSONField(_("points"))
    allege = models.JSONField(_("tracé allégé"))
    longueur = models.FloatField(_("longueur en mètres"))
    montee = models.FloatField(_("montée en mètres"), null=True, editable=False)
    le = models.DateTimeField(_("donné le"), auto_now_add=True)

    class Meta:
        verbose_name = _("tracé")
        verbose_name_plural = _("tracés")

    def __str__(self):
        return self.source or str(_("Tracé dessiné"))

    @classmethod
    def de(cls, points: list[Point], source: str = "") -> "Trace":
        """Return the trace of these points, stored once: the same line given again is the same trace."""
        entier = [
            [round(p.longitude, 6), round(p.latitude, 6), *([] if p.altitude is None else [round(p.altitude, 1)])]
            for p in points
        ]
        empreinte = hashlib.sha256(json.dumps(entier).encode()).hexdigest()
        ligne = mesurer(points)
        allege = [
            [round(p.longitude, 6), round(p.latitude, 6), round(metres, 1)]
            for p, metres in zip(ligne.points, ligne.cumul, strict=True)
        ]
        trace, _neuf = cls.objects.get_or_create(
            empreinte=empreinte,
            defaults={
                "source": source,
                "points": entier,
                "allege": allege,
                "longueur": ligne.longueur,
                "montee": montee_des(points),
            },
        )
        return trace

    @property
    def ligne(self) -> Ligne:
        return Ligne(
            tuple(Point(latitude, longitude) for longitude, latitude, _metres in self.allege),
            tuple(metres for _longitude, _latitude, metres in self.allege),
        )

    @property
    def entier(self) -> list[Point]:
        return [Point(latitude, longitude, *altitude) for longitude, latitude, *altitude in self.points]


class ParcoursIndexPage(PageSocle):
    """The list of a city's routes."""

    accroche = models.CharField(_("accroche"), max_length=200, blank=True)

    content_panels = [*PageSocle.content_panels, FieldPanel("accroche")]
    parent_page_types = ["home.HomePage"]
    subpage_types = ["parcours.ParcoursPage"]
    max_count_per_parent = 1
    template = "parcours/index.html"

    class Meta:
        verbose_name = _("liste des parcours")
        verbose_name_plural = _("listes des parcours")


class ParcoursPage(RoutablePageMixin, PageSocle):
    """A route: its stops in order, its line, for whom and when, how one comes and leaves."""

    accroche = models.CharField(_("accroche"), max_length=200, blank=True)
    image = image_principale()
    corps = CorpsField(CorpsBlock(), verbose_name=_("récit"))

    couleur = models.PositiveSmallIntegerField(_("couleur"), choices=Couleur, default=Couleur.LIGNE)
    theme = models.CharField(_("thème"), max_length=120, blank=True)
    promesse = Reference(
        "recit.PromessePage",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        verbose_name=_("promesse"),
        help_text=_("La promesse que ce parcours fait voir."),
    )
    saisons = ChoixMultiplesField(_("saisons"), choix=Saison)
    publics = ChoixMultiplesField(_("pour quels publics"), choix=Public)
    boucle = models.BooleanField(_("revient à son départ"), default=False)
    pause = models.PositiveSmallIntegerField(
        _("minutes à chaque arrêt"), default=5, validators=[MaxValueValidator(120)]
    )
    depart = models.CharField(_("venir au départ"), max_length=300, blank=True, help_text=_("En transport en commun."))
    arrivee = models.CharField(_("repartir de l’arrivée"), max_length=300, blank=True)
    trace = models.ForeignKey(
        Trace, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("tracé")
    )

    objects = ParcoursManager()

    base_form_class = ParcoursForm
    trace_donne = None
    """The points of a line that the form has read, while it is not stored."""
    etape_demandee = None
    """The public code of the stop in the address, when one is asked for and not the whole route."""

    override_translatable_fields = [
        SynchronizedField("promesse", overridable=False),
        SynchronizedField("saisons", overridable=False),
        SynchronizedField("publics", overridable=False),
        SynchronizedField("trace", overridable=False),
    ]
    exigences = (
        rempli("accroche", _("Écrivez l’accroche : la première phrase que l’on lira.")),
        au_moins("etapes", 2, _("Un parcours va d’un arrêt à un autre : il en faut au moins deux.")),
        PAS_TROP_D_ARRETS,
        ARRETS_DE_SA_VILLE,
        ARRETS_NOMMES,
        POINTS_SITUES,
        TRACE_PRES_DES_ARRETS,
        rempli("corps", _("Dites où mène ce parcours."), Niveau.RELECTURE),
        rempli("depart", _("Dites comment on vient au départ."), Niveau.RELECTURE),
        rempli("trace", _("Sans tracé, le parcours va en ligne droite d’un arrêt à l’autre."), Niveau.RELECTURE),
    )

    content_panels = [
        *PageSocle.content_panels,
        FieldPanel("accroche"),
        FieldPanel("image"),
        FieldPanel("corps"),
        InlinePanel(
            "etapes",
            label=_("Étape"),
            heading=_("Étapes"),
            max_num=ARRETS_AU_PLUS,
            attrs={"data-nomme-par": "histoire titre"},
        ),
        MultiFieldPanel(
            [
                TracePanel(),
                FieldPanel("fichier_du_trace"),
                FieldPanel("trace_dessine"),
                FieldPanel("sans_trace"),
            ],
            _("Tracé"),
        ),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("depart"), FieldPanel("arrivee")]), FieldPanel("boucle"), FieldPanel("pause")],
            _("Venir, marcher, repartir"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("couleur"), FieldPanel("theme")]),
                FieldPanel("promesse"),
                FieldPanel("publics"),
                FieldPanel("saisons"),
            ],
            _("Pour qui, pour quoi"),
        ),
    ]

    parent_page_types = ["parcours.ParcoursIndexPage"]
    subpage_types = []
    template = "parcours/parcours.html"
    gabarits_enregistres = ("parcours/admin/trace_teleporte.html",)
    """What the form shows anew when it has saved itself."""

    class Meta:
        # One word in French for one and for several: other languages have two.
        verbose_name = pgettext_lazy("un seul", "parcours")
        verbose_name_plural = pgettext_lazy("plusieurs", "parcours")

    @property
    def trace_enregistre(self) -> TraceEnregistre:
        return trace_enregistre(self)

    def tracer(self, points: list[Point], source: str = ""):
        """Give the route the line through these points."""
        self.trace = Trace.de(points, source)

    def with_content_json(self, content):
        # A revision may name a story that is gone: the stop stays, with what it says of itself.
        etapes = content.get("etapes") or []
        restent = set(
            Page.objects.filter(pk__in=[e["histoire"] for e in etapes if e.get("histoire")]).values_list(
                "pk", flat=True
            )
        )
        gardees = [{**e, "histoire": e["histoire"] if e.get("histoire") in restent else None} for e in etapes]
        return super().with_content_json({**content, "etapes": gardees})

    def get_route_paths(self):
        # Once the route has another address, those of its stops lead there too.
        return [*super().get_route_paths(), *(f"/{etape.code}/" for etape in self.etapes.all())]

    @path("<slug:code>/")
    def etape(self, request, code):
        """Answer the page of one stop, by its public code."""
        self.etape_demandee = code
        return self.render(request, template="parcours/etape.html")


class Etape(TranslatableMixin, Orderable):
    """A stop: a story told elsewhere, or a free waypoint; and the way to it from the one before."""

    page = ParentalKey(ParcoursPage, on_delete=models.CASCADE, related_name="etapes")
    histoire = Reference(
        Page,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        verbose_name=_("histoire"),
        help_text=_("Une œuvre, un lieu ou un quartier ; sinon, un point libre avec son nom et sa position."),
    )
    titre = models.CharField(_("nom du point"), max_length=160, blank=True)
    latitude = CoordonneeField(
        _("latitude"), null=True, blank=True, validators=[MinValueValidator(-90), MaxValueValidator(90)]
    )
    longitude = CoordonneeField(
        _("longitude"), null=True, blank=True, validators=[MinValueValidator(-180), MaxValueValidator(180)]
    )
    pourquoi = models.TextField(_("pourquoi s’arrêter ici"), blank=True, max_length=600)

    chemin = models.TextField(
        _("le chemin depuis l’arrêt d’avant"),
        blank=True,
        max_length=800,
        help_text=_("Ce que l’on dirait à voix haute."),
    )
    sans_marche = models.CharField(_("sans marche"), max_length=8, choices=Connu, default=Connu.INCONNU)
    sol = models.CharField(_("sol"), max_length=12, choices=Sol, blank=True, default=Sol.INCONNU)
    pente = models.CharField(_("pente"), max_length=12, choices=Pente, blank=True, default=Pente.INCONNUE)
    obstacle = models.CharField(_("obstacle"), max_length=200, blank=True)
    verifie_le = models.DateField(_("vérifié le"), null=True, blank=True)

    avis = models.CharField(_("avis"), max_length=300, blank=True, help_text=_("Travaux, fermeture, déviation…"))
    avis_porte_sur = models.CharField(_("porte sur"), max_length=8, choices=Portee, default=Portee.ARRET)
    avis_debut = models.DateField(_("à partir du"), null=True, blank=True)
    avis_fin = models.DateField(_("jusqu’au"), null=True, blank=True)

    translatable_fields = [
        SynchronizedField("histoire"),
        TranslatableField("titre"),
        SynchronizedField("latitude"),
        SynchronizedField("longitude"),
        TranslatableField("pourquoi"),
        TranslatableField("chemin"),
        SynchronizedField("sans_marche"),
        SynchronizedField("sol"),
        SynchronizedField("pente"),
        TranslatableField("obstacle"),
        SynchronizedField("verifie_le"),
        TranslatableField("avis"),
        SynchronizedField("avis_porte_sur"),
        SynchronizedField("avis_debut"),
        SynchronizedField("avis_fin"),
    ]

    panels = [
        PageChooserPanel("histoire", ["oeuvres.OeuvrePage", "lieux.LieuPage", "quartiers.QuartierPage"]),
        FieldPanel("titre", help_text=_("Seulement pour un point libre, comme sa position.")),
        FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude")]),
        FieldPanel("pourquoi"),
        FieldPanel("chemin"),
        FieldRowPanel([FieldPanel("sans_marche"), FieldPanel("verifie_le")]),
        FieldRowPanel([FieldPanel("sol"), FieldPanel("pente")]),
        FieldPanel("obstacle"),
        FieldPanel("avis"),
        FieldPanel("avis_porte_sur"),
        FieldRowPanel([FieldPanel("avis_debut"), FieldPanel("avis_fin")]),
    ]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("étape")
        verbose_name_plural = _("étapes")

    def save(self, *args, **options):
        # A stop made by code, or copied into another tree, is told in the language of its route.
        self.locale_id = self.page.locale_id
        super().save(*args, **options)
        CodeDArret.retenir(self)

    def __str__(self):
        return self.titre or (self.histoire.title if self.histoire_id else str(_("étape")))

    def clean(self):
        super().clean()
        if self.avis_debut and self.avis_fin and self.avis_fin < self.avis_debut:
            raise ValidationError({"avis_fin": _("L’avis finit avant de commencer.")})

    @property
    def code(self) -> str:
        """The public code of the stop: shared by all languages, unchanged when stops are put in another order."""
        return code_public(self.translation_key)

    @property
    def point(self) -> Point | None:
        if self.latitude is None or self.longitude is None:
            return None
        return Point(self.latitude, self.longitude)

    @property
    def est_un_point_libre(self) -> bool:
        """Tell whether the stop stands without a story: one that lost its own, and says nothing of itself, does not."""
        return not self.histoire_id and bool(self.titre) and self.point is not None


class CodeDArret(models.Model):
    """The public code of a stop that was published, and its route: booklets say it for years, the stop may go before."""

    cle = models.UUIDField(primary_key=True, editable=False)
    code = models.CharField(max_length=LONGUEUR_DU_CODE, db_index=True, editable=False)
    parcours = models.UUIDField(editable=False)

    class Meta:
        verbose_name = _("code d’arrêt")
        verbose_name_plural = _("codes d’arrêts")

    def __str__(self):
        return self.code

    @classmethod
    def retenir(cls, etape: Etape):
        """Remember the code of a stop; the same in all languages, it is written once."""
        connu = cls(cle=etape.translation_key, code=etape.code, parcours=etape.page.translation_key)
        cls.objects.bulk_create([connu], ignore_conflicts=True)
