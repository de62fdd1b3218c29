"""The cards of a city’s front page and of its plain pages."""

from django.utils.translation import gettext_lazy as _

from socle.fiches import texte_du_corps

LA_VILLE = _("la ville")
AUTRES_PAGES = _("autres pages")

POIDS_D_UNE_PAGE_SIMPLE = 0.8


def fiches_des_villes(pages) -> dict[int, dict]:
    return {page.pk: {"resume": page.phrase, "texte": texte_du_corps(page, "chapo", "corps")} for page in pages}


def fiches_des_pages_simples(pages) -> dict[int, dict]:
    return {
        page.pk: {
            "resume": page.accroche,
            "texte": texte_du_corps(page, "corps"),
            "image_id": page.image_id,
            "poids": POIDS_D_UNE_PAGE_SIMPLE,
        }
        for page in pages
    }
