"""What ensures, in the admin, that a work keeps referencing its narrative: each door asks first.

The reference itself is derived from the tree (`recit.queries.recit_above`); see docs/coherence.md.
"""

from wagtail import hooks
from wagtail.snippets.models import register_snippet

from oeuvres.listes import VuesDesArtistes, VuesDesOeuvres
from oeuvres.models import OeuvrePage
from recit.views import portes


def _une_oeuvre(type_de_page) -> bool:
    return issubclass(type_de_page, OeuvrePage)


@hooks.register("before_create_page")
def une_oeuvre_nait_sous_un_recit(request, parent, type_de_page):
    return portes.avant_de_creer(request, parent, type_de_page) if _une_oeuvre(type_de_page) else None


@hooks.register("before_move_page")
def une_oeuvre_reste_dans_son_recit(request, page, destination):
    return portes.avant_de_deplacer(request, page, destination) if _une_oeuvre(type(page)) else None


@hooks.register("before_delete_page")
def une_oeuvre_supprimee_ne_laisse_rien_derriere_elle(request, page):
    return portes.avant_de_supprimer(request, page) if _une_oeuvre(type(page)) else None


@hooks.register("before_bulk_action")
def des_oeuvres_restent_dans_leur_recit(request, action, pages, vue):
    return portes.avant_d_agir_sur_plusieurs(request, action, pages, vue, _une_oeuvre)


# --- the listings -----------------------------------------------------------


@hooks.register("register_admin_viewset")
def liste_des_oeuvres():
    return VuesDesOeuvres()


register_snippet(VuesDesArtistes)
