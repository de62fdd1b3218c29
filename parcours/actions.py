"""Verbs that write: forget the traces that nobody kept."""

from datetime import datetime, timedelta

from wagtail.models import Revision

from parcours.models import ParcoursPage, Trace

REFLEXION = timedelta(days=30)
"""How long a trace that no route kept stays: a form left open, an undo, find it again."""


def oublier_les_traces_abandonnes(maintenant: datetime) -> int:
    """Delete the traces that were drawn and not kept: of no route, of no version of one; return how many went."""
    anciens = Trace.objects.filter(le__lt=maintenant - REFLEXION)
    if not anciens.exists():
        return 0
    gardes = set(ParcoursPage.objects.exclude(trace=None).values_list("trace_id", flat=True))
    versions = Revision.objects.filter(content_type__app_label="parcours", content_type__model="parcourspage")
    gardes |= set(versions.exclude(content__trace=None).values_list("content__trace", flat=True))
    oublies, _detail = anciens.exclude(pk__in=gardes).delete()
    return oublies
