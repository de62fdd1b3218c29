"""Dates and hours in words, as people say them in each language."""

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from agenda.rules.periodes import UN_JOUR, Periode


def heure_dite(moment) -> str:
    """« 18 h », « 18 h 30 », « minuit »; “6:30 p.m.”; „18:30 Uhr“."""
    langue = (get_language() or "")[:2]
    if langue == "fr":
        if (moment.hour, moment.minute) == (0, 0):
            return "minuit"
        return f"{moment.hour}\u00a0h" + (f"\u00a0{moment.minute:02}" if moment.minute else "")
    if langue == "de":
        return f"{moment:%H:%M}\u00a0Uhr"
    return date_format(moment, "TIME_FORMAT")


def jour_dit(jour, annee=True, semaine=True) -> str:
    """« samedi 14 juillet 2026 », « samedi 1er août »; the weekday and the year may be left out."""
    langue = (get_language() or "")[:2]
    if langue == "fr":
        nombre = "1er" if jour.day == 1 else str(jour.day)
        reste = date_format(jour, "F Y" if annee else "F")
        return " ".join(part for part in (date_format(jour, "l") if semaine else "", nombre, reste) if part)
    formats = {
        "de": ("l, ", "j. F", " Y"),
        "en": ("l ", "j F", " Y"),
    }
    debut, milieu, fin = formats.get(langue, formats["en"])
    return date_format(jour, (debut if semaine else "") + milieu + (fin if annee else ""))


def dernier_jour(periode: Periode):
    """Return the last day on which it takes place: an end at midnight is the day before's."""
    fin = periode.fin.date()
    return fin - UN_JOUR if periode.fin > periode.debut and periode.fin.time() == periode.fin.time().min else fin


def periode_dite(periode: Periode) -> str:
    """« samedi 14 juillet 2026, de 18 h à 20 h », « du 3 juillet au 8 juillet 2026 »."""
    jour, dernier = periode.debut.date(), dernier_jour(periode)
    if periode.journee:
        if jour == dernier:
            return _("%(jour)s, toute la journée") % {"jour": jour_dit(jour)}
        return du_au(jour, dernier)
    debut = heure_dite(periode.debut)
    if not periode.fin_dite:
        return _("%(jour)s, %(heure)s") % {"jour": jour_dit(jour), "heure": debut}
    fin = heure_dite(periode.fin)
    if jour == dernier:
        return _("%(jour)s, de %(debut)s à %(fin)s") % {"jour": jour_dit(jour), "debut": debut, "fin": fin}
    if dernier - jour == UN_JOUR and periode.fin - periode.debut < UN_JOUR:
        return _("%(jour)s, de %(debut)s à %(fin)s le lendemain") % {
            "jour": jour_dit(jour),
            "debut": debut,
            "fin": fin,
        }
    return _("du %(jour)s, %(debut)s, au %(dernier)s, %(fin)s") % {
        "jour": jour_dit(jour, annee=jour.year != dernier.year),
        "debut": debut,
        "dernier": jour_dit(dernier),
        "fin": fin,
    }


def du_au(jour, dernier) -> str:
    """« du 12 au 13 décembre 2026 », “12–13 December 2026”, „12.–13. Dezember 2026“, « du 3 juillet au 8 août 2026 »."""
    if (jour.year, jour.month) == (dernier.year, dernier.month):
        fin = jour_dit(dernier, semaine=False)
        langue = (get_language() or "")[:2]
        if langue == "fr":
            return f"du {'1er' if jour.day == 1 else jour.day} au {fin}"
        return f"{jour.day}.–{fin}" if langue == "de" else f"{jour.day}–{fin}"
    return _("du %(jour)s au %(dernier)s") % {
        "jour": jour_dit(jour, annee=jour.year != dernier.year, semaine=False),
        "dernier": jour_dit(dernier, semaine=False),
    }


def jour_court(moment) -> str:
    """« mar. 2 mars 2027, 22 h »: a line of a listing; what begins at midnight is told by its day."""
    jour = date_format(moment, "D. j F Y" if (get_language() or "")[:2] == "fr" else "D j F Y")
    if (moment.hour, moment.minute) == (0, 0):
        return jour
    return _("%(jour)s, %(heure)s") % {"jour": jour, "heure": heure_dite(moment)}


def heures_dites(periode: Periode) -> str:
    """The hours alone, under the title of a day: « de 18 h à 20 h », « toute la journée », « jusqu’au 8 juillet »."""
    plusieurs = periode.dernier_de_ses_jours != periode.debut.date()
    if periode.journee:
        if plusieurs:
            return du_au(periode.debut.date(), dernier_jour(periode))
        return _("toute la journée")
    if plusieurs:
        return periode_dite(periode)
    if not periode.fin_dite:
        return heure_dite(periode.debut)
    return _("de %(debut)s à %(fin)s") % {"debut": heure_dite(periode.debut), "fin": heure_dite(periode.fin)}
