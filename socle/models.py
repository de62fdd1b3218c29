"""The page that all stories derive from."""

from django.core.cache import cache
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import Http404
from django.utils import translation
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.models import Page, PageViewRestriction, Site

from socle import lectures, registres
from socle.carte import FONDS, Fond, est_une_adresse_de_tuiles
from socle.droits import DroitsSurUnePage
from socle.enums import TEXTES_DES_LICENCES, Connu, FondDeCarte, LicenceDesDonnees, Niveau, Precision
from socle.exigences import Manque, manques
from socle.fields import CoordonneeField, oter_les_controles
from socle.forms import PageForm
from socle.panels import CartePanel, ManquesPanel, ce_qui_manque
from socle.queries import LONGUEUR_DU_CHEMIN_DE_LA_VILLE, PageSocleManager, branches_fermees, est_en_ligne, fil_de
from socle.rules import Point, code_public


class PublicationRefusee(ValidationError):
    """Publishing was refused: `manques` tells what is lacking, in words."""

    def __init__(self, manques: list[Manque], titre: str = ""):
        self.manques = manques
        self.titre = titre
        # Under a key: Wagtail's admin API reads `message_dict`.
        super().__init__({NON_FIELD_ERRORS: [f"{manque.message}" for manque in manques]})


class PageSocle(Page):
    """A page of a city: it has a public code, knows what it lacks, and is seen only under pages that are."""

    code = models.CharField(_("code public"), max_length=8, editable=False, db_index=True)

    objects = PageSocleManager()

    content_panels = [ManquesPanel(), *Page.content_panels]
    base_form_class = PageForm
    exigences = ()
    override_translatable_fields = []
    show_in_menus_default = False

    class Meta:
        abstract = True

    def save(self, clean=True, **options):
        oter_les_controles(self)
        # A page that comes with a code before its first save was made from another.
        copie = self._state.adding and bool(self.code)
        self._deriver()
        if self.live and options.get("update_fields") is None:
            if copie or self.alias_of_id:
                self._rester_brouillon_s_il_manque()
            elif clean:
                self.refuser_s_il_manque()
        lectures.oublier()
        resultat = super().save(clean=clean, **options)
        lectures.oublier()
        return resultat

    def _deriver(self):
        """Set what is derived, never chosen; upper classes add theirs."""
        self.code = code_public(self.translation_key)
        if self._state.adding and len(self.path) > LONGUEUR_DU_CHEMIN_DE_LA_VILLE:
            # Below a home page, the language is the place's: a copy made elsewhere takes it.
            self.locale_id = self.get_parent().locale_id
        if self.live and self.alias_of_id and self._alias_d_une_autre_langue():
            # A live alias would show one language under another's address.
            self.live = False
            self.has_unpublished_changes = True

    def _alias_d_une_autre_langue(self) -> bool:
        langue = self.locale_id or self.get_parent().locale_id
        return Page.objects.filter(pk=self.alias_of_id).exclude(locale_id=langue).exists()

    def with_content_json(self, content):
        page = super().with_content_json(content)
        page.code = self.code
        return page

    def refuser_s_il_manque(self):
        """Raise PublicationRefusee if something lacks that a publication demands."""
        if refus := manques(self, Niveau.PUBLICATION):
            raise PublicationRefusee(refus, self.get_admin_display_title())

    def _rester_brouillon_s_il_manque(self):
        """Keep an incomplete copy or alias off line: the copy is made all the same, and can be completed."""
        if manques(self, Niveau.PUBLICATION):
            self.live = False
            self.has_unpublished_changes = True

    def permissions_for_user(self, user):
        return DroitsSurUnePage(user, self)

    @property
    def ce_qui_manque(self):
        """The checklist of this page as it stands in memory, for the editing form."""
        return ce_qui_manque(self)

    def get_context(self, request, *args, **kwargs):
        contexte = super().get_context(request, *args, **kwargs)
        for _gabarit, lu in registres.complements.lire(self, registres.PAGE, request):
            contexte |= lu
        return contexte

    def get_url(self, request=None, current_site=None):
        # Wagtail's answer, found once a request: below a home page, the addresses of one language begin alike.
        sous = self.url_path[1:].partition("/")[2]
        if request is None or current_site is not None or not sous:
            return super().get_url(request, current_site)
        site = Site.find_for_request(request)
        accueil = self.path[:LONGUEUR_DU_CHEMIN_DE_LA_VILLE]
        cle = ("debut des adresses", accueil, self.locale_id, site and site.pk)
        debut = lectures.une_fois(cle, lambda: self._debut_de_l_adresse(super(PageSocle, self).get_url(request), sous))
        return super().get_url(request) if debut is None else debut + sous

    def _debut_de_l_adresse(self, adresse: str | None, sous: str) -> str | None:
        """Return what an address begins with, None where it does not end as the tree says."""
        return adresse.removesuffix(sous) if adresse and adresse.endswith(sous) else None

    def get_view_restrictions(self):
        # The same answer as Wagtail's, from what this request has read already; aliases are asked the long way.
        fil = fil_de(self)
        if any(page.alias_of_id for page in [self, *fil]):
            return super().get_view_restrictions()
        _eteintes, privees = branches_fermees()
        if privees.isdisjoint(page.path for page in [self, *fil]):
            return PageViewRestriction.objects.none()
        return PageViewRestriction.objects.filter(page__in=[page.pk for page in [self, *fil]])

    def make_preview_request(self, *args, **options):
        if not self.pk:
            self._deriver()  # what the first saving would write, for who looks before it
        return super().make_preview_request(*args, **options)

    def serve_preview(self, request, mode_name):
        # A draft may have no address to tell its language by.
        with translation.override(self.locale.language_code):
            reponse = super().serve_preview(request, mode_name)
            return reponse.render() if hasattr(reponse, "render") else reponse

    def route(self, request, path_components):
        # Each ancestor is asked in turn on the way down: one that is off line
        # hides all that hangs below it, without anything being unpublished.
        if not est_en_ligne(self):
            raise Http404
        return super().route(request, path_components)


