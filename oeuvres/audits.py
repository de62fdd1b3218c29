"""What an incoherence is, for works."""

from django.utils.translation import gettext as _
from wagtail.models import Page, Site

from oeuvres.models import ArtisteDeLOeuvre
from socle.queries import LONGUEUR_DU_CHEMIN_DE_LA_VILLE
from socle.registres import Faute


def artistes_de_la_ville():
    """A work's artists are its own city's."""
    villes = dict(Page.objects.filter(depth=2).values_list("path", "translation_key"))
    ville_du_site = dict(Site.objects.values_list("pk", "root_page__translation_key"))
    for page, titre, chemin, nom, site in ArtisteDeLOeuvre.objects.order_by("pk").values_list(
        "page_id", "page__title", "page__path", "artiste__nom", "artiste__site_id"
    ):
        if villes.get(chemin[:LONGUEUR_DU_CHEMIN_DE_LA_VILLE]) != ville_du_site[site]:
            yield Faute("autre-ville", page, titre, _("%(nom)s est artiste d’une autre ville.") % {"nom": nom})
