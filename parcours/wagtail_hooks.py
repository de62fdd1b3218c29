"""The listing of routes in the admin."""

from wagtail import hooks

from parcours.listes import VuesDesParcours


@hooks.register("register_admin_viewset")
def liste_des_parcours():
    return VuesDesParcours()
