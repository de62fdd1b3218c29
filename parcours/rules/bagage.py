"""What a page asks for once it is read: its sheets, its scripts, its pictures, its sounds. Pure rules.

A picture is drawn by `<picture>`: several sizes and formats of one thing, of which a browser chooses one. Who reads
offline keeps one only, the smallest that every browser reads, which stands for all the others.
"""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

FEUILLES = {"stylesheet", "icon"}
"""What `<link>` names and a page is drawn with."""

_DANS_UNE_FEUILLE = re.compile(r"""url\(\s*["']?([^"')]+)["']?\s*\)""")
_DANS_UN_MODULE = re.compile(r"""(?:\bfrom|\bimport)\s*\(?\s*["'](\.{1,2}/[^"']+)["']""")


@dataclass
class Demandes:
    """The addresses that a page asks for.

    `images` gives, for the one to keep, those that it stands for; `paroles`, for captions, the sound they are of.
    """

    fichiers: set[str] = field(default_factory=set)
    images: dict[str, set[str]] = field(default_factory=dict)
    sons: set[str] = field(default_factory=set)
    paroles: dict[str, str] = field(default_factory=dict)

    def ajouter(self, autres: "Demandes"):
        self.fichiers |= autres.fichiers
        self.sons |= autres.sons
        self.paroles |= autres.paroles
        for gardee, valeurs in autres.images.items():
            self.images.setdefault(gardee, set()).update(valeurs)


class _Lecteur(HTMLParser):
    def __init__(self):
        super().__init__()
        self.demandes = Demandes()
        self._choix = set()
        self._son = ""

    def handle_starttag(self, nom, attributs):
        a = {cle: valeur or "" for cle, valeur in attributs}
        if nom == "link" and FEUILLES & set(a.get("rel", "").split()):
            self.demandes.fichiers.add(a.get("href", ""))
        elif nom == "script" and a.get("src"):
            self.demandes.fichiers.add(a["src"])
        elif nom == "button" and "data-carte" in a:
            # The map to explore asks for these when it is opened.
            self.demandes.fichiers |= {a[cle] for cle in ("data-feuille", "data-leaflet") if a.get(cle)}
        elif nom == "picture":
            self._choix = set()
        elif nom == "source" and a.get("srcset"):
            self._choix |= adresses_du_srcset(a["srcset"])
        elif nom == "img" and a.get("src"):
            autres = self._choix | adresses_du_srcset(a.get("srcset", ""))
            self.demandes.images.setdefault(a["src"], set()).update(autres - {a["src"]})
            self._choix = set()
        elif nom in ("audio", "source") and a.get("src"):
            self.demandes.sons.add(a["src"])
            self._son = a["src"]
        elif nom == "track" and a.get("src"):
            self.demandes.paroles[a["src"]] = self._son


def adresses_du_srcset(srcset: str) -> set[str]:
    """Return the addresses among which a browser chooses."""
    return {candidat.split()[0] for candidat in srcset.split(",") if candidat.strip()}


def demandes_de(html: str) -> Demandes:
    """Return what a page asks for, as it names it."""
    lecteur = _Lecteur()
    lecteur.feed(html)
    lecteur.close()
    return lecteur.demandes


def demandes_d_un_fichier(adresse: str, texte: str) -> set[str]:
    """Return what a style sheet or a module asks for in turn, from its own address."""
    motif = {"css": _DANS_UNE_FEUILLE, "js": _DANS_UN_MODULE}.get(urlsplit(adresse).path.rpartition(".")[2])
    if motif is None:
        return set()
    return {urljoin(adresse, nommee) for nommee in motif.findall(texte) if not nommee.startswith(("data:", "#"))}


def empreinte_de(parties: Iterable) -> str:
    """Return a short name for what these values say: another value, another name."""
    return hashlib.sha256("\n".join(map(str, parties)).encode()).hexdigest()[:16]
