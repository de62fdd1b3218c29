"""What an event’s page shows: whether it takes place, when, where, how to come."""

from urllib.parse import urlencode

from django.utils.translation import gettext as _

from agenda.enums import ABANDONNES, Statut
from agenda.models import Edition, EvenementPage, Occurrence
from agenda.queries import maintenant
from agenda.rules.periodes import Moment, Periode
from agenda.views.annonces import annoncees, annonces
from agenda.views.calendriers import adresses_du_calendrier
from agenda.views.dates import periode_dite
from agenda.views.endroits import endroit_de, qui_dit_l_acces
from quartiers.enums import Echelle
from quartiers.views import lieu_du_quartier, quartiers_de_la_ville
from socle.carte import Lieu
from socle.lectures import est_en_memoire
from socle.queries import fil_de
from socle.references import au_plus_proche
from socle.vignettes import Suite

PROCHAINES = 3
"""Dates said at the top of the page; all are further down."""

TOUTES = 24
"""Coming dates listed: what comes back every day for years is said, not unrolled."""


def montrer_un_evenement(page, request) -> dict:
    """An event: whether it takes place, its dates, the place, and the way on."""
    moment, faits = maintenant(), page.faits
    dates = dates_de(page, moment)
    a_venir = [p for p in dates if p.moment(moment) != Moment.PASSE]
    passees = [p for p in dates if p.moment(moment) == Moment.PASSE]
    endroit, edition = endroit_de(faits, page.locale), edition_de(faits, page.locale)
    return {
        "faits": faits,
        "abandonnee": faits.statut in ABANDONNES,
        "change": faits.statut != Statut.CONFIRME,
        "a_venir": [(p, p.moment(moment) == Moment.EN_COURS) for p in a_venir[:TOUTES]],
        "prochaines": [(p, p.moment(moment) == Moment.EN_COURS) for p in a_venir[:PROCHAINES]],
        "nombre_a_venir": len(a_venir),
        "passees": passees[::-1][:TOUTES],
        "nombre_de_passees": len(passees),
        "passe": bool(dates) and not a_venir,
        "endroit": endroit,
        "acces": qui_dit_l_acces(faits, endroit).acces,
        "edition": edition,
        "agenda_de_l_edition": _agenda_de(edition, page, request) if edition else "",
        "lieux": _sur_la_carte(page, endroit, request),
        "calendrier": adresses_du_calendrier(page.code, request, page.locale),
        "suite": _suite(page, request, moment),
    }


def dates_de(page, moment) -> list[Periode]:
    """Return when an event takes place: as computed when it was published, or as typed for a draft being previewed."""
    if est_en_memoire(page) or not page.pk:
        return page.periodes(moment)
    return [o.periode for o in Occurrence.objects.filter(cle=page.translation_key)]


def edition_de(faits, locale) -> Edition | None:
    """Return the edition of an event in the nearest language."""
    if faits.edition_id is None:
        return None
    versions = Edition.objects.filter(translation_key=faits.edition.translation_key)
    return next(iter(au_plus_proche(versions, locale)), None)


def _agenda_de(edition: Edition, page, request) -> str:
    """Return the address of the agenda narrowed to an edition; nothing for a draft that is nowhere yet."""
    fil = fil_de(page) if page.path else []
    return f"{fil[-1].get_url(request)}?{urlencode({'edition': edition.slug})}" if fil else ""


def _sur_la_carte(page, endroit, request) -> list[Lieu]:
    """The place on its map, among the outlines of the quartiers: without them a point says nothing."""
    if endroit.point is None:
        return []
    adresse = endroit.renvoi.page.get_url(request) if endroit.renvoi else ""
    langue = endroit.renvoi.langue if endroit.renvoi and endroit.renvoi.autre_langue else None
    nom = endroit.nom or page.title
    ici = Lieu(nom, adresse or "", endroit.point, None, "evenement", None, True, endroit.approchee, langue)
    chemin = endroit.renvoi.page.path if endroit.renvoi else ""
    contours = [
        lieu_du_quartier(q, request, page.locale, ici=bool(chemin) and chemin.startswith(q.path))
        for q in quartiers_de_la_ville(page)
        if q.echelle == Echelle.QUARTIER and q.contour
    ]
    return [*contours, ici]


def _suite(page, request, moment) -> Suite | None:
    """The way on: the next event of the agenda, else the agenda."""
    fil = fil_de(page) if page.path else []
    if not fil:
        return None
    autres = Occurrence.objects.de_la_ville(page, EvenementPage.objects).filter(debut__gt=moment)
    suivante = annoncees(autres.exclude(cle=page.translation_key).exclude(evenement__statut__in=ABANDONNES))[:1]
    for annonce in annonces(suivante, request, page.locale, avec_lieux=False):
        return Suite(annonce.titre, annonce.adresse, _("Ensuite"), periode_dite(annonce.periode), langue=annonce.langue)
    return Suite(fil[-1].title, fil[-1].get_url(request), _("Revenir à l’agenda"))
