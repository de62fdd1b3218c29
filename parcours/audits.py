"""What an incoherence is, for routes."""

from django.db.models import Q
from django.utils.translation import gettext as _

from parcours.models import Etape
from socle.registres import Faute
from socle.villes import sont_d_une_meme_ville


def etapes_de_la_ville():
    """A route stops in its own city."""
    lignes = Etape.objects.exclude(histoire=None).order_by("pk")
    for page, titre, chemin, histoire, la in lignes.values_list(
        "page_id", "page__title", "page__path", "histoire__title", "histoire__path"
    ):
        if not sont_d_une_meme_ville(chemin, la):
            yield Faute(
                "autre-ville", page, titre, _("L’arrêt « %(titre)s » est d’une autre ville.") % {"titre": histoire}
            )


def etapes_sans_lieu():
    """A stop is a story or a free point: of one whose story was deleted nothing is left to say."""
    libres = (
        Etape.objects.filter(histoire=None, page__live=True).select_related("page").order_by("page_id", "sort_order")
    )
    for etape in libres.filter(Q(titre="") | Q(latitude=None) | Q(longitude=None)):
        page = etape.page
        yield Faute("arret-sans-lieu", page.pk, page.title, _("Un arrêt n’a plus d’histoire, et ni nom ni position."))
