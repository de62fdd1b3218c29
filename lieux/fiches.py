"""The cards of places."""

from django.utils.translation import gettext_lazy as _

from recit.fiches import promesses_tenues
from socle.enums import SANS_MARCHE
from socle.fiches import texte_du_corps

LIEUX = _("lieux")


def fiches_des_lieux(lieux) -> dict[int, dict]:
    tenues = promesses_tenues(lieux)
    return {
        l.pk: {
            "autres_noms": tuple(nom.strip() for nom in l.autres_noms.splitlines() if nom.strip()),
            "technique": str(l.get_genre_display()),
            "lieux": tuple(dit for dit in (l.lieu, l.commune) if dit),
            "resume": l.accroche,
            "texte": texte_du_corps(l, "corps", "ancrage"),
            "promesses": tenues[l.pk],
            "sans_marche": SANS_MARCHE.get(l.sans_marche),
            "position": l.point,
            "position_approchee": l.position_approchee,
            "image_id": l.image_id,
            "mention": str(l.get_genre_display()),
        }
        for l in lieux
    }
