"""What the server of the tests runs on: a city's own settings, but for static files, which are not collected here."""

from config.settings.production import *  # noqa: F403 - settings are made of other settings
from config.settings.test import STORAGES, WHITENOISE_AUTOREFRESH  # noqa: F401
