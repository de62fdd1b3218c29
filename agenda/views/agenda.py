"""The agenda of a city: what is coming, a day, a week, a quartier, an edition, what is over."""

from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.utils import timezone
from django.utils.translation import gettext as _

from agenda.forms import PASSES, FiltreDeLAgenda
from agenda.models import Edition, EvenementPage, Occurrence
from agenda.queries import maintenant
from agenda.rules.periodes import UN_JOUR, journee_de, semaine_de
from agenda.views.annonces import annoncees, annonces, par_jour
from agenda.views.calendriers import adresses_du_calendrier
from agenda.views.dates import du_au, jour_dit
from quartiers.views import quartiers_de_la_ville
from socle.queries import accueil_de, fil_de
from socle.references import au_plus_proche
from socle.vignettes import Suite

PAR_PAGE = 30
"""Events on one page of the agenda."""


@dataclass(frozen=True)
class Fenetre:
    """A day or a week that is asked for: its title, and the addresses before and after it, where something may be."""

    titre: str
    avant: str
    apres: str


@dataclass(frozen=True)
class Choix:
    """What the agenda is narrowed to: a quartier, an edition. `code` names its calendar."""

    nom: str
    code: str


def montrer_l_agenda(page, request) -> dict:
    """The agenda, narrowed by what the address asks. One reading of the clock for the whole page."""
    locale, moment = page.locale, maintenant()
    accueil = next(iter(fil_de(page)), None) or accueil_de(page)
    quartiers = quartiers_de_la_ville(page)
    toutes = Occurrence.objects.de_la_ville(page, EvenementPage.objects)
    editions = editions_annoncees(toutes, locale)
    filtre = FiltreDeLAgenda(request.GET, [(q.slug, q.title) for q in quartiers], [(e.slug, e.nom) for e in editions])
    retenus = filtre.retenus()
    choisis = []
    if slug := retenus.get("edition"):
        edition = next(e for e in editions if e.slug == slug)
        choisis.append(Choix(edition.nom, edition.code))
        toutes = toutes.de_l_edition(edition)
    if slug := retenus.get("quartier"):
        quartier = next(q for q in quartiers if q.slug == slug)
        choisis.append(Choix(quartier.title, quartier.code))
        toutes = toutes.au_lieu(quartier)
    feuille, nombre, montrees = _feuille(toutes, retenus, moment, request, locale)
    passes = retenus.get("quand") == PASSES
    return {
        "filtre": filtre,
        "retenus": retenus,
        "ignores": filtre.ignores(),
        "passes": passes,
        "fenetre": _fenetre(retenus, toutes),
        "aujourd_hui": timezone.localtime(moment).date(),
        "cette_semaine": _semaine_dite(timezone.localtime(moment).date()),
        "nombre": nombre,
        "feuille": feuille,
        "semaine": _en_adresse(retenus).get("semaine", ""),
        "requete": urlencode(_en_adresse(retenus)),
        "groupes": par_jour(montrees, _depuis(retenus, moment)),
        "choisis": ", ".join(choix.nom for choix in choisis),
        "calendrier": adresses_du_calendrier(choisis[-1].code if choisis else page.code, request, locale),
        "calendrier_de": choisis[-1].nom if choisis else "",
        "suite": Suite(accueil.title, accueil.get_url(request), _("Revenir à la ville")),
    }


def editions_annoncees(occurrences, locale) -> list[Edition]:
    """Return the editions that these are of, each in the nearest language, the latest first."""
    cles = occurrences.order_by().values("evenement__edition__translation_key")
    toutes = Edition.objects.filter(translation_key__in=cles)
    return sorted(au_plus_proche(toutes, locale), key=lambda e: e.debut or date.min, reverse=True)


def _feuille(toutes, retenus, moment, request, locale):
    """Return one page of the list, how many there are, and its events.

    A day or a week lists all that takes place then; elsewhere each event is told once, at its next date, or at its
    last where it is over.
    """
    zone = timezone.get_default_timezone()
    page = request.GET.get("page")
    if "jour" in retenus or "semaine" in retenus:
        periode = journee_de(retenus["jour"], zone) if "jour" in retenus else semaine_de(retenus["semaine"], zone)
        feuille = Paginator(annoncees(toutes.aux_jours(periode)), PAR_PAGE).get_page(page)
        return feuille, feuille.paginator.count, annonces(feuille.object_list, request, locale)
    if retenus.get("quand") == PASSES:
        encore = toutes.a_venir(moment).values("cle")
        lignes = toutes.exclude(cle__in=encore).par_evenement().order_by("-dernier", "page")
        rang = "dernier"
    else:
        lignes, rang = toutes.a_venir(moment).par_evenement().order_by("premier", "page"), "premier"
    feuille = Paginator(lignes, PAR_PAGE).get_page(page)
    choisies = {ligne["cle"]: ligne for ligne in feuille}
    trouvees = annoncees(Occurrence.objects.filter(cle__in=choisies, debut__in=[l[rang] for l in feuille]))
    premieres = {}
    for occurrence in trouvees:
        if occurrence.debut == choisies[occurrence.cle][rang]:
            premieres.setdefault(occurrence.cle, occurrence)
    autres = {cle: ligne["nombre"] - 1 for cle, ligne in choisies.items()}
    montrees = [premieres[cle] for cle in choisies if cle in premieres]
    return feuille, feuille.paginator.count, annonces(montrees, request, locale, autres)


def _depuis(retenus, moment) -> date | None:
    """The day under which is told what began before what is shown."""
    if retenus.get("quand") == PASSES:
        return None
    return retenus.get("jour") or retenus.get("semaine") or timezone.localtime(moment).date()


def _fenetre(retenus, occurrences) -> Fenetre | None:
    if jour := retenus.get("jour"):
        titre, longueur = jour_dit(jour), UN_JOUR
    elif jour := retenus.get("semaine"):
        titre, longueur = _("semaine %(dates)s") % {"dates": du_au(jour, jour + 6 * UN_JOUR)}, 7 * UN_JOUR
    else:
        return None
    nom = "jour" if "jour" in retenus else "semaine"
    voisines = _voisines(jour, longueur, occurrences.bornes())
    return Fenetre(titre, *(_adresse(retenus, **{nom: voisine}) if voisine else "" for voisine in voisines))


def _voisines(jour: date, longueur: timedelta, bornes) -> tuple[date | None, date | None]:
    """Return the first days of the windows before and after one, none beyond the first and the last occurrence.

    From further away they lead straight to these: nobody walks, and no robot, through years where nothing is.
    """
    if bornes is None:
        return None, None
    premier, dernier = (
        borne - timedelta(days=borne.weekday()) if longueur > UN_JOUR else borne
        for borne in (timezone.localtime(moment).date() for moment in bornes)
    )
    avant = min(jour - longueur, dernier) if premier < jour else None
    apres = max(jour + longueur, premier) if dernier > jour else None
    return avant, apres


def _adresse(retenus, **changes) -> str:
    return f"?{urlencode(_en_adresse(retenus | changes))}"


def _en_adresse(retenus) -> dict:
    """Return filters as addresses write them: a day in ISO, a week by its number."""
    return {
        nom: _semaine_dite(valeur) if nom == "semaine" else valeur.isoformat() if nom == "jour" else valeur
        for nom, valeur in retenus.items()
    }


def _semaine_dite(jour: date) -> str:
    annee, semaine, _rang = jour.isocalendar()
    return f"{annee}-W{semaine:02}"
