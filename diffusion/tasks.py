"""Later work: the card of a page that has just been published."""

from django_tasks import task
from wagtail.models import Page

from diffusion import cartes
from socle.queries import precise, visibles


@task()
def faire_la_carte(numero: int) -> bool:
    """Draw the card of a page, or forget it where nobody may see the page; tell whether there is one."""
    page = visibles(Page.objects.filter(pk=numero)).first()
    if page is None or page.depth < 2:
        cartes.jeter(numero)
        return False
    cartes.ranger(cartes.carte_de(precise(page)))
    return True
