"""The cards of neighbourhoods, and which of them any story is told in."""

from django.utils.translation import gettext_lazy as _

from quartiers.enums import Echelle, Qpv
from quartiers.models import QuartierPage
from recit.fiches import promesses_tenues
from socle.fiches import texte_du_corps
from socle.rules import chemins_au_dessus

QUARTIERS = _("quartiers")

POIDS = {Echelle.QUARTIER: 1.6, Echelle.SECTEUR: 1.5}
"""A neighbourhood’s name is also in the story of all that stands there: it answers first."""


def fiches_des_quartiers(quartiers) -> dict[int, dict]:
    tenues = promesses_tenues(quartiers)
    return {
        q.pk: {
            "autres_noms": _autres_noms(q),
            "resume": q.accroche,
            "texte": texte_du_corps(q, "corps", "ancrage"),
            "promesses": tenues[q.pk],
            "position": q.point,
            "position_approchee": q.position_approchee,
            "image_id": q.image_id,
            "mention": str(q.get_echelle_display()),
            "poids": POIDS.get(q.echelle, 1.0),
        }
        for q in quartiers
    }


def _autres_noms(quartier) -> tuple[str, ...]:
    """The names people use, and what the State calls it where it is a priority neighbourhood."""
    noms = [nom.strip() for nom in quartier.autres_noms.splitlines() if nom.strip()]
    if quartier.qpv != Qpv.NON:
        noms += ["QPV", quartier.qpv_code] if quartier.qpv_code else ["QPV"]
    return tuple(noms)


def quartiers_des_pages(pages) -> dict[int, dict]:
    """Return where each of these stories is told: the neighbourhoods it hangs under, the nearest first."""
    voulus = {chemin for page in pages for chemin in (page.path, *chemins_au_dessus(page.path, page.steplen))}
    lus = QuartierPage.objects.filter(path__in=voulus).values_list("path", "code", "title")
    par_chemin = {chemin: (code, titre) for chemin, code, titre in lus}
    return {
        page.pk: {
            "quartiers": tuple(
                par_chemin[chemin]
                for chemin in (page.path, *chemins_au_dessus(page.path, page.steplen))
                if chemin in par_chemin
            )
        }
        for page in pages
    }
