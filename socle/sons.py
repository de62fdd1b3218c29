"""The sounds that a story plays, and whether its readers can read what is heard."""

from django.utils.translation import gettext as _
from wagtail.fields import StreamField
from wagtailmedia.models import get_media_model

from socle.enums import Niveau
from socle.exigences import Exigence
from socle.lectures import est_lu, retenir, une_fois
from socle.references import langue_de


def sons_de(page) -> list:
    """Return the sounds of a page's texts, in the order of the list of sounds."""
    numeros = _numeros(page)
    manquants = [n for n in numeros if not est_lu(_cle(n))]
    lus = get_media_model().objects.in_bulk(manquants) if manquants else {}
    return [son for n in sorted(numeros) if (son := une_fois(_cle(n), lambda n=n: lus.get(n))) is not None]


def lire_les_sons(pages):
    """Read at once the sounds of all these pages."""
    numeros = {n for page in pages for n in _numeros(page)}
    lus = get_media_model().objects.in_bulk(numeros) if numeros else {}
    for numero in numeros:
        retenir(_cle(numero), lus.get(numero))


def sans_transcription(page) -> list:
    """Return the sounds of a page of which nothing can be read in the page's language."""
    sons = sons_de(page)
    langue = langue_de(page) if sons and page.locale_id else None  # one that is not in the tree yet has no language
    return [son for son in sons if langue and not son.est_transcrit_en(langue)]


def _dire(page) -> str:
    titres = ", ".join(f"« {son.title} »" for son in sans_transcription(page))
    return _("Ces sons n’ont pas de transcription dans la langue de la page : %(titres)s.") % {"titres": titres}


SONS_TRANSCRITS = Exigence(
    "corps",
    _dire,
    lambda page: not sans_transcription(page),
    Niveau.RELECTURE,
    lire_en_lot=lire_les_sons,
)


def _cle(numero: int) -> tuple:
    return ("son", numero)


def _numeros(page) -> set[int]:
    return {
        bloc["value"]["son"]
        for champ in page._meta.get_fields()
        if isinstance(champ, StreamField) and (valeur := getattr(page, champ.name))
        for bloc in valeur.raw_data
        if bloc["type"] == "son" and bloc["value"].get("son")
    }
