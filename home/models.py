"""A city's front page, its plain pages and its settings."""

from django.db import models
from django.http import Http404
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.contrib.settings.models import register_setting
from wagtail.fields import RichTextField
from wagtail.images import get_image_model_string
from wagtail.models import Orderable
from wagtail.url_routing import RouteResult

from recit.models import image_principale
from socle.blocks import CorpsBlock
from socle.enums import Niveau
from socle.exigences import rempli
from socle.fields import CorpsField
from socle.lectures import retenir
from socle.models import PageSocle, ReglagesGardes
from socle.queries import cle_du_fil, descendre, est_en_ligne, precise


class HomePage(PageSocle):
    """A city, in one language."""

    phrase = models.CharField(
        _("grande phrase"), max_length=160, blank=True, help_text=_("La vision de la ville, en une phrase.")
    )
    chapo = models.TextField(_("chapô"), max_length=500, blank=True)
    corps = CorpsField(CorpsBlock(), verbose_name=_("corps de la page"))
    pied = RichTextField(_("pied de page"), blank=True, max_length=1000, features=["bold", "italic", "link"])

    exigences = (rempli("phrase", _("Écrivez la grande phrase de la ville.")),)

    content_panels = [
        *PageSocle.content_panels,
        FieldPanel("phrase"),
        FieldPanel("chapo"),
        FieldPanel("corps"),
        FieldPanel("pied"),
    ]

    parent_page_types = ["wagtailcore.Page"]
    subpage_types = [
        "recit.RecitPage",
        "parcours.ParcoursIndexPage",
        "agenda.AgendaPage",
        "oeuvres.ArtistesPage",
        "home.ContentPage",
    ]
    template = "home/accueil.html"

    class Meta:
        verbose_name = _("ville")
        verbose_name_plural = _("villes")

    def route(self, request, path_components):
        """Find the page at an address in two queries, however deep, asking each page on the way if it is on line."""
        if not est_en_ligne(self) or self.locale.language_code != get_language():
            raise Http404
        if not path_components:
            return RouteResult(self)
        fil = descendre(self, path_components)
        if not fil or not all(est_en_ligne(page) for page in fil):
            raise Http404
        page = precise(fil[-1])
        page._state.fields_cache["locale"] = self.locale
        retenir(cle_du_fil(page), [self, *fil[:-1]])
        return page.route(request, path_components[len(fil) :])


class ContentPage(PageSocle):
    """A plain page: legal, accessibility, practical."""

    accroche = models.CharField(_("accroche"), max_length=200, blank=True)
    image = image_principale()
    corps = CorpsField(CorpsBlock(), verbose_name=_("texte"))
    au_pied = models.BooleanField(_("dans le pied de page"), default=False)

    exigences = (
        rempli("corps", _("La page est vide.")),
        rempli("accroche", _("Une accroche aide à savoir si l’on est au bon endroit."), Niveau.RELECTURE),
    )

    content_panels = [
        *PageSocle.content_panels,
        FieldPanel("accroche"),
        FieldPanel("image"),
        FieldPanel("corps"),
        FieldPanel("au_pied"),
    ]

    parent_page_types = ["home.HomePage", "home.ContentPage"]
    subpage_types = ["home.ContentPage"]
    template = "home/page.html"

    class Meta:
        verbose_name = _("page simple")
        verbose_name_plural = _("pages simples")


@register_setting(icon="home")
class ReglagesVille(ReglagesGardes, ClusterableModel):
    """The city's name, sign and contacts, the same in every language."""

    nom = models.CharField(_("nom de la ville"), max_length=80, blank=True)
    logo = models.ForeignKey(
        get_image_model_string(),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("logo"),
    )
    courriel = models.EmailField(_("adresse de contact"), blank=True)
    telephone = models.CharField(_("téléphone"), max_length=30, blank=True)
    adresse = models.TextField(_("adresse postale"), blank=True, max_length=300)

    panels = [
        FieldPanel("nom"),
        FieldPanel("logo"),
        MultiFieldPanel([FieldPanel("courriel"), FieldPanel("telephone"), FieldPanel("adresse")], _("Contact")),
        InlinePanel("reseaux", label=_("Réseau social")),
    ]

    class Meta:
        verbose_name = _("ville")

    @classmethod
    def lire(cls, site):
        reglages = super().lire(site)
        reglages.ailleurs = list(reglages.reseaux.all())  # kept with the rest
        return reglages


class ReseauSocial(Orderable):
    """Where else the city speaks: a plain link, nothing embedded."""

    reglages = ParentalKey(ReglagesVille, on_delete=models.CASCADE, related_name="reseaux")
    nom = models.CharField(_("nom"), max_length=40)
    lien = models.URLField(_("adresse"))

    class Meta(Orderable.Meta):
        verbose_name = _("réseau social")
        verbose_name_plural = _("réseaux sociaux")
