"""An event, in schema.org's words."""

from agenda.enums import Statut
from socle.donnees_liees import absolue, coordonnees, histoire, sans_vides

STATUTS = {
    Statut.CONFIRME: "EventScheduled",
    Statut.ANNULE: "EventCancelled",
    Statut.REPORTE: "EventPostponed",
    Statut.DEPLACE: "EventRescheduled",
}
SCHEMA = "https://schema.org/"


def decrire_un_evenement(page, contexte) -> dict:
    """An event at its next date, or at its last where it is over; its other coming dates as events of their own."""
    faits, request = contexte["faits"], contexte["request"]
    periodes = [periode for periode, _en_cours in contexte["a_venir"]] or list(contexte["passees"][:1])
    etat = f"{SCHEMA}{STATUTS[faits.statut]}"
    ou = _lieu(contexte["endroit"], request)
    return histoire(
        page,
        contexte,
        "Event",
        inLanguage=page.locale.language_code,
        eventStatus=etat,
        eventAttendanceMode=f"{SCHEMA}OfflineEventAttendanceMode",
        **(_dates(periodes[0]) if periodes else {}),
        location=ou,
        offers={} if contexte["passe"] or faits.statut == Statut.ANNULE else _offre(faits, page, request),
        isAccessibleForFree=True if faits.gratuit else None,
        organizer=sans_vides({"@type": "Organization", "name": faits.organisateur}) if faits.organisateur else {},
        superEvent=sans_vides({"@type": "Festival", "name": contexte["edition"].nom}) if contexte["edition"] else {},
        subEvent=[
            {"@type": "Event", "name": page.title, "eventStatus": etat, "location": ou, **_dates(periode)}
            for periode in periodes[1:]
        ],
    )


def _dates(periode) -> dict:
    """Return when it begins and ends: days alone for whole days, hours with their offset otherwise."""
    if periode.journee:
        dernier = periode.fin.date().fromordinal(periode.fin.date().toordinal() - 1)
        return {"startDate": periode.debut.date().isoformat(), "endDate": dernier.isoformat()}
    fin = {"endDate": periode.fin.isoformat()} if periode.fin_dite else {}
    return {"startDate": periode.debut.isoformat(), **fin}


def _lieu(endroit, request) -> dict:
    place = endroit.renvoi.page if endroit.renvoi else None
    adresse = sans_vides({"streetAddress": endroit.lieu, "addressLocality": endroit.commune})
    return sans_vides(
        {
            "@type": "Place",
            "name": endroit.nom or endroit.commune,
            "url": absolue(place.get_url(request) or "", request) if place else "",
            "address": {"@type": "PostalAddress", **adresse} if adresse else {},
            "geo": coordonnees(endroit.point, endroit.approchee) if endroit.point else {},
        }
    )


def _offre(faits, page, request) -> dict:
    if not (faits.gratuit or faits.reservation or page.tarif):
        return {}
    return sans_vides(
        {
            "@type": "Offer",
            "price": "0" if faits.gratuit else "",
            "priceCurrency": "EUR" if faits.gratuit else "",
            "description": page.tarif,
            "url": faits.reservation or page.get_full_url(request),
        }
    )
