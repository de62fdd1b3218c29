"""Later work of the search: sending to an engine what changed."""

from django_tasks import task

from search.actions import changements


@task()
def envoyer_les_changements(moteur: str) -> int:
    """Send to this engine what it does not know yet; return how many changes it took."""
    return changements.envoyer(moteur)
