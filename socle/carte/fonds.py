"""Whose tiles a city's map asks for, once a visitor has clicked: pure facts on each background."""

import re
from dataclasses import dataclass

AUCUN, IGN, OSM, AUTRE = "aucun", "ign", "osm", "autre"

_HOTE = re.compile(r"https://(\{s\}\.)?([a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::[0-9]{1,5})?)/", re.IGNORECASE)
"""A host and nothing else: what is read here goes into a Content-Security-Policy."""

MIROIRS = ("a", "b", "c")
"""What Leaflet writes in the place of `{s}`."""


@dataclass(frozen=True)
class Fond:
    """The tiles of a map: their address, with {z}, {x} and {y}, and who must be named."""

    adresse: str
    attribution: str
    lien: str = ""
    zoom_max: int = 19

    @property
    def hote(self) -> str:
        """The host that the tiles come from, as people read it."""
        return _HOTE.match(self.adresse).group(2)

    @property
    def origines(self) -> tuple[str, ...]:
        """What a page that shows these tiles must be allowed to load pictures from."""
        miroir, hote = _HOTE.match(self.adresse).groups()
        return tuple(f"https://{lettre}.{hote}" for lettre in MIROIRS) if miroir else (f"https://{hote}",)


PLAN_IGN = Fond(
    "https://data.geopf.fr/wmts?SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0&LAYER=GEOGRAPHICALGRIDSYSTEMS.PLANIGNV2"
    "&STYLE=normal&FORMAT=image/png&TILEMATRIXSET=PM&TILEMATRIX={z}&TILEROW={y}&TILECOL={x}",
    "© IGN – Géoplateforme",
    "https://www.ign.fr/",
)
"""Plan IGN v2, Licence Ouverte, without a key (geoservices.ign.fr, « Service WMTS de la Géoplateforme »)."""

OPENSTREETMAP = Fond(
    "https://tile.openstreetmap.org/{z}/{x}/{y}.png",
    "© OpenStreetMap",
    "https://www.openstreetmap.org/copyright",
)
"""For a modest traffic only (operations.osmfoundation.org/policies/tiles): it wants to be told which site asks."""

FONDS = {IGN: PLAN_IGN, OSM: OPENSTREETMAP}


def est_une_adresse_de_tuiles(adresse: str) -> bool:
    """Tell whether an address names a host over https, and where the tile goes."""
    return bool(_HOTE.match(adresse)) and all(jeton in adresse for jeton in ("{z}", "{x}", "{y}"))
