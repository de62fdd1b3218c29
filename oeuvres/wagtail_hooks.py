"""What ensures, in the admin, that a work keeps referencing its narrative: each door asks first.

The reference itself is derived from the tree (`recit.queries.recit_above`); see docs/coherence.md.
"""

from wagtail import hooks
from wagtail.snippets.models import register_snippet

from oeuvres.listes import VuesDesArtistes, VuesDesOeuvres
from oeuvres.models import OeuvrePage
from recit.views import portes

portes.tenir_les_portes(lambda type_de_page: issubclass(type_de_page, OeuvrePage))


# --- the listings -----------------------------------------------------------


@hooks.register("register_admin_viewset")
def liste_des_oeuvres():
    return VuesDesOeuvres()


register_snippet(VuesDesArtistes)
