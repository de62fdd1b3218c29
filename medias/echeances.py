"""Rights that end, as the desk tells them: to each only the media that they look after."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.images.permissions import permission_policy as droits_sur_les_images
from wagtailmedia.permissions import permission_policy as droits_sur_les_sons

from medias.models import Son

GESTES = ("change", "delete")
"""Who may do one of these to a medium looks after it."""


@dataclass(frozen=True)
class Echeance:
    """A picture or a sound whose rights end: when, and where one mends it."""

    titre: str
    genre: str
    credit: str
    collection: str
    fin: date
    etat: str
    adresse: str

    def __str__(self):
        return self.titre


def s_occupe_de_medias(user) -> bool:
    """Tell whether someone looks after any picture or sound."""
    return any(
        politique.user_has_any_permission(user, GESTES) for politique in (droits_sur_les_images, droits_sur_les_sons)
    )


def _surveilles(user):
    """Yield the pictures, then the sounds, that someone looks after."""
    for politique in (droits_sur_les_images, droits_sur_les_sons):
        yield politique.instances_user_has_any_permission_for(user, GESTES)


def droits_qui_finissent(user, jour: date) -> list[Echeance]:
    """Return what ends within a month or has ended, the first to end first."""
    trouves = [
        _echeance(medium, jour)
        for medias in _surveilles(user)
        for medium in medias.a_surveiller(jour).select_related("collection").distinct()
    ]
    return sorted(trouves, key=lambda echeance: (echeance.fin, echeance.titre))


def _echeance(medium, jour: date) -> Echeance:
    route = "wagtailmedia:edit" if isinstance(medium, Son) else "wagtailimages:edit"
    fin = date_format(medium.droits_fin, "j F Y")
    finis = medium.droits.finis(jour)
    return Echeance(
        titre=medium.title,
        genre=str(medium._meta.verbose_name),
        credit=medium.credit,
        collection=str(medium.collection),
        fin=medium.droits_fin,
        etat=(_("Retiré du site depuis le %(fin)s") if finis else _("Quitte le site le %(fin)s")) % {"fin": fin},
        adresse=reverse(route, args=[medium.pk]),
    )
