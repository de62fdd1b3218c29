"""The EcoIndex of a page: what it asks of a device, of the network and of servers, from 0 to 100, and its letter.

Formula, quantiles and letters of the reference of the Collectif Numérique Responsable, which ecoindex.fr follows:
https://github.com/cnumr/GreenIT-Analysis/blob/acc0334c/script/ecoIndex.js (quantiles of 500,000 pages of the
HTTP Archive). What is inside a drawing (`svg`) is one node there, and so it is here.
"""

from bisect import bisect_right
from collections.abc import Iterator
from html.parser import HTMLParser

_NOEUDS = (
    0, 47, 75, 159, 233, 298, 358, 417, 476, 537, 603, 674, 753, 843, 949, 1_076, 1_237, 1_459, 1_801, 2_479, 594_601,
)  # fmt: skip
_REQUETES = (0, 2, 15, 25, 34, 42, 49, 56, 63, 70, 78, 86, 95, 105, 117, 130, 147, 170, 205, 281, 3_920)
_KILOOCTETS = (
    0, 1.37, 144.7, 319.53, 479.46, 631.97, 783.38, 937.91, 1_098.62, 1_265.47, 1_448.32, 1_648.27, 1_876.08, 2_142.06,
    2_465.37, 2_866.31, 3_401.59, 4_155.73, 5_400.08, 8_037.54, 223_212.26,
)  # fmt: skip
_LETTRES = ((80, "A"), (70, "B"), (55, "C"), (40, "D"), (25, "E"), (10, "F"))


def ecoindex(noeuds: int, requetes: int, kilooctets: float) -> float:
    """Return the index of a page, 100 for a page that asks for nothing."""
    rangs = _rang(_NOEUDS, noeuds), _rang(_REQUETES, requetes), _rang(_KILOOCTETS, kilooctets)
    return 100 - 5 * (3 * rangs[0] + 2 * rangs[1] + rangs[2]) / 6


def lettre(indice: float) -> str:
    return next((lettre for seuil, lettre in _LETTRES if indice > seuil), "G")


def _rang(quantiles: tuple, valeur: float) -> float:
    apres = bisect_right(quantiles, valeur)
    if apres == len(quantiles):
        return float(apres - 1)
    avant = quantiles[apres - 1]
    return apres - 1 + (valeur - avant) / (quantiles[apres] - avant)


class Lecture(HTMLParser):
    """Counts the nodes of a page outside of its drawings, and what a browser asks for to show the whole of it."""

    def __init__(self, html: str):
        super().__init__()
        self.noeuds = 0
        self.fichiers: dict[str, None] = {}
        self._dessins = 0
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        if not self._dessins:
            self.noeuds += 1
            self.fichiers.update(dict.fromkeys(_demandes(tag, dict(attrs))))
        if tag == "svg":
            self._dessins += 1

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag):
        if tag == "svg":
            self._dessins -= 1


def _demandes(tag: str, attributs: dict) -> Iterator[str]:
    if tag in ("img", "script") and attributs.get("src"):
        yield attributs["src"]
    elif tag == "link" and attributs.get("rel") in ("stylesheet", "icon"):
        yield attributs["href"]
