"""The page that all stories derive from."""

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models
from django.http import Http404
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, PageViewRestriction, Site

from socle import lectures, registres
from socle.droits import DroitsSurUnePage
from socle.enums import Niveau
from socle.exigences import Manque, manques
from socle.fields import oter_les_controles
from socle.forms import PageForm
from socle.panels import ManquesPanel, ce_qui_manque
from socle.queries import LONGUEUR_DU_CHEMIN_DE_LA_VILLE, PageSocleManager, branches_fermees, est_en_ligne, fil_de
from socle.rules import code_public


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