class AvecPosition(models.Model):
    """A position in WGS 84 and how sure it is."""

    latitude = CoordonneeField(
        _("latitude"), null=True, blank=True, validators=[MinValueValidator(-90), MaxValueValidator(90)]
    )
    longitude = CoordonneeField(
        _("longitude"), null=True, blank=True, validators=[MinValueValidator(-180), MaxValueValidator(180)]
    )
    precision = models.CharField(_("précision"), max_length=10, choices=Precision, default=Precision.RELEVEE)
    precision_metres = models.PositiveIntegerField(
        _("à combien de mètres près"), null=True, blank=True, validators=[MaxValueValidator(50_000)]
    )

    class Meta:
        abstract = True

    @property
    def point(self) -> Point | None:
        if self.latitude is None or self.longitude is None:
            return None
        return Point(self.latitude, self.longitude)

    @property
    def position_approchee(self) -> bool:
        return self.precision in (Precision.APPROCHEE, Precision.LIEU)


class AvecAdresse(models.Model):
    """What has a `nom` and no page of its own: its address is the `slug` that was typed, else one made of the name."""

    class Meta:
        abstract = True

    def save(self, *args, **options):
        self.slug = self.adresse_par_defaut()
        super().save(*args, **options)

    def adresse_par_defaut(self) -> str:
        """Return the slug, else the one made of the name; a name without a Latin letter is known by its public code."""
        return self.slug or slugify(self.nom) or code_public(self.translation_key)


def _reponse(question):
    return models.CharField(question, max_length=8, choices=Connu, default=Connu.INCONNU)


def _verifie_le():
    return models.DateField(_("vérifié le"), null=True, blank=True)


class AvecAcces(models.Model):
    """Access: each question is answered yes, no or unknown, with the day it was checked."""

    sans_marche = _reponse(_("Accès sans marche"))
    sans_marche_verifie_le = _verifie_le()
    sol_roulant = _reponse(_("Sol ferme et roulant"))
    sol_roulant_verifie_le = _verifie_le()
    tactile = _reponse(_("Se découvre au toucher"))
    tactile_verifie_le = _verifie_le()
    toute_heure = _reponse(_("Accessible à toute heure"))
    toute_heure_verifie_le = _verifie_le()
    transport = _reponse(_("Transport en commun à proximité"))
    transport_verifie_le = _verifie_le()
    acces_precisions = models.TextField(
        _("précisions sur l’accès"),
        blank=True,
        max_length=1000,
        help_text=_("Horaires, arrêt le plus proche, revêtement…"),
    )

    QUESTIONS = ("sans_marche", "sol_roulant", "tactile", "toute_heure", "transport")

    class Meta:
        abstract = True

    @property
    def acces(self) -> list[tuple]:
        """The questions on access: (label, answer, its label, day it was checked)."""
        return [
            (
                self._meta.get_field(question).verbose_name,
                getattr(self, question),
                getattr(self, f"get_{question}_display")(),
                getattr(self, f"{question}_verifie_le"),
            )
            for question in self.QUESTIONS
        ]


def panneau_d_acces() -> MultiFieldPanel:
    """Return the panel of the questions on access, each with the day it was checked."""
    return MultiFieldPanel(
        [
            *(
                FieldRowPanel([FieldPanel(question), FieldPanel(f"{question}_verifie_le")])
                for question in AvecAcces.QUESTIONS
            ),
            FieldPanel("acces_precisions"),
        ],
        _("Accès"),
    )


def panneaux_de_position(contour="") -> list:
    """Return the panels of a position: typed, or shown on a map, and how sure it is."""
    return [
        FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude")]),
        CartePanel(contour=contour),
        FieldRowPanel([FieldPanel("precision"), FieldPanel("precision_metres")]),
    ]


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
        cle = cls._cle(site.pk)

        def lire():
            return cls.objects.filter(site=site).first() or cls(site=site)

        reglages = lectures.une_fois(cle, lambda: cache.get_or_set(cle, lire, DUREE_DES_REGLAGES))
        reglages.site = site  # as it is today, and without asking for it
        return reglages

    @classmethod
    def _cle(cls, site_id: int) -> str:
        return f"reglages-{cls._meta.model_name}-{site_id}"

    def save(self, *args, **options):
        super().save(*args, **options)
        cache.delete(self._cle(self.site_id))


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
