"""The demo's agenda: made-up events at real places, at dates counted from the day it is loaded."""

from datetime import date, timedelta

from django.utils import timezone

from agenda.enums import Jour
from agenda.models import AgendaPage, Edition, EvenementPage, Horaire
from home.demo.lecture import html, textes
from traduction.actions import traduire

SAISON = "saison"
JOURS_DE_LA_SEMAINE = list(Jour.values)


def batir_l_agenda(ville, accueil, lieux: dict, publier) -> AgendaPage:
    """Build the agenda under the home page; `lieux` are the pages where events may take place, by their id."""
    aujourd_hui = timezone.localdate()
    texte = textes("pages")["agenda"]
    agenda = publier(accueil, AgendaPage(title=texte["titre"], slug="agenda", accroche=texte["accroche"]))
    saison = Edition.objects.create(
        site=ville.site,
        nom=textes("agenda")[SAISON]["nom"],
        locale=accueil.locale,
        debut=aujourd_hui - timedelta(days=30),
        fin=aujourd_hui + timedelta(days=60),
    )
    for identifiant, evenement in evenements().items():
        publier(agenda, _evenement(identifiant, evenement, lieux[evenement["ou"]], saison, aujourd_hui))
    return agenda


def evenements() -> dict[str, dict]:
    """Return the events by their id."""
    return {cle: texte for cle, texte in textes("agenda").items() if cle != SAISON}


def traduire_les_editions(site, locale, paires):
    """Translate the names of the editions before the events that are of them."""
    for edition in Edition.objects.filter(site=site, locale=site.root_page.locale):
        traduire(edition, locale, paires)


def premier_jour(evenement: dict, aujourd_hui: date) -> date:
    """Return the day of an event: so many days from today, then on to the weekday that it asks for."""
    jour = aujourd_hui + timedelta(days=evenement["dans"])
    if "le" in evenement:
        jour += timedelta(days=(JOURS_DE_LA_SEMAINE.index(evenement["le"]) - jour.weekday()) % 7)
    return jour


def _evenement(identifiant, evenement, ou, saison, aujourd_hui) -> EvenementPage:
    return EvenementPage(
        title=evenement["titre"],
        slug=identifiant,
        accroche=evenement["accroche"],
        corps=[("texte", html(evenement["texte"]))],
        horaires=[_horaire(evenement, premier_jour(evenement, aujourd_hui))],
        edition=saison,
        ou=ou,
        gratuit=evenement.get("gratuit", False),
        tarif=evenement.get("tarif", ""),
        reservation=evenement.get("reservation", ""),
        organisateur=evenement["organisateur"],
        publics=evenement["publics"],
        statut=evenement.get("statut", "confirme"),
        statut_precision=evenement.get("statut_precision", ""),
    )


def _horaire(evenement, jour) -> Horaire:
    duree, sauf_la = evenement.get("jours"), evenement.get("sauf_la")
    return Horaire(
        jour=jour,
        heure=evenement.get("heure"),
        heure_de_fin=evenement.get("heure_de_fin"),
        dernier_jour=jour + timedelta(days=duree - 1) if duree else None,
        frequence=evenement.get("frequence", ""),
        nombre=evenement.get("nombre"),
        exceptions=f"{jour + timedelta(weeks=sauf_la):%d/%m/%Y}" if sauf_la else "",
    )
