"""Later work on pictures: making their sizes before anyone asks for them."""

import logging

from django_tasks import task
from wagtail.images.exceptions import InvalidFilterSpecError
from wagtail.images.models import SourceImageIOError

from medias.models import Visuel
from medias.rendus import specs_pour

journal = logging.getLogger(__name__)


@task()
def faire_les_rendus(visuel_id: int) -> int:
    """Make every size of a picture that may go out; return how many it has. SVG has none: it is drawn as it is."""
    visuel = Visuel.objects.filter(pk=visuel_id).first()
    if visuel is None or visuel.is_svg() or not visuel.diffusable:
        return 0
    try:
        return len(visuel.get_renditions(*specs_pour(visuel.width)))
    except (SourceImageIOError, InvalidFilterSpecError, OSError, ValueError) as erreur:
        journal.warning("No renditions for picture %s: %s", visuel_id, erreur)
        return 0
