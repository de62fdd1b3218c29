"""What visitors read of the narrative (`pages`), and the admin's doors, report, *à relire* and *Changer de récit*."""

from recit.views.pages import (
    FIL,
    montrer_le_recit,
    montrer_un_positionnement,
    montrer_une_promesse,
    premiere_suite,
    promesses_de,
    recit_de,
)

__all__ = [
    "FIL",
    "montrer_le_recit",
    "montrer_un_positionnement",
    "montrer_une_promesse",
    "premiere_suite",
    "promesses_de",
    "recit_de",
]
