"""The city's narrative, its positionings and promises, and what makes any story reference it."""

from recit.models.ancrages import AvecAncrage, PromesseTenue
from recit.models.positionnements import PositionnementPage
from recit.models.promesses import PromessePage
from recit.models.recits import RecitPage, image_principale
from recit.models.sous_recit import SousRecit, types_d_histoires

__all__ = [
    "AvecAncrage",
    "PositionnementPage",
    "PromessePage",
    "PromesseTenue",
    "RecitPage",
    "SousRecit",
    "image_principale",
    "types_d_histoires",
]
