"""The map of a route's form: its line is drawn there, over its stops."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import Panel

from parcours.queries import points_des_etapes
from socle.panels import fond_de_carte, media_d_une_carte, page_situee, reglages_de_la_carte


@dataclass(frozen=True)
class TraceEnregistre:
    """What the form's map shows of a route as it is stored: how long its line is, and what is drawn."""

    longueur: float | None
    donnees: dict


def trace_enregistre(page) -> TraceEnregistre:
    """Return what the map shows of a route: its line, [latitude, longitude], and its stops that have a place."""
    trace = page.trace
    return TraceEnregistre(
        trace.longueur if trace else None,
        {
            "trace": [[latitude, longitude] for longitude, latitude, _metres in trace.allege] if trace else [],
            "arrets": list(_arrets(page)),
        },
    )


def _arrets(page):
    etapes = list(page.etapes.all())
    for numero, (etape, point) in enumerate(zip(etapes, points_des_etapes(etapes), strict=True), 1):
        if point:
            yield {"nom": str(etape), "numero": numero, "point": [point.latitude, point.longitude]}


class TracePanel(Panel):
    """The stops, the line as it is, and a map to draw another: what is kept of it is written in `trace_dessine`."""

    def __init__(self, **options):
        super().__init__(**{"heading": _("Sur une carte"), "classname": "panneau-carte", **options})

    @property
    def clean_name(self):
        return "trace_sur_la_carte"

    class BoundPanel(Panel.BoundPanel):
        template_name = "parcours/admin/trace.html"

        @property
        def media(self):
            return media_d_une_carte("js/trace-admin.js")

        def is_shown(self):
            return super().is_shown() and self.form is not None and "trace_dessine" in self.form.fields

        def get_context_data(self, parent_context=None):
            return super().get_context_data(parent_context) | {
                "reglages": reglages_de_la_carte(page_situee(self)),
                "fond": fond_de_carte(self),
                "champ": self.form["trace_dessine"].id_for_label,
                "enregistre": trace_enregistre(self.instance),
            }
