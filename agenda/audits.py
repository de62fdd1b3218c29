"""What an incoherence is, for events."""

from django.utils.translation import gettext as _

from agenda.models import EvenementPage
from socle.registres import Faute
from socle.villes import ville_au_chemin


def evenements_de_la_ville():
    """An event takes place in its own city, and is of one of its editions."""
    for page, titre, chemin, lieu, edition in EvenementPage.objects.order_by("path").values_list(
        "pk", "title", "path", "ou__path", "edition__site__root_page__path"
    ):
        ville = ville_au_chemin(chemin)
        if lieu and ville_au_chemin(lieu) != ville:
            yield Faute("autre-ville", page, titre, _("son endroit est d’une autre ville."))
        if edition and ville_au_chemin(edition) != ville:
            yield Faute("autre-ville", page, titre, _("son édition est d’une autre ville."))
