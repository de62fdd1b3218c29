"""Neighbourhood stories: quartiers, secteurs, streets, squares and wider territories."""
