"""What ensures, in the admin, that a place keeps referencing its narrative; the listing of places."""

from wagtail import hooks

from lieux.listes import VuesDesLieux
from lieux.models import LieuPage
from recit.views import portes

portes.tenir_les_portes(lambda type_de_page: issubclass(type_de_page, LieuPage))


@hooks.register("register_admin_viewset")
def liste_des_lieux():
    return VuesDesLieux()
