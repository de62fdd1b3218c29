"""The demo city: facts about Nantes, stories in three languages, posters drawn by code."""
