"""The city's narrative, its positionings and promises, and what makes any story reference it."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.images import get_image_model_string
from wagtail.models import Orderable
from wagtail_localize.fields import SynchronizedField

from recit.blocks import QualitesBlock
from recit.enums import Couleur
from recit.exigences import (
    REPREND_UNE_PROMESSE_DE_LA_VILLE,
    SEUL_EN_LIGNE,
    TIENT_UNE_PROMESSE_DE_LA_VILLE,
)
from recit.queries import PromesseManager, RecitManager, SousRecitManager, recit_above
from socle.blocks import CorpsBlock
from socle.enums import Niveau, Public
from socle.exigences import au_moins, rempli
from socle.fields import ChoixMultiplesField, CorpsField
from socle.models import PageSocle
from socle.references import Reference


def image_principale():
    """The picture of a story; it may be missing, and leaves by itself when its rights end."""
    return models.ForeignKey(
        get_image_model_string(),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("image"),
    )


class RecitPage(PageSocle):
    """A city's narrative. One is current: the only one on line in each language."""

    accroche = models.CharField(_("accroche"), max_length=200, blank=True)
    vision = models.TextField(
        _("vision"), blank=True, max_length=1500, help_text=_("Ce que la ville veut devenir, en deux ou trois phrases.")
    )
    image = image_principale()
    corps = CorpsField(CorpsBlock(), verbose_name=_("récit"))

    objects = RecitManager()

    exigences = (
        rempli("accroche", _("Écrivez l’accroche : la première phrase que l’on lira.")),
        rempli("vision", _("Dites la vision de la ville.")),
        rempli("corps", _("Racontez : le récit est vide.")),
        SEUL_EN_LIGNE,
        rempli("image", _("Une image aide à entrer dans le récit."), Niveau.RELECTURE),
    )

    content_panels = [
        *PageSocle.content_panels,
        FieldPanel("accroche"),
        FieldPanel("vision"),
        FieldPanel("image"),
        FieldPanel("corps"),
    ]

    parent_page_types = ["home.HomePage"]
    subpage_types = ["recit.PositionnementPage", "recit.PromessePage", "quartiers.QuartierPage"]
    template = "recit/recit.html"

    class Meta:
        verbose_name = _("récit")
        verbose_name_plural = _("récits")

    def _deriver(self):
        super()._deriver()
        if self.live and (self._state.adding or self.alias_of_id) and self.autres_en_ligne().exists():
            # A copy of the current narrative is the next one's draft, never a second one on line.
            self.live = False
            self.has_unpublished_changes = True

    def autres_en_ligne(self):
        """The other narratives on line in this city and language."""
        return RecitPage.objects.filter(
            live=True, depth=self.depth, path__startswith=self.path[: -self.steplen]
        ).exclude(pk=self.pk)


class SousRecit(PageSocle):
    """A story that references the narrative it hangs under: derived from the tree, never chosen."""

    recit = models.ForeignKey(
        RecitPage, on_delete=models.PROTECT, editable=False, related_name="+", verbose_name=_("récit")
    )

    objects = SousRecitManager()

    class Meta:
        abstract = True

    def _deriver(self):
        super()._deriver()
        self.recit = self.recit_du_dessus()

    def recit_du_dessus(self) -> RecitPage:
        """Return the narrative this story hangs under; raise ValidationError where there is none."""
        recit = recit_above(self.path, self.locale_id or self.get_parent().locale_id)
        if recit is None:
            raise ValidationError(_("Aucun récit de cette langue au-dessus : une histoire se range sous un récit."))
        return recit

    def with_content_json(self, content):
        # A revision may hold a narrative that is gone, or another one's: never bring it back.
        page = super().with_content_json({**content, "recit": self.recit_id})
        page.recit_id = self.recit_id
        return page


class PromesseTenue(Orderable):
    """A promise that a story keeps. It belongs to the narrative that the story hangs under."""

    promesse = Reference("recit.PromessePage", on_delete=models.PROTECT, verbose_name=_("promesse"))

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

    exigences = (
        rempli("ancrage", _("Écrivez l’ancrage : en quoi cette histoire porte le récit de la ville.")),
        TIENT_UNE_PROMESSE_DE_LA_VILLE,
    )

    class Meta:
        abstract = True

    def _deriver(self):
        super()._deriver()
        self._oublier_les_promesses_d_un_autre_recit()

    def _oublier_les_promesses_d_un_autre_recit(self):
        """Drop the promises of another narrative; a story left without any goes back to draft.

        Happens to copies and aliases under another narrative: which of its promises
        they keep is for a person to say.
        """
        tenues = list(self.promesses_tenues.get_object_list())
        siennes = set(
            PromessePage.objects.filter(
                pk__in=[tenue.promesse_id for tenue in tenues],
                recit__translation_key=self.recit.translation_key,
            ).values_list("pk", flat=True)
        )
        etrangeres = [tenue for tenue in tenues if tenue.promesse_id not in siennes]
        if etrangeres:
            self.promesses_tenues.remove(*etrangeres)
            if self.live and not siennes:
                self.live = False
                self.has_unpublished_changes = True

    def with_content_json(self, content):
        tenues = content.get("promesses_tenues") or []
        connues = set(
            PromessePage.objects.filter(pk__in=[tenue["promesse"] for tenue in tenues]).values_list("pk", flat=True)
        )
        return super().with_content_json(
            {**content, "promesses_tenues": [tenue for tenue in tenues if tenue["promesse"] in connues]}
        )


class PositionnementPage(SousRecit):
    """A positioning, of a city or of a neighbourhood: the backbone of what will be said and done."""

    enonce = models.TextField(_("énoncé"), blank=True, max_length=400)
    qualites = CorpsField(QualitesBlock(), verbose_name=_("qualités revendiquées"))
    vision = models.TextField(_("vision"), blank=True, max_length=1500)
    distingue = models.TextField(_("ce qui distingue"), blank=True, max_length=1500)
    publics = ChoixMultiplesField(_("pour quels publics"), choix=Public)
    corps = CorpsField(CorpsBlock(), verbose_name=_("développement"))

    override_translatable_fields = [SynchronizedField("publics")]
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
    ]

    parent_page_types = ["recit.RecitPage", "quartiers.QuartierPage"]
    subpage_types = []
    max_count_per_parent = 1
    template = "recit/positionnement.html"

    class Meta:
        verbose_name = _("positionnement")
        verbose_name_plural = _("positionnements")


class PromessePage(SousRecit):
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

    override_translatable_fields = [SynchronizedField("publics")]
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
