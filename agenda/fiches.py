"""The cards of the agenda and of events."""

from collections import defaultdict

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from agenda.enums import ABANDONNES, Statut
from agenda.models import EvenementPage, Occurrence
from agenda.queries import STATUTS_QUI_ONT_LIEU
from agenda.rules.periodes import UN_JOUR, echeances
from agenda.views.dates import du_au, jour_dit, periode_dite
from agenda.views.endroits import endroit_a, qui_dit_l_acces
from quartiers.models import QuartierPage
from socle.enums import SANS_MARCHE
from socle.fiches import texte_du_corps
from socle.references import au_plus_proche, resoudre
from socle.rules import chemins_au_dessus

PAS = QuartierPage.steplen

EVENEMENTS = gettext_lazy("événements")
AGENDA = gettext_lazy("l’agenda")

BEAUCOUP = 20
"""Dates beyond which their number says nothing, and the last one is only as far as dates are computed."""


def fiches_des_evenements(evenements) -> dict[int, dict]:
    """Return what cards say of events: the facts are those of the version whose facts count."""
    cles = [e.translation_key for e in evenements]
    periodes = defaultdict(list)
    for occurrence in Occurrence.objects.filter(cle__in=cles):
        periodes[occurrence.cle].append(occurrence.periode)
    faits = {p.translation_key: p for p in EvenementPage.objects.porteurs(cles).select_related("ou").defer("corps")}
    ou = _quartiers(evenements, faits)
    places = resoudre({f.ou.translation_key for f in faits.values() if f.ou_id}, evenements[0].locale)
    fiches = {}
    for e in evenements:
        lus = faits.get(e.translation_key, e)
        endroit = endroit_a(lus, places.get(lus.ou.translation_key) if lus.ou_id else None)
        fiches[e.pk] = _fiche(e, lus, endroit, periodes[e.translation_key]) | {"quartiers": ou[e.pk]}
    return fiches


def _quartiers(evenements, faits) -> dict[int, tuple[tuple[str, str], ...]]:
    """Return the neighbourhoods where each takes place, (public code, title in the nearest language), the nearest first."""
    autour = {
        e.pk: (faits[e.translation_key].ou.path, *chemins_au_dessus(faits[e.translation_key].ou.path, PAS))
        for e in evenements
        if e.translation_key in faits and faits[e.translation_key].ou_id
    }
    cles = dict(
        QuartierPage.objects.filter(path__in={c for tous in autour.values() for c in tous}).values_list(
            "path", "translation_key"
        )
    )
    versions = QuartierPage.objects.filter(translation_key__in=set(cles.values())).visibles()
    lues = au_plus_proche(
        versions.values_list("translation_key", "locale_id", "code", "title", named=True), evenements[0].locale
    )
    dits = {q.translation_key: (q.code, q.title) for q in lues}
    return {
        e.pk: tuple(dits[cles[c]] for c in autour.get(e.pk, ()) if c in cles and cles[c] in dits) for e in evenements
    }


def _fiche(evenement, faits, endroit, periodes) -> dict:
    debut = min((p.debut.date() for p in periodes), default=None)
    dernier = max((p.dernier_de_ses_jours for p in periodes), default=None)
    return {
        "lieux": (*([endroit.nom] if endroit.renvoi else []), *endroit.adresse),
        "resume": evenement.accroche,
        "texte": texte_du_corps(evenement, "corps", "organisateur"),
        "debut": debut,
        "fin": dernier and dernier + UN_JOUR,
        "parti": faits.statut == Statut.ANNULE,
        "sans_marche": SANS_MARCHE.get(qui_dit_l_acces(faits, endroit).sans_marche),
        "position": endroit.point,
        "position_approchee": endroit.approchee,
        "image_id": evenement.image_id,
        "mention": _mention(faits, periodes),
        "quand": echeances(periodes, timezone.localdate(), timezone.get_default_timezone())
        if faits.statut in STATUTS_QUI_ONT_LIEU
        else (),
    }


def _mention(faits, periodes) -> str:
    """Return when it takes place, in words that stay true as days go by: the card is not made again each day."""
    statut = "" if faits.statut == Statut.CONFIRME else str(faits.get_statut_display())
    dates = _dates(sorted(periodes))
    if dates and faits.statut in ABANDONNES:
        dates = _("prévu d’abord : %(dates)s") % {"dates": dates}
    return "\u00a0· ".join(part for part in (statut, dates) if part)


def _dates(periodes) -> str:
    if len(periodes) < 2:
        return "".join(map(periode_dite, periodes))
    if len(periodes) > BEAUCOUP:
        return _("de nombreuses dates")
    jour, dernier = periodes[0].debut.date(), periodes[-1].dernier_de_ses_jours
    dites = jour_dit(jour) if jour == dernier else du_au(jour, dernier)
    return ngettext("%(nombre)s date, %(dates)s", "%(nombre)s dates, %(dates)s", len(periodes)) % {
        "nombre": len(periodes),
        "dates": dites,
    }


def fiches_des_agendas(pages) -> dict[int, dict]:
    return {page.pk: {"resume": page.accroche} for page in pages}
