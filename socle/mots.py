"""How a distance, a day, a number, a name are said in the reader's language."""

from urllib.parse import urlsplit

from django.utils.formats import date_format, number_format
from django.utils.translation import get_language, get_language_info, ngettext
from django.utils.translation import gettext as _

from socle.carte import arrondir
from socle.rules import sans_redite, temps_a_pied

LANGUES_EN_MINUSCULES = frozenset(("fr",))
"""Languages that write the names of languages without a capital within a sentence."""


def a_pied(metres) -> str:
    """« 5 min à pied, 260 m », as people say it; the distance alone from an hour on."""
    if metres is None:
        return ""
    minutes = int(temps_a_pied(metres).total_seconds() // 60)
    if minutes >= 60:
        return en_metres(metres)
    return _("%(minutes)s min à pied, %(metres)s") % {"minutes": minutes, "metres": en_metres(metres)}


def insecable(titre) -> str:
    """Keep a dash at the end of a line: « Malakoff – » then « Saint-Donatien », never a line that begins with it."""
    return str(titre or "").replace(" – ", "\u00a0– ")


def en_metres(metres) -> str:
    """« 260 m », « 1,4 km »."""
    arrondis = arrondir(metres)
    if arrondis < 1_000:
        return f"{arrondis} m"
    return f"{number_format(arrondis / 1_000, 1)} km"


def jour(date) -> str:
    """A date as people say it: « 3 novembre 2026 », « 1er mars 2026 », „3. November 2026“."""
    if not date:
        return ""
    langue = (get_language() or "")[:2]
    if date.day == 1 and langue == "fr":
        return f"1er {date_format(date, 'F Y')}"
    return date_format(date, "j. F Y" if langue == "de" else "j F Y")


def a_la_commune(lieu, commune) -> str:
    """« Place Graslin, Nantes »; once where both are one."""
    return ", ".join(sans_redite((lieu or "", commune or "")))


def nom_de_langue(code) -> str:
    """The name of a language in the reader's language, as written within a sentence: « anglais », “English”."""
    try:
        nom = get_language_info(code)["name_translated"]
    except KeyError:
        return code
    return nom.lower() if get_language() in LANGUES_EN_MINUSCULES else str(nom)


EN_LETTRES = {
    "fr": ("deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix"),
    "en": ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    "de": ("zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn"),
}
"""Two to ten: one agrees with what is counted, and each sentence says it."""


def en_lettres(nombre) -> str:
    """Return a number as a title says it: in words from two to ten, else in figures."""
    mots = EN_LETTRES.get((get_language() or "")[:2], ())
    return mots[nombre - 2] if 2 <= nombre < 2 + len(mots) else str(nombre)


def en_suite(libelles) -> str:
    """Set labels one after the other in a sentence; German nouns keep their capital."""
    premier, *autres = map(str, libelles or [""])
    if (get_language() or "")[:2] in ("fr", "en"):
        autres = [f"{libelle[:1].lower()}{libelle[1:]}" for libelle in autres]
    return ", ".join([premier, *autres])


def nombre_d_oeuvres(nombre) -> str:
    return ngettext("%(nombre)s œuvre", "%(nombre)s œuvres", nombre) % {"nombre": nombre}


def duree(secondes) -> str:
    """« 3 min 12 s », « 1 h 04 min »; nothing when nobody knows."""
    entieres = round(secondes or 0)
    if entieres <= 0:
        return ""
    minutes, secondes = divmod(entieres, 60)
    if not minutes:
        return _("%(secondes)s s") % {"secondes": secondes}
    if minutes < 60:
        return _("%(minutes)s min %(secondes)02d s") % {"minutes": minutes, "secondes": secondes}
    heures, minutes = divmod(minutes, 60)
    return _("%(heures)s h %(minutes)02d min") % {"heures": heures, "minutes": minutes}


def hote(adresse) -> str:
    """Return the host of an address, as people read it."""
    return (urlsplit(str(adresse)).hostname or "").removeprefix("www.")
