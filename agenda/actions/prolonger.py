"""Goes on computing the dates of rules without end, as the clock goes on."""

from datetime import datetime

from django.db.models import Q

from agenda.models import EvenementPage, Horaire, Occurrence, Suivi
from agenda.rules.periodes import UN_JOUR

PAR_TOUR = 200
"""Events computed again in one round of the clock."""


def prolonger_les_dates(maintenant: datetime) -> int:
    """Compute again, once a day, when events without end take place; return how many were."""
    sans_fin = Horaire.objects.filter(Q(jusqu_au=None, nombre=None) & ~Q(frequence="") | ~Q(regle_importee=""))
    cles = sans_fin.filter(page__live=True).values("page__translation_key")
    dus = Suivi.objects.filter(cle__in=cles, calcule_le__lt=maintenant - UN_JOUR).values_list("cle", flat=True)
    faites = list(dus.order_by("calcule_le")[:PAR_TOUR])
    for cle in faites:
        Occurrence.objects.deriver(cle, EvenementPage.objects.all(), maintenant)
    return len(faites)
