"""Later work on routes: making a booklet, which takes seconds."""

from django_tasks import task

from parcours.livret import imprimer, livret_de
from parcours.models import ParcoursPage
from socle.lectures import au_moins_ici


@task()
def faire_le_livret(page_id: int) -> str:
    """Make the booklet of a route that can be seen, as it stands when this is done; return the name of its file."""
    page = ParcoursPage.objects.visibles().select_related("locale", "trace", "image").filter(pk=page_id).first()
    if page is None:
        return ""
    with au_moins_ici():
        livret = livret_de(page)
        imprimer(livret)
    return livret.nom
