"""A city's front page, its plain pages and settings, and the demo city."""
