"""The city's narrative."""

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.blocks import StreamValue
from wagtail.images import get_image_model_string

from recit.exigences import SEUL_EN_LIGNE
from recit.queries import RecitManager
from socle.blocks import CorpsBlock
from socle.enums import Niveau
from socle.exigences import rempli
from socle.fields import CorpsField
from socle.models import PageSocle


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


class TexteDeReference(models.Model):
    """A text that stories rest on: republished with other words, it sends them to be read again.

    `textes_de_reference` names the fields that are compared.
    """

    correction_mineure = models.BooleanField(
        _("correction mineure"),
        default=False,
        help_text=_("Le sens ne change pas : rien ne sera à relire. Vaut pour la prochaine publication seulement."),
    )

    textes_de_reference = ()

    class Meta:
        abstract = True

    @property
    def textes(self) -> dict[str, str]:
        """The words that stories rest on, by field."""
        return {champ: self._texte(champ) for champ in self.textes_de_reference}

    def _texte(self, champ: str) -> str:
        valeur = getattr(self, champ)
        if isinstance(valeur, StreamValue):
            return "\n".join(str(texte) for texte in self._meta.get_field(champ).get_searchable_content(valeur))
        return str(valeur).strip()


class RecitPage(TexteDeReference, PageSocle):
    """A city's narrative. One is current: the only one on line in each language."""

    accroche = models.CharField(_("accroche"), max_length=200, blank=True)
    vision = models.TextField(
        _("vision"), blank=True, max_length=1500, help_text=_("Ce que la ville veut devenir, en deux ou trois phrases.")
    )
    image = image_principale()
    corps = CorpsField(CorpsBlock(), verbose_name=_("récit"))

    objects = RecitManager()

    textes_de_reference = ("title", "accroche", "vision", "corps")

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
        FieldPanel("correction_mineure"),
    ]

    parent_page_types = ["home.HomePage"]
    subpage_types = ["recit.PositionnementPage", "recit.PromessePage", "quartiers.QuartierPage"]
    template = "recit/recit.html"

    class Meta:
        verbose_name = _("récit")
        verbose_name_plural = _("récits")

    def _deriver(self):
        super()._deriver()
        self._refuser_de_changer_de_langue()
        if self.live and (self._state.adding or self.alias_of_id) and self.autres_en_ligne().exists():
            # A copy of the current narrative is the next one's draft, never a second one on line.
            self.live = False
            self.has_unpublished_changes = True

    def _refuser_de_changer_de_langue(self):
        """Refuse another language than the one it was stored with: its stories would be left without a narrative."""
        if self._state.adding or not self.pk:
            return
        langue = RecitPage.objects.filter(pk=self.pk).values_list("locale_id", flat=True).first()
        if langue not in (None, self.locale_id):
            raise ValidationError(
                {NON_FIELD_ERRORS: [_("Un récit ne change pas de langue : traduisez-le, ou écrivez-en un autre.")]}
            )

    def autres_en_ligne(self):
        """The other narratives on line in this city and language."""
        return RecitPage.objects.filter(
            live=True, depth=self.depth, path__startswith=self.path[: -self.steplen]
        ).exclude(pk=self.pk)
