"""What other pages show of the agenda: coming events here, in one query."""

from datetime import UTC, datetime

from django.db.models import JSONField, OuterRef, Subquery
from django.db.models.functions import JSONObject
from django.utils import timezone
from wagtail.models import Page

from agenda.models import AgendaPage, EvenementPage, Occurrence
from agenda.queries import lieux_qui_attendent, maintenant
from agenda.rules.periodes import Periode
from agenda.views.annonces import Annonce, Faits, annonce
from agenda.views.calendriers import adresses_du_calendrier
from socle.queries import sont_visibles, versions_du_fil, visibles_sous
from socle.references import COLONNES, au_plus_proche

AU_PLUS = 4
"""Coming events on another page."""

VERSIONS = 3
"""Rows read for each, one a language."""

FAITS = {
    "debut": "debut",
    "fin": "fin",
    "journee": "journee",
    "fin_dite": "fin_dite",
    "statut": "evenement__statut",
    "gratuit": "evenement__gratuit",
    "lieu": "evenement__lieu",
    "commune": "evenement__commune",
    "ou": "evenement__ou__title",
    "path": "evenement__ou__path",
    "live": "evenement__ou__live",
    "expire_at": "evenement__ou__expire_at",
    "locale_id": "evenement__ou__locale_id",
}
"""What is read of the next date of each event: its facts, and whether the place may be named."""


def agenda_ici(page, request) -> dict:
    """Coming events at a place, or anywhere in a neighbourhood, each at its next date."""
    if not page.path or not _s_y_passe_t_il(page):
        return {}
    ici = Occurrence.objects.a_venir(maintenant()).au_lieu(page).values("cle")
    return {
        "evenements": _prochains(EvenementPage.objects.filter(translation_key__in=ici), page, request),
        "calendrier_d_ici": adresses_du_calendrier(page.code, request, page.locale),
    }


def agenda_de_la_ville(page, request) -> dict:
    """Coming events of a city, for its front page, and the way to its agenda."""
    agenda = next((p for p in visibles_sous(page) if p.specific_class is AgendaPage), None) if page.path else None
    if agenda is None:
        return {}
    return {"evenements": _prochains(EvenementPage.objects, page, request), "tout_l_agenda": agenda.get_url(request)}


def _s_y_passe_t_il(page) -> bool:
    """Tell whether anything may be coming here, without asking the database: at most pages nothing is."""
    chemins = lieux_qui_attendent()
    return bool(chemins) and any(
        chemin.startswith(version.path) for version in versions_du_fil(page)[page.translation_key] for chemin in chemins
    )


def _prochains(evenements, page, request) -> list[Annonce]:
    """Return the next events, each in the nearest language at its next date: one query."""
    dates = Occurrence.objects.a_venir(maintenant()).filter(cle=OuterRef("translation_key")).order_by("debut", "fin")
    lignes = (
        evenements.de_la_ville_de(page)
        .visibles()
        .annotate(
            premier=Subquery(dates.values("debut")[:1]),
            date=Subquery(dates.values(lu=JSONObject(**FAITS))[:1], output_field=JSONField()),
        )
        .filter(premier__isnull=False)
        .only(*(COLONNES - {"id", "page_ptr_id"}), "accroche")
        # Versions of one event stay together: none is cut from the others.
        .order_by("premier", "translation_key")[: AU_PLUS * VERSIONS]
    )
    return [_annonce(p, request, page.locale) for p in au_plus_proche(lignes, page.locale)[:AU_PLUS]]


def _annonce(evenement, request, locale) -> Annonce:
    lu = evenement.date
    periode = Periode(_moment(lu["debut"]), _moment(lu["fin"]), bool(lu["journee"]), bool(lu["fin_dite"]))
    faits = Faits(lu["statut"], lu["lieu"], lu["commune"], lu["gratuit"])
    return annonce(evenement, periode, faits, _endroit(lu), request, locale)


def _endroit(lu):
    """Return the place as it was chosen, None where it may not be named."""
    if not lu["ou"]:
        return None
    expire_at = lu["expire_at"] and _moment(lu["expire_at"])
    page = Page(title=lu["ou"], path=lu["path"], live=bool(lu["live"]), expire_at=expire_at, locale_id=lu["locale_id"])
    return page if sont_visibles([page]) else None


def _moment(texte: str) -> datetime:
    """Return a moment as a database writes it in JSON: with its offset (PostgreSQL), or in UTC without (SQLite)."""
    lu = datetime.fromisoformat(texte)
    return timezone.localtime(lu if lu.tzinfo else lu.replace(tzinfo=UTC))
