"""What is stored of a route: its line, its page, its stops."""

from parcours.models.etapes import CodeDArret, Etape
from parcours.models.pages import ParcoursIndexPage, ParcoursPage
from parcours.models.traces import Trace

__all__ = ["CodeDArret", "Etape", "ParcoursIndexPage", "ParcoursPage", "Trace"]
