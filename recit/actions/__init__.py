"""Verbs of the narrative that write: move, sign, change."""
