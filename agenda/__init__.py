"""The agenda: what happens at a place, at dates."""
