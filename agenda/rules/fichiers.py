"""An iCalendar file before it is understood: its weight, its length, its components. Nothing in it is trusted."""

from zoneinfo import ZoneInfo

from icalendar import Calendar
from icalendar.parser.ical.calendar import CalendarIcalParser

from agenda.rules.fuseaux import Horloge

OCTETS_AU_PLUS = 7 * 1024 * 1024
"""Signed, a file that does not compress weighs a third more: it must still come back with the form that confirms."""

LIGNES_AU_PLUS = 250_000
COMPOSANTS_AU_PLUS = 20_000
"""Of all kinds: each is made before one knows what it is for."""


class CalendrierRefuse(ValueError):
    """A file that is not read at all: `raison` is « illisible », « vide », « trop_lourd » or « trop_long »."""

    def __init__(self, raison: str):
        self.raison = raison
        super().__init__(raison)


class _Lecteur(CalendarIcalParser):
    """The library's reader, but for zones: it keeps those of a file for all the files that the process reads after it."""

    composants = 0

    def handle_begin_component(self, vals):
        self.composants += 1
        if self.composants > COMPOSANTS_AU_PLUS:
            raise CalendrierRefuse("trop_long")
        super().handle_begin_component(vals)

    def handle_end_component(self, vals):
        super().handle_end_component("" if vals.upper() == "VTIMEZONE" else vals)

    def handle_property_parse_error(self, exception, name, *suite):
        """A zone that is badly written costs the events that use it, not the file."""
        if self.component.ignore_exceptions:
            super().handle_property_parse_error(exception, name, *suite)

    def prepare_components(self):
        """Zones may come after what they are for: the library reads everything twice, we look them up at the end."""


def lire_le_fichier(octets: bytes, zone: ZoneInfo) -> tuple[list, Horloge]:
    """Return the VEVENT components of a file, and the clock that reads their moments in `zone`.

    Raises CalendrierRefuse where the file is no calendar, or is larger than what is read.
    """
    if len(octets) > OCTETS_AU_PLUS:
        raise CalendrierRefuse("trop_lourd")
    if b"BEGIN:VCALENDAR" not in octets[:4_096].upper():
        raise CalendrierRefuse("illisible")
    if octets.count(b"\n") + octets.count(b"\r") - octets.count(b"\r\n") > LIGNES_AU_PLUS:
        raise CalendrierRefuse("trop_long")
    try:
        calendriers = _Lecteur(octets, Calendar._get_component_factory(), Calendar.types_factory).parse()
        evenements = [composant for calendrier in calendriers for composant in calendrier.walk("VEVENT")]
        definitions = [composant for calendrier in calendriers for composant in calendrier.walk("VTIMEZONE")]
    except CalendrierRefuse:
        raise
    except Exception:  # the library raises ValueError, KeyError, IndexError…: a stranger's file is all of these
        raise CalendrierRefuse("illisible") from None
    if not evenements:
        raise CalendrierRefuse("vide")
    return evenements, Horloge(zone, definitions)
