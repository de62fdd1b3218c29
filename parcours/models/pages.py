"""The page of a route, and the list of a city's routes."""

from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.models import Page
from wagtail_localize.fields import SynchronizedField

from parcours.enums import Couleur, Saison
from parcours.exigences import (
    ARRETS_AU_PLUS,
    ARRETS_DE_SA_VILLE,
    ARRETS_NOMMES,
    PAS_TROP_D_ARRETS,
    POINTS_SITUES,
    TRACE_PRES_DES_ARRETS,
)
from parcours.forms import ParcoursForm
from parcours.models.traces import Trace
from parcours.panels import TraceEnregistre, TracePanel, trace_enregistre
from parcours.queries import ParcoursManager
from recit.models import image_principale
from socle.blocks import CorpsBlock
from socle.enums import Niveau, Public
from socle.exigences import au_moins, rempli
from socle.fields import ChoixMultiplesField, CorpsField
from socle.models import PageSocle
from socle.references import Reference
from socle.rules import Point


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
            [
                FieldRowPanel([FieldPanel("depart"), FieldPanel("arrivee")]),
                FieldPanel(
                    "boucle", help_text=_("Pour décrire le chemin du retour, faites du départ le dernier arrêt aussi.")
                ),
                FieldPanel("pause"),
            ],
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
