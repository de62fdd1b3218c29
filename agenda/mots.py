"""What an import says of itself, on the screen and in a terminal."""

from collections import Counter

from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agenda.actions.importer import Prevu, Sort
from agenda.actions.telecharger import TelechargementRefuse

MONTRES = 50
"""Events named of each sort."""


def grouper(prevus) -> list[dict]:
    """Return what is foreseen by sort: a sentence, and the events by name with their reason."""
    nombres = Counter(p.sort for p in prevus)
    return [
        {
            "dit": _dire(sort, nombres[sort]),
            "nombre": nombres[sort],
            "ecrit": sort in (Sort.NOUVEAU, Sort.CHANGE),
            "lignes": [_ligne(p) for p in prevus if p.sort is sort][:MONTRES],
        }
        for sort in Sort
        if nombres[sort]
    ]


def _ligne(prevu: Prevu) -> dict:
    """Return an event as a row: its title, when its first date begins, where, and what is to be known of it."""
    premiere = prevu.lu.dates[0] if prevu.lu else None
    jour = premiere and date_format(premiere.jour, "DATE_FORMAT")
    heure = premiere and premiere.heure and time_format(premiere.heure, "TIME_FORMAT")
    return {
        "titre": prevu.titre,
        "quand": " ".join(filter(None, (jour, heure))),
        "ou": prevu.lu.lieu if prevu.lu else "",
        "raison": raison_du_refus_dite(prevu),
    }


def bilan_dit(prevus) -> list[str]:
    """Return what is foreseen in sentences, one a sort."""
    return [groupe["dit"] for groupe in grouper(prevus)]


def _dire(sort: Sort, nombre: int) -> str:
    phrases = {
        Sort.NOUVEAU: ngettext("%(n)s événement nouveau.", "%(n)s événements nouveaux.", nombre),
        Sort.CHANGE: ngettext("%(n)s événement changé là-bas.", "%(n)s événements changés là-bas.", nombre),
        Sort.INCHANGE: ngettext("%(n)s événement déjà là, inchangé.", "%(n)s événements déjà là, inchangés.", nombre),
        Sort.ECRIT_ICI: ngettext(
            "%(n)s événement changé là-bas, et ici depuis : il reste comme il est.",
            "%(n)s événements changés là-bas, et ici depuis : ils restent comme ils sont.",
            nombre,
        ),
        Sort.VERROUILLE: ngettext(
            "%(n)s événement changé là-bas, verrouillé ou en relecture ici : il reste comme il est.",
            "%(n)s événements changés là-bas, verrouillés ou en relecture ici : ils restent comme ils sont.",
            nombre,
        ),
        Sort.PLUS_ANCIEN: ngettext(
            "%(n)s événement plus ancien que celui que l’on a déjà.",
            "%(n)s événements plus anciens que ceux que l’on a déjà.",
            nombre,
        ),
        Sort.REFUSE: ngettext("%(n)s événement refusé.", "%(n)s événements refusés.", nombre),
    }
    return phrases[sort] % {"n": nombre}


def raison_du_refus_dite(prevu: Prevu) -> str:
    """Say why an event is not taken in, or that it is over; nothing for the others."""
    if prevu.sort is Sort.ECRIT_ICI:
        return _("Il a été modifié ici depuis l’import.")
    if prevu.sort is Sort.VERROUILLE:
        return _("Il est verrouillé, en relecture, ou vous ne pouvez pas le modifier.")
    if prevu.passe:
        return _("Déjà passé.")
    if prevu.refus is None:
        return ""
    return {
        "sans_uid": _("Il n’a pas d’identifiant (UID) : on ne saurait pas le reconnaître."),
        "uid_trop_long": _("Son identifiant (UID) dépasse 255 signes."),
        "sans_titre": _("Il n’a pas de titre."),
        "sans_date": _("Il n’a pas de date."),
        "sans_premiere_date": _("Il ne dit que des exceptions, sans première date."),
        "date_illisible": _("Une date ne se lit pas : %(quoi)s."),
        "fin_avant": _("Il finit avant d’avoir commencé : %(quoi)s."),
        "fuseau": _("Son fuseau horaire ne se lit pas : %(quoi)s."),
        "regle": _("Sa répétition ne se lit pas : %(quoi)s."),
        "plusieurs_regles": _("Il a plusieurs règles de répétition."),
        "autre_heure": _(
            "Sa répétition suit l’heure d’un autre fuseau (%(quoi)s) : ici, ses jours ou ses heures changeraient."
        ),
        "et_les_suivantes": _("Il change une date et toutes celles qui la suivent (RANGE=THISANDFUTURE)."),
        "trop_de_dates": _("Il a trop de dates."),
        "imprevu": _("Il ne se lit pas."),
    }[prevu.refus.raison] % {"quoi": prevu.refus.quoi}


def raison_du_calendrier(raison: str) -> str:
    """Say why a file is not read."""
    return {
        "illisible": _("Ce n’est pas un calendrier iCalendar (.ics)."),
        "vide": _("Ce calendrier n’a aucun événement."),
        "trop_lourd": _("Ce fichier dépasse 7 Mio."),
        "trop_long": _("Ce calendrier est trop long : 5 000 événements au plus, et 250 000 lignes. Coupez-le."),
    }[raison]


def raison_du_telechargement(refus: TelechargementRefuse) -> str:
    """Say why an address is not read."""
    return {
        "adresse": _("Une adresse commence par https:// et n’a ni mot de passe ni autre port : %(quoi)s."),
        "prive": _("Cette adresse est celle d’un réseau privé : elle n’est pas lue."),
        "injoignable": _("Cette adresse ne répond pas : %(quoi)s."),
        "reponse": _("Cette adresse répond une erreur : %(quoi)s."),
        "renvois": _("Cette adresse renvoie trop de fois ailleurs."),
        "trop_lourd": _("Ce fichier dépasse 7 Mio."),
        "trop_lent": _("Cette adresse met plus de trente secondes à répondre."),
    }[refus.raison] % {"quoi": refus.quoi}
