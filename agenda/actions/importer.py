"""Takes the events of another agenda in, as drafts: rehearsed first, again without duplicates, never over what was written here."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum
from hashlib import sha256
from html import escape

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from agenda.enums import Statut
from agenda.models import AgendaPage, EvenementPage, Horaire, Provenance
from agenda.queries import maintenant
from agenda.rules.lecture import Lu, Refus
from agenda.rules.recurrences import est_passe

PAR_LOT = 50
"""Events written in one transaction: what is interrupted starts again where it was."""

STATUTS = {"CANCELLED": Statut.ANNULE, "TENTATIVE": Statut.CONFIRME}

CHAMPS = ("title", "accroche", "lieu", "latitude", "longitude", "organisateur", "site_web", "statut")
"""What an import writes besides dates and text; the rest is the city's own."""

LONGUEUR_DE_L_ACCROCHE = 200


class Sort(Enum):
    """What an import does of an event."""

    NOUVEAU = "nouveau"
    CHANGE = "change"
    INCHANGE = "inchange"
    ECRIT_ICI = "ecrit_ici"
    """Changed there, and here since: left as it is."""
    VERROUILLE = "verrouille"
    """Changed there, and closed here to who imports: locked, under review, somebody else's."""
    PLUS_ANCIEN = "plus_ancien"
    """An older version than the one that was taken in."""
    REFUSE = "refuse"


@dataclass(frozen=True)
class Prevu:
    """What will be done of one event, and why where it is refused."""

    sort: Sort
    titre: str
    lu: Lu | None = None
    page_id: int | None = None
    refus: Refus | None = None
    passe: bool = False
    """It is over: it may well be taken in, and is told."""


def prevoir(
    agenda: AgendaPage, lus: Iterable[Lu], refus: Iterable[Refus], remplacer: bool = False, utilisateur=None
) -> list[Prevu]:
    """Say what importing these events would do for this person; nothing is written.

    `remplacer`: events written here since are overwritten too. Only those that changed there are read here.
    """
    connues = {p.uid: p for p in Provenance.objects.filter(agenda=agenda)}
    prevus = [_prevoir(lu, connues.get(lu.uid), remplacer, utilisateur) for lu in lus]
    return [*prevus, *(Prevu(Sort.REFUSE, r.titre, refus=r) for r in refus)]


def _prevoir(lu: Lu, connue, remplacer: bool, utilisateur) -> Prevu:
    if connue is None:
        return Prevu(Sort.NOUVEAU, lu.titre, lu, passe=_est_passe(lu))
    sort = _sort(lu, connue, remplacer, utilisateur)
    return Prevu(sort, lu.titre, lu, connue.evenement_id, passe=sort is Sort.CHANGE and _est_passe(lu))


def _sort(lu: Lu, connue, remplacer: bool, utilisateur) -> Sort:
    if connue.empreinte == lu.empreinte:
        return Sort.INCHANGE
    if lu.sequence < connue.sequence:
        return Sort.PLUS_ANCIEN
    if not remplacer and empreinte_ecrite(_derniere_version(connue.evenement_id)) != connue.ecrite:
        return Sort.ECRIT_ICI
    return Sort.CHANGE if _ouverte(connue.evenement_id, utilisateur) else Sort.VERROUILLE


def _est_passe(lu: Lu) -> bool:
    return all(est_passe(dates, timezone.get_default_timezone(), maintenant()) for dates in lu.dates)


def _ouverte(numero: int, utilisateur) -> bool:
    """Tell whether this person may write on a page now, as the editor would; without a person, whether nobody keeps it."""
    page = EvenementPage.objects.get(pk=numero)
    if utilisateur is None:
        return page.get_lock() is None
    droits = page.permissions_for_user(utilisateur)
    return droits.can_edit() and not droits.page_locked()


def _derniere_version(numero: int) -> EvenementPage:
    return EvenementPage.objects.get(pk=numero).get_latest_revision_as_object()


