"""The tests of the narrative ask for the same cities as those of the doors."""

from tests.portes.conftest import admin, autre_quartier, suivant, ville_traduite

__all__ = ["admin", "autre_quartier", "suivant", "ville_traduite"]
