"""Where cards are kept: one file a page, in the folder of media, under an address that nobody is given."""

from threading import Lock

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from wagtail.images import get_image_model

from diffusion.cartes.carte import Carte
from diffusion.cartes.dessin import dessiner
from medias.rendus import CARTE_SOCIALE

DOSSIER = "cartes"
ATTENTE = 5
"""Seconds that a visitor waits for their turn to have a card drawn."""

_un_dessin_a_la_fois = Lock()


class TropDeDessins(Exception):
    """Too many cards are asked for at once."""


def _dossier(numero: int) -> str:
    return f"{DOSSIER}/{numero}"


def _nom(carte: Carte) -> str:
    return f"{_dossier(carte.page_id)}/{carte.version}.png"


def lire_ou_dessiner(carte: Carte) -> bytes:
    """Return a card as PNG, drawn now if it never was; raise TropDeDessins where others have been waiting too long."""
    try:
        return _lire(carte)
    except FileNotFoundError:
        # Never drawn, or put away since by who draws another version: drawn now, once.
        if not _un_dessin_a_la_fois.acquire(timeout=ATTENTE):
            raise TropDeDessins from None
        try:
            ranger(carte)
            return _lire(carte)
        finally:
            _un_dessin_a_la_fois.release()


def _lire(carte: Carte) -> bytes:
    with default_storage.open(_nom(carte)) as fichier:
        return fichier.read()


def ranger(carte: Carte):
    """Draw a card and keep it in the place of those that the page had before; nothing where it is kept already."""
    nom = _nom(carte)
    if default_storage.exists(nom):
        return
    # Saved before the others go: at no time is there nothing to read.
    default_storage.save(nom, ContentFile(dessiner(carte, _photographie(carte))))
    jeter(carte.page_id, sauf=nom)


def jeter(numero: int, sauf: str = ""):
    """Forget the cards of a page, but one."""
    try:
        _dossiers, fichiers = default_storage.listdir(_dossier(numero))
    except (FileNotFoundError, NotADirectoryError):
        return
    for fichier in fichiers:
        nom = f"{_dossier(numero)}/{fichier}"
        if nom != sauf:
            default_storage.delete(nom)


def _photographie(carte: Carte) -> bytes | None:
    """Return the picture of a card, small; None where it can't be read."""
    image = carte.image_id and get_image_model().objects.filter(pk=carte.image_id).first()
    if not image:
        return None
    try:
        with image.get_rendition(CARTE_SOCIALE).file.open("rb") as fichier:
            return fichier.read()
    except (OSError, ValueError):
        return None
