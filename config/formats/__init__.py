"""How dates and hours are typed, the same in every language of the admin: the day first, or as ISO 8601 has it.

Django reads these lists where it finds the formats of each language (`FORMAT_MODULE_PATH`); how dates are told
stays its own.
"""

JOURS = ["%d/%m/%Y", "%Y-%m-%d", "%d.%m.%Y", "%d/%m/%y"]
"""The first one is how the admin's forms show a day."""

HEURES = ["%H:%M", "%H:%M:%S", "%Hh%M", "%H h %M", "%Hh", "%H h"]
"""« 20:30 », « 20h30 », « 20 h », with whatever space is typed."""

MOMENTS = [f"{jour} {heure}" for jour in JOURS for heure in HEURES]
