"""What the narrative asks of a story before it is published."""

from django.utils.translation import gettext_lazy as _

from recit.queries import cite_sa_ville
from socle.exigences import Exigence


def _seul_en_ligne(recit) -> bool:
    return not recit.path or not recit.autres_en_ligne().exists()


def _promesses_tenues(page):
    return [tenue.promesse for tenue in page.promesses_tenues.get_object_list() if tenue.promesse_id]


def _tient_une_promesse_de_la_ville(page) -> bool:
    return any(promesse.de_la_ville for promesse in _promesses_tenues(page))


def _promesses_de_son_recit(page) -> bool:
    """The promises kept are those of the narrative that the story hangs under, in any language."""
    return not page.recit_id or all(
        promesse.recit.translation_key == page.recit.translation_key for promesse in _promesses_tenues(page)
    )


def _reprend_une_promesse_de_la_ville(promesse) -> bool:
    """A neighbourhood's promise takes up one of its city's, of the same narrative."""
    if not promesse.path or promesse.de_la_ville:
        return True
    reprise = promesse.reprend
    return (
        reprise is not None and reprise.de_la_ville and reprise.recit.translation_key == promesse.recit.translation_key
    )


SEUL_EN_LIGNE = Exigence(
    "title",
    _("Un autre récit est en ligne : pour le remplacer, passez par « Changer de récit »."),
    _seul_en_ligne,
)

TIENT_UNE_PROMESSE_DE_LA_VILLE = Exigence(
    "promesses_tenues",
    _("Choisissez au moins une promesse de la ville que cette histoire tient."),
    _tient_une_promesse_de_la_ville,
    lit=("promesses_tenues__promesse__recit",),
)

PROMESSES_DE_SON_RECIT = Exigence(
    "promesses_tenues",
    _("Une promesse tenue vient d’un autre récit : choisissez parmi celles du récit au-dessus."),
    _promesses_de_son_recit,
    lit=("recit", "promesses_tenues__promesse__recit"),
)

REPREND_UNE_PROMESSE_DE_LA_VILLE = Exigence(
    "reprend",
    _("Choisissez la promesse de la ville que celle-ci reprend."),
    _reprend_une_promesse_de_la_ville,
    lit=("recit", "reprend__recit"),
)

CITE_SA_VILLE = Exigence(
    "corps",
    _("Un lien ou un bloc renvoie à une page d’une autre ville : retirez-le."),
    cite_sa_ville,
)