def importer(
    agenda: AgendaPage,
    prevus: Iterable[Prevu],
    source: str,
    utilisateur=None,
    avancer: Callable[[int], None] = lambda n: None,
) -> Counter:
    """Write what was foreseen, as drafts, and return how many of each sort. `avancer` is told how many are done.

    A page that somebody closed since it was foreseen is left.
    What is interrupted starts again where it was: each lot is whole, and what is in it is known the next time.
    """
    prevus = list(prevus)
    sorts = Counter(p.sort for p in prevus)
    a_ecrire = [p for p in prevus if p.sort in (Sort.NOUVEAU, Sort.CHANGE)]
    avancer(len(prevus) - len(a_ecrire))
    adresses = set(agenda.get_children().values_list("slug", flat=True))
    for depart in range(0, len(a_ecrire), PAR_LOT):
        lot = a_ecrire[depart : depart + PAR_LOT]
        with transaction.atomic():
            # One import of this agenda at a time: the second waits, then finds what the first made.
            parent = AgendaPage.objects.select_for_update().get(pk=agenda.pk)
            deja = set(
                Provenance.objects.filter(agenda=agenda, uid__in=[p.lu.uid for p in lot]).values_list("uid", flat=True)
            )
            for prevu in lot:
                if prevu.sort is Sort.CHANGE and not _ouverte(prevu.page_id, utilisateur):
                    sorts[Sort.CHANGE] -= 1
                    sorts[Sort.VERROUILLE] += 1
                elif prevu.sort is Sort.CHANGE:
                    _changer(prevu, source, utilisateur)
                elif prevu.lu.uid in deja:
                    sorts[Sort.NOUVEAU] -= 1
                    sorts[Sort.INCHANGE] += 1
                else:
                    _creer(parent, prevu.lu, source, utilisateur, adresses)
        avancer(len(lot))
    return +sorts


def _creer(agenda, lu: Lu, source: str, utilisateur, adresses: set):
    page = EvenementPage(live=False, slug=_adresse_libre(lu, adresses), owner=utilisateur)
    _ecrire(page, lu)
    agenda.add_child(instance=page)
    page.save_revision(user=utilisateur)
    Provenance.objects.create(agenda=agenda, evenement=page, uid=lu.uid, **_vu(lu, page, source))


def _changer(prevu: Prevu, source: str, utilisateur):
    page = _derniere_version(prevu.page_id)
    _ecrire(page, prevu.lu)
    page.save_revision(user=utilisateur)
    Provenance.objects.filter(evenement_id=prevu.page_id).update(**_vu(prevu.lu, page, source))


def _vu(lu: Lu, page, source: str) -> dict:
    return {
        "sequence": lu.sequence,
        "empreinte": lu.empreinte,
        "ecrite": empreinte_ecrite(page),
        "source": source[:500],
    }


def _ecrire(page: EvenementPage, lu: Lu):
    """Write what is told elsewhere on a page, and nothing else: its picture, its place in the city, its price stay."""
    page.title = lu.titre
    accroche, *suite = lu.description.split("\n\n", 1) if lu.description else [""]
    if len(accroche) > LONGUEUR_DE_L_ACCROCHE:
        accroche, suite = "", [lu.description]
    page.accroche = " ".join(accroche.split())
    page.corps = [("texte", _paragraphes(suite[0]))] if suite and suite[0].strip() else []
    page.lieu = lu.lieu
    page.latitude, page.longitude = (lu.point.latitude, lu.point.longitude) if lu.point else (None, None)
    page.organisateur = lu.organisateur
    page.statut = STATUTS.get(lu.statut, Statut.CONFIRME)
    page.site_web = lu.adresse
    page.horaires = _horaires(lu, page.horaires.get_object_list())


def _horaires(lu: Lu, anciens) -> list[Horaire]:
    """Return the dates of a page. One that was there stays the same for calendars: that of the same day, else of the same rank."""
    par_jour = {ancien.jour: ancien.pk for ancien in reversed(anciens)}
    numeros = [par_jour.pop(d.jour, None) for d in lu.dates]
    for rang, ancien in enumerate(anciens[: len(numeros)]):
        if numeros[rang] is None and ancien.pk not in numeros:
            numeros[rang] = ancien.pk
    return [
        Horaire(
            pk=numeros[rang],
            sort_order=rang,
            jour=d.jour,
            heure=d.heure,
            dernier_jour=d.dernier_jour,
            heure_de_fin=d.heure_de_fin,
            regle_importee=d.regle,
            exceptions="\n".join(f"{jour:%d/%m/%Y}" for jour in sorted(d.exceptions)),
        )
        for rang, d in enumerate(lu.dates)
    ]


def _paragraphes(texte: str) -> str:
    return "".join(
        f"<p>{escape(part.strip(), quote=False).replace(chr(10), '<br/>')}</p>"
        for part in texte.split("\n\n")
        if part.strip()
    )


def empreinte_ecrite(page: EvenementPage) -> str:
    """Return a print of what an import writes on a page: another one means that somebody has written there since."""
    dates = [repr(h.dates()) if not h.erreurs() else str(h) for h in page.horaires.get_object_list()]
    textes = [(bloc.block_type, str(getattr(bloc.value, "source", bloc.value))) for bloc in page.corps]
    return sha256(repr(([str(getattr(page, champ)) for champ in CHAMPS], dates, textes)).encode()).hexdigest()


def _adresse_libre(lu: Lu, prises: set) -> str:
    voulue = (slugify(lu.titre)[:80].strip("-") or "evenement") + f"-{lu.dates[0].jour:%Y-%m-%d}"
    libre, rang = voulue, 1
    while libre in prises:
        rang += 1
        libre = f"{voulue}-{rang}"
    prises.add(libre)
    return libre
