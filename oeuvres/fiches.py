"""The cards of works; that of the index of artists. An artist has none: the works answer."""

from django.utils.translation import gettext_lazy as _

from oeuvres.enums import Statut
from oeuvres.views.vignettes import artistes_des, mention
from recit.fiches import promesses_tenues
from socle.enums import SANS_MARCHE
from socle.fiches import texte_du_corps

OEUVRES = _("œuvres")
INDEX_DES_ARTISTES = _("index des artistes")


def fiches_des_oeuvres(oeuvres) -> dict[int, dict]:
    artistes = artistes_des(oeuvres)
    tenues = promesses_tenues(oeuvres)
    return {
        o.pk: {
            "autres_noms": tuple(nom.strip() for nom in o.autres_noms.splitlines() if nom.strip()),
            "artistes": tuple((artiste.slug, artiste.nom) for artiste in artistes[o.pk]),
            "technique": " ".join(part for part in (str(o.get_genre_display()), o.technique) if part),
            "lieux": tuple(lieu for lieu in (o.lieu, o.commune) if lieu),
            "resume": o.accroche,
            "texte": texte_du_corps(o, "corps", "ancrage"),
            "promesses": tenues[o.pk],
            "annee": o.annee,
            "debut": o.presence.debut,
            "fin": o.presence.fin,
            "parti": o.statut in (Statut.DISPARUE, Statut.DEPOSEE),
            "sans_marche": SANS_MARCHE.get(o.sans_marche),
            "position": o.point,
            "position_approchee": o.position_approchee,
            "image_id": o.image_id,
            "mention": mention(o, artistes[o.pk]),
        }
        for o in oeuvres
    }


def fiches_des_index(pages) -> dict[int, dict]:
    return {page.pk: {"resume": page.accroche} for page in pages}
