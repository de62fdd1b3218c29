"""What is today is not tomorrow: cards that say how soon an event takes place are made again as days pass."""

from datetime import date

from django.db.models import Q

from agenda.models import EvenementPage
from agenda.queries import echeances_du_jour
from search.actions.notes import noter
from search.models import FicheIndexee
from search.rules.demande import QUAND


def dire_ce_qui_est_proche(jour: date) -> int:
    """Note the events whose card says another day's « today », « this week » or « this month »; return how many."""
    voulues = {cle: {f"{QUAND}={e}" for e in echeances} for cle, echeances in echeances_du_jour(jour).items()}
    # Only those that say something of a day, or should: all the others are right, today as tomorrow.
    fiches = FicheIndexee.objects.filter(
        Q(facettes__contains=f"{QUAND}=") | Q(page__translation_key__in=list(voulues)),
        page__in=EvenementPage.objects.filter(live=True).values("pk"),
    )
    perimees = [
        numero
        for numero, cle, facettes in fiches.values_list("pk", "page__translation_key", "facettes")
        if {jeton for jeton in facettes.split() if jeton.startswith(f"{QUAND}=")} != voulues.get(cle, set())
    ]
    noter(perimees)
    return len(perimees)
