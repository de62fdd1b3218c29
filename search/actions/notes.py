"""Verbs that write: note what changed, and whose cards say so."""

from collections.abc import Iterable

from django.db import transaction
from django_tasks.backends.immediate import ImmediateBackend

from search.actions.mentions import qui_en_parlent, qui_ont_lieu_a
from search.enums import Moteur
from search.index import moteurs_tenus_a_jour
from search.models import AEnvoyer, FicheIndexee
from search.tasks import envoyer_les_changements


def noter(pages: Iterable[int], branche: bool = False):
    """Note that the cards of these pages (and of all below them) have changed; they are sent after the commit.

    Nothing but the site's own database is asked here: a save neither waits for a cluster nor fails with it.
    """
    pages = list(dict.fromkeys(pages))
    if not pages:
        return
    for nom in moteurs_tenus_a_jour():
        deja = AEnvoyer.objects.pour(nom).exists()
        AEnvoyer.objects.bulk_create([AEnvoyer(moteur=nom, page_id=page, branche=branche) for page in pages])
        if not deja:
            # Where changes wait already, somebody is on the way to take them: the worker, or the clock.
            transaction.on_commit(lambda nom=nom: _faire_envoyer(nom))


def _faire_envoyer(nom: str):
    if nom == Moteur.ELASTIC and isinstance(envoyer_les_changements.get_backend(), ImmediateBackend):
        return  # without a worker a save would wait for the cluster: the clock sends
    envoyer_les_changements.enqueue(nom)


def noter_une_page(page):
    """Note that a page was written.

    Where its title, its address or its visibility changed: what hangs below it, and the stories that name them, too.
    """
    connue = FicheIndexee.objects.filter(pk=page.pk).values_list("titre", "adresse").first()
    inchangee = page.live and connue == (page.title, page.get_url() or "")
    if inchangee:
        noter([page.pk, *qui_ont_lieu_a([page.pk])])  # their cards have its position, its address, its access
    else:
        noter_ce_qui_en_depend(page.pk, branche=page.numchild > 0)


def noter_ce_qui_en_depend(numero: int, branche: bool):
    """Note that what visitors see of a page (and of all below it) has changed: the stories that name it say so."""
    noter([numero], branche=branche)
    noter(qui_en_parlent([numero], branche))
