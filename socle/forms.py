"""The editing form of every page: it says what is lacking beside the field, before anything is stored."""

from contextlib import contextmanager

from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.blocks import StreamValue
from wagtail.models import COMMENTS_RELATION_NAME, Page, Task

from socle.citations import media_cites, pages_citees
from socle.enums import Niveau
from socle.exigences import Manque, manques
from socle.villes import est_d_une_autre_ville, sont_d_une_meme_ville


class PageForm(WagtailAdminPageForm):
    """Refuses to publish an incomplete page, each lack beside its field; nothing typed is lost.

    A draft is saved whatever it lacks. A publication set for later is warned of
    (see the hooks), and refused on the day if nothing has been mended since.
    """

    def is_valid(self):
        # The form's own check first: it makes `cleaned_data`, and the children's.
        valide = super().is_valid() and not self._renvois_ailleurs
        if not self.publie:
            return valide
        return not self._refus and valide

    @cached_property
    def _renvois_ailleurs(self) -> bool:
        """Refuse, beside its field, each reference to a page or a medium of another city; tell whether there is any.

        Choosers don't offer them: this is for what comes otherwise.
        """
        lieu = self.instance if self.instance.path else self.parent_page
        if lieu is None:
            return False
        trouves = False
        enfants = [f for nom, fs in self.formsets.items() if nom != COMMENTS_RELATION_NAME for f in fs.forms]
        for formulaire in (self, *enfants):
            for nom, valeur in list(getattr(formulaire, "cleaned_data", {}).items()):
                media = []
                if isinstance(valeur, Page):
                    chemins = [valeur.path]
                elif isinstance(valeur, StreamValue):
                    chemins = Page.objects.filter(pk__in=pages_citees(valeur)).values_list("path", flat=True)
                    media = [modele.objects.filter(pk=pk).first() for modele, pk in media_cites(valeur)]
                elif getattr(valeur, "collection_id", None):
                    chemins, media = [], [valeur]
                elif getattr(valeur, "site_id", None):
                    chemins = [valeur.site.root_page.path]
                else:
                    continue
                ailleurs = any(medium and est_d_une_autre_ville(medium, lieu.path) for medium in media)
                if ailleurs or not sont_d_une_meme_ville(lieu.path, *chemins):
                    formulaire.add_error(nom, _("Ceci est d’une autre ville : choisissez dans celle-ci."))
                    trouves = True
        return trouves

    @property
    def publie(self) -> bool:
        """Tell whether this request, allowed as it is, would put the page on line now."""
        if not self.is_bound or self._est_pour_plus_tard:
            return False
        if self.data.get("action-publish"):
            return self._peut_publier
        return bool(
            self.data.get("action-workflow-action")
            and self.data.get("workflow-action-name") == "approve"
            and self._derniere_etape
        )

    @property
    def _est_pour_plus_tard(self) -> bool:
        date = getattr(self, "cleaned_data", {}).get("go_live_at")
        return date is not None and date > timezone.now()

    @cached_property
    def _peut_publier(self) -> bool:
        # Without the right to publish, the same request only saves a draft.
        if self.for_user is None:
            return True
        if self.instance.pk:
            return self.instance.permissions_for_user(self.for_user).can_publish()
        return self.parent_page.permissions_for_user(self.for_user).can_publish_subpage()

    @cached_property
    def _derniere_etape(self) -> bool:
        """Tell whether approving now would publish: no other step of the workflow is left."""
        etape = self.instance.current_workflow_task_state if self.instance.pk else None
        if etape is None:
            return False
        circuit = etape.workflow_state
        autres = Task.objects.filter(workflow_tasks__workflow=circuit.workflow, active=True)
        return not autres.exclude(task_states__in=circuit.successful_task_states).exclude(pk=etape.task_id).exists()

    @contextmanager
    def _a_sa_place(self):
        """Lend a page that is being created the place it will have: some requirements ask the tree."""
        page = self.instance
        if page.pk or self.parent_page is None:
            yield
            return
        parent = self.parent_page
        page.depth = parent.depth + 1
        page.path = page._get_path(parent.path, page.depth, parent.numchild + 1)
        en_ligne = page.live
        try:
            page._deriver()
            yield
        finally:
            page.path, page.depth, page.live = "", None, en_ligne

    @cached_property
    def _refus(self) -> list[Manque]:
        """What refuses to publish; each is added as an error where one can mend it, once."""
        # The page is judged with the children just typed: they only reach it when saved.
        for nom, formulaires in self.formsets.items():
            if nom != COMMENTS_RELATION_NAME and formulaires.is_valid():
                formulaires.save(commit=False)
        with self._a_sa_place():
            refus = manques(self.instance, Niveau.PUBLICATION)
        for manque in refus:
            if manque.champ in self.fields:
                self.add_error(manque.champ, manque.message)
            elif manque.champ in self.formsets:
                self._dire_aux_enfants(self.formsets[manque.champ], manque)
            else:
                self.add_error(None, manque.message)
        return refus

    @staticmethod
    def _dire_aux_enfants(formulaires, manque: Manque):
        """Say a lack beside the fields of the children that it names; above the list where it names none."""
        par_enfant = {id(formulaire.instance): formulaire for formulaire in formulaires.forms}
        endroits = [(par_enfant.get(id(enfant)), *reste) for enfant, *reste in manque.endroits]
        if not endroits or any(formulaire is None for formulaire, *_reste in endroits):
            formulaires.non_form_errors().append(manque.message)
            return
        for formulaire, champ, phrase in endroits:
            formulaire.add_error(champ, phrase)
