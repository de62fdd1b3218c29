"""How much each kind of story matters among those that answer as well."""

PAR_GENRE = {"evenement": 0.6, "agenda": 0.3, "listes": 0.3}
"""An event comes after the work or the place that it is named after; a list, after what it lists."""


def poids_de(genre: str, poids: float) -> float:
    """Return how much a story of this kind weighs, from what its card says."""
    return poids * PAR_GENRE.get(genre, 1.0)
