"""Where the admin meets translation: the editor's answers, and no entry to a door that is closed."""

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail_localize import wagtail_hooks as wagtail_localize_hooks

from socle.villes import pages_a_voir
from traduction.droits import peut_commander
from traduction.views import transcriptions
from traduction.views.api import PagesATraduire
from traduction.views.edition import avant_d_editer
from traduction.views.portes import porte

# Before wagtail-localize's own, so that an answer of ours stops it.
hooks.register("before_edit_page", avant_d_editer, order=-100)
hooks.register("before_edit_snippet", avant_d_editer, order=-100)

ENTREES_DE_L_ADMINISTRATION = {"localize-convert-to-alias", "localize-restart-translation"}
ADRESSES_DE_L_ADMINISTRATION = ("/localize/submit/", "/localize/update/")


@hooks.register("construct_admin_api", order=10)  # after recit's, and so in its place
def pages_a_traduire(routeur):
    routeur.register_endpoint("pages", PagesATraduire)


@hooks.register("construct_reports_menu")
def rapport_pour_qui_voit(request, entrees):
    adresse = reverse("wagtail_localize:translations_report")
    if not pages_a_voir(request.user).exists():
        entrees[:] = [entree for entree in entrees if entree.url != adresse]


@hooks.register("register_admin_urls")
def adresses_des_transcriptions():
    return [
        path("transcriptions/", porte(transcriptions.lister), name="traduction_transcriptions"),
        path(
            "transcriptions/<int:son_id>/<slug:langue>/",
            porte(transcriptions.ecrire),
            name="traduction_transcription",
        ),
    ]


class _EntreeDesTranscriptions(MenuItem):
    def is_shown(self, request):
        return pages_a_voir(request.user).exists()


@hooks.register("register_reports_menu_item")
def rapport_des_transcriptions():
    return _EntreeDesTranscriptions(
        _("Transcriptions"), reverse("traduction_transcriptions"), name="transcriptions", icon_name="media", order=60
    )


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
