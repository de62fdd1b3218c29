"""The city's narrative, its positionings and promises, and what makes any story reference it."""

from recit.models.ancrages import AvecAncrage, PromesseTenue
from recit.models.positionnements import PositionnementPage
from recit.models.promesses import PromessePage
from recit.models.recits import RecitPage, TexteDeReference, image_principale
from recit.models.relectures import ARelire, Signature, TextePublie
from recit.models.sous_recit import SousRecit, types_d_histoires

__all__ = [
    "ARelire",
    "AvecAncrage",
    "PositionnementPage",
    "PromessePage",
    "PromesseTenue",
    "RecitPage",
    "Signature",
    "SousRecit",
    "TexteDeReference",
    "TextePublie",
    "image_principale",
    "types_d_histoires",
]
