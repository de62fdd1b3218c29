"""Where the admin meets translation: the editor's answers, and no entry to a door that is closed."""

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.models import Page
from wagtail_localize import wagtail_hooks as wagtail_localize_hooks

from socle.villes import pages_a_voir
from traduction.droits import peut_commander, peut_effacer
from traduction.views.edition import avant_d_editer
from traduction.views.portes import refuser

# Before wagtail-localize's own, so that an answer of ours stops it.
hooks.register("before_edit_page", avant_d_editer, order=-100)
hooks.register("before_edit_snippet", avant_d_editer, order=-100)

ENTREES_DE_L_ADMINISTRATION = {"localize-convert-to-alias", "localize-restart-translation"}
ADRESSES_DE_L_ADMINISTRATION = ("/localize/submit/", "/localize/update/")


@hooks.register("before_delete_page")
def qui_traduit_n_efface_pas(request, page):
    if page.permissions_for_user(request.user).can_delete() and not peut_effacer(request.user, page):
        return refuser(request, _("Effacer une page revient à la relecture ou à l’administration de la ville."))
    return None


@hooks.register("before_bulk_action")
def qui_traduit_n_efface_pas_en_lot(request, action, objets, vue):
    if action == "delete":
        for objet in objets:
            if isinstance(objet, Page) and (refus := qui_traduit_n_efface_pas(request, objet)):
                return refus
    return None


@hooks.register("construct_reports_menu")
def rapport_pour_qui_voit(request, entrees):
    adresse = reverse("wagtail_localize:translations_report")
    if not pages_a_voir(request.user).exists():
        entrees[:] = [entree for entree in entrees if entree.url != adresse]


@hooks.register("construct_page_action_menu")
def actions_de_l_administration(entrees, request, contexte):
    page = contexte.get("page")
    if page is None or not peut_commander(request.user, page):
        entrees[:] = [entree for entree in entrees if entree.name not in ENTREES_DE_L_ADMINISTRATION]
    elif page.live:
        entrees[:] = [entree for entree in entrees if entree.name != "localize-convert-to-alias"]


@hooks.register("construct_snippet_action_menu")
def actions_sur_un_artiste(entrees, request, contexte):
    objet = contexte.get("instance")
    if objet is None or not peut_commander(request.user, objet):
        entrees[:] = [entree for entree in entrees if entree.name not in ENTREES_DE_L_ADMINISTRATION]


def _sans_question_par_ligne():
    """Take wagtail-localize's entries off the rows of listings: it reads the database for each row.

    The page's own header keeps them.
    """
    crochets = hooks._hooks["register_page_listing_more_buttons"]
    crochets[:] = [
        crochet for crochet in crochets if crochet[0] is not wagtail_localize_hooks.page_listing_more_buttons
    ]


_sans_question_par_ligne()


@hooks.register("construct_snippet_listing_buttons")
def boutons_d_un_artiste(boutons, objet, user, context=None):
    if not peut_commander(user, objet):
        boutons[:] = [bouton for bouton in boutons if not _mene_a_l_administration(bouton)]


def _mene_a_l_administration(bouton) -> bool:
    adresse = str(getattr(bouton, "url", "") or "")
    return any(morceau in adresse for morceau in ADRESSES_DE_L_ADMINISTRATION)
