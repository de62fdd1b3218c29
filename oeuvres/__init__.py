"""Artworks and the artists who made them."""
